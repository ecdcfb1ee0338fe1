"""Tables in Word: as wide as the page, the head repeated over pages, no row torn apart."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from facilitation.exports.word.elements import element, text
from facilitation.exports.word.styles import STEPS, TABLE

TWIP = 635
"""Twentieths of a point, in which tables are measured, to the unit of everything else."""
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
) -> None:
    """Add the table at the end of the file.

    Written element by element: through python-docx's cells a table of 3,000 rows takes minutes.
    """
    shares = sum(column.share for column in columns)
    widths = [int(room * column.share / shares / TWIP) for column in columns]
    table = element("tbl")
    table.extend([_shape(), _columns(widths)])
    heads = [
        _cell(column.head, column, width, head=True) for column, width in zip(columns, widths, strict=True)
    ]
    table.append(_row(heads, head=True, tall=any(column.upright for column in columns)))
    for line, row in enumerate(rows):
        shades = steps[line] if steps else [None] * len(row)
        table.append(_row(_cells(row, columns, widths, shades, bold=line in strong)))
    made = table.findall(qn("w:tr"))
    _keep_together(made if len(rows) <= SHORT else made[:2])
    file.element.body.sectPr.addprevious(table)


def _keep_together(rows: Sequence[BaseOxmlElement]) -> None:
    """Each of these rows on the page of the next one: a head never stands alone."""
    for row in rows[:-1]:
        for look in row.iter(qn("w:pPr")):
            look.insert(1, element("keepNext"))


def _cells(
    row: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    shades: Sequence[int | None],
    *,
    bold: bool,
) -> Iterator[BaseOxmlElement]:
    for said, column, width, step in zip(row, columns, widths, shades, strict=True):
        yield _cell(said, column, width, bold=bold, step=step)


def _shape() -> BaseOxmlElement:
    shape = element("tblPr")
    shape.append(element("tblStyle", val=TABLE))
    shape.append(element("tblW", w="5000", type="pct"))
    shape.append(element("tblLayout", type="fixed"))
    shape.append(element("tblLook", val="0020", firstRow="1", noVBand="1"))
    return shape


def _columns(widths: Sequence[int]) -> BaseOxmlElement:
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=str(width)) for width in widths])
    return grid


def _row(
    cells: "Iterator[BaseOxmlElement] | list[BaseOxmlElement]", *, head: bool = False, tall: bool = False
) -> BaseOxmlElement:
    row, shape = element("tr"), element("trPr")
    shape.append(element("cantSplit"))
    if tall:
        shape.append(element("trHeight", val=HEAD_HEIGHT, hRule="exact"))
    if head:
        shape.append(element("tblHeader"))
    row.append(shape)
    row.extend(cells)
    return row


def _cell(
    said: str,
    column: Column,
    width: int,
    *,
    bold: bool = False,
    head: bool = False,
    step: int | None = None,
) -> BaseOxmlElement:
    cell, shape, line, look = element("tc"), element("tcPr"), element("p"), element("pPr")
    shape.append(element("tcW", w=str(width), type="dxa"))
    if step is not None:
        shape.append(element("shd", val="clear", color="auto", fill=STEPS[step]))
    if column.upright:
        edges = element("tcMar")
        edges.extend([element(side, w=NARROW, type="dxa") for side in ("left", "right")])
        shape.append(edges)
    if head and column.upright:
        shape.append(element("textDirection", val="btLr"))
    look.append(element("pStyle", val="Head" if head else "Cell"))
    if column.number or (column.upright and not head):
        look.append(element("jc", val="right" if column.number else "center"))
    line.extend([look, text(said, bold=bold)])
    cell.extend([shape, line])
    return cell
