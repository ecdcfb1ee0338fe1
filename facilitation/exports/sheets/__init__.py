"""The report as sheets, one a thing, with typed columns: what spreadsheets are made of."""

from collections.abc import Callable

from facilitation.exports.sheets.concepts import concepts, interests
from facilitation.exports.sheets.contributions import contributions
from facilitation.exports.sheets.course import course, facts
from facilitation.exports.sheets.initiatives import initiatives
from facilitation.exports.sheets.rounds import rounds, said
from facilitation.exports.sheets.sheet import Cell, Column, Sheet
from facilitation.exports.sheets.tables import tables, verdicts
from facilitation.exports.sheets.transfer import conditions, grid, matrix, questions
from facilitation.exports.words import Words
from facilitation.report import Report

__all__ = [
    "SHEETS",
    "Cell",
    "Column",
    "Sheet",
    "concepts",
    "conditions",
    "contributions",
    "initiatives",
    "matrix",
    "questions",
    "sheets",
]

SHEETS: tuple[Callable[[Report, Words], Sheet], ...] = (
    facts,
    course,
    initiatives,
    tables,
    contributions,
    verdicts,
    grid,
    matrix,
    conditions,
    questions,
    concepts,
    interests,
    rounds,
    said,
)


def sheets(report: Report) -> list[Sheet]:
    """Every sheet that has something to say."""
    words = Words(report.language, report.time_zone)
    return [sheet for sheet in (make(report, words) for make in SHEETS) if sheet.rows]
