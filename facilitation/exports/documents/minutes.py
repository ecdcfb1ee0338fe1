"""The minutes: who met about what, how it went, what was shared, what was decided and why."""

from collections.abc import Iterator

from facilitation.agenda import StageKind
from facilitation.exports.documents.blocks import (
    NOTHING,
    Bar,
    Bars,
    Block,
    Document,
    Facts,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
)
from facilitation.exports.documents.cover import bound
from facilitation.exports.documents.follow_up import follow_up
from facilitation.exports.documents.gallery import BARE, Gallery
from facilitation.exports.documents.initiatives import shared
from facilitation.exports.documents.presence import method, present, validation
from facilitation.exports.documents.transfer import conditions, matrix, questions
from facilitation.exports.documents.verdicts import verdicts
from facilitation.exports.documents.vote import vote
from facilitation.exports.words import Words
from facilitation.report import Report, ReportRound


def minutes(report: Report, gallery: Gallery = BARE) -> Document:
    """The minutes of the workshop."""
    words = Words(report.language, report.time_zone)
    before = (in_short, method, present)
    after = (vote, tables, verdicts, matrix, conditions, questions, follow_up, rounds, course, validation)
    blocks = [block for chapter in before for block in chapter(report, words)]
    blocks += shared(report, words, gallery)
    blocks += [block for chapter in after for block in chapter(report, words)]
    return bound(report, words, words.gettext("Minutes of the workshop"), blocks, gallery)


def in_short(report: Report, words: Words) -> Iterator[Block]:
    """What happened, in a few lines."""
    _ = words.gettext
    yield Heading(1, _("In short"))
    kept = [entry.title for entry in report.initiatives if entry.outcome == "kept"]
    shared_by_all = words.ngettext("{n} initiative was shared", "{n} initiatives were shared", report.shared)
    if kept:
        gone_into = words.ngettext("{n} was explored in depth", "{n} were explored in depth", len(kept))
        yield Paragraph(_("{shared}, {kept}.").format(shared=shared_by_all, kept=gone_into), "lead")
        yield Items(tuple(Item(title) for title in kept))
    else:
        yield Paragraph(_("{shared}.").format(shared=shared_by_all), "lead")
    roles = words.roles(report.roles)
    rows = (
        (_("Date"), words.day(report.date)),
        (_("Place"), report.place),
        (_("Organiser"), report.organiser),
        (_("Facilitators"), ", ".join(report.facilitators)),
        (_("Participants"), words.number(report.people) + (f" ({roles})" if roles else "")),
        (_("Territories"), ", ".join(report.territories)),
    )
    yield Facts(tuple((name, said) for name, said in rows if said))


def tables(report: Report, words: Words) -> Iterator[Block]:
    """Who worked on what; names only of those who let theirs out."""
    _ = words.gettext
    if not report.groups:
        return
    yield Heading(1, _("Tables"))
    yield Table(
        caption=_("Who worked on what"),
        head=(_("Table"), _("Initiative"), _("People"), _("Names given"), _("Tasks")),
        rows=tuple(
            (
                f"{group.number} · {group.name}" if group.name else str(group.number),
                group.initiative,
                words.number(group.people),
                ", ".join(group.named) or NOTHING,
                ", ".join(f"{name} ({words.term(task)})" for task, name in group.tasks if name) or NOTHING,
            )
            for group in report.groups
        ),
        widths=(4, 6, 4, 5, 5),
        numbers=(2,),
    )


def rounds(report: Report, words: Words) -> Iterator[Block]:
    """The opening and closing rounds; too few answers are not counted out."""
    _ = words.gettext
    if report.rounds:
        yield Heading(1, _("Opening and closing"))
    for entry in report.rounds:
        yield Heading(2, entry.title)
        answers = words.ngettext("{n} answer", "{n} answers", entry.answered)
        yield (
            _counted(entry, answers, words)
            if entry.counts
            else Paragraph(f"{answers}. " + _("Too few answers to be shown one by one."), "quiet")
        )
        if entry.words:
            yield Items(tuple(Item(said) for said in entry.words))


def _counted(entry: ReportRound, answers: str, words: Words) -> Bars:
    scale = words.roti() if entry.kind == StageKind.closing else words.weather()
    pairs = tuple(zip(scale, entry.counts or (), strict=True))
    return Bars(
        caption=f"{entry.title}, {answers}",
        alt=", ".join(f"{name} {words.number(count)}" for name, count in pairs),
        head=(words.gettext("Choice"), words.gettext("Answers")),
        bars=tuple(Bar(name, count) for name, count in pairs),
    )


def course(report: Report, words: Words) -> Iterator[Block]:
    """The agenda with planned and real minutes."""
    _ = words.gettext
    if not report.stages:
        return
    yield Heading(1, _("How it went"))
    yield Table(
        caption=_("The agenda, planned and actual"),
        head=(_("Stage"), _("Planned (min)"), _("Actual (min)"), _("State")),
        rows=tuple(
            (
                f"{stage.number}. {stage.title}",
                words.number(stage.minutes),
                words.number(round(stage.real_seconds / 60)) if stage.real_seconds else NOTHING,
                words.state(report.state_of(stage)),
            )
            for stage in report.stages
        ),
        widths=(9, 3, 3, 3),
        numbers=(1, 2),
    )
