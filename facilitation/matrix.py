"""The matrix: initiative by territory by criterion; never an overall score, never a ranking."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from db import changes
from db import matrix as db
from db.base import now
from db.matrix import Tally
from db.ratings import Criterion, MatrixReveal, revealed
from db.session import Session
from db.verdicts import conditions_in, verdicts_in
from db.workshops import lock_workshop, territories_of
from facilitation import journal
from facilitation.access import workshop_run_by
from facilitation.errors import NothingRated
from facilitation.rated import OPTIONAL, RatedInitiative, criteria_asked, rated_initiatives

Audience = Literal["room", "projector", "console"]

GAP = 2
"""Steps of the scale between elected members and officers of one territory that call for a discussion."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one territory said of one criterion: the lower median, and what a median hides."""

    criterion: str
    value: int | None
    """None where nobody answered, or all of them did not know."""
    rated: int
    """How many answered, who did not know among them."""
    unknown: int
    zeros: int
    low: int | None
    high: int | None
    gap: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One territory before one initiative, with the tables at which it sits there."""

    territory_id: int
    territory: str
    groups: list[int]
    verdict: str | None
    conditions: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class MatrixInitiative:
    """One initiative before every territory but those it comes from, by name."""

    id: int
    title: str
    rows: list[MatrixRow]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix, for every audience alike; before the reveal how many have answered, and no cell at all."""

    revealed: bool
    raters: int
    finished: int
    able: int
    criteria: list[str]
    initiatives: list[MatrixInitiative]
    zeros: int
    """Cells in which somebody sees a blockage: each opens a condition to lift."""
    unknowns: int
    """Cells in which somebody does not know: each is a question to the holder."""
    gaps: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many have begun to rate, how many have answered everything, and how many could."""

    raters: int
    finished: int
    able: int


def reveal_matrix(session: Session, *, by: int, workshop_id: int) -> None:
    """Show the matrix to everybody at once. Revealed twice, it stays revealed; refused while nobody rated."""
    workshop_run_by(session, by, workshop_id)
    lock_workshop(session, workshop_id)
    if revealed(session, workshop_id):
        return
    if not standing(session, workshop_id).raters:
        raise NothingRated
    session.add(MatrixReveal(workshop_id=workshop_id, revealed_at=now(), revealed_by=by))
    journal.note(session, workshop_id=workshop_id, action="matrix_revealed", account_id=by)
    changes.touch(session, workshop_id, "matrix", "ratings", "settings")


def matrix_view(session: Session, workshop_id: int, audience: Audience = "room") -> MatrixView:
    """The matrix as it stands. Before the reveal it holds no answer, whoever looks."""
    criteria, rated = criteria_asked(session, workshop_id), rated_initiatives(session, workshop_id)
    shown = revealed(session, workshop_id)
    tallies = _within(db.tallies_of(session, workshop_id), criteria, rated) if shown else None
    able = db.able_to_rate(session, workshop_id)
    initiatives = _initiatives(session, workshop_id, criteria, rated, tallies, able.values())
    cells = [cell for initiative in initiatives for row in initiative.rows for cell in row.cells]
    who = _standing(session, workshop_id, criteria, rated, able)
    return MatrixView(
        revealed=shown,
        raters=who.raters,
        finished=who.finished,
        able=who.able,
        criteria=[criterion.value for criterion in criteria],
        initiatives=initiatives,
        zeros=sum(cell.zeros > 0 for cell in cells),
        unknowns=sum(cell.unknown > 0 for cell in cells),
        gaps=sum(cell.gap for cell in cells),
    )


def is_revealed(session: Session, workshop_id: int) -> bool:
    """Whether a workshop sees its matrix."""
    return revealed(session, workshop_id)


def standing(session: Session, workshop_id: int) -> Standing:
    """How far the room is with rating; never how anybody rated."""
    return _standing(
        session,
        workshop_id,
        criteria_asked(session, workshop_id),
        rated_initiatives(session, workshop_id),
        db.able_to_rate(session, workshop_id),
    )


def cell_of(criterion: Criterion, tally: Tally | None) -> Cell:
    """What the answers to one criterion come to. Don't know is counted apart, and never a value."""
    if tally is None:
        return Cell(criterion.value, None, 0, 0, 0, None, None, gap=False)
    given = [value for value, count in enumerate(tally.values) if count]
    return Cell(
        criterion=criterion.value,
        value=lower_median(tally.values),
        rated=sum(tally.values) + tally.unknown,
        unknown=tally.unknown,
        zeros=tally.values[0],
        low=given[0] if given else None,
        high=given[-1] if given else None,
        gap=_is_gap(lower_median(tally.elected), lower_median(tally.officers)),
    )


