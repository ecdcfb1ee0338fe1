"""Marks that designers put on contributions: tags, which they share, and notes, which are each one's own."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, now

TAG_LIMIT = 40
NOTE_LIMIT = 1000


class PostTag(Base):
    """A tag on a contribution, for everybody who studies the workshop."""

    __tablename__ = "post_tags"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(TAG_LIMIT), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    added_at: Mapped[datetime] = mapped_column(default=now)


class PostNote(Base):
    """What an account wrote down about a contribution, for nobody else."""

    __tablename__ = "post_notes"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    text: Mapped[str] = mapped_column(String(NOTE_LIMIT))
    written_at: Mapped[datetime] = mapped_column(default=now)
