"""Where a list begins, and which of its columns holds what: by its headings, else by what stands in them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from facilitation.people_lists.headings import Field, Heading, heading_of
from facilitation.people_lists.titles import role_of
from facilitation.spreadsheet import Line
from facilitation.texts import folded

HEADER_WITHIN = 200
"""Lines among which the header is looked for."""
PASTED = (Field.name, Field.territory, Field.role)
"""What the columns of a list without a header are, where there are no more than these."""
NAMED_APART = (Field.name, Field.first_name, Field.territory)
_MUCH = 0.5
_ANSWERS = frozenset(
    """
    oui non o n yes no y x ok vrai faux true false 0 1 ✓ ✔ ☑ ☐ present presente absent absente
    excuse excusee m m. mr mr. mme mme. mlle monsieur madame mademoiselle mrs ms
    """.split()
)
"""What tells nobody's name, place or role, though it may stand under a heading that promises one."""
_NO_WORDS = re.compile(r"[\d\s/:.,+()%€-]*|[^\s@]+@\S+|\d.*(utc|gmt).*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds each field, and what is not sure about that."""

    header: int | None
    """The place of the header among the lines."""
    fields: Mapping[Field, int]
    rivals: Mapping[Field, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Fields that several columns could be: all of them."""
    guessed: frozenset[Field] = frozenset()
    """Fields that no heading names: their column was told by what stands in it."""
    score: int = 0
    """How much the header looks like one; 0 where there is none."""

    @property
    def doubted(self) -> tuple[Field, ...]:
        """What is asked of the facilitator."""
        return tuple(one for one in Field if one in self.rivals or one in self.guessed)


def columns_of(lines: Sequence[Line], *, pasted: bool) -> Columns:
    """The columns of a list: as its header has it, else as what stands in them."""
    score, place = max(_headers(lines), key=lambda found: found[0], default=(0, 0))
    if not score:
        return _without_header(lines, pasted)
    below = [cells for _, cells in lines[place + 1 :]]
    columns = _candidates(_header(lines, place), below)
    fields = {one: candidates[0] for one, candidates in columns.items()}
    rivals = {one: candidates for one, candidates in columns.items() if len(candidates) > 1}
    if Field.name in fields:
        return Columns(place, fields, rivals, frozenset(), score)
    free = [column for column in _worded(below) if column not in fields.values()]
    return Columns(
        place, fields | {Field.name: free[0] if free else 0}, rivals, frozenset({Field.name}), score
    )


def _headers(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The lines that look like a header: how much each does, and its place."""
    width = max((len(cells) for _, cells in lines), default=0)
    for place, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        found = [heading for cell in cells if (heading := heading_of(cell))]
        sure = [heading for heading in found if heading.certain]
        kinds = {heading.field for heading in found}
        if (len(kinds) > 1 and sure) or _names_alone(sure, kinds, width):
            yield (
                3 * len(kinds) + len(sure) + any(one.strong for one in sure if one.field is Field.name),
                place,
            )


def _names_alone(sure: list[Heading], kinds: set[Field], width: int) -> bool:
    """Whether a line is the header of a list that tells names and nothing else of ours."""
    return (
        bool(sure)
        and kinds <= {Field.name, Field.first_name}
        and (width == 1 or any(one.strong for one in sure))
    )


def _header(lines: Sequence[Line], place: int) -> list[Heading | None]:
    """What each column is called: by the line above where merged cells leave the header empty."""
    cells = lines[place][1]
    above = lines[place - 1][1] if place else []
    named = [heading_of(cell) for cell in cells]
    for column, cell in enumerate(above):
        if (
            not "".join(cells[column : column + 1]).strip()
            and (heading := heading_of(cell))
            and heading.certain
        ):
            named.extend([None] * (column + 1 - len(named)))
            named[column] = heading
    return named


def _candidates(named: list[Heading | None], below: list[list[str]]) -> dict[Field, tuple[int, ...]]:
    """The columns that each field could be, the likeliest first."""
    columns: dict[Field, list[int]] = {}
    for column, heading in enumerate(named):
        if heading and not _all(below, column, answers):
            columns.setdefault(heading.field, []).append(column)
    told = {one: _said(columns[one], below) for one in Field if one in columns}
    if Field.name not in told and Field.first_name in told:
        told[Field.name] = told.pop(Field.first_name)
    told[Field.name] = sorted(
        told.get(Field.name, ()), key=lambda column: _rank(named[column], Field.first_name in told)
    )
    first = named[told[Field.name][0]] if told[Field.name] else None
    if first and Field.first_name in told:
        told[Field.first_name].sort(key=lambda column: not _pairs(first, named[column]))
    if first and first.whole:
        told.pop(Field.first_name, None)
    return {one: tuple(found) for one, found in told.items() if found}


def _pairs(name: Heading, first_name: Heading | None) -> bool:
    """Whether two headings are about the same person by the rest of what they say."""
    return first_name is not None and name.about == first_name.about


def _rank(heading: Heading | None, first_name: bool) -> tuple[bool, bool]:
    """Words of their own before those for anybody; the last name alone where first names have a column."""
    return (heading is not None and not heading.strong, first_name and heading is not None and heading.whole)


def _said(columns: list[int], below: list[list[str]]) -> list[int]:
    """Those in which something stands, if there are any."""
    return [one for one in columns if not _all(below, one, lambda cell: not cell)] or columns


def _without_header(lines: Sequence[Line], pasted: bool) -> Columns:
    rows = [cells for _, cells in lines]
    worded = _worded(rows) or [0]
    width = max((len(cells) for cells in rows), default=1)
    if pasted and width <= len(PASTED):
        if _share(rows, 1, _is_full_name) > _share(rows, 0, _is_full_name):
            turned = dict(zip((Field.territory, Field.name, Field.role), range(width), strict=False))
            return Columns(None, turned, guessed=frozenset(turned))
        return Columns(None, dict(zip(PASTED, range(width), strict=False)))
    role = next((column for column in worded[1:] if _share(rows, column, role_of) >= _MUCH), None)
    rest = [column for column in worded if column != role]
    names = (
        PASTED if role is None and len(rest) == len(PASTED) else NAMED_APART if len(rest) > 2 else PASTED[:2]
    )
    fields = dict(zip(names, rest, strict=False)) | ({} if role is None else {Field.role: role})
    return Columns(None, fields, guessed=frozenset(fields) if width > 1 else frozenset())


def _worded(rows: list[list[str]]) -> list[int]:
    """Columns in which words stand: no numbers, days, addresses, answers."""
    width = max((len(cells) for cells in rows), default=0)
    return [column for column in range(width) if _share(rows, column, _is_word) > _MUCH]


def _is_word(cell: str) -> bool:
    return not (answers(cell) or _NO_WORDS.fullmatch(cell.casefold()))


def answers(cell: str) -> bool:
    """Whether a cell is a tick, a yes or a no."""
    return folded(cell) in _ANSWERS


def _is_full_name(cell: str) -> bool:
    words = cell.split()
    return len(words) > 1 and role_of(cell) is None and all(word[0].isupper() for word in words)


def cells_in(rows: Sequence[list[str]], column: int) -> list[str]:
    """What stands in a column."""
    return [cell for cells in rows for cell in map(str.strip, cells[column : column + 1]) if cell]


def _all(rows: list[list[str]], column: int, says: Callable[[str], object]) -> bool:
    """Whether every cell says this; nothing at all is said by no list."""
    return bool(rows) and all(map(says, cells_in(rows, column) or [""]))


def _share(rows: list[list[str]], column: int, says: Callable[[str], object]) -> float:
    cells = cells_in(rows, column)
    return sum(bool(says(cell)) for cell in cells) / len(cells) if cells else 0.0
