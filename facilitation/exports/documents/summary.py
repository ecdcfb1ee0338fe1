"""The summary: two pages for everybody. What it was, what was kept and why, what it needs, what is next."""

from collections import Counter
from collections.abc import Iterator

from facilitation.counts import Shown
from facilitation.exports.documents.blocks import Block, Document, Facts, Heading, Paragraph
from facilitation.exports.documents.cover import bound
from facilitation.exports.documents.gallery import BARE, Gallery
from facilitation.exports.documents.outlook import concepts, conditions, next_steps
from facilitation.exports.documents.shortening import LINE, PITCH, TITLE, brief, more
from facilitation.exports.documents.vote import chart, ranked
from facilitation.exports.words import Words
from facilitation.posts import Section
from facilitation.report import Report, ReportInitiative

MOST_KEPT, MOST_PLACES, MOST_BARS = 4, 9, 5
VERDICTS = ("reproduce", "adapt", "discard")


def summary(report: Report, gallery: Gallery = BARE) -> Document:
    """The summary of the workshop: it names no participant, and says how much is left where it shortens."""
    words = Words(report.language, report.time_zone)
    chapters = (_what, _kept, conditions, concepts, next_steps)
    blocks = [block for chapter in chapters for block in chapter(report, words)]
    return bound(report, words, words.gettext("Summary"), blocks, gallery, short=True)


def _what(report: Report, words: Words) -> Iterator[Block]:
    _ = words.gettext
    said = [
        words.ngettext("{n} participant", "{n} participants", report.people),
        words.ngettext("{n} territory", "{n} territories", len(report.territories)),
        words.ngettext("{n} initiative was shared", "{n} initiatives were shared", report.shared),
        words.ngettext(
            "{n} contribution was written", "{n} contributions were written", len(report.contributions)
        ),
    ]
    yield Paragraph(", ".join(said) + ".", "lead")
    places = ", ".join(report.territories[:MOST_PLACES])
    facts = (
        (_("Participants"), words.roles(report.roles)),
        (_("Territories"), ", ".join(filter(None, (places, more(report.territories, MOST_PLACES, words))))),
        (_("Vote"), _voted(report, words)),
    )
    yield Facts(tuple((name, text) for name, text in facts if text))
    if counted := ranked(report):
        yield chart(counted[:MOST_BARS], words)
        if left := more(counted, MOST_BARS, words):
            yield Paragraph(left, "quiet")


def _voted(report: Report, words: Words) -> str:
    _ = words.gettext
    if report.vote is None:
        return ""
    turnout = words.turnout(report.vote.voted, report.vote.eligible)
    how = f"{words.settled(report.vote.how)}." if report.vote.how else ""
    why = _("Reason: {reason}").format(reason=brief(report.vote.reason, PITCH))
    return " ".join(filter(None, (turnout, how, why if report.vote.reason else "")))


def _kept(report: Report, words: Words) -> Iterator[Block]:
    _ = words.gettext
    kept = sorted(report.kept, key=lambda entry: (entry.rank or 0, entry.id))
    yield Heading(1, _("Initiatives explored in depth"))
    if not kept:
        yield Paragraph(_("No initiative was kept yet."), "quiet")
    for entry in kept[:MOST_KEPT]:
        yield Heading(2, brief(entry.title, TITLE))
        yield Paragraph(brief(entry.pitch, PITCH))
        facts = (
            (_("Territory"), entry.territory),
            (_("Vote"), _supported(entry, words)),
            (_("Verdicts"), _verdicts(report, entry, words)),
            (_("Core functions"), _core(report, entry)),
        )
        yield Facts(tuple((name, text) for name, text in facts if text))
    if left := more(kept, MOST_KEPT, words):
        yield Paragraph(left, "quiet")


def _supported(entry: ReportInitiative, words: Words) -> str:
    if entry.dots is None:
        return ""
    dots = words.ngettext("{n} dot", "{n} dots", entry.dots)
    if not isinstance(entry.territories, Shown):
        return dots
    places = words.ngettext("{n} territory in support", "{n} territories in support", entry.territories.count)
    return f"{dots}, {places}"


def _verdicts(report: Report, entry: ReportInitiative, words: Words) -> str:
    counts = Counter(row.verdict for row in report.verdicts if row.initiative_id == entry.id)
    return " · ".join(f"{words.term(one)} {words.number(counts[one])}" for one in VERDICTS if counts[one])


def _core(report: Report, entry: ReportInitiative) -> str:
    said = [
        post.text
        for post in report.contributions
        if post.initiative_id == entry.id and (post.core or post.section == Section.core_functions)
    ]
    return brief(said[0], LINE) if said else ""
