"""No told number lets a person's dot follow: an attacker tries every vote that could have been."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product
from math import comb, prod

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from db.people import PersonRole
from facilitation.counts import Shown
from facilitation.secrecy import Slip, Support, supports

MOST_VOTES = 20_000
"""How many votes an attacker tries in one room."""
ROLES = (PersonRole.elected, PersonRole.officer, PersonRole.state)

Ballot = frozenset[int]
Hand = tuple[Ballot, ...]
"""The ballots of people who are alike, in no order: anybody of them may have cast any."""
Vote = tuple[Hand, ...]


@dataclass(frozen=True)
class Kind:
    """People who look alike to the room: where they come from, what they are, and how many voted."""

    territory: int | None
    role: PersonRole
    many: int


@dataclass(frozen=True)
class Room:
    """Who votes, as everybody in the room sees them, and under which rules."""

    kinds: tuple[Kind, ...]
    candidates: tuple[int, ...]
    dots: int
    own: bool
    """Whether nobody may choose the first candidate who comes from the first territory."""

    def barred(self, kind: Kind) -> Ballot:
        return frozenset(self.candidates[:1] if self.own and kind.territory == 1 else ())

    def ballots(self, kind: Kind) -> list[Ballot]:
        """Every ballot that one of them can cast."""
        free = [one for one in self.candidates if one not in self.barred(kind)]
        sizes = range(1, self.dots + 1)
        return [frozenset(chosen) for size in sizes for chosen in combinations(free, size)]

    def votes(self) -> Iterator[Vote]:
        """Every vote that could be."""
        return product(*(combinations_with_replacement(self.ballots(kind), kind.many) for kind in self.kinds))

    def many_votes(self) -> int:
        return prod(comb(kind.many + len(self.ballots(kind)) - 1, kind.many) for kind in self.kinds)

    def told(self, vote: Vote) -> dict[int, Support]:
        """All that is ever told of a vote."""
        slips = [
            Slip(kind.territory, kind.role, dict.fromkeys(ballot, 1), self.barred(kind))
            for kind, hand in zip(self.kinds, vote, strict=True)
            for ballot in hand
        ]
        return supports(slips, self.candidates)


def dots(vote: Vote, candidates: Sequence[int]) -> list[int]:
    return [sum(one in ballot for hand in vote for ballot in hand) for one in candidates]


def betrayed(room: Room, vote: Vote) -> list[tuple[str, int, int]]:
    """(attacker, kind of person, candidate) of every dot that follows from what is told, not from dots alone.

    The attacker knows the rule, who voted and, unless it is nobody of the room, their own ballot.
    """
    sums, said = dots(vote, room.candidates), room.told(vote)
    before = [one for one in room.votes() if dots(one, room.candidates) == sums]
    after = [one for one in before if room.told(one) == said]
    insiders = [(at, ballot) for at, hand in enumerate(vote) for ballot in set(hand)]
    found = []
    for attacker in (None, *insiders):
        mine = None if attacker is None else attacker
        for at, kind in enumerate(room.kinds):
            others = kind.many - (mine is not None and mine[0] == at)
            held = Counter(vote[at])
            if mine is not None and mine[0] == at:
                held[mine[1]] -= 1
            for one in room.candidates:
                holders = sum(count for ballot, count in held.items() if one in ballot)
                if (
                    holders
                    and _all_hold(after, mine, at, one, others)
                    and not _all_hold(before, mine, at, one, others)
                ):
                    found.append((str(attacker), at, one))
    return found


def _all_hold(
    votes: Sequence[Vote], mine: tuple[int, Ballot] | None, at: int, candidate: int, others: int
) -> bool:
    """Whether everybody else of a kind placed a dot on a candidate in every vote that the attacker allows."""
    return all(
        sum(candidate in ballot for ballot in vote[at])
        - (mine is not None and mine[0] == at and candidate in mine[1])
        == others
        for vote in votes
        if mine is None or mine[1] in vote[mine[0]]
    )


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Room, Vote]:
    """A room and how it votes; small enough that every vote can be tried."""
    candidates = tuple(range(1, draw(st.integers(2, 3)) + 1))
    kind = st.builds(
        Kind,
        territory=st.sampled_from([1, 2, 3, None]),
        role=st.sampled_from(ROLES),
        many=st.sampled_from([1, 1, 2, 3, 6, 7, 8]),
    )
    kinds = draw(st.lists(kind, min_size=1, max_size=5, unique_by=lambda one: (one.territory, one.role)))
    room = Room(tuple(kinds), candidates, draw(st.integers(1, 2)), draw(st.booleans()))
    while room.many_votes() > MOST_VOTES:
        room = Room(room.kinds[1:], candidates, 1, room.own)
    vote = tuple(
        tuple(draw(st.sampled_from(room.ballots(kind))) for _ in range(kind.many)) for kind in room.kinds
    )
    return room, vote


@pytest.mark.attack("work out one person's dot from everything that is told of a vote")
@settings(max_examples=200, deadline=None)
@given(rooms())
def test_no_dot_follows_from_what_is_told(drawn: tuple[Room, Vote]) -> None:
    room, vote = drawn
    told = [count for one in room.told(vote).values() for count in one.by_role.values()]
    event(f"roles told: {any(isinstance(count, Shown) and count.count for count in told)}")
    assert betrayed(room, vote) == []
