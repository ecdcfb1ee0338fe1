"""What the slides show, in the order of a plenary."""

from collections import Counter
from collections.abc import Callable

from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Mm

from facilitation.agenda import StageKind
from facilitation.exports.documents.shortening import brief
from facilitation.exports.slides.columns import in_columns
from facilitation.exports.slides.concepts import concepts
from facilitation.exports.slides.deck import AMBER, EDGE, HIGH, INK, QUIET, ROOM, TOP, Deck, Line
from facilitation.exports.transfer import condition
from facilitation.exports.words import Words
from facilitation.posts import Section
from facilitation.report import Report, ReportInitiative

ON_SLIDE = (100.0, 120.0)
"""The box of an initiative's picture, in millimetres."""
PITCH_PER_INCH = 20
"""How much of a pitch three lines hold for every inch of their width; the notes hold it whole."""
VERDICTS = ("reproduce", "adapt", "discard")


def cover(report: Report, deck: Deck, words: Words) -> None:
    """What it was about, where and when."""
    _ = words.gettext
    slide = deck.slide(report.theme, size=44, top=Inches(2.2))
    where = " · ".join(filter(None, (words.day(report.date), report.place)))
    lines = [Line(report.organiser, 20, QUIET), Line(where, 20, INK)]
    if report.rehearsal:
        lines += [Line(_("Rehearsal: what simulated people wrote is in this report."), 16, AMBER, bold=True)]
    if report.demo:
        lines += [
            Line(_("Demonstration: some initiatives are made up, and marked so."), 16, AMBER, bold=True)
        ]
    box = (EDGE, Inches(3.6), ROOM, Inches(2.5))
    deck.text(slide, [line for line in lines if line.text], box)
    if logo := deck.gallery.on_cover(report.organiser):
        deck.picture(slide, logo, right=Emu(EDGE + ROOM), top=HIGH)
    deck.notes(
        slide,
        [
            words.fine_print(report.left_out),
            _("Made on {moment} with Essaim.").format(moment=words.moment(report.made_at)),
        ],
    )


def in_short(report: Report, deck: Deck, words: Words) -> None:
    """How many, from where, and what was kept."""
    _ = words.gettext
    slide = deck.slide(_("In short"))
    kept = [entry.title for entry in report.initiatives if entry.outcome == "kept"]
    lines = [
        Line(words.ngettext("{n} participant", "{n} participants", report.people), 24, INK, bold=True),
        Line(words.ngettext("{n} territory", "{n} territories", len(report.territories)), 24, INK, bold=True),
        Line(
            words.ngettext("{n} initiative was shared", "{n} initiatives were shared", report.shared),
            24,
            INK,
            bold=True,
        ),
        *(Line(title, 20, bullet=True) for title in kept),
    ]
    deck.text(slide, lines, (EDGE, TOP, ROOM, Inches(4.8)))
    deck.notes(slide, [", ".join(report.territories)])


def vote(report: Report, deck: Deck, words: Words) -> None:
    """The dots, and what was decided and why; nothing before the reveal."""
    _ = words.gettext
    counted = sorted((e for e in report.initiatives if e.dots is not None), key=lambda e: (e.rank or 0, e.id))
    if report.vote is None or not counted:
        return
    slide = deck.slide(_("Result of the vote"))
    bars = [(entry.title, entry.dots or 0, entry.outcome == "kept") for entry in counted]
    alt = ", ".join(f"{title} {words.number(dots)}" for title, dots, _k in bars)
    explored = _("Dots of each initiative; in yellow, those explored in depth")
    counted_are = explored if any(kept for _title, _dots, kept in bars) else _("Dots of each initiative")
    deck.bars(slide, bars, _("Dots"), alt, counted=counted_are)
    turnout = words.turnout(report.vote.voted, report.vote.eligible)
    why = [words.settled(report.vote.how)] if report.vote.how else []
    why += [_("Reason: {reason}").format(reason=report.vote.reason)] if report.vote.reason else []
    deck.notes(slide, [turnout, *why])


