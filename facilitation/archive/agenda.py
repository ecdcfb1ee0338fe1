"""The agenda with its real times, and what the opening and closing rounds came to."""

from collections.abc import Iterable

from db.agenda import Stage, StageKind, StageOpening, openings_of
from facilitation.archive.source import Source, Told, moment, perhaps
from facilitation.archive.target import Target, at, heard, once, perhaps_heard
from facilitation.report_rounds import round_counts
from facilitation.sealed import RoundCount, seal_round

AS_IT_IS = ("title", "instruction", "minutes", "concealed", "locks")


def tell_stages(source: Source) -> list[Told]:
    """The stages in their order."""
    return [
        {
            "kind": stage.kind.value,
            **{name: getattr(stage, name) for name in AS_IT_IS},
            "skipped": perhaps(stage.skipped_at),
        }
        for stage in source.stages
    ]


def tell_openings(source: Source) -> list[Told]:
    """When the stages were open; one that is open now ends with the archive."""
    return [
        {
            "stage": source.stage_numbers[opening.stage_id],
            "opened": moment(opening.opened_at),
            "ends": moment(opening.ends_at),
            "closed": moment(opening.closed_at or source.at),
        }
        for opening in openings_of(source.session, source.workshop.id)
    ]


def tell_rounds(source: Source) -> list[Told]:
    """What the rounds came to, in the order of the agenda."""
    kinds = {stage.id: stage.kind for stage in source.stages}
    counts = round_counts(source.session, source.workshop.id, kinds)
    return [
        {
            "stage": source.stage_numbers[stage.id],
            "answered": count.answered,
            "counts": list(count.counts) if count.counts else None,
            "words": list(count.words),
        }
        for stage in source.stages
        if (count := counts.get(stage.id)) is not None
    ]


def rebuild_stages(target: Target, stages: Iterable[Told], openings: Iterable[Told]) -> None:
    """Make the agenda and open no stage."""
    rows = target.add(
        [
            Stage(
                workshop_id=target.workshop.id,
                position=position,
                kind=StageKind(told["kind"]),
                **{name: told[name] for name in AS_IT_IS},
                skipped_at=perhaps_heard(told["skipped"]),
            )
            for position, told in enumerate(stages, 1)
        ]
    )
    target.stages = [row.id for row in rows]
    target.add(
        [
            StageOpening(
                workshop_id=target.workshop.id,
                stage_id=at(target.stages, told["stage"]),
                opened_at=heard(told["opened"]),
                opened_by=target.by,
                ends_at=heard(told["ends"]),
                closed_at=heard(told["closed"]),
                closed_by=target.by,
            )
            for told in openings
        ]
    )


def rebuild_rounds(target: Target, rounds: list[Told]) -> None:
    """Seal what the rounds came to."""
    once((told["stage"] for told in rounds), "rounds")
    for told in rounds:
        counts = tuple(told["counts"]) if told["counts"] else None
        seal_round(
            target.session,
            workshop_id=target.workshop.id,
            stage_id=at(target.stages, told["stage"]),
            count=RoundCount(told["answered"], counts, tuple(told["words"])),
        )
