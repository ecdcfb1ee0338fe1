"""What stands in the way of initiatives, across workshops: zeros of revealed matrices."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, case, func, or_, select, union
from sqlalchemy.orm import Session

from db.conditions import Lift
from db.people import Person
from db.ratings import OPTIONAL, Criterion, MatrixReveal, Rating, rating_counts
from db.sealed import SealedKind, SealedResult
from db.sharing import Initiative
from db.workshops import Workshop

Zero = tuple[int, int, Criterion]
"""(initiative, territory, criterion)"""


def zeros_in(
    session: Session,
    least: int,
    *,
    criterion: Criterion | None = None,
    initiative_ids: Collection[int] | None = None,
) -> set[Zero]:
    """The zeros that may be known outside their room: at least so many answered, or its people spoke of it.

    Of one criterion, or about these initiatives.
    """
    asked = _rated(least)
    spoken_of = select(Lift.initiative_id, Lift.territory_id, Lift.criterion).where(
        Lift.criterion.is_not(None)
    )
    if criterion is not None:
        asked, spoken_of = (
            asked.where(Rating.criterion == criterion),
            spoken_of.where(Lift.criterion == criterion),
        )
    if initiative_ids is not None:
        asked = asked.where(Rating.initiative_id.in_(initiative_ids))
        spoken_of = spoken_of.where(Lift.initiative_id.in_(initiative_ids))
    found: Iterable[Any] = session.execute(union(asked, spoken_of))
    return {(row[0], row[1], row[2]) for row in found}


def _rated(least: int) -> Select[int, int, Criterion]:
    cell = (Rating.initiative_id, Rating.territory_id, Rating.criterion)
    return (
        select(*cell)
        .join(Person, (Person.id == Rating.person_id) & (Person.territory_id == Rating.territory_id))
        .join(MatrixReveal, MatrixReveal.workshop_id == Rating.workshop_id)
        .join(Workshop, Workshop.id == Rating.workshop_id)
        .join(Initiative, Initiative.id == Rating.initiative_id)
        .where(
            rating_counts(),
            Person.merged_into_id.is_(None),
            or_(Workshop.optional_criteria.is_(True), Rating.criterion.not_in(OPTIONAL)),
            Initiative.territory_id.is_distinct_from(Rating.territory_id),
        )
        .group_by(*cell)
        .having(func.count(case((Rating.value == 0, 1))) > 0, func.count() >= least)
    )


def sealed_matrices(session: Session) -> list[int]:
    """The workshops that came with a sealed matrix in place of answers."""
    return list(
        session.scalars(select(SealedResult.workshop_id).where(SealedResult.kind == SealedKind.matrix))
    )
