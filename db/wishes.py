"""Wishes: the kept initiatives a person would like to work on, in their order."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, now
from db.people import Person


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


def wishes_of(session: Session, person_id: int) -> tuple[int, ...]:
    """The initiatives a person wishes to work on, the dearest first."""
    return tuple(
        session.scalars(select(Wish.initiative_id).where(Wish.person_id == person_id).order_by(Wish.rank))
    )


def wishes_in(session: Session, workshop_id: int) -> dict[int, tuple[int, ...]]:
    """What each person of a workshop wishes to work on, the dearest first; nobody without a wish is in it."""
    found: dict[int, tuple[int, ...]] = {}
    rows = session.execute(
        select(Wish.person_id, Wish.initiative_id)
        .join(Person, Person.id == Wish.person_id)
        .where(Person.workshop_id == workshop_id)
        .order_by(Wish.person_id, Wish.rank)
    )
    for person_id, initiative_id in rows:
        found[person_id] = (*found.get(person_id, ()), initiative_id)
    return found


def drop_wishes(session: Session, person_id: int) -> None:
    """Forget what a person wished for."""
    session.execute(
        delete(Wish).where(Wish.person_id == person_id).execution_options(synchronize_session=False)
    )
