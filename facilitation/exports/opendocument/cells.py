"""Cells of an OpenDocument spreadsheet, each with its type; empty ones are counted and not written out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby, repeat
from xml.sax.saxutils import escape

from facilitation.exports.sheets import Cell

_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_SPACES = re.compile("^ | {2,}")
"""Spaces that OpenDocument would run together."""

Shades = Mapping[str | int, str]
NO_SHADES: Shades = {}


def row(
    cells: Sequence[Cell], shades: Iterable[Shades] = repeat(NO_SHADES), styles: Iterable[str] = repeat("")
) -> str:
    """A row; a cell that says what a colour stands for has that colour, another the style that is given."""
    written = "".join(_cells(zip(cells, shades, styles, strict=False)))
    return f"<table:table-row>{written}</table:table-row>"


def shade(colour: str) -> str:
    """The name of the style of this colour."""
    return f"shade{colour.removeprefix('#')}"


def _cells(looks: Iterable[tuple[Cell, Shades, str]]) -> Iterator[str]:
    for empty, several in groupby(looks, key=lambda one: one[0] in (None, "")):
        if empty:
            many = len(list(several))
            yield f'<table:table-cell table:style-name="text" table:number-columns-repeated="{many}"/>'
        else:
            yield from (_cell(cell, style, shades) for cell, shades, style in several)


def _cell(cell: Cell, style: str, shades: Shades) -> str:
    if isinstance(cell, datetime):
        return _typed("moment", f'date" office:date-value="{cell:%Y-%m-%dT%H:%M:%S}')
    if isinstance(cell, date):
        return _typed("date", f'date" office:date-value="{cell:%Y-%m-%d}')
    colour = shades.get(cell or "")
    if isinstance(cell, int):
        return _typed(shade(colour) if colour else "number", f'float" office:value="{cell}')
    lines = "".join(f"<text:p>{_line(line)}</text:p>" for line in str(cell).split("\n"))
    return _typed(shade(colour) if colour else style or "text", "string", lines)


def _typed(style: str, kind: str, inside: str = "") -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}">{inside}</table:table-cell>'
    )


def _line(line: str) -> str:
    known = escape(_FOREIGN.sub("", line))
    return _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', known)