def lower_median(counts: Sequence[int]) -> int | None:
    """The middle one of the values that were counted, the lower one of two; None where there is none."""
    half, seen = (sum(counts) + 1) // 2, 0
    for value, count in enumerate(counts):
        seen += count
        if seen >= half > 0:
            return value
    return None


def _is_gap(elected: int | None, officers: int | None) -> bool:
    return elected is not None and officers is not None and abs(elected - officers) >= GAP


def _within(
    tallies: Iterable[Tally], criteria: Sequence[Criterion], rated: Sequence[RatedInitiative]
) -> list[Tally]:
    """What is asked now: an answer to a criterion that is off, or on one's own initiative, does not count."""
    asked = set(criteria)
    sources = {initiative.id: initiative.sources for initiative in rated}
    return [
        one
        for one in tallies
        if one.criterion in asked
        and one.initiative_id in sources
        and one.territory_id not in sources[one.initiative_id]
    ]


def _initiatives(
    session: Session,
    workshop_id: int,
    criteria: Sequence[Criterion],
    rated: Sequence[RatedInitiative],
    tallies: Sequence[Tally] | None,
    homes: Iterable[int | None],
) -> list[MatrixInitiative]:
    verdicts = verdicts_in(session, workshop_id)
    conditions = conditions_in(session, workshop_id)
    answers = {(one.initiative_id, one.territory_id, one.criterion): one for one in tallies or ()}
    taking_part = (
        {pair[1] for pair in (*verdicts, *conditions)}
        | {territory_id for initiative in rated for territory_id in initiative.tables}
        | {one.territory_id for one in tallies or ()}
        | set(homes)
    )
    territories = [one for one in territories_of(session, workshop_id) if one.id in taking_part]
    return [
        MatrixInitiative(
            initiative.id,
            initiative.title,
            [
                MatrixRow(
                    territory_id=territory.id,
                    territory=territory.name,
                    groups=initiative.tables.get(territory.id, []),
                    verdict=verdicts.get((initiative.id, territory.id)),
                    conditions=conditions.get((initiative.id, territory.id), 0),
                    cells=[
                        cell_of(one, answers.get((initiative.id, territory.id, one)))
                        for one in (criteria if tallies is not None else ())
                    ],
                )
                for territory in territories
                if territory.id not in initiative.sources
            ],
        )
        for initiative in rated
    ]


def _standing(
    session: Session,
    workshop_id: int,
    criteria: Sequence[Criterion],
    rated: Sequence[RatedInitiative],
    able: Mapping[int, int | None],
) -> Standing:
    sources = {initiative.id: initiative.sources for initiative in rated}
    homes, given = dict(able), dict[int, int]()
    for one in db.answered_by(session, workshop_id):
        many = one.whole if OPTIONAL[0] in criteria else one.usual
        if many and one.territory_id not in sources.get(one.initiative_id, {one.territory_id}):
            given[one.person_id] = given.get(one.person_id, 0) + many
            homes[one.person_id] = one.territory_id
    asked = _asked_of(set(homes.values()), sources, len(criteria))
    return Standing(
        raters=len(given),
        finished=sum(many >= asked[homes[person_id]] for person_id, many in given.items()),
        able=len({one for one in able if asked[homes[one]]} | given.keys()),
    )


def _asked_of(
    territories: Iterable[int | None], sources: Mapping[int, frozenset[int]], criteria: int
) -> dict[int | None, int]:
    """How many answers are asked of somebody from each territory."""
    return {
        territory: criteria * sum(territory not in one for one in sources.values())
        for territory in territories
    }
