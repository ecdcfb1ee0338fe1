"""Who supports what, by declared role and by territory, as far as no ballot can be guessed from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from db.candidates import candidate_ids
from db.people import PersonRole
from db.session import Session
from db.tallies import supporters_by_role, supporters_by_territory
from db.voting import last_first_round
from db.workshops import territories_of
from facilitation.sealed import Support, sealed_vote
from facilitation.tallies import withhold

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The supporters of an initiative by role and by territory; None where a cell is too small to show."""

    initiative_id: int
    by_role: dict[PersonRole, int | None]
    by_territory: dict[str, int | None]


def breakdown(session: Session, workshop_id: int) -> list[Breakdown]:
    """The breakdown of the last vote, its run-off left aside; empty before its reveal, whoever asks."""
    vote = last_first_round(session, workshop_id)
    if vote is None or vote.revealed_at is None:
        return []
    names: dict[int | None, str] = {one.id: one.name for one in territories_of(session, workshop_id)}
    roles = supporters_by_role(session, vote.id)
    if not roles and (sealed := sealed_vote(session, vote)):
        return [_sealed(one, support, names) for one, support in sealed.support.items() if support.by_role]
    territories = supporters_by_territory(session, vote.id)
    return [
        Breakdown(
            one,
            _cells(dict.fromkeys(PersonRole, 0), roles.get(one, {})),
            _cells(
                dict.fromkeys(names.values(), 0),
                {names.get(key, ""): count for key, count in territories.get(one, {}).items()},
            ),
        )
        for one in candidate_ids(session, vote.id)
    ]


def _sealed(initiative_id: int, support: Support, names: Mapping[int | None, str]) -> Breakdown:
    return Breakdown(
        initiative_id,
        support.by_role,
        {names.get(territory_id, ""): count for territory_id, count in support.by_territory.items()},
    )


def _cells(every: Mapping[Name, int], counted: Mapping[Name, int]) -> dict[Name, int | None]:
    return withhold({**every, **counted})
