"""Sheets of the report as CSV.

UTF-8 with a byte order mark, which Excel needs to read accents. A semicolon parts the cells in French and
a comma in English: a spreadsheet expects what its user's decimal mark leaves free.
"""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from facilitation.exports.cells import neutral
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
    lines.writerows([_written(cell, words) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell, words: Words) -> str:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=ZoneInfo(words.time_zone)).isoformat(timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else neutral(cell)
