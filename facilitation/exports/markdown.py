"""The report as one Markdown text, in the workshop's language."""

from collections.abc import Callable, Iterator

from facilitation.exports.chapters import conduct, initiatives, rounds, tables, vote
from facilitation.exports.concepts import concepts
from facilitation.exports.escaping import escaped
from facilitation.exports.findings import decomposition, perspective
from facilitation.exports.transfer import conditions, matrix, questions
from facilitation.exports.words import Words
from facilitation.report import Report

Chapter = Callable[[Report, Words], Iterator[str]]
CHAPTERS: tuple[Chapter, ...] = (
    conduct,
    initiatives,
    vote,
    tables,
    decomposition,
    perspective,
    matrix,
    conditions,
    questions,
    concepts,
    rounds,
)


def markdown(report: Report) -> str:
    """The whole report; what people typed is escaped, so that it reads as typed."""
    words = Words(report.language, report.time_zone)
    lines = [*_head(report, words)]
    for chapter in CHAPTERS:
        lines += chapter(report, words)
    return "\n\n".join([*lines, *_foot(report, words)]) + "\n"


def strong(sentence: str) -> str:
    """A sentence of ours that stands out."""
    return f"**{sentence}**"


def _head(report: Report, words: Words) -> Iterator[str]:
    _ = words.gettext
    yield f"# {escaped(report.theme)}"
    known = [words.day(report.date), escaped(report.place), escaped(report.organiser)]
    if facts := [fact for fact in known if fact]:
        yield " · ".join(facts)
    if report.rehearsal:
        yield strong(_("Rehearsal: what simulated people wrote is in this report."))
    if report.demo:
        yield strong(_("Demonstration: some initiatives are made up, and marked so."))
    people = [words.ngettext("{n} participant", "{n} participants", report.people)]
    people += [words.roles(report.roles)] if report.roles else []
    yield " · ".join(people)
    if report.territories:
        names = ", ".join(escaped(name) for name in report.territories)
        yield _("Territories: {names}").format(names=names)


def _foot(report: Report, words: Words) -> Iterator[str]:
    _ = words.gettext
    yield "---"
    yield words.fine_print(report.left_out)
    yield _("Made on {moment} with Essaim.").format(moment=words.moment(report.made_at))
