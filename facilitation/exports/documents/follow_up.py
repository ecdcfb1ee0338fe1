"""What comes next, line by line: first steps, and conditions with who can lift them by when."""

from collections.abc import Iterator

from facilitation.exports.documents.blocks import NOTHING, Block, Heading, Paragraph, Table
from facilitation.exports.transfer import condition
from facilitation.exports.words import Words
from facilitation.posts import Section
from facilitation.report import Report

Row = tuple[str, str, str, str, str]


def follow_up(report: Report, words: Words) -> Iterator[Block]:
    """Who does what by when, as far as somebody said so; that nobody did is said too."""
    _ = words.gettext
    if not (report.verdicts or report.conditions or report.groups):
        return
    yield Heading(1, _("Next steps"))
    rows = agreed(report, words)
    if not rows:
        yield Paragraph(_("No first step was named, and nobody said yet who lifts which condition."), "quiet")
        return
    yield Table(
        caption=_("What was agreed to do"),
        head=(_("Territory"), _("Initiative"), _("First step or condition"), _("Who"), _("By when")),
        rows=rows,
        widths=(5, 5, 9, 5, 4),
    )


def agreed(report: Report, words: Words) -> tuple[Row, ...]:
    """Every first step, and every condition that somebody said how to lift."""
    return (*_first_steps(report), *_lifts(report, words))


def _first_steps(report: Report) -> Iterator[Row]:
    for post in report.contributions:
        if post.section == Section.first_step:
            yield post.target or NOTHING, post.initiative, post.text, NOTHING, NOTHING


def _lifts(report: Report, words: Words) -> Iterator[Row]:
    for line in report.conditions:
        if line.who or line.by_when or line.first_step:
            lifted = "\n".join(filter(None, (line.first_step, condition(line, words))))
            yield line.territory, line.initiative, lifted, line.who or NOTHING, line.by_when or NOTHING
