"""The report as an OpenDocument spreadsheet: the same sheets as the workbook, with their types and colours.

Written as text: through a library's objects, 50,000 cells take seconds and a quarter of a gigabyte.
"""

import io
import zipfile

from facilitation.exports.opendocument.cells import row
from facilitation.exports.opendocument.parts import (
    MANIFEST,
    MIME,
    NAMESPACES,
    automatic_styles,
    meta,
    quoted,
    settings,
    styles,
)
from facilitation.exports.sheets import Sheet, sheets
from facilitation.report import Report

A = ord("A")
LETTERS = 26


def opendocument(report: Report) -> bytes:
    """The spreadsheet. Its text cells are text by their type, which no program calculates."""
    pages = sheets(report)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", MANIFEST)
        book.writestr("meta.xml", meta(report))
        book.writestr("settings.xml", settings(pages))
        book.writestr("styles.xml", styles(report.language))
        book.writestr("content.xml", _content(report, pages))
    return out.getvalue()


def _content(report: Report, pages: list[Sheet]) -> str:
    filters = "".join(_filter(number, page) for number, page in enumerate(pages))
    return (
        f"<office:document-content {NAMESPACES}>{automatic_styles(report.language, pages)}"
        f"<office:body><office:spreadsheet>{''.join(map(_table, pages))}"
        f"<table:database-ranges>{filters}</table:database-ranges>"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _table(page: Sheet) -> str:
    widths = "".join(f'<table:table-column table:style-name="w{column.width}"/>' for column in page.columns)
    titles = [column.title for column in page.columns]
    heads = row(titles, styles=("upright" if column.upright else "head" for column in page.columns))
    shades = [dict(column.shades) for column in page.columns]
    rows = "".join(row(cells, shades) for cells in page.rows)
    return (
        f'<table:table table:name="{quoted(page.name)}" table:style-name="sheet">{widths}'
        f"<table:table-header-rows>{heads}</table:table-header-rows>{rows}</table:table>"
    )


def _filter(number: int, page: Sheet) -> str:
    """A button to filter by at the head of each column."""
    last = f"{_letters(len(page.columns))}{len(page.rows) + 1}"
    where = quoted(f"'{page.name}'.A1:'{page.name}'.{last}")
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}"'
        f' table:target-range-address="{where}" table:display-filter-buttons="true"/>'
    )


def _letters(column: int) -> str:
    """How a spreadsheet names its nth column."""
    before, at = divmod(column - 1, LETTERS)
    return (_letters(before) if before else "") + chr(A + at)
