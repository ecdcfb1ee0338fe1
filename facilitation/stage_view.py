"""What every screen shows of the agenda, live: the open stage, its time, what was and what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from db.agenda import StageOpening, openings_of, stages_of
from db.base import now
from db.session import Session
from db.workshops import Workshop, workshop_row
from facilitation.agenda import StageKind, StageRow, State, agenda_of
from facilitation.errors import NotFound
from settings import settings

Phase = Literal["waiting", "open", "between", "finished"]


@dataclass(frozen=True, slots=True)
class PreviousStage:
    """The stage that was open last."""

    title: str
    kind: StageKind


@dataclass(frozen=True, slots=True)
class NextStage:
    """The stage that the plan has next."""

    title: str
    kind: StageKind
    minutes: int


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A stage in the strip of all stages."""

    id: int
    number: int
    title: str
    kind: StageKind
    state: State
    minutes: int


@dataclass(frozen=True, slots=True)
class StageView:
    """The agenda for one audience; code and address are for console and projector only."""

    theme: str
    place: str
    organiser: str
    rehearsal: bool
    language: str
    code: str | None
    join_url: str | None
    state: Phase
    stage_id: int | None
    opening_id: int | None
    number: int | None
    count: int
    kind: StageKind | None
    title: str
    instruction: str
    opened_ms: int | None
    ends_ms: int | None
    locks: bool
    minutes: int
    ahead_seconds: int
    previous: PreviousStage | None
    next: NextStage | None
    agenda: list[AgendaLine]


def stage_view(session: Session, workshop_id: int, audience: str) -> StageView:
    """The agenda as an audience sees it now."""
    workshop = workshop_row(session, workshop_id)
    if workshop is None:
        raise NotFound
    openings = openings_of(session, workshop_id)
    show = agenda_of(workshop, stages_of(session, workshop_id), openings, now())
    row = next((stage for stage in show.stages if stage.state == "open"), None)
    opening = openings[-1] if row else None
    code = workshop.code if audience != "room" and workshop.closed_at is None else None
    return StageView(
        theme=workshop.theme,
        place=workshop.place,
        organiser=workshop.organiser,
        rehearsal=workshop.rehearsal,
        language=workshop.language,
        code=code,
        join_url=f"{settings().address}/join/{code}" if code else None,
        state=_phase(workshop, show.stages, openings),
        stage_id=row.id if row else None,
        opening_id=opening.id if opening else None,
        number=row.number if row else None,
        count=len(show.stages),
        kind=row.kind if row else None,
        title=row.title if row else "",
        instruction=row.instruction if row else "",
        opened_ms=_milliseconds(opening.opened_at) if opening else None,
        ends_ms=_milliseconds(opening.ends_at) if opening else None,
        locks=row.locks if row else False,
        minutes=row.minutes if row else 0,
        ahead_seconds=show.ahead_seconds,
        previous=_previous(show.stages, openings),
        next=_next(show.stages, openings),
        agenda=[
            AgendaLine(stage.id, stage.number, stage.title, stage.kind, stage.state, stage.minutes)
            for stage in show.stages
        ],
    )


def _phase(workshop: Workshop, stages: Sequence[StageRow], openings: Sequence[StageOpening]) -> Phase:
    states = {stage.state for stage in stages}
    if workshop.closed_at is not None:
        return "finished"
    if "open" in states:
        return "open"
    if not openings:
        return "waiting"
    return "between" if "waiting" in states else "finished"


def _previous(stages: Sequence[StageRow], openings: Sequence[StageOpening]) -> PreviousStage | None:
    ended = [opening for opening in openings if opening.closed_at is not None]
    by_id = {stage.id: stage for stage in stages}
    last = by_id[ended[-1].stage_id] if ended else None
    return PreviousStage(last.title, last.kind) if last else None


def _next(stages: Sequence[StageRow], openings: Sequence[StageOpening]) -> NextStage | None:
    numbers = {stage.id: stage.number for stage in stages}
    reached = numbers[openings[-1].stage_id] if openings else 0
    waiting = [stage for stage in stages if stage.state == "waiting"]
    following = [stage for stage in waiting if stage.number > reached] or waiting
    return NextStage(following[0].title, following[0].kind, following[0].minutes) if following else None


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
