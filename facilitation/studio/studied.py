"""The workshops that an account studies, and what it may know of each beside the material."""

from dataclasses import dataclass
from datetime import date as Date

from db.designers import studied_workshops
from db.session import Session
from db.workshops import Workshop
from facilitation.access import workshop_run_by, workshop_studied_by
from facilitation.actors import Actor
from facilitation.errors import NotFound


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


def studied(session: Session, *, actor: Actor, workshop_id: int) -> Studied:
    """The workshop, for an account that studies it. Raises NotFound."""
    workshop = workshop_studied_by(session, actor, workshop_id)
    return _studied(workshop, _runs(session, actor, workshop_id))


def only_studied(session: Session, actor: Actor) -> list[Studied]:
    """The workshops that an account studies without running them, newest first."""
    return [
        _studied(workshop, False)
        for workshop in studied_workshops(session, actor.account)
        if not _runs(session, actor, workshop.id)
    ]


def _runs(session: Session, actor: Actor, workshop_id: int) -> bool:
    try:
        workshop_run_by(session, actor, workshop_id)
    except NotFound:
        return False
    return True


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
