"""Running the agenda: stages opened, closed, skipped, given minutes, and people who are done."""

from datetime import datetime, timedelta

from db.agenda import Stage, StageDone, StageOpening, done_with, drop_done, open_pair
from db.base import now
from db.changes import touch
from db.people import Person
from db.session import Session
from db.workshops import lock_workshop
from facilitation.access import acting_person, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import open_stage_of, stage_in_reach
from facilitation.errors import OutOfRange, SomeoneElseOpened, StageNotOpen, WorkshopClosed
from facilitation.journal import Action, note
from facilitation.stages import closed, opened

ANYTHING = 0
"""For `expected_open`: whatever is open may be closed. No stage bears this id."""
GIVEN_MINUTES = (1, 120)
AFFECTED = ("stage", "people", "turnout", "result", "round", "groups")


def open_stage(
    session: Session,
    *,
    actor: Actor,
    stage_id: int,
    expected_open: int | None = ANYTHING,
    at: datetime | None = None,
) -> None:
    """Open a stage and close the one that is open, in one go; also reopens and goes back.

    `expected_open` is the stage that the facilitator saw open. Raises SomeoneElseOpened where another
    facilitator has opened a different one meanwhile, WorkshopClosed after the end.
    """
    stage = stage_in_reach(session, actor, stage_id)
    at = at or now()
    lock_workshop(session, stage.workshop_id)
    if workshop_run_by(session, actor, stage.workshop_id).closed_at is not None:
        raise WorkshopClosed
    pair = open_pair(session, stage.workshop_id)
    if pair and pair[0].id == stage_id:
        return
    if pair and expected_open not in (ANYTHING, pair[0].id):
        raise SomeoneElseOpened(pair[0].title)
    if pair:
        _close(session, *pair, actor, at)
    stage.skipped_at = None
    session.add(
        StageOpening(
            stage_id=stage.id,
            workshop_id=stage.workshop_id,
            opened_at=at,
            opened_by=actor.account_id,
            ends_at=at + timedelta(minutes=stage.minutes),
        )
    )
    session.flush()
    drop_done(session, stage.id)
    opened(session, stage, actor)
    _written_down(session, actor, stage, "stage_opened")


def close_stage(session: Session, *, actor: Actor, stage_id: int, at: datetime | None = None) -> None:
    """Close a stage where it is open; what it entails happens in the same transaction."""
    stage = stage_in_reach(session, actor, stage_id)
    lock_workshop(session, stage.workshop_id)
    pair = open_pair(session, stage.workshop_id)
    if pair and pair[0].id == stage_id:
        _close(session, *pair, actor, at or now())


def skip_stage(session: Session, *, actor: Actor, stage_id: int, at: datetime | None = None) -> None:
    """Leave a stage out of the plan, closing it first where it is open; opening it takes this back."""
    close_stage(session, actor=actor, stage_id=stage_id, at=at)
    stage = stage_in_reach(session, actor, stage_id)
    if stage.skipped_at is None:
        stage.skipped_at = at or now()
        _written_down(session, actor, stage, "stage_skipped")


def unskip_stage(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Take a skipped stage back into the plan."""
    stage = stage_in_reach(session, actor, stage_id)
    if stage.skipped_at is not None:
        stage.skipped_at = None
        _written_down(session, actor, stage, "stage_unskipped")


def give_minutes(
    session: Session, *, actor: Actor, stage_id: int, minutes: int, at: datetime | None = None
) -> None:
    """Let the open stage last longer, counted from now where its time is already up."""
    if not GIVEN_MINUTES[0] <= minutes <= GIVEN_MINUTES[1]:
        raise OutOfRange("minutes", *GIVEN_MINUTES)
    stage = stage_in_reach(session, actor, stage_id)
    lock_workshop(session, stage.workshop_id)
    pair = open_pair(session, stage.workshop_id)
    if pair is None or pair[0].id != stage_id:
        raise StageNotOpen
    opening = pair[1]
    opening.ends_at = max(opening.ends_at, at or now()) + timedelta(minutes=minutes)
    note(
        session,
        workshop_id=stage.workshop_id,
        action="minutes_given",
        actor=actor,
        stage=stage.title,
        minutes=minutes,
    )
    touch(session, stage.workshop_id, "stage")


def mark_done(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Say that a person is done with the open stage; a facilitator may say it for them."""
    person, already = _done_in_open_stage(session, actor, stage_id)
    if not already:
        session.add(StageDone(stage_id=stage_id, person_id=person.id))
        _done_written_down(session, person.workshop_id, actor, "done")


def unmark_done(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Take "I am done" back."""
    person, already = _done_in_open_stage(session, actor, stage_id)
    if already:
        drop_done(session, stage_id, [person.id])
        _done_written_down(session, person.workshop_id, actor, "done_taken_back")


def is_done(session: Session, *, person_id: int, stage_id: int) -> bool:
    """Whether a person has said that they are done with a stage."""
    return person_id in done_with(session, stage_id)


def close_open_stage(session: Session, *, actor: Actor, workshop_id: int, at: datetime) -> None:
    """Close whatever stage is open in a workshop."""
    if pair := open_pair(session, workshop_id):
        _close(session, *pair, actor, at)


def _close(session: Session, stage: Stage, opening: StageOpening, actor: Actor, at: datetime) -> None:
    opening.closed_at = at
    opening.closed_by = actor.account_id
    session.flush()
    closed(session, stage, actor)
    _written_down(session, actor, stage, "stage_closed")


def _written_down(session: Session, actor: Actor, stage: Stage, action: Action) -> None:
    note(session, workshop_id=stage.workshop_id, action=action, actor=actor, stage=stage.title)
    touch(session, stage.workshop_id, *AFFECTED)


def _done_in_open_stage(session: Session, actor: Actor, stage_id: int) -> tuple[Person, bool]:
    person = acting_person(session, actor)
    stage = open_stage_of(session, person.workshop_id)
    if stage is None or stage.id != stage_id:
        raise StageNotOpen
    return person, person.id in done_with(session, stage_id)


def _done_written_down(session: Session, workshop_id: int, actor: Actor, action: Action) -> None:
    note(session, workshop_id=workshop_id, action=action, actor=actor)
    touch(session, workshop_id, "people")
