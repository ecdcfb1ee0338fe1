"""What the slides show, in the order of a plenary."""

from collections import Counter
from collections.abc import Callable

from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Mm

from facilitation.agenda import StageKind
from facilitation.exports.documents.blocks import NOTHING
from facilitation.exports.documents.follow_up import agreed
from facilitation.exports.documents.shortening import brief, more
from facilitation.exports.slides.columns import GAP, in_columns
from facilitation.exports.slides.concepts import concepts
from facilitation.exports.slides.deck import AMBER, EDGE, HIGH, INK, QUIET, ROOM, TOP, Deck, Line
from facilitation.exports.slides.grids import matrix
from facilitation.exports.slides.photographs import photographs
from facilitation.exports.transfer import condition
from facilitation.exports.words import Words
from facilitation.posts import Section
from facilitation.report import Report, ReportInitiative

ON_SLIDE = (100.0, 120.0)
"""The box of an initiative's picture, in millimetres."""
PITCH_PER_INCH = 20
"""How much of a pitch three lines hold for every inch of their width; the notes hold it whole."""
REASON, MOST_STEPS, MOST_RESERVE, ONE_COLUMN, NAMED = 200, 7, 16, 8, 90
"""How much of a reason, how many lines of what comes next and of the reserve, how much of a name."""
VERDICTS = ("reproduce", "adapt", "discard")


def cover(report: Report, deck: Deck, words: Words) -> None:
    """What it was about, where and when."""
    _ = words.gettext
    slide = deck.slide(report.theme, size=44, top=Inches(1.6), tall=Inches(1.9))
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
    deck.notes(slide, [turnout, *_reasons(report, words)])


def why(report: Report, deck: Deck, words: Words) -> None:
    """What was kept, and why; once something was."""
    _ = words.gettext
    kept = [entry for entry in report.initiatives if entry.outcome == "kept"]
    if not kept:
        return
    slide = deck.slide(_("What was kept, and why"))
    lines = [Line(f"{entry.title} · {_told(entry, words)}".strip(" ·"), 20, bullet=True) for entry in kept]
    reasons = _reasons(report, words)
    said = [Line(brief(reason, REASON), 18, QUIET) for reason in reasons]
    deck.text(slide, [*lines, *said], (EDGE, TOP, ROOM, Inches(4.8)))
    deck.notes(slide, [line.text for line in lines] + reasons)


def _told(entry: ReportInitiative, words: Words) -> str:
    dots = "" if entry.dots is None else words.ngettext("{n} dot", "{n} dots", entry.dots)
    return " · ".join(filter(None, (entry.territory, dots)))


def _reasons(report: Report, words: Words) -> list[str]:
    """What settled the vote, and the reason that was given for it."""
    if report.vote is None:
        return []
    how = [words.settled(report.vote.how)] if report.vote.how else []
    reason = words.gettext("Reason: {reason}").format(reason=report.vote.reason)
    return how + ([reason] if report.vote.reason else [])


def initiatives(report: Report, deck: Deck, words: Words) -> None:
    """A slide for each kept initiative, with what makes it work and what it needs; before, for every one."""
    shown = sorted(report.kept or report.initiatives, key=lambda entry: entry.rank or 0)
    for entry in shown:
        _presented(report, entry, deck, words)
        photographs(report, entry, deck, words)


def _presented(report: Report, entry: ReportInitiative, deck: Deck, words: Words) -> None:
    slide = deck.slide(entry.title)
    outcome = words.term(entry.outcome) if entry.dots is not None else ""
    head = " · ".join(filter(None, (entry.territory, entry.holder, outcome)))
    room = _illustrated(entry, slide, deck, words)
    pitch = brief(entry.pitch, int(room / Inches(1) * PITCH_PER_INCH))
    lines = [Line(head, 16, QUIET), Line(pitch, 20, INK)]
    if entry.fictitious:
        lines += [Line(words.gettext("Made-up content for the demonstration"), 14, AMBER, bold=True)]
    deck.text(slide, [line for line in lines if line.text], (EDGE, TOP, room, Inches(1.6)))
    said = _worked_out(report, entry, words) if entry in report.kept else {}
    columns = said or {"": [line for line in entry.description.splitlines() if line.strip()]}
    in_columns(deck, slide, columns, words, room)
    told = [line for title, texts in said.items() for line in (title, *texts, "")]
    deck.notes(slide, [entry.pitch, "", *entry.description.splitlines(), "", *told])


def reserve(report: Report, deck: Deck, words: Words) -> None:
    """All that was not kept on one slide, so that nothing is lost and nothing takes the room."""
    if not report.kept:
        return
    others = [entry for entry in report.initiatives if entry not in report.kept]
    if not others:
        return
    slide = deck.slide(words.gettext("The reserve"))
    shown = [Line(brief(_titled(entry), NAMED), 15, bullet=True) for entry in others[:MOST_RESERVE]]
    if left := more(others, MOST_RESERVE, words):
        shown.append(Line(left, 14, QUIET))
    half = len(shown) if len(shown) <= ONE_COLUMN else -(-len(shown) // 2)
    wide = ROOM if half == len(shown) else Emu((ROOM - GAP) // 2)
    for at, lines in enumerate(filter(None, (shown[:half], shown[half:]))):
        deck.text(slide, lines, (Emu(EDGE + at * (wide + GAP)), TOP, Emu(wide), Inches(5)))
    deck.notes(slide, [" · ".join(filter(None, (_titled(entry), entry.pitch))) for entry in others])


def _titled(entry: ReportInitiative) -> str:
    return f"{entry.title} ({entry.territory})" if entry.territory else entry.title


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
    counted = [
        ", ".join(f"{name} {values[at]}" for name, values in parts.items()) for at in range(len(about))
    ]
    alt = "; ".join(_of(entry.title, said, words) for entry, said in zip(about, counted, strict=True))
    deck.stacked(slide, [entry.title for entry in about], parts, alt, counted=words.gettext("Territories"))
    deck.notes(slide, [_of(row.territory, words.term(row.verdict), words) for row in report.verdicts])


def _of(whose: str, said: str, words: Words) -> str:
    """What is said of something, with the colon as the language sets it."""
    return words.gettext("{remarks}: {text}").format(remarks=whose, text=said)


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


def next_steps(report: Report, deck: Deck, words: Words) -> None:
    """First steps, and conditions with who lifts them by when; the notes hold them all."""
    rows = [" · ".join(part for part in row if part != NOTHING) for row in agreed(report, words)]
    if not rows:
        return
    slide = deck.slide(words.gettext("Next steps"))
    lines = [Line(brief(row, REASON), 16, bullet=True) for row in rows[:MOST_STEPS]]
    if left := more(rows, MOST_STEPS, words):
        lines.append(Line(left, 14, QUIET))
    deck.text(slide, lines, (EDGE, TOP, ROOM, Inches(5)))
    deck.notes(slide, rows)


CHAPTERS: tuple[Callable[[Report, Deck, Words], None], ...] = (
    cover,
    in_short,
    vote,
    why,
    initiatives,
    matrix,
    verdicts,
    concepts,
    next_steps,
    reserve,
    rounds,
)
