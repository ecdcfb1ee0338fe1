"""The journal of a workshop: who did what, and when; only ever added to."""

from dataclasses import dataclass
from datetime import datetime

from db.journal import Entry, entries_of
from db.session import Session
from facilitation.access import workshop_run_by


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One action: its author's name (None for the app itself), what it was, and its details."""

    id: int
    at: datetime
    who: str | None
    facilitator: bool
    action: str
    details: dict[str, str | int | bool | None]


def note(
    session: Session,
    *,
    workshop_id: int | None,
    action: str,
    account_id: int | None = None,
    person_id: int | None = None,
    **details: str | int | bool | None,
) -> None:
    """Write an action down. Never say in `details` who voted for what."""
    session.add(
        Entry(
            workshop_id=workshop_id,
            action=action,
            account_id=account_id,
            person_id=person_id,
            details=details,
        )
    )


def story(session: Session, *, by: int, workshop_id: int, limit: int = 200) -> list[JournalLine]:
    """The latest actions of a workshop, newest first, for who runs it."""
    workshop_run_by(session, by, workshop_id)
    return [
        JournalLine(
            entry.id, entry.at, account or person, entry.account_id is not None, entry.action, entry.details
        )
        for entry, account, person in entries_of(session, workshop_id, limit)
    ]
