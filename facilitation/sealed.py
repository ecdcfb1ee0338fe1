"""Sealed results: what a room saw of its answers, read where the answers themselves stayed in that room.

A workshop that came in an archive holds no rating and no answer to a round. Here is what stands in their
place. A closing round of this place is sealed too, when it closes. (What was counted of a vote:
facilitation/counted.py.)
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from db.base import now
from db.sealed import SealedKind, SealedResult, sealed_in, sealed_round
from db.session import Session
from facilitation.medians import Cell
from facilitation.rating_progress import Standing


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One territory before one initiative, as the revealed matrix showed it."""

    territory_id: int
    groups: list[int]
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class SealedMatrix:
    """A revealed matrix without the answers behind it; the rows by initiative."""

    criteria: list[str]
    standing: Standing
    rows: dict[int, list[SealedRow]]


@dataclass(frozen=True, slots=True)
class RoundCount:
    """An opening or closing round without names: how many answered, how often each answer came, the words."""

    answered: int
    counts: tuple[int, ...] | None
    words: tuple[str, ...]


def sealed_matrix(session: Session, workshop_id: int) -> SealedMatrix | None:
    """What is sealed of a matrix."""
    for row in sealed_in(session, workshop_id, SealedKind.matrix):
        told = row.content
        return SealedMatrix(
            told["criteria"],
            Standing(**told["standing"]),
            {int(one): [_row(seen) for seen in rows] for one, rows in told["rows"].items()},
        )
    return None


def sealed_rounds(session: Session, workshop_id: int) -> dict[int, RoundCount]:
    """What is sealed of the rounds, by stage."""
    return {
        row.stage_id: RoundCount(
            row.content["answered"],
            tuple(row.content["counts"]) if row.content["counts"] else None,
            tuple(row.content["words"]),
        )
        for row in sealed_in(session, workshop_id, SealedKind.round)
        if row.stage_id is not None
    }


def told_since(session: Session, workshop_id: int, stage_id: int) -> datetime | None:
    """When a round was last told, if ever."""
    former = sealed_round(session, workshop_id, stage_id)
    return former.sealed_at if former else None


def seal_matrix(session: Session, *, workshop_id: int, matrix: SealedMatrix) -> None:
    """Keep what a revealed matrix showed."""
    _keep(session, workshop_id, SealedKind.matrix, None, asdict(matrix))


def seal_round(session: Session, *, workshop_id: int, stage_id: int, count: RoundCount) -> None:
    """Keep what a round came to; told anew, it replaces what was told before."""
    former = sealed_round(session, workshop_id, stage_id)
    if former is None:
        _keep(session, workshop_id, SealedKind.round, stage_id, asdict(count))
    else:
        former.content, former.sealed_at = asdict(count), now()


def forget_words_but(session: Session, workshop_id: int, said: Mapping[int, Collection[str]]) -> None:
    """Keep of the words of told rounds, by stage, only what somebody says still; the numbers stay as told."""
    for row in sealed_in(session, workshop_id, SealedKind.round):
        if row.stage_id is None or row.stage_id not in said:
            continue
        left = Counter(said[row.stage_id])
        kept = []
        for words in row.content["words"]:
            if left[words]:
                left[words] -= 1
                kept.append(words)
        row.content = row.content | {"words": kept}


def _keep(
    session: Session, workshop_id: int, kind: SealedKind, stage_id: int | None, content: dict[str, Any]
) -> None:
    row = SealedResult(workshop_id=workshop_id, kind=kind, stage_id=stage_id, content=content)
    session.add(row)


def _row(told: Mapping[str, Any]) -> SealedRow:
    return SealedRow(told["territory_id"], told["groups"], [Cell(**cell) for cell in told["cells"]])
