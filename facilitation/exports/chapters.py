"""Chapters of the Markdown report: how it went, what was shared, what the vote said, who sat where."""

from collections.abc import Iterable, Iterator, Sequence

from facilitation.agenda import StageKind
from facilitation.counts import Count, is_worth_telling
from facilitation.exports.escaping import escaped, paragraphs
from facilitation.exports.words import Words
from facilitation.report import Report, ReportInitiative


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of cells that are already escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def conduct(report: Report, words: Words) -> Iterator[str]:
    """The agenda with planned and real minutes."""
    _ = words.gettext
    if not report.stages:
        return
    yield "## " + _("How it went")
    yield table(
        [_("Stage"), _("Planned (min)"), _("Actual (min)"), _("State")],
        (
            [
                f"{stage.number}. {escaped(stage.title)}",
                words.number(stage.minutes),
                words.number(round(stage.real_seconds / 60)) if stage.real_seconds else "",
                words.state(report.state_of(stage)),
            ]
            for stage in report.stages
        ),
    )


def initiatives(report: Report, words: Words) -> Iterator[str]:
    """Every shared initiative, the reserve too."""
    _ = words.gettext
    yield "## " + _("Initiatives")
    if not report.initiatives:
        yield _("No initiative was shared yet.")
    for entry in report.initiatives:
        place = f" ({escaped(entry.territory)})" if entry.territory else ""
        yield f"### {escaped(entry.title)}{place}"
        marks = [words.term(entry.outcome)] if entry.outcome != "shared" else []
        marks += [_("Made-up content for the demonstration")] if entry.fictitious else []
        if marks:
            yield " · ".join(f"**{mark}**" for mark in marks)
        yield escaped(entry.pitch)
        if entry.description:
            yield paragraphs(entry.description)
        if facts := list(_facts(entry, words)):
            yield "\n".join(f"- {fact}" for fact in facts)


def _facts(entry: ReportInitiative, words: Words) -> Iterator[str]:
    _ = words.gettext
    if entry.holder:
        yield _("Carried by {name}").format(name=escaped(entry.holder))
    if entry.author:
        yield _("Shared by {name}").format(name=escaped(entry.author))
    if entry.link:
        yield _("Link: {link}").format(link=escaped(entry.link))
    if entry.tags:
        yield _("Tags: {names}").format(names=", ".join(escaped(tag) for tag in entry.tags))
    for title, territory in entry.merged:
        origin = f"{escaped(title)} ({escaped(territory)})" if territory else escaped(title)
        yield _("Merged from: {origin}").format(origin=origin)


def vote(report: Report, words: Words) -> Iterator[str]:
    """Turnout, result, decision with its reason, and support by role and territory."""
    _ = words.gettext
    if report.vote is None:
        return
    yield "## " + _("Vote")
    yield words.turnout(report.vote.voted, report.vote.eligible)
    counted = sorted((e for e in report.initiatives if e.dots is not None), key=lambda e: (e.rank or 0, e.id))
    if not counted:
        yield _("The result is not revealed yet.")
        return
    yield table(
        [_("Rank"), _("Initiative"), _("Dots"), _("Territories in support"), _("Decision")],
        ([*_tallied(entry, words)] for entry in counted),
    )
    if report.vote.how:
        yield words.settled(report.vote.how)
    if report.vote.reason:
        yield _("Reason: {reason}").format(reason=escaped(report.vote.reason))
    yield from _support(_("Support by role"), [(e, _by_role(e, words)) for e in counted], words)
    yield from _support(_("Support by territory"), [(e, _by_place(e, words)) for e in counted], words)


def _tallied(entry: ReportInitiative, words: Words) -> Iterator[str]:
    yield words.number(entry.rank) if entry.rank is not None else ""
    yield escaped(entry.title)
    yield words.number(entry.dots or 0)
    yield words.count(entry.territories) if entry.territories else ""
    yield words.term(entry.outcome) if entry.outcome != "shared" else ""


def _by_role(entry: ReportInitiative, words: Words) -> dict[str, Count]:
    return {words.term(role): count for role, count in entry.by_role.items()}


def _by_place(entry: ReportInitiative, words: Words) -> dict[str, Count]:
    return {words.place(name): count for name, count in entry.by_territory.items()}


def _support(
    title: str, support: list[tuple[ReportInitiative, dict[str, Count]]], words: Words
) -> Iterator[str]:
    names = list(dict.fromkeys(name for _entry, cells in support for name in cells))
    if not any(is_worth_telling(cells[name]) for _entry, cells in support for name in names):
        return
    yield f"### {title}"
    yield table(
        [words.gettext("Initiative"), *(escaped(name) for name in names)],
        ([escaped(entry.title), *(words.count(cells[name]) for name in names)] for entry, cells in support),
    )


def tables(report: Report, words: Words) -> Iterator[str]:
    """Who worked on what; names only of those who let theirs out."""
    _ = words.gettext
    if not report.groups:
        return
    yield "## " + _("Tables")
    for group in report.groups:
        title = _("Table {number}").format(number=group.number)
        name = f" ({escaped(group.name)})" if group.name else ""
        people = words.ngettext("{n} person", "{n} people", group.people)
        named = f" ({', '.join(escaped(person) for person in group.named)})" if group.named else ""
        kinds = [(_("{kind}: ").format(kind=words.term(task)), person) for task, person in group.tasks]
        tasks = "".join(f" · {kind}{escaped(person)}" for kind, person in kinds)
        yield f"- **{title}**{name} · {escaped(group.initiative)} · {people}{named}{tasks}"


def rounds(report: Report, words: Words) -> Iterator[str]:
    """The opening and closing rounds; too few answers are not counted out."""
    _ = words.gettext
    if not report.rounds:
        return
    yield "## " + _("Opening and closing")
    for entry in report.rounds:
        yield f"### {escaped(entry.title)}"
        yield words.ngettext("{n} answer", "{n} answers", entry.answered)
        if entry.counts is None:
            yield _("Too few answers to be shown one by one.")
        else:
            scale = words.roti() if entry.kind == StageKind.closing else words.weather()
            yield table(
                [_("Choice"), _("Answers")],
                ([name, words.number(count)] for name, count in zip(scale, entry.counts, strict=True)),
            )
        if entry.words:
            yield "\n".join(f"- {escaped(said)}" for said in entry.words)
