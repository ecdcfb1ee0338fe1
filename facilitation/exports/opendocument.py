"""The report as an OpenDocument spreadsheet: the same sheets as the workbook, typed, with frozen heads."""

import io
from typing import TYPE_CHECKING

from facilitation.exports.sheets import Sheet, sheets
from facilitation.report import Report

if TYPE_CHECKING:
    from odf.opendocument import OpenDocument
    from odf.table import Table

MILLIMETRES = 2.1
"""How wide a character is, about."""


def opendocument(report: Report) -> bytes:
    """The spreadsheet. Its text cells are text by their type, which no program calculates."""
    import pandas

    out = io.BytesIO()
    with pandas.ExcelWriter(out, engine="odf") as book:
        for number, sheet in enumerate(sheets(report), start=1):
            book.sheets[sheet.name] = _table(book.book, number, sheet)
            titles = [column.title for column in sheet.columns]
            frame = pandas.DataFrame(sheet.rows, columns=titles, dtype=object)
            sight = (1, sheet.kept_in_sight)
            frame.to_excel(book, sheet_name=sheet.name, index=False, freeze_panes=sight)
    return out.getvalue()


def _table(book: "OpenDocument", number: int, sheet: Sheet) -> "Table":
    """The empty table with its columns as wide as they should be; pandas fills it."""
    from odf.style import Style, TableColumnProperties
    from odf.table import Table, TableColumn

    table = Table(name=sheet.name)
    for at, column in enumerate(sheet.columns):
        style = Style(name=f"width-{number}-{at}", family="table-column")
        style.addElement(TableColumnProperties(columnwidth=f"{column.width * MILLIMETRES:.0f}mm"))
        book.automaticstyles.addElement(style)
        table.addElement(TableColumn(stylename=style))
    book.spreadsheet.addElement(table)
    return table
