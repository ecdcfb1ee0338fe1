"""Sheets of the report as CSV.

UTF-8 with a byte order mark, which Excel needs to read accents. A semicolon parts the cells in French and
a comma in English: a spreadsheet expects what its user's decimal mark leaves free.
"""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, datetime

from facilitation.exports.cells import dashed, neutral
from facilitation.exports.sheets import (
    Cell,
    Sheet,
    concepts,
    conditions,
    contributions,
    initiatives,
    matrix,
    questions,
)
from facilitation.exports.words import Words
from facilitation.report import Report
from translation import Language

SEPARATORS: dict[Language, str] = {"fr": ";", "en": ","}
TABLES: Mapping[str, Callable[[Report, Words], Sheet]] = {
    "contributions.csv": contributions,
    "initiatives.csv": initiatives,
    "matrix.csv": matrix,
    "conditions.csv": conditions,
    "questions.csv": questions,
    "concepts.csv": concepts,
}
"""The files, and the sheet that each of them is."""


def table(report: Report, name: str) -> bytes:
    """The table whose file bears this name; no cell is ever a formula."""
    words = Words(report.language, report.time_zone)
    sheet = TABLES[name](report, words)
    out = io.StringIO()
    lines = csv.writer(out, delimiter=SEPARATORS[report.language], lineterminator="\r\n")
    lines.writerow([neutral(column.title) for column in sheet.columns])
    lines.writerows([_written(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    """Moments as every spreadsheet takes them for such; a dash before an idea is set as one."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return cell.isoformat()
    return neutral(dashed(cell) if isinstance(cell, str) else cell)
