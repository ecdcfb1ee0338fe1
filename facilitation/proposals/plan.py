"""The words of a proposal: who is to be seated, at which tables, and what a seating leaves unmet."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the method tells apart at a table: those who decide, those who carry out, and everybody else."""

    elected = "elected"
    officer = "officer"
    other = "other"


class Rule(StrEnum):
    """What a table should be like; the first ones weigh more."""

    holder = "holder"
    too_many = "too_many"
    too_few = "too_few"
    same_territory = "same_territory"
    no_elected = "no_elected"
    no_officer = "no_officer"
    no_other = "no_other"
    off_target = "off_target"
    wish = "wish"


GUIDES = frozenset((Rule.off_target, Rule.wish))
"""What gives way to every other rule."""
WITHOUT: dict[Kind, Rule] = {
    Kind.elected: Rule.no_elected,
    Kind.officer: Rule.no_officer,
    Kind.other: Rule.no_other,
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many people a table takes: from `least` to `most`, at best within the target."""

    least: int = 4
    most: int = 8
    target_least: int = 5
    target_most: int = 7

    @property
    def best(self) -> float:
        """The middle of the target."""
        return (self.target_least + self.target_most) / 2


SIZES = Sizes()


@dataclass(frozen=True, slots=True)
class ToSeat:
    """Somebody who needs a table; `locked_to` is the number of the one they stay at."""

    id: int
    kind: Kind
    territory_id: int | None = None
    holds: tuple[int, ...] = ()
    wishes: tuple[int, ...] = ()
    locked_to: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative that tables work on, and how many tables the facilitator asked for."""

    id: int
    tables: int | None = None


@dataclass(frozen=True, slots=True)
class TableNow:
    """A table that stands already; one that `stays` is never taken away."""

    number: int
    initiative_id: int
    stays: bool = False


@dataclass(frozen=True, slots=True)
class SeatedTable:
    """A table of a seating and who sits there, by id."""

    number: int
    initiative_id: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A rule that a seating leaves unmet: where, about whom, and how many of that kind there are in all."""

    rule: Rule
    tables: tuple[int, ...]
    people: tuple[int, ...] = ()
    territory_id: int | None = None
    there: int = 0


@dataclass(frozen=True, slots=True)
class Seating:
    """Who could sit where, and what that leaves unmet."""

    tables: tuple[SeatedTable, ...]
    unmet: tuple[Unmet, ...]
