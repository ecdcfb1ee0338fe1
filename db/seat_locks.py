"""Locked seats: whom a new proposal of groups leaves where they sit."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, now
from db.people import Person


class SeatLock(Base):
    """A person whom a new proposal leaves where they sit."""

    __tablename__ = "seat_locks"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    locked_at: Mapped[datetime] = mapped_column(default=now)
    locked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


def locked_in(session: Session, workshop_id: int) -> list[int]:
    """The people of a workshop whose seat a new proposal leaves alone."""
    return list(
        session.scalars(
            select(SeatLock.person_id)
            .join(Person, Person.id == SeatLock.person_id)
            .where(Person.workshop_id == workshop_id)
            .order_by(SeatLock.person_id)
        )
    )


def lock_row(session: Session, person_id: int) -> SeatLock | None:
    """The lock on a person's seat."""
    return session.get(SeatLock, person_id)


def drop_lock(session: Session, person_id: int) -> None:
    """Let a new proposal seat a person anew."""
    session.execute(
        delete(SeatLock).where(SeatLock.person_id == person_id).execution_options(synchronize_session=False)
    )
