"""The vote: who took part, what came out, what was decided and why, and who supports what."""

from collections.abc import Iterator, Mapping, Sequence

from facilitation.counts import Count, Shown, is_worth_telling
from facilitation.exports.documents.blocks import NOTHING, Bar, Bars, Block, Heading, Paragraph, Table
from facilitation.exports.words import Words
from facilitation.report import Report, ReportInitiative

SUPPORT = 3
"""The column that says how many territories support an initiative."""
MOST_COLUMNS = 3
"""How many initiatives find room beside each other; the spreadsheet holds them all."""


def vote(report: Report, words: Words) -> Iterator[Block]:
    """Turnout, result, decision with its reason, and support by role and territory."""
    _ = words.gettext
    if report.vote is None:
        return
    yield Heading(1, _("Vote"))
    yield Paragraph(
        words.turnout(report.vote.voted, report.vote.eligible),
        "lead",
    )
    counted = ranked(report)
    if not counted:
        yield Paragraph(_("The result is not revealed yet."), "quiet")
        return
    yield chart(counted, words)
    yield _tally(counted, words)
    if report.vote.how:
        yield Paragraph(words.settled(report.vote.how), "lead")
    if report.vote.reason:
        yield Paragraph(_("Reason: {reason}").format(reason=report.vote.reason))
    chosen = [entry for entry in counted if entry.outcome == "kept"] or counted
    shown = chosen[:MOST_COLUMNS]
    roles = [{words.term(role): count for role, count in entry.by_role.items()} for entry in shown]
    places = [{words.place(name): count for name, count in entry.by_territory.items()} for entry in shown]
    yield from _support(_("Support by role"), _("Role"), shown, roles, words)
    yield from _support(_("Support by territory"), _("Territory"), shown, places, words)


def ranked(report: Report) -> list[ReportInitiative]:
    """The initiatives whose dots are known, in the order of the result; none before the reveal."""
    counted = (entry for entry in report.initiatives if entry.dots is not None)
    return sorted(counted, key=lambda entry: (entry.rank or 0, entry.id))


def chart(counted: Sequence[ReportInitiative], words: Words) -> Bars:
    """The dots of each initiative as bars; those that were kept stand out."""
    pairs = tuple((entry, entry.dots or 0) for entry in counted)
    return Bars(
        caption=words.gettext("Dots of each initiative"),
        alt=", ".join(f"{entry.title} {words.number(dots)}" for entry, dots in pairs),
        head=(words.gettext("Initiative"), words.gettext("Dots")),
        bars=tuple(Bar(entry.title, dots, strong=entry.outcome == "kept") for entry, dots in pairs),
    )


def _tally(counted: Sequence[ReportInitiative], words: Words) -> Table:
    """Rank, dots and decision; how many territories support it where that is told of one at least."""
    _ = words.gettext
    told = any(isinstance(entry.territories, Shown) for entry in counted)
    head = (_("Rank"), _("Initiative"), _("Dots"), _("Territories in support"), _("Decision"))
    kept = [at for at in range(len(head)) if told or at != SUPPORT]
    rows = [_tallied(entry, words) for entry in counted]
    return Table(
        caption=_("Result of the vote"),
        head=tuple(head[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        widths=tuple((2, 9, 4, 4, 4)[at] for at in kept),
        numbers=(0, 2, 3) if told else (0, 2),
        strong=tuple(line for line, entry in enumerate(counted) if entry.outcome == "kept"),
    )


def _tallied(entry: ReportInitiative, words: Words) -> list[str]:
    return [
        words.number(entry.rank) if entry.rank is not None else NOTHING,
        entry.title,
        words.number(entry.dots or 0),
        words.count(entry.territories) if entry.territories else NOTHING,
        words.term(entry.outcome) if entry.outcome != "shared" else NOTHING,
    ]


def _support(
    title: str,
    name: str,
    chosen: Sequence[ReportInitiative],
    cells: Sequence[Mapping[str, Count]],
    words: Words,
) -> Iterator[Block]:
    told = [row for row in cells[0] if any(one[row] != Shown(0) for one in cells)]
    if not any(is_worth_telling(one[row]) for one in cells for row in told):
        return
    yield Heading(2, title)
    yield Table(
        caption=words.gettext("{title}, in voters").format(title=title),
        head=(name, *(entry.title for entry in chosen)),
        rows=tuple((row, *(words.count(one[row]) for one in cells)) for row in told),
        widths=(6, *(4 for _entry in chosen)),
        numbers=tuple(range(1, len(chosen) + 1)),
    )
