"""Columns that bear a role for a heading, Élu and Technicien: what stands below tells who has that role."""

import re
from collections.abc import Iterator, Sequence

from facilitation.people_lists.columns import HEADER_WITHIN, answers, cells_in
from facilitation.people_lists.headings import Field, heading_of, is_beside
from facilitation.people_lists.titles import is_title, role_of
from facilitation.spreadsheet import Line
from facilitation.texts import folded

_NO = frozenset("non no n 0 faux false absent absente excuse excusee".split())
_LETTER = re.compile(r"[^\W\d_]")
_NAME, _ROLE = "Nom", "Rôle"


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """The lines with a column for what the headings say of roles.

    Ticks and titles below such a heading are somebody's role; names are people of the line's territory.
    """
    place, columns = _header(lines)
    if not columns:
        return list(lines)
    width = max(len(cells) for _, cells in lines)
    above, (number, header), below = lines[:place], lines[place], lines[place + 1 :]
    fields = {heading.field for cell in header if (heading := heading_of(cell))}
    rows = [cells for _, cells in below]
    if _all_roles(rows, columns):
        added, told = [_ROLE], [(line, [_role(header, cells, columns)], cells) for line, cells in below]
    elif fields.isdisjoint((Field.name, Field.first_name)):
        added = [_NAME, _ROLE]
        told = [(line, one, cells) for line, cells in below for one in _named(header, cells, columns)]
    else:
        return list(lines)
    return [*above, (number, _wide(header, width) + added)] + [
        (line, _wide(cells, width) + one) for line, one, cells in told
    ]


def _header(lines: Sequence[Line]) -> tuple[int, list[int]]:
    """The place of the first line that is all headings, and which of its columns bear roles."""
    for place, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        said = [cell for cell in cells if cell.strip()]
        roles = [column for column, cell in enumerate(cells) if cell.strip() and _is_role(cell)]
        if len(said) > 1 and all(heading_of(cell) or _is_role(cell) or is_beside(cell) for cell in said):
            fields = {heading.field for cell in said if (heading := heading_of(cell))}
            return place, [] if Field.role in fields else roles
    return 0, []


def _is_role(cell: str) -> bool:
    return heading_of(cell) is None and is_title(cell)


def _all_roles(rows: Sequence[list[str]], columns: Sequence[int]) -> bool:
    """Whether what stands in the columns is ticks and titles, and no name."""
    said = [cell for column in columns for cell in cells_in(rows, column)]
    return all(answers(cell) or role_of(cell) for cell in said)


def _role(header: Sequence[str], cells: Sequence[str], columns: Sequence[int]) -> str:
    """The title in the first of these columns in which one stands, or its heading where that is ticked."""
    for column in columns:
        said = "".join(cells[column : column + 1]).strip()
        if said and folded(said) not in _NO:
            return header[column] if answers(said) else said
    return ""


def _named(header: Sequence[str], cells: Sequence[str], columns: Sequence[int]) -> Iterator[list[str]]:
    """The people of a line, each with the role that the heading says; nobody where no name stands."""
    found = [
        [said, header[column]]
        for column in columns
        if _LETTER.search(said := "".join(cells[column : column + 1]).strip()) and not answers(said)
    ]
    yield from found or [["", ""]]


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
