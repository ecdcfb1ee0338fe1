"""Sealed results: what a room saw of its answers, read where the answers themselves stayed in that room.

A workshop that came in an archive holds no ballot, no rating and no answer to a round. Here is what stands in
their place; a workshop of this place has none of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from db.people import PersonRole
from db.sealed import SealedKind, SealedResult, sealed_in
from db.session import Session
from db.tallies import dots_by_candidate, proxies, territories_by_candidate, voted
from db.voting import VotingRound
from facilitation.medians import Cell
from facilitation.rating_progress import Standing


@dataclass(frozen=True, slots=True)
class Support:
    """What a candidate received, from how many territories, and who supports it as far as it was shown."""

    dots: int
    territories: int
    by_role: dict[PersonRole, int | None] = field(default_factory=dict)
    by_territory: dict[int | None, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealedVote:
    """A closed and revealed vote without its ballots, by candidate."""

    voted: int
    proxies: int
    support: dict[int, Support]


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


def received(session: Session, vote: VotingRound) -> tuple[dict[int, int], dict[int, int]]:
    """The dots of each candidate, and from how many territories they came; whoever has none is left out."""
    dots = dots_by_candidate(session, vote.id)
    sealed = None if dots else sealed_vote(session, vote)
    if sealed is None:
        return dots, territories_by_candidate(session, vote.id)
    return (
        {one: support.dots for one, support in sealed.support.items()},
        {one: support.territories for one, support in sealed.support.items()},
    )


def took_part(session: Session, vote: VotingRound) -> tuple[int, int]:
    """How many voted in a closed vote, and how many of them by proxy."""
    counted = voted(session, vote.id)
    sealed = None if counted else sealed_vote(session, vote)
    return (sealed.voted, sealed.proxies) if sealed else (counted, proxies(session, vote.id))


def sealed_vote(session: Session, vote: VotingRound) -> SealedVote | None:
    """What is sealed of a vote."""
    rows = sealed_in(session, vote.workshop_id, SealedKind.vote)
    told = next((row.content[str(vote.id)] for row in rows if str(vote.id) in row.content), None)
    if told is None:
        return None
    support = {int(one): _support(support) for one, support in told["support"].items()}
    return SealedVote(told["voted"], told["proxies"], support)


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


def seal_votes(session: Session, *, workshop_id: int, stage_id: int, votes: Mapping[int, SealedVote]) -> None:
    """Keep the results of a stage's votes, by the ids of their rounds."""
    content = {
        str(round_id): {
            "voted": vote.voted,
            "proxies": vote.proxies,
            "support": {str(one): _told(support) for one, support in vote.support.items()},
        }
        for round_id, vote in votes.items()
    }
    _keep(session, workshop_id, SealedKind.vote, stage_id, content)


def seal_matrix(session: Session, *, workshop_id: int, matrix: SealedMatrix) -> None:
    """Keep what a revealed matrix showed."""
    _keep(session, workshop_id, SealedKind.matrix, None, asdict(matrix))


def seal_round(session: Session, *, workshop_id: int, stage_id: int, count: RoundCount) -> None:
    """Keep what a round came to."""
    _keep(session, workshop_id, SealedKind.round, stage_id, asdict(count))


def _keep(
    session: Session, workshop_id: int, kind: SealedKind, stage_id: int | None, content: dict[str, Any]
) -> None:
    row = SealedResult(workshop_id=workshop_id, kind=kind, stage_id=stage_id, content=content)
    session.add(row)


def _told(support: Support) -> dict[str, Any]:
    return {
        "dots": support.dots,
        "territories": support.territories,
        "by_role": [[role.value, count] for role, count in support.by_role.items()],
        "by_territory": [[one, count] for one, count in support.by_territory.items()],
    }


def _support(told: Mapping[str, Any]) -> Support:
    roles: Iterable[tuple[str, int | None]] = told["by_role"]
    return Support(
        told["dots"],
        told["territories"],
        {PersonRole(role): count for role, count in roles},
        dict(told["by_territory"]),
    )


def _row(told: Mapping[str, Any]) -> SealedRow:
    return SealedRow(told["territory_id"], told["groups"], [Cell(**cell) for cell in told["cells"]])
