"""The pitch queue: one initiative at a time is on stage, with its own timer."""

from dataclasses import dataclass

from db.base import now
from db.changes import touch
from db.pitches import Pitch, pitched, running_pitch
from db.session import Session
from db.workshops import lock_workshop
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.journal import note
from facilitation.sharing import initiative_in_reach
from facilitation.wall import Audience, InitiativeView, initiatives

PITCH_SECONDS = 180
QUESTIONS_SECONDS = 60


@dataclass(frozen=True, slots=True)
class PitchView:
    """Who is on stage, since when (milliseconds), and how long a pitch and its questions last."""

    initiative: InitiativeView | None
    started_ms: int | None
    pitch_seconds: int = PITCH_SECONDS
    questions_seconds: int = QUESTIONS_SECONDS


def put_on_stage(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Call an initiative on stage; the one that was there leaves it."""
    initiative = initiative_in_reach(session, actor, initiative_id)
    if initiative.hidden_at is not None or initiative.merged_into_id is not None:
        raise NotFound
    lock_workshop(session, initiative.workshop_id)
    running = running_pitch(session, initiative.workshop_id)
    if running is not None and running.initiative_id == initiative_id:
        return
    at = now()
    if running is not None:
        running.ended_at = at
        session.flush()
    session.add(
        Pitch(
            workshop_id=initiative.workshop_id,
            initiative_id=initiative.id,
            started_at=at,
            started_by=actor.account_id,
        )
    )
    note(
        session,
        workshop_id=initiative.workshop_id,
        action="pitch_started",
        actor=actor,
        initiative=initiative.title,
    )
    touch(session, initiative.workshop_id, "pitch")


def leave_stage(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Clear the stage."""
    workshop_run_by(session, actor, workshop_id)
    running = running_pitch(session, workshop_id)
    if running is not None:
        running.ended_at = now()
        note(session, workshop_id=workshop_id, action="pitch_ended", actor=actor)
        touch(session, workshop_id, "pitch")


def queue(session: Session, workshop_id: int) -> list[InitiativeView]:
    """The initiatives that have not been on stage yet, in the order they were shared."""
    seen = pitched(session, workshop_id)
    return [one for one in initiatives(session, workshop_id) if one.id not in seen]


def clear_stage(session: Session, *, actor: Actor, workshop_id: int, **_stage: int) -> None:
    """Clear the stage as the sharing ends."""
    leave_stage(session, actor=actor, workshop_id=workshop_id)


def pitch_view(session: Session, workshop_id: int, audience: Audience) -> PitchView:
    """What the stage shows to an audience."""
    running = running_pitch(session, workshop_id)
    if running is None:
        return PitchView(None, None)
    standing = {one.id: one for one in initiatives(session, workshop_id, audience=audience)}
    initiative = standing.get(running.initiative_id)
    return PitchView(initiative, _milliseconds(running) if initiative else None)


def _milliseconds(pitch: Pitch) -> int:
    return round(pitch.started_at.timestamp() * 1000)
