"""The journal: one row for every action, only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.accounts import Account
from db.base import Base, Key, now
from db.people import Person


class Entry(Base):
    """Who did what, and when. It never says who voted for what."""

    __tablename__ = "journal"
    __table_args__ = (Index(None, "workshop_id", "at"),)

    id: Mapped[Key]
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=now)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    action: Mapped[str] = mapped_column(String(40))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def entries_of(session: Session, workshop_id: int, limit: int) -> list[tuple[Entry, str | None, str | None]]:
    """The latest entries of a workshop, newest first, each with the account's and the person's name."""
    found = session.execute(
        select(Entry, Account.name, Person.name)
        .outerjoin(Account, Account.id == Entry.account_id)
        .outerjoin(Person, Person.id == Entry.person_id)
        .where(Entry.workshop_id == workshop_id)
        .order_by(Entry.id.desc())
        .limit(limit)
    )
    return [(entry, account, person) for entry, account, person in found]
