"""Who supports what, by declared role and by territory, as far as it is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.candidates import candidate_ids
from db.people import PersonRole
from db.session import Session
from db.voting import last_first_round
from db.workshops import territories_of
from facilitation.counted import Support, counted_vote
from facilitation.counts import WITHHELD, Count, Shown

__all__ = ["Breakdown", "breakdown"]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The supporters of an initiative by role and by territory (None: without one), each told or withheld.

    Every initiative of a vote has the same cells.
    """

    initiative_id: int
    by_role: dict[PersonRole, Count]
    by_territory: dict[str | None, Count]


def breakdown(session: Session, workshop_id: int) -> list[Breakdown]:
    """The breakdown of the last vote, its run-off left aside; empty before its reveal, whoever asks."""
    vote = last_first_round(session, workshop_id)
    if vote is None or vote.revealed_at is None:
        return []
    names = {one.id: one.name for one in territories_of(session, workshop_id)}
    support = counted_vote(vote).support
    return [_lines(one, support[one], names) for one in candidate_ids(session, vote.id)]


def _lines(initiative_id: int, support: Support, names: Mapping[int, str]) -> Breakdown:
    """Its cells; nobody voted from a territory without a line, which is told where others are."""
    told = any(isinstance(count, Shown) for count in support.by_territory.values())
    empty: Count = Shown(0) if told else WITHHELD
    places: dict[str | None, Count] = {
        name: support.by_territory.get(territory_id, empty) for territory_id, name in names.items()
    }
    if None in support.by_territory:
        places[None] = support.by_territory[None]
    return Breakdown(initiative_id, dict(support.by_role), places)
