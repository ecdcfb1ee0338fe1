"""A count as it leaves: shown or withheld, and nothing else stands for either."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A count that everybody may know."""

    count: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """A count from which somebody's choice might follow."""


WITHHELD = Withheld()

Count = Shown | Withheld


def told(count: Count) -> int | None:
    """The count on paper and in files: a number, or null where it is withheld."""
    return count.count if isinstance(count, Shown) else None


def heard(number: int | None) -> Count:
    """The count that was told so."""
    return WITHHELD if number is None else Shown(number)


def is_worth_telling(count: Count) -> bool:
    """Whether a count says that there is somebody."""
    return isinstance(count, Shown) and count.count > 0
