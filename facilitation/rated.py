"""What is rated: the initiatives that people go into, where each comes from, and the criteria asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.decisions import Outcome, outcomes
from db.matrix import tables_of
from db.ratings import OPTIONAL, Criterion, Work, works_in
from db.session import Session
from db.workshops import workshop_row
from facilitation.errors import NotFound

__all__ = ["OPTIONAL", "SCALE", "RatedInitiative", "criteria_asked", "rated_initiatives"]

SCALE = (0, 1, 2, 3)
"""Blocking, hard, feasible with changes, already there. Don't know is no value at all."""


@dataclass(frozen=True, slots=True)
class RatedInitiative:
    """An initiative to rate, and the territories that have it already."""

    id: int
    title: str
    sources: frozenset[int]
    tables: dict[int | None, list[int]]
    """The numbers of the tables that work on it, by territory there; None for people without one."""


def criteria_asked(session: Session, workshop_id: int) -> list[Criterion]:
    """The criteria of a workshop, in the method's order."""
    workshop = workshop_row(session, workshop_id)
    if workshop is None:
        raise NotFound
    return [one for one in Criterion if workshop.optional_criteria or one not in OPTIONAL]


def rated_initiatives(session: Session, workshop_id: int) -> list[RatedInitiative]:
    """The initiatives that were kept or that a table works on, in the order they came."""
    tables: dict[int, dict[int | None, list[int]]] = {}
    for number, initiative_id, territory_id in tables_of(session, workshop_id):
        tables.setdefault(initiative_id, {}).setdefault(territory_id, []).append(number)
    kept = {one for one, outcome in outcomes(session, workshop_id).items() if outcome == Outcome.KEPT}
    works = works_in(session, workshop_id)
    parts = _parts(works)
    return [
        RatedInitiative(work.id, work.title, _sources(work, parts), tables.get(work.id, {}))
        for work in works
        if not work.hidden and work.merged_into_id is None and work.id in kept | tables.keys()
    ]


def _parts(works: Sequence[Work]) -> dict[int, list[Work]]:
    parts: dict[int, list[Work]] = {}
    for work in works:
        if work.merged_into_id is not None:
            parts.setdefault(work.merged_into_id, []).append(work)
    return parts


def _sources(work: Work, parts: Mapping[int, Sequence[Work]]) -> frozenset[int]:
    """Where an initiative comes from; of a merged one, all of its parts count."""
    own = () if work.territory_id is None else (work.territory_id,)
    return frozenset(own).union(*(_sources(part, parts) for part in parts.get(work.id, ())))
