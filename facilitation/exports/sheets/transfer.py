"""What could go where: the matrix, the conditions to lift, the questions to the holders."""

from facilitation.exports.sheets.sheet import Column, Sheet
from facilitation.exports.tints import STEPS
from facilitation.exports.transfer import condition, legend, sign
from facilitation.exports.words import Words
from facilitation.report import Report

SHADES: tuple[tuple[str | int, str], ...] = tuple((step, f"#{tint}") for step, tint in enumerate(STEPS))
"""The tints of the scale, from blocking to already there."""


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
            Column(_("Lower median"), shades=SHADES),
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


def grid(report: Report, words: Words) -> Sheet:
    """The matrix to print: a row for each initiative and territory, a column for each criterion."""
    _ = words.gettext
    rated = [one for one in report.matrix.initiatives if any(c.rated for row in one.rows for c in row.cells)]
    cells = [cell for one in rated for row in one.rows for cell in row.cells]
    tints = {sign(cell): f"#{STEPS[cell.value]}" for cell in cells if cell.value is not None}
    return Sheet(
        _("Matrix to print"),
        (
            Column(_("Initiative"), 30),
            Column(_("Territory"), 26),
            *(
                Column(words.term(criterion), 7, upright=True, shades=tuple(tints.items()))
                for criterion in report.matrix.criteria
            ),
            Column(_("Verdict"), 12),
        ),
        [
            [one.title, row.territory, *map(sign, row.cells), words.term(row.verdict or "")]
            for one in rated
            for row in one.rows
        ],
        legend=legend(words),
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
