"""The lines of a spreadsheet that somebody sent, as far as a list may go; what lies beyond is refused.

As a process of its own (facilitation/apart) it reads from standard input and says the lines in JSON.
"""

import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from facilitation.errors import BadFile, Refused

FILE_LIMIT = 1_000_000
UNPACKED_LIMIT = 20_000_000
MOST_PARTS = 1_000
LINE_LIMIT = 2_000
COLUMN_LIMIT = 100
CHARACTER_LIMIT = 2_000_000
FAR = 10_000
"""A line beyond this one is no part of a list."""
LAST_LINE = 1_048_576
_ENTRY, _TYPES_OF_ITS_OWN = b"PK\x01\x02", b"<!DOCTYPE"

Line = tuple[int, list[str]]
"""The number of a line, and its cells."""


def is_spreadsheet(content: bytes) -> bool:
    """Whether it looks like a file that is read here."""
    return content.startswith(b"PK\x03\x04")


def lines_of(content: bytes) -> list[Line]:
    """The lines in which something stands. Raises BadFile."""
    if len(content) > FILE_LIMIT or content.count(_ENTRY) > MOST_PARTS:
        raise BadFile("too_large")
    try:
        return list(kept_within(_rows(content)))
    except (MemoryError, Refused):
        raise
    except Exception as error:
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
    """What a cell shows; a whole number without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _rows(content: bytes) -> Iterator[Iterable[Any]]:
    """The rows of the first sheet of an XLSX file, up to the last one that a spreadsheet can have."""
    _unpacks_to_little(content)
    from openpyxl import load_workbook  # slow to load

    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False).worksheets[0]
    sheet.reset_dimensions()  # they are what the file says of itself
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > LAST_LINE:
            raise BadFile("far")
        yield row


def _unpacks_to_little(content: bytes) -> None:
    """Refuse what unpacks to something huge, or brings types of its own: entities of entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED_LIMIT:
            raise BadFile("too_large")
        if any(_TYPES_OF_ITS_OWN in packed.read(part) for part in packed.infolist()):
            raise BadFile("spreadsheet")


def main() -> None:
    """Read what comes, and say its lines."""
    json.dump(lines_of(sys.stdin.buffer.read(FILE_LIMIT + 1)), sys.stdout)


if __name__ == "__main__":
    main()
