"""The matrix on slides: a native table an initiative, a few territories a slide."""

from collections.abc import Sequence
from textwrap import wrap

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.graphfrm import GraphicFrame
from pptx.table import _Cell
from pptx.util import Emu, Inches, Length, Pt

from facilitation.exports.documents.blocks import Grid, Square
from facilitation.exports.documents.shortening import unbroken
from facilitation.exports.documents.transfer import grid, rated
from facilitation.exports.slides.deck import EDGE, INK, QUIET, ROOM, TEXT, TOP, Deck, Line
from facilitation.exports.tints import STEPS
from facilitation.exports.words import Words
from facilitation.report import Report

NAME, END = Inches(3.1), Inches(1.5)
HEAD, LINE, MORE = Inches(1.55), Inches(0.37), Inches(0.19)
"""How tall the head is, a row of one line, and each further line of it."""
MOST = Emu(9 * LINE)
"""How tall the rows of a slide are at most: as many territories as a room reads, above the legend."""
NAME_LETTERS, END_LETTERS = 30, 14
"""How many letters a line of these columns holds."""
PAPER = RGBColor(0xFF, 0xFF, 0xFF)
UPRIGHT = "vert270"
Row = tuple[str, tuple[Square, ...], str]


def matrix(report: Report, deck: Deck, words: Words) -> None:
    """Initiative by territory by criterion, once revealed; the legend stands below and in the notes."""
    if not report.matrix.revealed:
        return
    for one in rated(report):
        told = grid(one, report.matrix.criteria, words)
        parts = _parts(told.rows)
        for number, rows in enumerate(parts, start=1):
            title = words.gettext("Transferability of {title}").format(title=one.title)
            slide = deck.slide(f"{title} ({number}/{len(parts)})" if len(parts) > 1 else title, size=28)
            tall = HEAD + sum(map(_tall, rows))
            frame = slide.shapes.add_table(len(rows) + 1, len(told.head) + 2, EDGE, TOP, ROOM, Emu(tall))
            frame._element.nvGraphicFramePr.cNvPr.set("descr", told.caption)
            _fill(frame, told, rows)
            deck.spoken(frame._element)
            deck.text(slide, [Line(told.legend, 11, QUIET)], (EDGE, Emu(TOP + tall), ROOM, Inches(0.5)))
            deck.notes(slide, [told.caption, told.legend])


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows, as many a slide as find room on it."""
    parts: list[list[Row]] = [[]]
    for row in rows:
        if parts[-1] and sum(map(_tall, parts[-1])) + _tall(row) > MOST:
            parts.append([])
        parts[-1].append(row)
    return parts


def _tall(row: Row) -> Emu:
    """How tall a row is: as many lines as its name, or what stands at its end, needs."""
    name, _squares, end = row
    lines = max(len(wrap(name, NAME_LETTERS)), len(wrap(end, END_LETTERS)), 1)
    return Emu(LINE + MORE * (lines - 1))


def _fill(frame: GraphicFrame, told: Grid, rows: Sequence[Row]) -> None:
    table = frame.table
    table.first_row = table.first_col = True
    table.horz_banding = False
    one = Emu((ROOM - NAME - END) // max(1, len(told.head)))
    for at, wide in enumerate((NAME, *(one for _ in told.head), END)):
        table.columns[at].width = wide
    table.rows[0].height = HEAD
    for at, head in enumerate((told.first, *told.head, told.last)):
        upright = 0 < at <= len(told.head)
        _put(table.cell(0, at), head, colour=PAPER, fill=INK, bold=True, upright=upright)
    for line, (name, squares, end) in enumerate(rows, start=1):
        table.rows[line].height = _tall((name, squares, end))
        _put(table.cell(line, 0), name, fill=PAPER, bold=True)
        for at, square in enumerate(squares, start=1):
            tint = PAPER if square.step is None else RGBColor.from_string(STEPS[square.step])
            _put(table.cell(line, at), square.text, fill=tint, bold=True, centred=True)
        _put(table.cell(line, len(squares) + 1), end, fill=PAPER)


def _put(
    cell: _Cell,
    said: str,
    *,
    colour: RGBColor = TEXT,
    fill: RGBColor,
    bold: bool = False,
    centred: bool = False,
    upright: bool = False,
) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = fill
    edge: Length = Inches(0.05)
    cell.margin_left = cell.margin_right = edge
    cell.margin_top = cell.margin_bottom = Emu(edge // 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if upright:
        cell._tc.get_or_add_tcPr().set("vert", UPRIGHT)
    for number, line in enumerate(said.split("\n")):
        paragraph = cell.text_frame.paragraphs[0] if number == 0 else cell.text_frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = unbroken(line)
        run.font.size, run.font.bold = Pt(11), bold
        run.font.color.rgb = colour
