"""Answers: what an initiative's holder answers to the territories that did not know."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, choice, now
from db.ratings import Criterion

ANSWER_LIMIT = 1000


class HolderAnswer(Base):
    """The answer to one question about one initiative."""

    __tablename__ = "holder_answers"
    __table_args__ = (UniqueConstraint("initiative_id", "criterion"),)

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"))
    criterion: Mapped[Criterion] = mapped_column(choice(Criterion))
    text: Mapped[str] = mapped_column(String(ANSWER_LIMIT))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime] = mapped_column(default=now)
