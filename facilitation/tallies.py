"""Counting: the dots of each, and where the cut falls. Pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.decisions import How

MOST_KEPT = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """What a candidate received: dots, from how many territories (None: withheld), and run-off dots."""

    id: int
    dots: int
    territories: int | None
    runoff_dots: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the line falls: who is above it, tied at it, below it, all in the order of their support.

    `tied` is empty once nobody is tied at the line; then `how` says what settled it.
    """

    above: tuple[int, ...]
    tied: tuple[int, ...]
    below: tuple[int, ...]
    how: How | None


def default_dots(candidates: int) -> int:
    """How many dots each voter gets for this many candidates: a third of them, at least 2 and at most 5."""
    return min(5, max(2, round(candidates / 3)))


def cut(tallies: Sequence[Tally], keep: int) -> Cut:
    """The cut that keeps the `keep` best supported; territories, then the run-off settle a tie across it.

    Where the number of territories is withheld, it settles nothing: that would tell it.

    Where the run-off is tied too, all are kept if that makes at most three; else the tie is left to the
    facilitator. An initiative without any dot is never kept by the tally.
    """
    above, tied = _split([tally for tally in tallies if tally.dots > 0], keep, lambda tally: tally.dots)
    how = How.TALLY
    for next_how, measure in ((How.TERRITORIES, _territories), (How.RUNOFF, _runoff_dots)):
        if tied and (_is_told(tied) if next_how is How.TERRITORIES else _went_to_runoff(tied)):
            more, tied = _split(tied, keep - len(above), measure)
            above, how = above + more, next_how
    if tied and _went_to_runoff(tied) and len(above) + len(tied) <= MOST_KEPT:
        above, tied, how = above + tied, [], How.ALL_KEPT
    return _drawn(tallies, above, tied, how)


def _territories(tally: Tally) -> int:
    return tally.territories or 0


def _runoff_dots(tally: Tally) -> int:
    return tally.runoff_dots or 0


def _is_told(tied: Sequence[Tally]) -> bool:
    return all(tally.territories is not None for tally in tied)


def _went_to_runoff(tied: Sequence[Tally]) -> bool:
    return all(tally.runoff_dots is not None for tally in tied)


def _split(
    group: list[Tally], seats: int, measure: Callable[[Tally], int]
) -> tuple[list[Tally], list[Tally]]:
    """Those of a group who surely have a seat by a measure, and those tied for the seats that are left."""
    if len(group) <= seats:
        return group, []
    ranked = sorted(group, key=measure, reverse=True)
    last, first_out = measure(ranked[seats - 1]), measure(ranked[seats])
    if last > first_out:
        return ranked[:seats], []
    return [one for one in ranked if measure(one) > last], [one for one in ranked if measure(one) == last]


def _drawn(tallies: Sequence[Tally], above: list[Tally], tied: list[Tally], how: How) -> Cut:
    order = sorted(tallies, key=lambda one: (-one.dots, -_runoff_dots(one), -_territories(one), one.id))
    chosen, even = {one.id for one in above}, {one.id for one in tied}
    return Cut(
        above=tuple(one.id for one in order if one.id in chosen),
        tied=tuple(one.id for one in order if one.id in even),
        below=tuple(one.id for one in order if one.id not in chosen | even),
        how=None if tied else how,
    )
