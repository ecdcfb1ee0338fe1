"""What the facilitators of a workshop may see and set of it."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import time

from db.agenda import stages_of
from db.changes import touch
from db.session import Session
from db.workshops import territories_of
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.facilitators import facilitators
from facilitation.journal import note
from facilitation.workshop_rules import fit

SHOWN = ("settings", "stage", "wall", "people", "turnout", "result", "matrix", "ratings")
"""The topics in which settings show."""


@dataclass(frozen=True, slots=True)
class WorkshopSettings:
    """Everything that its facilitators may see and set of a workshop."""

    id: int
    theme: str
    organiser: str
    place: str
    date: Date | None
    starts: time
    language: str
    time_zone: str
    expected: int
    seats: int
    dots: int | None
    cap: int
    keep: int
    own_territory: bool
    concealed: bool
    optional_criteria: bool
    code: str | None
    projector_token: str | None
    rehearsal: bool
    demo: bool
    closed: bool
    archived: bool
    territories: list[tuple[int, str]]
    facilitators: list[tuple[int, str]]


def change_settings(session: Session, *, actor: Actor, workshop_id: int, **fields: object) -> None:
    """Change the settings that are given; names are those of WorkshopSettings.

    Whether the wall is concealed is passed on to the sharing stages.
    """
    workshop = workshop_run_by(session, actor, workshop_id)
    for name, value in fields.items():
        setattr(workshop, name, fit(name, value))
    if "concealed" in fields:
        for stage in stages_of(session, workshop_id):
            stage.concealed = workshop.concealed and stage.kind == "sharing"
    note(
        session,
        workshop_id=workshop_id,
        action="settings_changed",
        actor=actor,
        fields=", ".join(sorted(fields)),
    )
    touch(session, workshop_id, *SHOWN)


def workshop_settings(session: Session, *, actor: Actor, workshop_id: int) -> WorkshopSettings:
    """Everything that a facilitator may see and set of a workshop."""
    workshop = workshop_run_by(session, actor, workshop_id)
    return WorkshopSettings(
        id=workshop.id,
        theme=workshop.theme,
        organiser=workshop.organiser,
        place=workshop.place,
        date=workshop.date,
        starts=workshop.starts,
        language=workshop.language,
        time_zone=workshop.time_zone,
        expected=workshop.expected,
        seats=workshop.seats,
        dots=workshop.dots,
        cap=workshop.cap,
        keep=workshop.keep,
        own_territory=workshop.own_territory,
        concealed=workshop.concealed,
        optional_criteria=workshop.optional_criteria,
        code=workshop.code,
        projector_token=workshop.projector_token,
        rehearsal=workshop.rehearsal,
        demo=workshop.demo,
        closed=workshop.closed_at is not None,
        archived=workshop.archived_at is not None,
        territories=[(row.id, row.name) for row in territories_of(session, workshop_id)],
        facilitators=facilitators(session, actor=actor, workshop_id=workshop_id),
    )
