"""What is left of a closed vote: what was counted of it, in a vote of this place as in one of an archive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db.ballots import Cast, cast_in, destroy
from db.candidates import candidate_cards
from db.people import PersonRole
from db.session import Session
from db.traces import leave_no_trace
from db.voting import VotingRound
from db.workshops import territories_of
from facilitation.counts import heard, told
from facilitation.recognising import comes_from
from facilitation.secrecy import Slip, Support, supports

__all__ = ["CountedVote", "Support", "count_and_destroy", "counted_vote", "keep_counted"]


@dataclass(frozen=True, slots=True)
class CountedVote:
    """A closed vote: how many voted, how many of them by proxy, and what each candidate received."""

    voted: int
    proxies: int
    support: Mapping[int, Support]
    simulated: bool = False
    """Whether simulated people were among those who voted."""


NOTHING = CountedVote(0, 0, {})


def count_and_destroy(session: Session, vote: VotingRound, *, voted: int, proxies: int) -> None:
    """Count the ballots of a vote, keep what may be told of them, and destroy them."""
    cast = cast_in(session, vote.id)
    cards = candidate_cards(session, vote.id)
    places = () if vote.own_territory else territories_of(session, vote.workshop_id)
    homes = {
        card.id: [
            one.id for one in places if comes_from(card.territory_ids, card.territory, (one.id, one.name))
        ]
        for card in cards
    }
    slips = [_slip(one, homes) for one in cast]
    keep_counted(
        vote,
        CountedVote(
            voted,
            proxies,
            supports(slips, [card.id for card in cards], dots_alone=vote.runoff, stacked=vote.cap > 1),
            simulated=any(one.simulated for one in cast),
        ),
    )
    destroy_ballots(session, vote)


def destroy_ballots(session: Session, vote: VotingRound) -> None:
    """Delete the ballots of a vote, from the files too."""
    destroy(session, vote.id)
    leave_no_trace(session)


def counted_vote(vote: VotingRound) -> CountedVote:
    """What was counted of a vote; nothing while it is open."""
    kept = vote.counted
    if kept is None:
        return NOTHING
    support = {int(one): _support(found) for one, found in kept["support"].items()}
    return CountedVote(kept["voted"], kept["proxies"], support, kept["simulated"])


def keep_counted(vote: VotingRound, counted: CountedVote) -> None:
    """Write down what was counted of a vote."""
    vote.counted = {
        "voted": counted.voted,
        "proxies": counted.proxies,
        "simulated": counted.simulated,
        "support": {str(one): _kept(support) for one, support in counted.support.items()},
    }


def _slip(cast: Cast, homes: Mapping[int, list[int]]) -> Slip:
    barred = frozenset(one for one, territories in homes.items() if cast.territory_id in territories)
    return Slip(cast.territory_id, cast.role, cast.dots, barred)


def _kept(support: Support) -> dict[str, Any]:
    return {
        "dots": support.dots,
        "territories": told(support.territories),
        "by_role": [[role.value, told(count)] for role, count in support.by_role.items()],
        "by_territory": [[one, told(count)] for one, count in support.by_territory.items()],
    }


def _support(kept: Mapping[str, Any]) -> Support:
    roles: Iterable[tuple[str, int | None]] = kept["by_role"]
    places: Iterable[tuple[int | None, int | None]] = kept["by_territory"]
    return Support(
        kept["dots"],
        heard(kept["territories"]),
        {PersonRole(role): heard(count) for role, count in roles},
        {place: heard(count) for place, count in places},
    )
