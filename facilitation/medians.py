"""What the answers of a territory come to: the lower median, what it hides, and a gap between two roles."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.matrix import Tally
from db.ratings import Criterion

GAP = 2
"""Steps of the scale between elected members and officers of one territory that call for a discussion."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one territory said of one criterion: the lower median, and what a median hides."""

    criterion: str
    value: int | None
    """None where nobody answered, or all of them did not know."""
    rated: int
    """How many answered, who did not know among them."""
    unknown: int
    zeros: int
    low: int | None
    high: int | None
    gap: bool


def cell_of(criterion: Criterion, tally: Tally | None) -> Cell:
    """What the answers to one criterion come to. Don't know is counted apart, and never a value."""
    if tally is None:
        return Cell(criterion.value, None, 0, 0, 0, None, None, gap=False)
    given = [value for value, count in enumerate(tally.values) if count]
    return Cell(
        criterion=criterion.value,
        value=lower_median(tally.values),
        rated=sum(tally.values) + tally.unknown,
        unknown=tally.unknown,
        zeros=tally.values[0],
        low=given[0] if given else None,
        high=given[-1] if given else None,
        gap=_is_gap(lower_median(tally.elected), lower_median(tally.officers)),
    )


def lower_median(counts: Sequence[int]) -> int | None:
    """The middle one of the values that were counted, the lower one of two; None where there is none."""
    half, seen = (sum(counts) + 1) // 2, 0
    for value, count in enumerate(counts):
        seen += count
        if seen >= half > 0:
            return value
    return None


def _is_gap(elected: int | None, officers: int | None) -> bool:
    return elected is not None and officers is not None and abs(elected - officers) >= GAP
