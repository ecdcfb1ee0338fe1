"""The sheets of a spreadsheet that somebody sent, as far as a list may go; what lies beyond is refused.

As a process of its own (facilitation/apart) it reads from standard input and says the sheets in JSON.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from facilitation.errors import BadFile, Refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

FILE_LIMIT = 1_000_000
UNPACKED_LIMIT = 20_000_000
MOST_PARTS = 1_000
SHEET_LIMIT = 30
LINE_LIMIT = 2_100
"""Two thousand people, and what stands above and below them."""
COLUMN_LIMIT = 100
CHARACTER_LIMIT = 2_000_000
CELL_LIMIT = 1_000
"""Signs of a cell that are read: no name, place or title has more."""
FAR = 10_000
"""A line beyond this one is no part of a list."""
LAST_LINE = 1_048_576
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENTRY, _TYPES_OF_ITS_OWN = b"PK\x01\x02", b"<!DOCTYPE"
_LOCKED = "EncryptedPackage".encode("utf-16-le"), b"manifest:encryption-data"
_ESCAPED = re.compile("_x((?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)
"""How Excel writes a sign that XML does not hold, a break of lines above all."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})\"")

Line = tuple[int, list[str]]
"""The number of a line, and its cells."""
Merge = tuple[int, int, int]
"""A column from 0, the first and the last line from 1 that one cell of it covers."""


class Sheet(NamedTuple):
    """A sheet that can be seen: the lines in which something stands, or why they are not read."""

    name: str
    lines: list[Line]
    refused: str = ""


def is_spreadsheet(content: bytes) -> bool:
    """Whether it looks like a file that is read here."""
    return content.startswith((_ZIP, _OLE))


def sheets_of(content: bytes) -> list[Sheet]:
    """The sheets in which something stands, without the hidden ones. Raises BadFile."""
    if len(content) > FILE_LIMIT or content.count(_ENTRY) > MOST_PARTS:
        raise BadFile("too_large")
    if _LOCKED[0] in content:
        raise BadFile("locked")
    try:
        return [sheet for sheet in _sheets(content) if sheet.lines or sheet.refused]
    except (MemoryError, Refused, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # what panics in Rust is no Exception
        raise BadFile("spreadsheet") from error


def kept_within(rows: Iterable[Iterable[Any]]) -> Iterator[Line]:
    """The rows in which something stands, of any kind of spreadsheet. Raises BadFile beyond the limits."""
    lines = characters = 0
    for number, row in enumerate(rows, 1):
        if number > FAR and any(map(_text, row)):
            raise BadFile("far")
        cells = [_text(cell) for cell in row]
        if not any(cells):
            continue
        if any(cells[COLUMN_LIMIT:]):
            raise BadFile("far")
        lines, characters = lines + 1, characters + sum(map(len, cells))
        if lines > LINE_LIMIT or characters > CHARACTER_LIMIT:
            raise BadFile("too_large")
        yield number, cells[:COLUMN_LIMIT]


def _text(cell: Any) -> str:
    """What a cell shows; a whole number without a decimal point, a day without midnight."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell)).strip()


def _sheets(content: bytes) -> Iterator[Sheet]:
    """Excel's own by openpyxl, which tells errors of formulas; what it cannot read, by calamine."""
    if content.startswith(_OLE) or _packed_parts(content):
        yield from _by_calamine(content)
        return
    try:
        sheets = list(_by_openpyxl(content))
    except (MemoryError, Refused):
        raise
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the other one tries
        sheets = list(_by_calamine(content))
    yield from sheets


def _packed_parts(content: bytes) -> bool:
    """Whether a zip is OpenDocument. Refuses what unpacks to something huge, or brings types of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED_LIMIT:
            raise BadFile("too_large")
        for part in packed.infolist():
            read = packed.read(part)
            if _TYPES_OF_ITS_OWN in read:
                raise BadFile("spreadsheet")
            if _LOCKED[1] in read:
                raise BadFile("locked")
        return "content.xml" in packed.namelist()


def _by_openpyxl(content: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # slow to load

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    seen: list[Any] = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for sheet in seen[:SHEET_LIMIT]:
            merges = _merges(packed.read(sheet._worksheet_path))
            yield _sheet(str(sheet.title), _rows(sheet), merges)


def _rows(sheet: Any) -> Iterator[Iterable[Any]]:
    """The rows of a sheet of openpyxl that is only read, up to the last one that a spreadsheet can have."""
    sheet.reset_dimensions()  # they are what the file says of itself
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > LAST_LINE:
            raise BadFile("far")
        yield row


def _merges(part: bytes) -> list[Merge]:
    return [(_column(column), int(first), int(last)) for column, first, last in _MERGED.findall(part)]


def _column(letters: bytes) -> int:
    """A column by its letters: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _by_calamine(content: bytes) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    seen = [
        one.name
        for one in book.sheets_metadata
        if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
    ]
    for name in seen[:SHEET_LIMIT]:
        sheet = book.get_sheet_by_name(name)
        merges = [(left, top + 1, bottom + 1) for (top, left), (bottom, _) in sheet.merged_cell_ranges or []]
        yield _sheet(name, _cells(sheet), merges)


def _cells(sheet: "CalamineSheet") -> Iterator[Iterable[Any]]:
    """The rows of a sheet from the first one on, whatever stands before its first cell."""
    top, left = sheet.start or (0, 0)
    yield from ([] for _ in range(top))
    for row in sheet.iter_rows():
        yield [None] * left + row


def _sheet(name: str, rows: Iterable[Iterable[Any]], merges: list[Merge]) -> Sheet:
    """A sheet within the limits; what one cell says for several lines is said in each."""
    try:
        lines = list(kept_within(rows))
    except BadFile as refusal:
        return Sheet(name, [], refusal.reason)
    by_number = dict(lines)
    for column, first, bottom in merges:
        if said := "".join(by_number.get(first, [])[column : column + 1]):
            covered = (by_number[number] for number in range(first + 1, bottom + 1) if number in by_number)
            for cells in covered:
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = cells[column] or said
    return Sheet(name, lines)


def main() -> None:
    """Read what comes, and say its sheets."""
    json.dump(sheets_of(sys.stdin.buffer.read(FILE_LIMIT + 1)), sys.stdout)


if __name__ == "__main__":
    main()
