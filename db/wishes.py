"""Wishes: the kept initiatives a person would like to work on, in their order."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, now


class Wish(Base):
    """The place of an initiative among a person's wishes; 1 is the dearest."""

    __tablename__ = "wishes"
    __table_args__ = (
        UniqueConstraint("person_id", "rank"),
        CheckConstraint("rank >= 1", name="ranks_from_one"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    rank: Mapped[int]
    wished_at: Mapped[datetime] = mapped_column(default=now)
