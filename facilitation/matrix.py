"""The matrix: initiative by territory by criterion; never an overall score, never a ranking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from db import changes
from db import matrix as db
from db.base import now
from db.matrix import Tally
from db.ratings import Criterion, MatrixReveal, revealed, works_in
from db.session import Session
from db.verdicts import conditions_in, verdicts_in
from db.workshops import lock_workshop, territories_of
from facilitation import journal
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NothingRated
from facilitation.medians import Cell, cell_of, lower_median
from facilitation.rated import RatedInitiative, criteria_asked, rated_initiatives
from facilitation.rating_progress import Standing, standing, standing_among
from facilitation.sealed import SealedMatrix, sealed_matrix

__all__ = [
    "Cell",
    "MatrixInitiative",
    "MatrixRow",
    "MatrixView",
    "Standing",
    "cell_of",
    "is_revealed",
    "lower_median",
    "matrix_view",
    "reveal_matrix",
    "standing",
]

Audience = Literal["room", "projector", "console"]


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


def reveal_matrix(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Show the matrix to everybody at once. Revealed twice, it stays revealed; refused while nobody rated."""
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    if revealed(session, workshop_id):
        return
    if not standing(session, workshop_id).raters:
        raise NothingRated
    session.add(MatrixReveal(workshop_id=workshop_id, revealed_at=now(), revealed_by=actor.account_id))
    journal.note(session, workshop_id=workshop_id, action="matrix_revealed", actor=actor)
    changes.touch(session, workshop_id, "matrix", "ratings", "settings")


def matrix_view(session: Session, workshop_id: int, audience: Audience = "room") -> MatrixView:
    """The matrix as it stands. Before the reveal it holds no answer, whoever looks."""
    shown = revealed(session, workshop_id)
    if shown and (sealed := sealed_matrix(session, workshop_id)):
        return _sealed(session, workshop_id, sealed)
    criteria, rated = criteria_asked(session, workshop_id), rated_initiatives(session, workshop_id)
    tallies = _within(db.tallies_of(session, workshop_id), criteria, rated) if shown else None
    able = db.able_to_rate(session, workshop_id)
    initiatives = _initiatives(session, workshop_id, criteria, rated, tallies, able.values())
    who = standing_among(session, workshop_id, criteria, rated, able)
    return _drawn([criterion.value for criterion in criteria], initiatives, who, shown=shown)


def _drawn(
    criteria: list[str], initiatives: list[MatrixInitiative], who: Standing, *, shown: bool
) -> MatrixView:
    cells = [cell for initiative in initiatives for row in initiative.rows for cell in row.cells]
    return MatrixView(
        revealed=shown,
        raters=who.raters,
        finished=who.finished,
        able=who.able,
        criteria=criteria,
        initiatives=initiatives,
        zeros=sum(cell.zeros > 0 for cell in cells),
        unknowns=sum(cell.unknown > 0 for cell in cells),
        gaps=sum(cell.gap for cell in cells),
    )


def is_revealed(session: Session, workshop_id: int) -> bool:
    """Whether a workshop sees its matrix."""
    return revealed(session, workshop_id)


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


def _sealed(session: Session, workshop_id: int, sealed: SealedMatrix) -> MatrixView:
    """The matrix of a workshop that came without its answers; verdicts and conditions are its own."""
    verdicts, conditions = verdicts_in(session, workshop_id), conditions_in(session, workshop_id)
    titles = {work.id: work.title for work in works_in(session, workshop_id)}
    names = {territory.id: territory.name for territory in territories_of(session, workshop_id)}
    initiatives = [
        MatrixInitiative(
            initiative_id,
            titles[initiative_id],
            [
                MatrixRow(
                    territory_id=row.territory_id,
                    territory=names[row.territory_id],
                    groups=row.groups,
                    verdict=verdicts.get((initiative_id, row.territory_id)),
                    conditions=conditions.get((initiative_id, row.territory_id), 0),
                    cells=row.cells,
                )
                for row in rows
            ],
        )
        for initiative_id, rows in sealed.rows.items()
    ]
    return _drawn(sealed.criteria, initiatives, sealed.standing, shown=True)
