"""Workshops: made from a template, duplicated, set up, closed, archived, deleted and brought back."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime

from db.accounts import Role
from db.agenda import Stage, stages_of
from db.attendance import arrived_in
from db.base import now
from db.changes import touch
from db.session import Session
from db.workshops import Territory, Workshop, WorkshopFacilitator, territories_of, workshops_run_by
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.facilitators import may_run
from facilitation.journal import Action, note
from facilitation.links import give_code
from facilitation.logos import choose_logo, logo_of
from facilitation.own_templates import stages_from
from facilitation.running import close_open_stage
from facilitation.templates import TEMPLATES
from facilitation.tokens import new_token
from facilitation.workshop_rules import fit
from facilitation.workshop_settings import SHOWN, WorkshopSettings, change_settings, workshop_settings

__all__ = [
    "TEMPLATES",
    "WorkshopCard",
    "WorkshopSettings",
    "archive_workshop",
    "change_settings",
    "close_workshop",
    "create_workshop",
    "delete_workshop",
    "duplicate_workshop",
    "founded",
    "reopen_workshop",
    "restore_workshop",
    "unarchive_workshop",
    "workshop_settings",
    "workshops_of",
]

COPIED = (
    "theme", "organiser", "place", "starts", "language", "time_zone", "expected", "seats", "dots", "cap",
    "keep", "own_territory", "concealed", "optional_criteria",
)  # fmt: skip
COPIED_OF_STAGES = ("position", "kind", "title", "instruction", "minutes", "concealed", "locks")


@dataclass(frozen=True, slots=True)
class WorkshopCard:
    """A workshop as the list shows it; `people` is how many have come."""

    id: int
    theme: str
    date: Date | None
    place: str
    code: str | None
    people: int
    rehearsal: bool
    demo: bool
    created_at: datetime
    closed_at: datetime | None
    archived: bool
    deleted: bool


def create_workshop(
    session: Session,
    *,
    actor: Actor,
    theme: str,
    template: str = TEMPLATES[0],
    language: str = "fr",
    date: Date | None = None,
    place: str = "",
    organiser: str = "",
    expected: int = 20,
    rehearsal: bool = False,
    demo: bool = False,
) -> int:
    """Make a workshop from a template, run by the account that makes it; its id.

    Raises NotAllowed, or NotFound where the template is gone.
    """
    may_run(session, actor)
    stages = stages_from(session, template, fit("language", language))
    workshop = Workshop(
        theme=fit("theme", theme),
        language=fit("language", language),
        date=date,
        place=fit("place", place),
        organiser=fit("organiser", organiser),
        expected=fit("expected", expected),
        rehearsal=rehearsal,
        demo=demo,
        created_by=actor.account_id,
        projector_token=new_token(),
    )
    founded(session, workshop, actor, "workshop_created")
    for position, stage in enumerate(stages, 1):
        session.add(
            Stage(
                workshop_id=workshop.id,
                position=position,
                kind=stage.kind,
                title=stage.title,
                instruction=stage.instruction,
                minutes=stage.minutes,
                concealed=stage.concealed,
                locks=stage.locks,
            )
        )
    session.flush()
    return workshop.id


def duplicate_workshop(session: Session, *, actor: Actor, workshop_id: int) -> int:
    """Make a workshop as another one was set up, with its logo and without its people; its id."""
    may_run(session, actor)
    former = workshop_run_by(session, actor, workshop_id)
    copied = {name: getattr(former, name) for name in COPIED}
    workshop = Workshop(
        **copied, rehearsal=former.rehearsal, created_by=actor.account_id, projector_token=new_token()
    )
    founded(session, workshop, actor, "workshop_duplicated")
    for stage in stages_of(session, former.id):
        session.add(
            Stage(workshop_id=workshop.id, **{name: getattr(stage, name) for name in COPIED_OF_STAGES})
        )
    for territory in territories_of(session, former.id):
        session.add(Territory(workshop_id=workshop.id, name=territory.name))
    if logo := logo_of(session, former.id):
        choose_logo(session, actor=actor, workshop_id=workshop.id, data=logo)
    session.flush()
    return workshop.id


def close_workshop(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """End a workshop: its open stage closes and its join code is dead until it is reopened."""
    workshop = workshop_run_by(session, actor, workshop_id)
    if workshop.closed_at is None:
        close_open_stage(session, actor=actor, workshop_id=workshop_id, at=now())
        workshop.closed_at = now()
        _written_down(session, workshop, actor, "workshop_closed")


def reopen_workshop(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Take the end of a workshop back."""
    workshop = workshop_run_by(session, actor, workshop_id)
    if workshop.closed_at is not None:
        workshop.closed_at = None
        _written_down(session, workshop, actor, "workshop_reopened")


def archive_workshop(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Put a workshop out of the way; nothing is lost."""
    workshop = workshop_run_by(session, actor, workshop_id)
    if workshop.archived_at is None:
        workshop.archived_at = now()
        _written_down(session, workshop, actor, "workshop_archived")


def unarchive_workshop(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Take a workshop back among the current ones."""
    workshop = workshop_run_by(session, actor, workshop_id)
    if workshop.archived_at is not None:
        workshop.archived_at = None
        _written_down(session, workshop, actor, "workshop_unarchived")


def delete_workshop(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Put a workshop in the bin: nobody reaches it until it is restored."""
    workshop = workshop_run_by(session, actor, workshop_id, deleted=True)
    if workshop.deleted_at is None:
        workshop.deleted_at = now()
        _written_down(session, workshop, actor, "workshop_deleted")


def restore_workshop(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Take a workshop out of the bin."""
    workshop = workshop_run_by(session, actor, workshop_id, deleted=True)
    if workshop.deleted_at is not None:
        workshop.deleted_at = None
        _written_down(session, workshop, actor, "workshop_restored")


def workshops_of(
    session: Session, actor: Actor, *, archived: bool = False, deleted: bool = False
) -> list[WorkshopCard]:
    """The workshops that an account runs (all of them for an administrator), newest first."""
    account = may_run(session, actor)
    everywhere = account.role == Role.ADMINISTRATOR
    chosen = [
        workshop
        for workshop in workshops_run_by(session, None if everywhere else account.id)
        if (workshop.deleted_at is not None) == deleted
        and (deleted or (workshop.archived_at is not None) == archived)
    ]
    arrived = arrived_in(session, [workshop.id for workshop in chosen])
    return [_card(workshop, arrived.get(workshop.id, 0)) for workshop in chosen]


def founded(session: Session, workshop: Workshop, actor: Actor, action: Action) -> None:
    """Write a new workshop down, with a join code, run by the account that makes it."""
    give_code(session, workshop)
    session.add(workshop)
    session.flush()
    session.add(WorkshopFacilitator(workshop_id=workshop.id, account_id=actor.account_id))
    _written_down(session, workshop, actor, action)


def _card(workshop: Workshop, people: int) -> WorkshopCard:
    return WorkshopCard(
        workshop.id,
        workshop.theme,
        workshop.date,
        workshop.place,
        workshop.code,
        people,
        workshop.rehearsal,
        workshop.demo,
        workshop.created_at,
        workshop.closed_at,
        workshop.archived_at is not None,
        workshop.deleted_at is not None,
    )


def _written_down(session: Session, workshop: Workshop, actor: Actor, action: Action) -> None:
    note(session, workshop_id=workshop.id, action=action, actor=actor)
    touch(session, workshop.id, *SHOWN)
