"""How far a room is with rating: who has begun, who is through, who could; never how anybody rated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.matrix import able_to_rate, answered_by
from db.ratings import Criterion
from db.session import Session
from facilitation.rated import OPTIONAL, RatedInitiative, criteria_asked, rated_initiatives


@dataclass(frozen=True, slots=True)
class Standing:
    """How many have begun to rate, how many have answered everything, and how many could."""

    raters: int
    finished: int
    able: int


def standing(session: Session, workshop_id: int) -> Standing:
    """How far the room is with rating; never how anybody rated."""
    return standing_among(
        session,
        workshop_id,
        criteria_asked(session, workshop_id),
        rated_initiatives(session, workshop_id),
        able_to_rate(session, workshop_id),
    )


def standing_among(
    session: Session,
    workshop_id: int,
    criteria: Sequence[Criterion],
    rated: Sequence[RatedInitiative],
    able: Mapping[int, int | None],
) -> Standing:
    """The same, of these criteria and initiatives, where `able` are the people here with their territory."""
    sources = {initiative.id: initiative.sources for initiative in rated}
    homes, given = dict(able), dict[int, int]()
    for one in answered_by(session, workshop_id):
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
