"""The part of a report that the opening and closing rounds make: counted, and without names."""

from collections.abc import Iterable

from db.report import answers_in
from db.rounds import RoundAnswer
from db.session import Session
from facilitation.agenda import StageKind, StageRow
from facilitation.report_parts import ReportRound
from facilitation.sealed import RoundCount, sealed_rounds
from facilitation.tallies import SMALLEST_CELL


def rounds(session: Session, workshop_id: int, stages: Iterable[StageRow]) -> tuple[ReportRound, ...]:
    """Every round that somebody answered, in the order of the agenda."""
    counts = round_counts(session, workshop_id)
    return tuple(
        ReportRound(stage.title, stage.kind, found.answered, found.counts, found.words)
        for stage in stages
        if stage.kind in (StageKind.checkin, StageKind.closing)
        and (found := counts.get(stage.id)) is not None
    )


def round_counts(session: Session, workshop_id: int) -> dict[int, RoundCount]:
    """What each answered round came to, by stage; too few answers are not counted out."""
    given: dict[int, list[RoundAnswer]] = {}
    for answer in answers_in(session, workshop_id):
        given.setdefault(answer.stage_id, []).append(answer)
    counted = {stage_id: _counted(answers) for stage_id, answers in given.items()}
    return counted | sealed_rounds(session, workshop_id)


def _counted(answers: list[RoundAnswer]) -> RoundCount:
    counts = tuple(sum(answer.choice == choice for answer in answers) for choice in range(1, 6))
    return RoundCount(
        len(answers),
        counts if len(answers) >= SMALLEST_CELL else None,
        tuple(answer.words for answer in answers if answer.words),
    )
