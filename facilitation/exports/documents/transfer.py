"""What could go where: verdicts, the matrix, the conditions to lift, the questions to the holders."""

from collections.abc import Iterator, Sequence

from facilitation.conditions import ConditionLine
from facilitation.exports.documents.blocks import (
    NOTHING,
    Block,
    Grid,
    Heading,
    Item,
    Items,
    Paragraph,
    Square,
    Table,
)
from facilitation.exports.transfer import condition, legend, sign
from facilitation.exports.words import Words
from facilitation.matrix import Cell, MatrixInitiative, MatrixRow
from facilitation.questions import Question
from facilitation.report import Report


def matrix(report: Report, words: Words) -> Iterator[Block]:
    """Initiative by territory by criterion, once revealed; never a sum, never a ranking."""
    _ = words.gettext
    if not report.matrix.raters:
        return
    yield Heading(1, _("Transferability matrix"))
    if not report.matrix.revealed:
        yield Paragraph(_("The ratings are not revealed yet."), "quiet")
        return
    yield Paragraph(
        _(
            "Each territory rated what it would find at home. A cell is the lower median of its answers; "
            "a zero hides behind no average: every one is a condition to lift."
        ),
        "intro",
    )
    for initiative in rated(report):
        yield Heading(2, initiative.title)
        yield grid(initiative, report.matrix.criteria, words)


def rated(report: Report) -> list[MatrixInitiative]:
    """The initiatives that somebody rated, once the matrix is revealed."""
    return [
        initiative
        for initiative in report.matrix.initiatives
        if any(cell.rated for row in initiative.rows for cell in row.cells)
    ]


def grid(initiative: MatrixInitiative, criteria: Sequence[str], words: Words) -> Grid:
    """The matrix of one initiative."""
    _ = words.gettext
    return Grid(
        caption=_("Transferability of {title}").format(title=initiative.title),
        first=_("Territory"),
        head=tuple(words.term(criterion) for criterion in criteria),
        last=_("Verdict"),
        rows=tuple(
            (_named(row, words), tuple(_square(cell) for cell in row.cells), _end(row, words))
            for row in initiative.rows
        ),
        legend=legend(words),
    )


def _named(row: MatrixRow, words: Words) -> str:
    """The territory, and that it rated nothing where it did not."""
    no_answer = words.gettext("no answer")
    if any(cell.rated for cell in row.cells):
        return row.territory
    return f"{row.territory}\n({no_answer})"


def _end(row: MatrixRow, words: Words) -> str:
    return words.term(row.verdict or "") or NOTHING


def _square(cell: Cell) -> Square:
    return Square(sign(cell), cell.value)


def conditions(report: Report, words: Words) -> Iterator[Block]:
    """Every condition to lift, with who can lift it, by when, and the first step."""
    if report.conditions:
        yield Heading(1, words.gettext("Conditions to lift"))
    for initiative_id, title in {line.initiative_id: line.initiative for line in report.conditions}.items():
        yield Heading(2, title)
        yield lifted([line for line in report.conditions if line.initiative_id == initiative_id], words)


def lifted(lines: Sequence[ConditionLine], words: Words) -> Table:
    """Conditions as a table; how to lift them is a part of it once somebody said something."""
    _ = words.gettext
    if not any(line.who or line.by_when or line.first_step for line in lines):
        return Table(
            caption=_("Conditions to lift; nobody said yet how"),
            head=(_("Territory"), _("Condition")),
            rows=tuple((line.territory, condition(line, words)) for line in lines),
            widths=(1, 2),
        )
    return Table(
        caption=_("Conditions to lift, and how"),
        head=(_("Territory"), _("Condition"), _("Who can lift it"), _("By when"), _("First step")),
        rows=tuple(
            (line.territory, condition(line, words), line.who, line.by_when, line.first_step)
            for line in lines
        ),
        widths=(5, 7, 5, 4, 5),
    )


def questions(report: Report, words: Words) -> Iterator[Block]:
    """What some territories did not know, and what the holders answered."""
    if report.questions:
        yield Heading(1, words.gettext("Questions to the holders"))
        yield asked(report.questions, words)


def asked(all_of_them: Sequence[Question], words: Words, *, named: bool = True) -> Items:
    """Questions with their answers; `named` after the initiative that each is about."""
    _ = words.gettext
    return Items(
        tuple(
            Item(
                text=words.question(one.criterion),
                before=f"{one.initiative} · " if named else "",
                signed=", ".join(one.territories),
                under=(_answer(one, words),),
            )
            for one in all_of_them
        )
    )


def _answer(one: Question, words: Words) -> str:
    if not one.answer:
        return words.gettext("No answer yet")
    return f"{one.answer} ({one.answered_by})" if one.answered_by else one.answer
