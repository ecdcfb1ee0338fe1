"""Conditions to lift: for each, who can lift it, by when, and the first step that was named."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, choice, now
from db.ratings import Criterion


class Lift(Base):
    """What was said about lifting one condition: a criterion rated 0, or a post of the section conditions."""

    __tablename__ = "lifts"
    __table_args__ = (
        UniqueConstraint("initiative_id", "territory_id", "criterion"),
        UniqueConstraint("post_id"),
        CheckConstraint("(criterion IS NULL) <> (post_id IS NULL)", name="one_condition"),
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territories.id", ondelete="CASCADE"), index=True)
    criterion: Mapped[Criterion | None] = mapped_column(choice(Criterion))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    who: Mapped[str] = mapped_column(String(120), default="")
    by_when: Mapped[str] = mapped_column(String(60), default="")
    first_step: Mapped[str] = mapped_column(String(280), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    said_at: Mapped[datetime] = mapped_column(default=now)
