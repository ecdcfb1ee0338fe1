"""A sheet before it is a file: a name, typed columns, rows."""

from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, how many characters wide it is shown, and what colours stand for which words."""

    title: str
    width: int = 14
    bars: bool = False
    """Whether its numbers are shown as bars too."""
    upright: bool = False
    """Whether its title stands upright, over cells of one sign each."""
    shades: tuple[tuple[str | int, str], ...] = ()
    """Which cells have which colour, by what they say."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; a cell without a value is None, and text is never a formula."""

    name: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]]
    legend: str = ""
    """What its signs mean, on every printed page."""
    kept_in_sight: int = 1
    """How many columns stay where they are when one scrolls to the right."""
