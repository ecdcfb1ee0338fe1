"""Which numbers of a vote are told: one rule, docs/decisions/secrecy-of-numbers.md, and one function.

Pure functions on ballots. Whatever else is told of a vote passes through `supports`.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from db.people import PersonRole
from facilitation.counts import WITHHELD, Count, Shown

FEWEST = 3
"""Fewer ballots are not counted, and fewer answers to a round are not told."""
LINE = 6
"""A group of voters of which anything is told has at least as many."""
LEFT_OUT_BY = 3
"""As many in a group left out each candidate at least: whoever knows their own ballot finds two others."""

Place = int | None
"""A territory, or none."""
Kind = TypeVar("Kind", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Slip:
    """A ballot without its voter: where it comes from, its dots by initiative, and what it may not choose."""

    territory_id: Place
    role: PersonRole
    dots: Mapping[int, int]
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Support:
    """What a candidate received: its dots, and what is told of who supports it."""

    dots: int
    territories: Count
    by_role: Mapping[PersonRole, Count]
    by_territory: Mapping[Place, Count]


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told beside the dots: of which roles and territories, and how many territories support."""

    roles: frozenset[PersonRole] = frozenset()
    places: frozenset[Place] = frozenset()
    territories: bool = False


def supports(
    slips: Sequence[Slip], candidates: Iterable[int], *, dots_alone: bool = False, stacked: bool = False
) -> dict[int, Support]:
    """What is told of each candidate of a vote, from its ballots: the dots always, the rest by the rule.

    Of a run-off the `dots_alone` are told. Dots may be `stacked` where one may place several on a candidate.
    """
    stood = list(candidates)
    telling = Telling() if dots_alone else what_to_tell(slips, stood, stacked=stacked)
    return {one: _support(slips, one, telling) for one in stood}


def what_to_tell(slips: Sequence[Slip], candidates: Iterable[int], *, stacked: bool = False) -> Telling:
    """What is told beside the dots: all that groups of this size allow, or as good as nothing.

    What could be told depends on who voted alone, which everybody in the room sees. Whether it is told
    depends on the ballots: in each group, of those who might choose a candidate, three did not.
    """
    stood = list(candidates)
    sent = Counter(slip.territory_id for slip in slips)
    least = Telling(territories=len({_origin(slip, sent) for slip in slips}) <= 1)
    for telling in _tellings(slips):
        groups = _groups(slips, telling, stacked=stacked)
        if _are_big(groups, stood):
            return telling if _are_open(groups, _unsettled(slips, stood)) else least
    return least


def _tellings(slips: Sequence[Slip]) -> Iterable[Telling]:
    """Everything that one might tell, the most first."""
    roles = _big_enough(Counter(slip.role for slip in slips))
    places = _big_enough(Counter(slip.territory_id for slip in slips))
    none: frozenset[PersonRole] = frozenset()
    nowhere: frozenset[Place] = frozenset()
    for territories in (True, False):
        yield Telling(roles, places, territories)
        yield Telling(roles, nowhere, territories)
        yield Telling(none, places, territories)
        yield Telling(none, nowhere, territories)


def _big_enough(sizes: Mapping[Kind, int]) -> frozenset[Kind]:
    """The kinds of voters that have a line of their own, so that the others are many enough together."""
    told = sorted((kind for kind in sizes if sizes[kind] >= LINE), key=lambda kind: (-sizes[kind], str(kind)))
    rest = sum(sizes.values()) - sum(sizes[kind] for kind in told)
    while told and 0 < rest < LINE:
        rest += sizes[told.pop()]
    return frozenset(told)


def _groups(slips: Sequence[Slip], telling: Telling, *, stacked: bool) -> list[list[Slip]]:
    """Voters who could exchange dots, or whole ballots, without anything that is told changing."""
    sent = Counter(slip.territory_id for slip in slips)
    groups: dict[Hashable, list[Slip]] = {}
    for slip in slips:
        alike = (
            slip.role if slip.role in telling.roles else None,
            slip.territory_id if slip.territory_id in telling.places else "untold",
            _origin(slip, sent) if telling.territories else None,
            slip.barred if stacked else None,
        )
        groups.setdefault(alike, []).append(slip)
    return list(groups.values())


def _origin(slip: Slip, sent: Mapping[Place, int]) -> Place | str:
    """Their territory; those who came alone are alike, since each counts for one."""
    alone = slip.territory_id is not None and sent[slip.territory_id] == 1
    return "alone" if alone else slip.territory_id


def _are_big(groups: Iterable[Sequence[Slip]], candidates: Sequence[int]) -> bool:
    """Whether every group is big, and so are those in it who might choose a candidate, if there are any."""
    return all(
        len(group) >= LINE
        and all(_able(group, one) == 0 or _able(group, one) >= FEWEST for one in candidates)
        for group in groups
    )


def _are_open(groups: Sequence[Sequence[Slip]], candidates: Sequence[int]) -> bool:
    """Whether three in each group left out each candidate and could give its voter a dot for it.

    They cannot give what the voter may not choose. A single group is told nothing of but the dots.
    """
    return len(groups) < 2 or all(
        _chose(group, one) + sum(_chose(group, own) for own in barred) + LEFT_OUT_BY <= _able(group, one)
        for group in groups
        for barred in {slip.barred for slip in group}
        for one in candidates
        if one not in barred and _able(group, one)
    )


def _unsettled(slips: Sequence[Slip], candidates: Iterable[int]) -> list[int]:
    """The candidates that not everybody chose who could: of the others the dots themselves say so."""
    return [one for one in candidates if _chose(slips, one) < _able(slips, one)]


def _able(slips: Iterable[Slip], candidate: int) -> int:
    return sum(candidate not in slip.barred for slip in slips)


def _chose(slips: Iterable[Slip], candidate: int) -> int:
    return sum(candidate in slip.dots for slip in slips)


def _support(slips: Sequence[Slip], candidate: int, telling: Telling) -> Support:
    mine = [slip for slip in slips if candidate in slip.dots]
    return Support(
        dots=sum(slip.dots[candidate] for slip in mine),
        territories=(
            Shown(len({slip.territory_id for slip in mine} - {None})) if telling.territories else WITHHELD
        ),
        by_role=_lines(
            Counter(slip.role for slip in mine),
            {role: sum(slip.role is role for slip in slips) for role in PersonRole},
            telling.roles,
        ),
        by_territory=_lines(
            Counter(slip.territory_id for slip in mine),
            Counter(slip.territory_id for slip in slips),
            telling.places,
        ),
    )


def _lines(found: Mapping[Kind, int], voters: Mapping[Kind, int], told: frozenset[Kind]) -> dict[Kind, Count]:
    """A line for each kind of voter. Where the untold ones have no supporter, that follows and is told."""
    untold = sum(count for kind, count in found.items() if kind not in told)
    return {
        kind: Shown(found.get(kind, 0)) if kind in told or (told and not (many and untold)) else WITHHELD
        for kind, many in voters.items()
    }