def initiatives(report: Report, deck: Deck, words: Words) -> None:
    """A slide for each initiative: the kept ones with what makes them work and what they need."""
    kept = {entry.id for entry in report.kept}
    for entry in sorted(report.initiatives, key=lambda entry: (entry.id not in kept, entry.rank or 0)):
        slide = deck.slide(entry.title)
        head = " · ".join(
            filter(
                None,
                (entry.territory, entry.holder, words.term(entry.outcome) if entry.dots is not None else ""),
            )
        )
        room = _illustrated(entry, slide, deck, words)
        pitch = brief(entry.pitch, int(room / Inches(1) * PITCH_PER_INCH))
        lines = [Line(head, 16, QUIET), Line(pitch, 20, INK)]
        if entry.fictitious:
            lines += [Line(words.gettext("Made-up content for the demonstration"), 14, AMBER, bold=True)]
        deck.text(slide, [line for line in lines if line.text], (EDGE, TOP, room, Inches(1.6)))
        said = _worked_out(report, entry, words) if entry.id in kept else {}
        columns = said or {"": [line for line in entry.description.splitlines() if line.strip()]}
        in_columns(deck, slide, columns, words, room)
        told = [line for title, texts in said.items() for line in (title, *texts, "")]
        deck.notes(slide, [entry.pitch, "", *entry.description.splitlines(), "", *told])


def _illustrated(entry: ReportInitiative, slide: Slide, deck: Deck, words: Words) -> Length:
    """Put the initiative's picture at the right; how much room is left beside it."""
    otherwise = words.gettext("Picture of the initiative “{title}”").format(title=entry.title)
    picture = deck.gallery.shown(entry.picture_id, otherwise, ON_SLIDE)
    if picture is None:
        return ROOM
    deck.picture(slide, picture, right=Emu(EDGE + ROOM), top=TOP)
    return Emu(ROOM - Mm(picture.width) - Inches(0.4))


def _worked_out(report: Report, entry: ReportInitiative, words: Words) -> dict[str, list[str]]:
    mine = [post for post in report.contributions if post.initiative_id == entry.id]
    core = [post.text for post in mine if post.core or post.section == Section.core_functions]
    needed = [
        f"{line.territory} · {condition(line, words)}"
        for line in report.conditions
        if line.initiative_id == entry.id
    ]
    columns = {words.term("core_functions"): core, words.gettext("Conditions to lift"): needed}
    return {title: texts for title, texts in columns.items() if texts}


def verdicts(report: Report, deck: Deck, words: Words) -> None:
    """How many territories would reproduce, adapt or discard each kept initiative."""
    counts = Counter((row.initiative_id, row.verdict) for row in report.verdicts)
    about = [entry for entry in report.kept if any(counts[entry.id, verdict] for verdict in VERDICTS)]
    if not about:
        return
    slide = deck.slide(words.gettext("What each territory would do"))
    parts = {words.term(one): [counts[entry.id, one] for entry in about] for one in VERDICTS}
    alt = "; ".join(
        f"{entry.title}: " + ", ".join(f"{name} {values[at]}" for name, values in parts.items())
        for at, entry in enumerate(about)
    )
    deck.stacked(slide, [entry.title for entry in about], parts, alt, counted=words.gettext("Territories"))
    deck.notes(slide, [f"{row.territory}: {words.term(row.verdict)}" for row in report.verdicts])


def rounds(report: Report, deck: Deck, words: Words) -> None:
    """The opening and closing rounds that enough people answered."""
    for entry in report.rounds:
        if entry.counts is None:
            continue
        slide = deck.slide(entry.title)
        scale = words.roti() if entry.kind == StageKind.closing else words.weather()
        bars = [(name, count, False) for name, count in zip(scale, entry.counts, strict=True)]
        alt = ", ".join(f"{name} {count}" for name, count, _strong in bars)
        counted = words.ngettext("{n} answer", "{n} answers", entry.answered)
        deck.bars(slide, bars, words.gettext("Answers"), alt, counted=counted)
        deck.notes(slide, list(entry.words))


CHAPTERS: tuple[Callable[[Report, Deck, Words], None], ...] = (
    cover,
    in_short,
    vote,
    initiatives,
    verdicts,
    concepts,
    rounds,
)
