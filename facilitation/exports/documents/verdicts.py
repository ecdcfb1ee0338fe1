"""Verdicts: what each territory would do with each kept initiative, why, and under which conditions."""

from collections.abc import Iterable, Iterator, Sequence

from db.spelling import in_order
from facilitation.conditions import ConditionLine
from facilitation.exports.documents.blocks import NOTHING, Block, Heading, Table
from facilitation.exports.documents.shortening import LINE, brief, more
from facilitation.exports.transfer import condition
from facilitation.exports.words import Words
from facilitation.posts import Section, Verdict
from facilitation.report import Report, ReportInitiative, ReportVerdict

REASONS = {
    Verdict.reproduce: (Section.reproduce, Section.gaps),
    Verdict.adapt: (Section.improve, Section.gaps, Section.reproduce),
    Verdict.discard: (Section.discard, Section.gaps),
}
"""Where tables write why, for each verdict: what says it best first."""
MOST = 3
"""How many reasons and conditions stand beside a verdict; the sheets hold them all."""


def verdicts(report: Report, words: Words) -> Iterator[Block]:
    """Every verdict at a glance, then each initiative's with their reasons and conditions."""
    _ = words.gettext
    if not report.verdicts:
        return
    said = {(row.initiative_id, row.territory): row.verdict for row in report.verdicts}
    about = [entry for entry in report.initiatives if any(entry.id == one for one, _territory in said)]
    yield Heading(1, _("Verdicts"))
    yield Table(
        caption=_("What each territory would do"),
        head=(_("Territory"), *(entry.title for entry in about)),
        rows=tuple(
            (territory, *(words.term(said.get((entry.id, territory), "")) or NOTHING for entry in about))
            for territory in in_order({territory for _one, territory in said})
        ),
        widths=(6, *(4 for _entry in about)),
    )
    for entry in about:
        yield Heading(2, entry.title)
        yield _with_reasons(report, entry, words)


def _with_reasons(report: Report, entry: ReportInitiative, words: Words) -> Table:
    _ = words.gettext
    given = [row for row in report.verdicts if row.initiative_id == entry.id]
    return Table(
        caption=_("The verdicts on {title}, why and under which conditions").format(title=entry.title),
        head=(_("Territory"), _("Verdict"), _("Why"), _("Conditions")),
        rows=tuple(
            (
                row.territory,
                words.term(row.verdict),
                _listed(_reasons(report, row), words),
                _listed([_lifted(line, words) for line in _conditions(report, row)], words),
            )
            for row in given
        ),
        widths=(5, 3, 8, 8),
    )


def _reasons(report: Report, row: ReportVerdict) -> list[str]:
    """What was written for the territory in the first section that says why."""
    mine = [
        post
        for post in report.contributions
        if post.initiative_id == row.initiative_id and post.target == row.territory
    ]
    written = ([post.text for post in mine if post.section == one] for one in REASONS[Verdict(row.verdict)])
    return next(filter(None, written), [])


def _conditions(report: Report, row: ReportVerdict) -> Iterable[ConditionLine]:
    return (
        line
        for line in report.conditions
        if line.initiative_id == row.initiative_id and line.territory == row.territory
    )


def _lifted(line: ConditionLine, words: Words) -> str:
    """A condition with who can lift it, and by when."""
    how = ", ".join(filter(None, (line.who, line.by_when)))
    said = condition(line, words)
    return f"{said} ({how})" if how else said


def _listed(texts: Sequence[str], words: Words) -> str:
    lines = [brief(text, LINE) for text in texts[:MOST]]
    return "\n".join(filter(None, (*lines, more(texts, MOST, words)))) or NOTHING
