"""The workshops that an account studies, and what it may know of each beside the material."""

from dataclasses import dataclass
from datetime import date as Date

from db.accounts import Role, account_with_id
from db.designers import studied_workshops
from db.session import Session
from db.workshops import Workshop, runs
from facilitation.access import workshop_studied_by


@dataclass(frozen=True, slots=True)
class Studied:
    """A workshop as those who study it see it; `runs` says that this account also runs it."""

    id: int
    theme: str
    date: Date | None
    place: str
    organiser: str
    language: str
    rehearsal: bool
    demo: bool
    closed: bool
    runs: bool


def studied(session: Session, *, by: int, workshop_id: int) -> Studied:
    """The workshop, for an account that studies it. Raises NotFound."""
    workshop = workshop_studied_by(session, by, workshop_id)
    return _studied(workshop, _runs(session, by, workshop_id))


def only_studied(session: Session, account_id: int) -> list[Studied]:
    """The workshops that an account studies without running them, newest first."""
    return [
        _studied(workshop, False)
        for workshop in studied_workshops(session, account_id)
        if not _runs(session, account_id, workshop.id)
    ]


def _runs(session: Session, account_id: int, workshop_id: int) -> bool:
    account = account_with_id(session, account_id)
    administers = account is not None and account.role == Role.ADMINISTRATOR
    return administers or runs(session, account_id, workshop_id)


def _studied(workshop: Workshop, runs_it: bool) -> Studied:
    return Studied(
        workshop.id,
        workshop.theme,
        workshop.date,
        workshop.place,
        workshop.organiser,
        workshop.language,
        workshop.rehearsal,
        workshop.demo,
        workshop.closed_at is not None,
        runs_it,
    )
