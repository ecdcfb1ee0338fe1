"""Tables in Word: as wide as the page, the head repeated over pages, no row torn apart."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from facilitation.exports.tints import STEPS
from facilitation.exports.word.elements import element, text
from facilitation.exports.word.styles import TABLE

TWIP = 635
"""Twentieths of a point, in which tables are measured, to the unit of everything else."""
MILLIMETRE = 56.7
"""Of the same."""
HEAD_HEIGHT = "2300"
NARROW = "15"
SHORT = 14
"""How many rows stay together on one page."""


class Column(NamedTuple):
    """A column: its head, its share of the width, and how its cells stand."""

    head: str
    share: int
    number: bool = False
    upright: bool = False


def fill(
    file: File,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    room: Emu,
    strong: Sequence[int] = (),
    steps: Sequence[Sequence[int | None]] = (),
    tall: float = 0,
) -> None:
    """Add the table at the end of the file, its rows `tall` millimetres high at least.

    Written element by element: through python-docx's cells a table of 3,000 rows takes minutes.
    """
    shares = sum(column.share for column in columns)
    widths = [int(room * column.share / shares / TWIP) for column in columns]
    table = element("tbl")
    table.extend([shape(), grid(widths)])
    upright = any(column.upright for column in columns)
    stands = "center" if upright else "top"
    heads = [
        cell(column.head, column, width, head=True, stands="bottom" if upright else "top")
        for column, width in zip(columns, widths, strict=True)
    ]
    table.append(row(heads, head=True, height=(HEAD_HEIGHT, "exact") if upright else None))
    for line, said in enumerate(rows):
        shades = steps[line] if steps else [None] * len(said)
        cells = _cells(said, columns, widths, shades, bold=line in strong, stands=stands)
        table.append(row(cells, height=(str(round(tall * MILLIMETRE)), "atLeast") if tall else None))
    end(file, table)


def end(file: File, table: BaseOxmlElement) -> None:
    """Put the table at the end of the file: a short one stays whole, the head of another with its rows."""
    made = table.findall(qn("w:tr"))
    together = made if len(made) - 1 <= SHORT else made[:3]
    for one in together[:-1]:
        for look in one.iter(qn("w:pPr")):
            look.insert(1, element("keepNext"))
    file.element.body.sectPr.addprevious(table)


def _cells(
    said: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    shades: Sequence[int | None],
    *,
    bold: bool,
    stands: str,
) -> Iterator[BaseOxmlElement]:
    for text_of_it, column, width, step in zip(said, columns, widths, shades, strict=True):
        yield cell(text_of_it, column, width, bold=bold, stands=stands, step=step)


def shape() -> BaseOxmlElement:
    """What holds for a whole table."""
    made = element("tblPr")
    made.append(element("tblStyle", val=TABLE))
    made.append(element("tblW", w="5000", type="pct"))
    made.append(element("tblLayout", type="fixed"))
    made.append(element("tblLook", val="00A0", firstRow="1", firstColumn="1", noVBand="1"))
    return made


def grid(widths: Sequence[int]) -> BaseOxmlElement:
    """The columns of a table."""
    made = element("tblGrid")
    made.extend([element("gridCol", w=str(width)) for width in widths])
    return made


def row(
    cells: "Iterator[BaseOxmlElement] | list[BaseOxmlElement]",
    *,
    head: bool = False,
    height: tuple[str, str] | None = None,
) -> BaseOxmlElement:
    """A row, never torn apart; a head is repeated over pages; a height is exact or the least."""
    made, look = element("tr"), element("trPr")
    look.append(element("cantSplit"))
    if height:
        look.append(element("trHeight", val=height[0], hRule=height[1]))
    if head:
        look.append(element("tblHeader"))
    made.append(look)
    made.extend(cells)
    return made


def cell(
    said: str,
    column: Column,
    width: int,
    *,
    bold: bool = False,
    head: bool = False,
    stands: str = "top",
    span: int = 1,
    step: int | None = None,
) -> BaseOxmlElement:
    """A cell with its text, which stands at the top, the bottom or the center of its row."""
    made, about, line, look = element("tc"), element("tcPr"), element("p"), element("pPr")
    about.append(element("tcW", w=str(width), type="dxa"))
    if span > 1:
        about.append(element("gridSpan", val=str(span)))
    if step is not None:
        about.append(element("shd", val="clear", color="auto", fill=STEPS[step]))
    if column.upright:
        edges = element("tcMar")
        edges.extend([element(side, w=NARROW, type="dxa") for side in ("left", "right")])
        about.append(edges)
    if head and column.upright:
        about.append(element("textDirection", val="btLr"))
    about.append(element("vAlign", val="center" if column.upright else stands))
    sign = column.upright and not head
    look.append(element("pStyle", val="Head" if head else "Sign" if sign else "Cell"))
    if column.number or sign:
        look.append(element("jc", val="right" if column.number else "center"))
    line.extend([look, text(said.replace(" ", "\u00a0") if sign else said, bold=bold)])
    made.extend([about, line])
    return made
