"""Interests: which territories want a published concept, and which have done it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, choice, now

TERRITORY_LIMIT = 80
WORDS_LIMIT = 280


class InterestKind(StrEnum):
    """What a territory says of a concept."""

    interested = "interested"
    done = "done"


class Interest(Base):
    """What one territory says of a concept; a territory says one thing at a time."""

    __tablename__ = "interests"
    __table_args__ = (UniqueConstraint("concept_id", "folded"),)

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"))
    territory: Mapped[str] = mapped_column(String(TERRITORY_LIMIT))
    folded: Mapped[str] = mapped_column(String(TERRITORY_LIMIT))
    """The territory's name without case, by which it is known again."""
    kind: Mapped[InterestKind] = mapped_column(choice(InterestKind))
    words: Mapped[str] = mapped_column(String(WORDS_LIMIT), default="")
    declared_at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
