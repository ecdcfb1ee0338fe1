"""Chapters of the Markdown report: what could go where, under which conditions, and what nobody knew."""

from collections.abc import Iterator

from facilitation.conditions import ConditionLine
from facilitation.exports.chapters import table
from facilitation.exports.escaping import escaped, paragraphs
from facilitation.exports.words import Words
from facilitation.matrix import Cell, MatrixInitiative
from facilitation.report import Report

SIGNS = ("✕", "–", "~", "✓")
"""Beside each step of the scale, as on the screens."""
SCALE = ("blocking", "hard", "feasible", "there")
UNKNOWN = "?"
GAP = "↔"


def matrix(report: Report, words: Words) -> Iterator[str]:
    """Initiative by territory by criterion, once revealed; never a sum, never a ranking."""
    _ = words.gettext
    if not report.matrix.raters:
        return
    yield "## " + _("Transferability matrix")
    if not report.matrix.revealed:
        yield _("The ratings are not revealed yet.")
        return
    yield _(
        "Each territory rated what it would find at home. A cell is the lower median of its answers; "
        "a zero hides behind no average: every one is a condition to lift."
    )
    scale = [f"{sign} {words.term(name)}" for sign, name in zip(SIGNS, SCALE, strict=True)]
    scale += [f"{UNKNOWN} {words.term('unknown')}"]
    scale += [f"{GAP} " + _("elected members and officers differ by 2 or more")]
    yield " · ".join(scale)
    for initiative in report.matrix.initiatives:
        yield f"### {escaped(initiative.title)}"
        yield _grid(initiative, report.matrix.criteria, words)


def conditions(report: Report, words: Words) -> Iterator[str]:
    """Every condition to lift, with who can lift it, by when, and the first step."""
    _ = words.gettext
    if not report.conditions:
        return
    yield "## " + _("Conditions to lift")
    yield table(
        [
            _("Initiative"),
            _("Territory"),
            _("Condition"),
            _("Who can lift it"),
            _("By when"),
            _("First step"),
        ],
        (
            [
                escaped(line.initiative),
                escaped(line.territory),
                escaped(condition(line, words)),
                escaped(line.who),
                escaped(line.by_when),
                escaped(line.first_step),
            ]
            for line in report.conditions
        ),
    )


def questions(report: Report, words: Words) -> Iterator[str]:
    """What some territories did not know, and what the holders answered."""
    _ = words.gettext
    if not report.questions:
        return
    yield "## " + _("Questions to the holders")
    for asked in report.questions:
        yield f"### {escaped(asked.initiative)} · {words.term(asked.criterion)}"
        yield f"*{words.question(asked.criterion)}*"
        if asked.territories:
            names = ", ".join(escaped(name) for name in asked.territories)
            yield _("Asked by: {names}").format(names=names)
        yield paragraphs(asked.answer) if asked.answer else _("No answer yet")
        if asked.answered_by:
            yield f"({escaped(asked.answered_by)})"


def condition(line: ConditionLine, words: Words) -> str:
    """What is to be lifted: a criterion that somebody rated 0, or what a table wrote."""
    if line.criterion is None:
        return line.text
    return words.gettext("{criterion}: blocking").format(criterion=words.term(line.criterion))


def _grid(initiative: MatrixInitiative, criteria: list[str], words: Words) -> str:
    _ = words.gettext
    return table(
        [_("Territory"), *(words.term(criterion) for criterion in criteria), _("Verdict")],
        (
            [
                escaped(row.territory),
                *(_cell(cell) for cell in row.cells),
                words.term(row.verdict or ""),
            ]
            for row in initiative.rows
        ),
    )


def _cell(cell: Cell) -> str:
    if cell.value is None:
        return UNKNOWN if cell.unknown else ""
    hidden = f" {SIGNS[0]}" if cell.zeros and cell.value else ""
    unknown = f" {UNKNOWN}" if cell.unknown else ""
    gap = f" {GAP}" if cell.gap else ""
    return f"{SIGNS[cell.value]} {cell.value}{hidden}{unknown}{gap}"
