"""What could go where: the matrix, the conditions to lift, the questions to the holders."""

from facilitation.exports.sheets.sheet import Column, Sheet
from facilitation.exports.transfer import condition
from facilitation.exports.words import Words
from facilitation.report import Report

STEPS: tuple[tuple[str | int, str], ...] = ((0, "#F3D3CB"), (1, "#FBE7BF"), (2, "#E9EFD2"), (3, "#CFE6D5"))
"""The colours of the scale, from blocking to already there."""


def matrix(report: Report, words: Words) -> Sheet:
    """One row a cell that somebody answered: initiative, territory and criterion; none before the reveal."""
    _ = words.gettext
    return Sheet(
        _("Matrix"),
        (
            Column(_("Initiative"), 40),
            Column(_("Territory"), 30),
            Column(_("Verdict"), 16),
            Column(_("Criterion"), 26),
            Column(_("Lower median"), shades=STEPS),
            Column(_("Answers")),
            Column(_("Don't know")),
            Column(_("Blocking")),
            Column(_("Gap between elected members and officers"), 20),
        ),
        [
            [
                initiative.title,
                row.territory,
                words.term(row.verdict or ""),
                words.term(cell.criterion),
                cell.value,
                cell.rated,
                cell.unknown,
                cell.zeros,
                words.yes(cell.gap),
            ]
            for initiative in report.matrix.initiatives
            for row in initiative.rows
            for cell in row.cells
            if cell.rated
        ],
        kept_in_sight=2,
    )


def conditions(report: Report, words: Words) -> Sheet:
    """One row a condition to lift."""
    _ = words.gettext
    return Sheet(
        _("Conditions to lift"),
        (
            Column(_("Initiative"), 40),
            Column(_("Territory"), 30),
            Column(_("Condition"), 60),
            Column(_("Contribution"), 14),
            Column(_("Who can lift it"), 30),
            Column(_("By when"), 18),
            Column(_("First step"), 50),
        ),
        [
            [
                line.initiative,
                line.territory,
                condition(line, words),
                line.post_id,
                line.who,
                line.by_when,
                line.first_step,
            ]
            for line in report.conditions
        ],
        kept_in_sight=2,
    )


def questions(report: Report, words: Words) -> Sheet:
    """One row a question to a holder, answered or not."""
    _ = words.gettext
    return Sheet(
        _("Questions"),
        (
            Column(_("Initiative"), 40),
            Column(_("Criterion"), 26),
            Column(_("Question"), 50),
            Column(_("Asked by"), 40),
            Column(_("Answer"), 70),
            Column(_("Answered by"), 24),
        ),
        [
            [
                asked.initiative,
                words.term(asked.criterion),
                words.question(asked.criterion),
                ", ".join(asked.territories),
                asked.answer,
                asked.answered_by,
            ]
            for asked in report.questions
        ],
    )
