"""The report as an Excel workbook: typed cells, frozen heads, filters, and colours beside the words."""

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from facilitation.exports.cells import neutral
from facilitation.exports.sheets import Cell, Sheet, sheets
from facilitation.exports.words import Words
from facilitation.report import Report
from hours import universal

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

INK = "#0E3B40"
HONEY = "#EFB13C"
LINE = "#D8D2C2"
A4 = 9
UPRIGHT = 130
"""How high titles are that stand upright, in points."""
DAYS = {"fr": "dd/mm/yyyy", "en": "d mmm yyyy"}


def workbook(report: Report) -> bytes:
    """The workbook. What people typed is written as text and stays text when somebody edits the cell."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        about = {
            "title": report.theme,
            "author": report.organiser or "Essaim",
            "company": report.organiser,
            "created": universal(report.made_at).replace(tzinfo=None),
        }
        book.set_properties(about)
        styles = _styles(book, report)
        for sheet in sheets(report):
            _write(
                book, book.add_worksheet(sheet.name), sheet, styles, Words(report.language, report.time_zone)
            )
    return out.getvalue()


def _styles(book: "Workbook", report: Report) -> "dict[str, Format]":
    cell = {"valign": "top", "border": 1, "border_color": LINE, "font_name": "Calibri", "font_size": 11}
    day = DAYS[report.language]
    return {
        "head": book.add_format(
            {**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True}
        ),
        "upright": book.add_format(
            {
                **cell,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": INK,
                "rotation": 90,
                "valign": "bottom",
            }
        ),
        "sign": book.add_format({**cell, "align": "center"}),
        "text": book.add_format({**cell, "text_wrap": True}),
        # As if an apostrophe had been typed before it: the text is whole, and no edit makes a formula of it.
        "quoted": book.add_format({**cell, "text_wrap": True, "quote_prefix": True}),
        "number": book.add_format({**cell, "num_format": "#,##0", "align": "right", "indent": 1}),
        "date": book.add_format({**cell, "num_format": day, "align": "left"}),
        "moment": book.add_format({**cell, "num_format": f"{day} hh:mm", "align": "left"}),
    }


def _write(
    book: "Workbook", page: "Worksheet", sheet: Sheet, styles: "dict[str, Format]", words: Words
) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, styles["upright" if column.upright else "head"])
    upright = [column.upright for column in sheet.columns]
    for line, row in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(row):
            _put(page, line, at, cell, styles, text="sign" if upright[at] else "text")
    last = len(sheet.rows)
    page.freeze_panes(1, sheet.kept_in_sight)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    for at, column in enumerate(sheet.columns):
        if column.bars:
            page.conditional_format(1, at, last, at, {"type": "data_bar", "bar_color": HONEY})
        for said, colour in column.shades:
            equal = f'"{said}"' if isinstance(said, str) else said
            shade = {
                "type": "cell",
                "criteria": "==",
                "value": equal,
                "format": book.add_format({"bg_color": colour}),
            }
            page.conditional_format(1, at, last, at, shade)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    made = words.gettext("Made with Essaim")
    page.set_footer(f"&L{made}&R&P / &N")
    if sheet.legend:
        page.set_header("&L&9" + sheet.legend.replace("&", "&&"))
    if any(upright):
        page.set_row(0, UPRIGHT)


def _put(
    page: "Worksheet", line: int, at: int, cell: Cell, styles: "dict[str, Format]", *, text: str = "text"
) -> None:
    if cell is None or cell == "":
        page.write_blank(line, at, None, styles["text"])
    elif isinstance(cell, datetime):
        page.write_datetime(line, at, cell, styles["moment"])
    elif isinstance(cell, date):
        page.write_datetime(line, at, cell, styles["date"])
    elif isinstance(cell, int):
        page.write_number(line, at, cell, styles["number"])
    else:
        page.write_string(line, at, cell, styles[text if neutral(cell) == cell else "quoted"])
