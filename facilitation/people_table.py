"""A list of people that somebody sent: every line of it, as it is understood or as they say it is meant."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Semaphore

from db.people import PersonRole
from facilitation.apart import Bounds, said
from facilitation.errors import BadFile, TooHeavy
from facilitation.people_lists.columns import Columns, columns_of
from facilitation.people_lists.headings import Field
from facilitation.people_lists.listed import ListedPerson, cell_of, in_sections, listed, told_apart
from facilitation.people_lists.plain_text import readings
from facilitation.people_lists.role_columns import unfolded
from facilitation.spreadsheet import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    FILE_LIMIT,
    LINE_LIMIT,
    Line,
    Sheet,
    is_spreadsheet,
)
from facilitation.texts import folded

READING = Bounds(seconds=10, megabytes=512)
_AT_ONCE = Semaphore(1)
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody to expect."""

    line: int
    name: str
    territory: str
    role: PersonRole
    unnamed: bool = False
    """The name is a word for whoever has none yet: a number is put behind it."""


@dataclass(frozen=True, slots=True)
class SentList:
    """What was sent, sheet by sheet; `best` is the place of the sheet that looks like the list."""

    sheets: tuple[Sheet, ...]
    best: int
    pasted: bool


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A list as it is understood: its people, and the columns that they were read from."""

    people: list[ListedPerson]
    columns: Columns
    chosen: Mapping[Field, int]
    """The column that each field is read from."""
    headings: list[str]
    """What stands at the top of each column; empty where nothing does."""
    samples: list[str]
    """What stands in each column, in the first lines."""

    @property
    def rows(self) -> list[PersonRow]:
        """Those who are entered as the list stands."""
        return rows_of(self.people)

    @property
    def unknown_titles(self) -> list[str]:
        """Titles that may be any role, each once, the most frequent ones first."""
        unknown = [one.title for one in self.people if "unknown_role" in one.lacks]
        spelt = {folded(title): title for title in unknown}
        return [spelt[key] for key, _times in Counter(map(folded, unknown)).most_common()]


def rows_of(people: Sequence[ListedPerson], nameless: str = "") -> list[PersonRow]:
    """Those who are entered: who has no name yet as `nameless`, or not at all."""
    taken = [one for one in people if one.taken and (one.name or nameless)]
    return [
        PersonRow(
            one.line,
            one.name or nameless,
            one.territory,
            one.role or PersonRole.other,
            unnamed=not one.name,
        )
        for one in taken
    ]


def read_people_table(content: bytes | str, filename: str = "") -> PeopleTable:
    """The people of a pasted text or a file, as it is understood by itself. Raises BadFile."""
    return people_table(read_people_list(content, filename))


def read_people_list(content: bytes | str, filename: str = "") -> SentList:
    """What was sent: a spreadsheet, or a text of any usual letters and separators. Raises BadFile."""
    if len(content) > FILE_LIMIT:
        raise BadFile("too_large")
    if isinstance(content, bytes) and is_spreadsheet(content):
        sheets = _spreadsheet(content)
    else:
        sheets = [_plain_text(content, pasted=not filename)]
    sheets = [_by_roles(one) for one in sheets]
    return SentList(tuple(sheets), _best(sheets, pasted=not filename), not filename)


def people_table(
    sent: SentList,
    *,
    sheet: int | None = None,
    fields: Mapping[Field, int | None] | None = None,
    roles: Mapping[str, PersonRole] | None = None,
) -> PeopleTable:
    """The list as it is understood, or as the facilitator says.

    That is: which sheet it is on, which column a field is in (None for no column), which role a title means.
    """
    lines = sent.sheets[sent.best if sheet is None else sheet].lines
    columns = columns_of(lines, pasted=sent.pasted)
    asked = {**columns.fields, **(fields or {})}
    chosen = {one: place for one, place in asked.items() if place is not None}
    start = 0 if columns.header is None else columns.header + 1
    header = lines[start - 1][1] if start else []
    below = [line for line in lines[start:] if not _is_again(header, line[1], [*columns.fields.values()])]
    meant = {folded(title): role for title, role in (roles or {}).items()}
    alone = [cell for cell in (lines[start - 2][1] if start > 1 else ()) if cell.strip()]
    people = in_sections(
        [listed(number, cells, chosen, meant) for number, cells in below], alone[0] if len(alone) == 1 else ""
    )
    places = range(max(len(cells) for _, cells in lines))
    return PeopleTable(
        told_apart(people),
        columns,
        chosen,
        [cell_of(header, place) for place in places],
        [_sample(below, place) for place in places],
    )


def other_lists(sent: SentList, sheet: int) -> list[str]:
    """The names of the other sheets that look like lists of people too."""
    others = (one for at, one in enumerate(sent.sheets) if at != sheet)
    return [one.name for one in others if one.lines and _likeness(one.lines, pasted=sent.pasted)[0]]


def _spreadsheet(content: bytes) -> list[Sheet]:
    """The sheets of a spreadsheet, read in a process of its own: nobody knows what unpacks from it."""
    try:
        with _AT_ONCE:
            sheets = json.loads(said("facilitation.spreadsheet", within=READING, given=content))
    except TooHeavy as error:
        raise BadFile("too_large") from error
    return [
        Sheet(name, [(number, [cell[:CELL_LIMIT] for cell in cells]) for number, cells in lines], refused)
        for name, lines, refused in sheets
    ]


def _plain_text(content: bytes | str, *, pasted: bool) -> Sheet:
    """The text, cut where its lines look most like a list. Raises BadFile where none is within the limits."""
    cut: list[list[Line]] = []
    refused = BadFile("empty")
    for lines in readings(content):
        try:
            cut.append(_within(lines))
        except BadFile as error:
            refused = error
    if not cut:
        raise refused
    return Sheet("", max(cut, key=lambda lines: _orderly(lines, pasted=pasted)))


def _by_roles(sheet: Sheet) -> Sheet:
    """The sheet with a line for everybody whose role is the heading of a column."""
    lines = unfolded(sheet.lines)
    return Sheet(sheet.name, [], "too_large") if len(lines) > LINE_LIMIT else sheet._replace(lines=lines)


def _within(lines: Sequence[Line]) -> list[Line]:
    """The lines in which something stands, as much of each cell as is read. Raises BadFile."""
    kept = [
        (number, [cell[:CELL_LIMIT] for cell in cells])
        for number, cells in lines
        if any(cell.strip() for cell in cells)
    ]
    if len(kept) > LINE_LIMIT:
        raise BadFile("too_large")
    if any("".join(cells[COLUMN_LIMIT:]).strip() for _, cells in kept):
        raise BadFile("far")
    return [(number, cells[:COLUMN_LIMIT]) for number, cells in kept]


def _orderly(lines: Sequence[Line], *, pasted: bool) -> tuple[int, float]:
    """How much a way to cut makes a list of the text: a header, then as many cells in every line.

    Where each line is cut into capitals and the rest, DUPONT, Jean was a name.
    """
    widths = Counter(len(cells) for _, cells in lines)
    even = max((count for width, count in widths.items() if width > 1), default=0)
    names = sum(len(cells) == 2 and cells[0].isupper() and not cells[1].isupper() for _, cells in lines)
    return columns_of(lines, pasted=pasted).score, 0 if even == names else even / len(lines)


def _best(sheets: Sequence[Sheet], *, pasted: bool) -> int:
    """The place of the sheet that looks most like a list. Raises BadFile where none is."""
    scores = [_likeness(one.lines, pasted=pasted) for one in sheets]
    best = max(scores, default=(0, 0))
    refusals = [one.refused for one in sheets if one.refused]
    if refusals and not best[0]:
        raise BadFile(refusals[0])
    if not best[1]:
        raise BadFile("empty")
    return scores.index(best)


def _likeness(lines: Sequence[Line], *, pasted: bool) -> tuple[int, int]:
    """How much lines look like a list: by their header, then by how many stand below it."""
    columns = columns_of(lines, pasted=pasted)
    below = len(lines) - (0 if columns.header is None else columns.header + 1)
    return (columns.score if below else 0), below


def _is_again(header: Sequence[str], cells: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a line is the header once more, as at the top of a printed page."""
    return bool(header) and all(folded(cell_of(cells, one)) == folded(cell_of(header, one)) for one in places)


def _sample(lines: Sequence[Line], place: int) -> str:
    return ", ".join(filter(None, (cell_of(cells, place) for _, cells in lines[:_SAMPLES])))
