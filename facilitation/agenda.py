"""The agenda: its stages in order, which one is open, how the session keeps to its plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from db.agenda import (
    Stage,
    StageKind,
    StageOpening,
    open_pair,
    openings_of,
    stage_row,
    stages_of,
)
from db.base import now
from db.session import Session
from db.workshops import Workshop, workshop_row
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NotFound, StageLocked, StageNotOpen

__all__ = [
    "AgendaView",
    "OpenStage",
    "StageKind",
    "StageRow",
    "agenda",
    "agenda_of",
    "open_stage_of",
    "require_open",
    "stage_in_reach",
]

State = Literal["waiting", "open", "closed", "skipped"]


@dataclass(frozen=True, slots=True)
class OpenStage:
    """The stage that is open now; `locked` once its time is up and it locks writing."""

    id: int
    kind: StageKind
    title: str
    instruction: str
    opening_id: int
    opened_at: datetime
    ends_at: datetime
    locked: bool


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage as the agenda shows it; `planned_start` is a clock time such as 09:40."""

    id: int
    number: int
    kind: StageKind
    title: str
    instruction: str
    minutes: int
    real_seconds: int
    state: State
    planned_start: str
    concealed: bool
    locks: bool


@dataclass(frozen=True, slots=True)
class AgendaView:
    """A whole agenda; `ahead_seconds` is negative when late and 0 before the first opening."""

    stages: list[StageRow]
    open_stage_id: int | None
    ahead_seconds: int
    planned_end: str


def stage_in_reach(session: Session, actor: Actor, stage_id: int) -> Stage:
    """A stage of a workshop that the account runs. Raises NotFound."""
    stage = stage_row(session, stage_id)
    if stage is None:
        raise NotFound
    workshop_run_by(session, actor, stage.workshop_id)
    return stage


def open_stage_of(session: Session, workshop_id: int, at: datetime | None = None) -> OpenStage | None:
    """The stage that is open in a workshop, if one is."""
    pair = open_pair(session, workshop_id)
    if pair is None:
        return None
    stage, opening = pair
    return OpenStage(
        stage.id,
        stage.kind,
        stage.title,
        stage.instruction,
        opening.id,
        opening.opened_at,
        opening.ends_at,
        stage.locks and (at or now()) >= opening.ends_at,
    )


def require_open(
    session: Session, workshop_id: int, kind: StageKind, at: datetime | None = None
) -> OpenStage:
    """The open stage, which is of this kind. Raises StageNotOpen, or StageLocked once its time is up."""
    stage = open_stage_of(session, workshop_id, at)
    if stage is None or stage.kind != kind:
        raise StageNotOpen
    if stage.locked:
        raise StageLocked
    return stage


def agenda(session: Session, workshop_id: int, at: datetime | None = None) -> AgendaView:
    """The agenda of a workshop as it stands at a moment (now)."""
    workshop = workshop_row(session, workshop_id)
    if workshop is None:
        raise NotFound
    return agenda_of(
        workshop, stages_of(session, workshop_id), openings_of(session, workshop_id), at or now()
    )


def agenda_of(
    workshop: Workshop, stages: Sequence[Stage], openings: Sequence[StageOpening], at: datetime
) -> AgendaView:
    """The agenda that these stages and openings make at a moment."""
    current = next((opening for opening in openings if opening.closed_at is None), None)
    open_id = current.stage_id if current else None
    real = _real_seconds(openings, at)
    rows: list[StageRow] = []
    clock = datetime.combine(at.date(), workshop.starts)
    for number, stage in enumerate(stages, 1):
        state = _state(stage, stage.id == open_id, stage.id in real)
        rows.append(
            StageRow(
                stage.id,
                number,
                stage.kind,
                stage.title,
                stage.instruction,
                stage.minutes,
                real.get(stage.id, 0),
                state,
                f"{clock:%H:%M}",
                stage.concealed,
                stage.locks,
            )
        )
        clock += timedelta(minutes=0 if state == "skipped" else stage.minutes)
    return AgendaView(rows, open_id, _ahead(rows, openings, at), f"{clock:%H:%M}")


def _state(stage: Stage, is_open: bool, was_open: bool) -> State:
    if is_open:
        return "open"
    if stage.skipped_at is not None:
        return "skipped"
    return "closed" if was_open else "waiting"


def _real_seconds(openings: Sequence[StageOpening], at: datetime) -> dict[int, int]:
    spent: dict[int, float] = {}
    for opening in openings:
        seconds = ((opening.closed_at or at) - opening.opened_at).total_seconds()
        spent[opening.stage_id] = spent.get(opening.stage_id, 0) + seconds
    return {stage_id: int(seconds) for stage_id, seconds in spent.items()}


def _ahead(rows: Sequence[StageRow], openings: Sequence[StageOpening], at: datetime) -> int:
    """Seconds of the plan that are done, less those gone since the first opening."""
    if not openings:
        return 0
    latest = openings[-1]
    index = [row.id for row in rows].index(latest.stage_id)
    planned = rows[index].minutes * 60
    done = planned if latest.closed_at else min(rows[index].real_seconds, planned)
    done += sum(60 * row.minutes for row in rows[:index] if row.state != "skipped")
    return done - int(((latest.closed_at or at) - openings[0].opened_at).total_seconds())
