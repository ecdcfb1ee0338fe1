"""Charts in Word: a table in which every bar is a shaded paragraph, so that whoever reads on can edit it."""

from docx.document import Document as File
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from facilitation.exports.documents.blocks import Bar, Bars
from facilitation.exports.word.elements import element
from facilitation.exports.word.grids import TWIP, Column, cell, end, grid, row, shape
from facilitation.exports.word.styles import HONEY, SOFT

SHARES = (11, 8, 2)
EDGES = 180
"""What the edges of a cell take of its width, in twips."""


def draw(file: File, chart: Bars, *, room: Emu) -> None:
    """Add the chart at the end of the file: what each bar stands for, the bar, its value."""
    widths = [int(room * share / sum(SHARES) / TWIP) for share in SHARES]
    most = max((bar.value for bar in chart.bars), default=0)
    table, about = element("tbl"), shape()
    about.append(element("tblDescription", val=chart.alt))
    table.extend([about, grid(widths)])
    name, value = (Column(head, share) for head, share in zip(chart.head, SHARES, strict=False))
    heads = [
        cell(name.head, name, widths[0], head=True),
        cell(value.head, value, widths[1] + widths[2], head=True, span=2),
    ]
    table.append(row(heads, head=True))
    for bar in chart.bars:
        table.append(row(_cells(bar, most, widths)))
    end(file, table)


def _cells(bar: Bar, most: int, widths: list[int]) -> list[BaseOxmlElement]:
    name, value = Column("", 1), Column("", 1, number=True)
    return [
        cell(bar.name, name, widths[0], bold=bar.strong, stands="center"),
        _drawn(bar, most, widths[1]),
        cell(str(bar.value), value, widths[2], bold=bar.strong, stands="center"),
    ]


def _drawn(bar: Bar, most: int, width: int) -> BaseOxmlElement:
    made, about, line, look = element("tc"), element("tcPr"), element("p"), element("pPr")
    about.extend([element("tcW", w=str(width), type="dxa"), element("vAlign", val="center")])
    look.append(element("pStyle", val="Cell"))
    if bar.value:
        left_over = round((width - EDGES) * (1 - bar.value / most))
        look.append(element("shd", val="clear", color="auto", fill=HONEY if bar.strong else SOFT))
        look.append(element("ind", right=str(left_over)))
    line.append(look)
    made.extend([about, line])
    return made
