"""Chapters of the Markdown report: what the tables found."""

from collections.abc import Iterator, Sequence

from db.spelling import in_order
from facilitation.exports.escaping import escaped
from facilitation.exports.words import Words
from facilitation.posts import DECOMPOSITION, PERSPECTIVE, Section
from facilitation.report import Report, ReportContribution, ReportSource


def decomposition(report: Report, words: Words) -> Iterator[str]:
    """Every kept initiative taken apart, section by section; an empty section is said to be so."""
    _ = words.gettext
    if not report.kept:
        return
    yield "## " + _("Decomposition")
    for initiative in report.kept:
        yield f"### {escaped(initiative.title)}"
        mine = [post for post in report.contributions if post.initiative_id == initiative.id]
        for section in DECOMPOSITION:
            posts = [post for post in mine if post.section == section]
            yield f"#### {words.term(section)}"
            yield f"*{words.question(section)}*"
            if posts:
                yield _listed(posts, words)
            elsewhere = [post for post in mine if post.core and post not in posts]
            if section == Section.core_functions and elsewhere:
                yield _marked(elsewhere, words)
            elif not posts:
                yield _("Nothing written.")


def perspective(report: Report, words: Words) -> Iterator[str]:
    """Every kept initiative in the context of each target territory, with its verdict."""
    _ = words.gettext
    written = [post for post in report.contributions if post.target]
    if not written and not report.verdicts:
        return
    yield "## " + _("Perspective")
    texts = {post.id: post.text for post in report.contributions}
    for initiative in report.kept:
        mine = [post for post in written if post.initiative_id == initiative.id]
        verdicts = {
            row.territory: row.verdict for row in report.verdicts if row.initiative_id == initiative.id
        }
        for territory in in_order({post.target for post in mine} | set(verdicts)):
            yield f"### {escaped(initiative.title)} → {escaped(territory)}"
            if verdict := verdicts.get(territory):
                yield _("Verdict: {verdict}").format(verdict=f"**{words.term(verdict)}**")
            for section in PERSPECTIVE:
                if posts := [post for post in mine if post.target == territory and post.section == section]:
                    yield f"#### {words.term(section)}"
                    yield _listed(posts, words, texts)


def _marked(posts: Sequence[ReportContribution], words: Words) -> str:
    """What was written in other sections and marked as a core function."""
    lines = [f"- {words.term(post.section)} · {escaped(post.text)} [{post.id}]" for post in posts]
    return "\n".join([words.gettext("Marked as core functions in other sections:"), "", *lines])


def _listed(posts: Sequence[ReportContribution], words: Words, texts: dict[int, str] | None = None) -> str:
    lines = []
    for post in posts:
        lines.append(f"- {_said(post, words)}")
        lines += [f"  - {_part(part, words)}" for part in post.merged]
        lines += [
            "  - " + words.gettext("About: {text}").format(text=escaped(texts[about_id]))
            for about_id in post.about
            if texts
        ]
    return "\n".join(lines)


def _part(part: ReportSource, words: Words) -> str:
    marks = [escaped(mark) for mark in words.signed(part.credit)]
    signed = f" ({', '.join(marks)})" if marks else ""
    return words.gettext("Merged from: {origin}").format(origin=f"{escaped(part.text)}{signed} [{part.id}]")


def _said(post: ReportContribution, words: Words) -> str:
    _ = words.gettext
    kind = _("{kind}: ").format(kind=words.term(post.resource)) if post.resource else ""
    marks = [escaped(mark) for mark in words.signed(post.credit)]
    marks += [] if post.verbatim else [_("reworded")]
    marks += [_("core function")] if post.core else []
    marks += [_("entered by the facilitators")] if post.entered else []
    signed = f" ({', '.join(marks)})" if marks else ""
    return f"{kind}{escaped(post.text)}{signed} [{post.id}]"
