"""The part of a report that the opening and closing rounds make: counted, and without names."""

from collections.abc import Iterable, Mapping

from db.report import answers_in
from db.rounds import RoundAnswer
from db.session import Session
from facilitation.agenda import StageKind, StageRow
from facilitation.report_parts import ReportRound
from facilitation.rounds import told_of
from facilitation.sealed import RoundCount, sealed_rounds


def rounds(session: Session, workshop_id: int, stages: Iterable[StageRow]) -> tuple[ReportRound, ...]:
    """Every round that somebody answered, in the order of the agenda."""
    counts = round_counts(session, workshop_id, {stage.id: StageKind(stage.kind) for stage in stages})
    return tuple(
        ReportRound(stage.title, stage.kind, found.answered, found.counts, found.words)
        for stage in stages
        if (found := counts.get(stage.id)) is not None
    )


def round_counts(session: Session, workshop_id: int, kinds: Mapping[int, StageKind]) -> dict[int, RoundCount]:
    """What is told of each answered round, by stage; `kinds` are the stages of the agenda."""
    given: dict[int, list[RoundAnswer]] = {}
    for answer in answers_in(session, workshop_id):
        given.setdefault(answer.stage_id, []).append(answer)
    sealed = sealed_rounds(session, workshop_id)
    return {
        stage_id: told_of(kind, given.get(stage_id, []), sealed.get(stage_id))
        for stage_id, kind in kinds.items()
        if stage_id in given or stage_id in sealed
    }
