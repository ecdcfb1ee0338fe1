"""How alike texts are, in what two of them differ, and which say nearly the same."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz.distance import OSA
from scipy.sparse import csr_array

from facilitation.likeness.saying import Saying, saying, weight

CLOSE = 60
"""From this likeness on, of 100, two texts are suggested together."""
MAYBE = 45
"""Below this likeness by whole words nothing is looked at letter by letter."""
LONG_WORD = 5
A_BLOCK = 512

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells two texts of nearly the same words apart, as each of them writes it."""

    kind: Literal["number", "opposite", "denial"]
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Texts, by number, that are like the first of them, and how like the least like one is, of 100.

    With a `difference` there are two of them, which share their words and do not say the same.
    """

    ids: tuple[int, ...]
    score: int
    difference: Difference | None = None


def score(one: Saying, other: Saying) -> int:
    """How much of what two texts say is the same, of 100: whatever the order, the endings, a wrong letter."""
    said = _weight(one.stems) + _weight(other.stems)
    if not said:
        return 0
    both = one.stems & other.stems
    left, right = one.stems - both, other.stems - both
    shared = 2 * _weight(both)
    if left and right:
        shared += sum(weight(a) + weight(b) for a, b in _mistyped(left, right))
    return round(100 * shared / said)


def difference(one: Saying, other: Saying) -> Difference | None:
    """Why two texts do not say the same although their words do; None where they do.

    A number against none is more exact, not different; two denials affirm.
    """
    if one.numbers and other.numbers and not _agree(one.numbers, other.numbers):
        return Difference("number", *_apart(one.numbers, other.numbers))
    turned = [thing for thing in one.poles if other.poles.get(thing, one.poles[thing]) != one.poles[thing]]
    if (len(turned) + (one.denies != other.denies)) % 2 == 0:
        return None
    if one.denies != other.denies:
        return Difference("denial")
    return Difference("opposite", one.written[turned[0]], other.written[turned[0]])


def likenesses(
    texts: Sequence[tuple[int, str]], *, language: str = "fr", apart: Collection[Pair] = ()
) -> list[Likeness]:
    """Groups of texts that say nearly the same, the most alike first, then pairs that differ in one thing.

    Each text is in one group at most: whoever has most that is like it begins a group. Pairs that were told
    `apart`, the smaller number first, are left out and stand in no group together, nor do those that differ.
    """
    said = {number: saying(text, language) for number, text in texts}
    near, unlike = _neighbours(said, frozenset(apart))
    never = {*apart, *(pair for one in unlike for pair in pairs_of(one.ids))}
    groups: list[Likeness] = []
    taken: set[int] = set()
    for seed in sorted(near, key=lambda one: (-len(near[one]), one)):
        free = {other: found for other, found in near[seed].items() if other not in taken}
        if seed in taken or not free:
            continue
        ids = [seed]
        for other in sorted(free, key=lambda other: (-free[other], other)):
            if never.isdisjoint(pairs_of([*ids, other])):
                ids.append(other)
        taken.update(ids)
        groups.append(Likeness(tuple(ids), min(free[other] for other in ids[1:])))
    return [*sorted(groups, key=_best), *sorted(unlike, key=_best)]


def pairs_of(ids: Iterable[int]) -> list[Pair]:
    """Every pair of these, the smaller number first."""
    known = sorted(set(ids))
    return [(one, other) for place, one in enumerate(known) for other in known[place + 1 :]]


def _best(group: Likeness) -> tuple[int, tuple[int, ...]]:
    return -group.score, group.ids


def _neighbours(
    said: dict[int, Saying], apart: frozenset[Pair]
) -> tuple[dict[int, dict[int, int]], list[Likeness]]:
    near: dict[int, dict[int, int]] = {}
    unlike: list[Likeness] = []
    for pair in _candidates(said):
        one, other = sorted(pair)
        alike = score(said[one], said[other])
        if alike < CLOSE or (one, other) in apart:
            continue
        why = difference(said[one], said[other])
        if why is not None:
            unlike.append(Likeness((one, other), alike, why))
        else:
            near.setdefault(one, {})[other] = alike
            near.setdefault(other, {})[one] = alike
    return near, unlike


def _candidates(said: dict[int, Saying]) -> Iterable[Pair]:
    """The pairs that share enough whole words, counted all at once, block by block."""
    numbers = [number for number in said if said[number].stems]
    if len(numbers) < 2:
        return
    places = {one: place for place, one in enumerate(sorted(set().union(*(said[n].stems for n in numbers))))}
    rows = np.repeat(np.arange(len(numbers)), [len(said[n].stems) for n in numbers])
    stems = [one for number in numbers for one in sorted(said[number].stems)]
    weights = np.array([weight(one) for one in stems])
    shape = (len(numbers), len(places))
    table = csr_array((np.sqrt(weights), (rows, [places[one] for one in stems])), shape=shape)
    sizes = np.bincount(rows, weights, minlength=len(numbers))
    for start in range(0, len(numbers), A_BLOCK):
        block = (table[start : start + A_BLOCK] @ table.T).tocoo()
        left, right = block.row + start, block.col
        enough = (left < right) & (200 * block.data >= MAYBE * (sizes[left] + sizes[right]))
        for one, other in zip(left[enough], right[enough], strict=True):
            yield numbers[one], numbers[other]


def _weight(stems: Iterable[str]) -> float:
    return sum(map(weight, stems))


def _mistyped(left: Iterable[str], right: Iterable[str]) -> list[tuple[str, str]]:
    """Long words of one text that are a letter away from a word of the other."""
    found: list[tuple[str, str]] = []
    free = sorted(one for one in right if len(one) >= LONG_WORD)
    for one in sorted(left):
        match = next((other for other in free if OSA.distance(one, other, score_cutoff=1) <= 1), None)
        if len(one) >= LONG_WORD and match is not None:
            free.remove(match)
            found.append((one, match))
    return found


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether numbers are the same; one that does not say what it counts may count the same."""
    pairs = zip(sorted(one), sorted(other), strict=False)
    return len(one) == len(other) and all(
        mine == theirs or mine.split() == theirs.split()[:1] or theirs.split() == mine.split()[:1]
        for mine, theirs in pairs
    )


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """The numbers of each that the other has not, else all of them."""
    mine, theirs = (tuple(n for n in a if n not in b) or a for a, b in ((one, other), (other, one)))
    return ", ".join(mine), ", ".join(theirs)
