"""Chapters of the Markdown report: what could go where, under which conditions, and what nobody knew."""

from collections.abc import Iterator

from facilitation.conditions import ConditionLine
from facilitation.exports.chapters import table
from facilitation.exports.escaping import escaped, paragraphs
from facilitation.exports.words import Words
from facilitation.matrix import Cell, MatrixInitiative
from facilitation.report import Report

SIGNS = ("✕", "!", "≈", "✓")
"""Beside each step of the scale, as on the screens: a photocopy tells them apart."""
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
    yield legend(words)
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
                *map(sign, row.cells),
                words.term(row.verdict or ""),
            ]
            for row in initiative.rows
        ),
    )


def legend(words: Words) -> str:
    """What the signs of the matrix mean."""
    _ = words.gettext
    scale = [f"{sign} {words.term(name)}" for sign, name in zip(SIGNS, SCALE, strict=True)]
    scale += [f"{UNKNOWN} {words.term('unknown')}"]
    scale += [f"{GAP} " + _("elected members and officers differ by 2 or more")]
    scale += [
        _(
            "after another sign, {blocking}: somebody sees a blockage, {unknown}: somebody does not know"
        ).format(blocking=SIGNS[0], unknown=UNKNOWN)
    ]
    return " · ".join(scale)


def sign(cell: Cell) -> str:
    """A cell in signs: its step of the scale, then what a median hides; nothing where nobody answered."""
    if cell.value is None:
        return UNKNOWN if cell.unknown else ""
    marks = [SIGNS[0]] if cell.zeros and cell.value else []
    marks += [UNKNOWN] if cell.unknown else []
    marks += [GAP] if cell.gap else []
    return " ".join([SIGNS[cell.value], *marks])
