"""The initiatives, with their dots and their support by role and territory."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from facilitation.counts import Count, Shown
from facilitation.exports.sheets.sheet import Cell, Column, Sheet
from facilitation.exports.words import Words
from facilitation.report import Report, ReportInitiative

Name = TypeVar("Name", str, str | None)

KEPT = "#FBE7BF"
RESERVE = "#E9E4D6"


def initiatives(report: Report, words: Words) -> Sheet:
    """One row an initiative; a number that is withheld is said to be so."""
    roles = _names(entry.by_role for entry in report.initiatives)
    territories = _names(entry.by_territory for entry in report.initiatives)
    support = words.gettext("Support: {name}")
    return Sheet(
        words.gettext("Initiatives"),
        (
            *_head(words),
            *(Column(support.format(name=words.term(role)), 16) for role in roles),
            *(Column(support.format(name=words.place(name)), 16) for name in territories),
        ),
        [
            [
                *_initiative(entry, words),
                *(_support(entry.by_role, role, words) for role in roles),
                *(_support(entry.by_territory, name, words) for name in territories),
            ]
            for entry in report.initiatives
        ],
        kept_in_sight=2,
    )


def _head(words: Words) -> tuple[Column, ...]:
    _ = words.gettext
    shades = ((words.term("kept"), KEPT), (words.term("reserve"), RESERVE))
    return (
        Column(_("Id"), 7),
        Column(_("Initiative"), 36),
        Column(_("Territory"), 24),
        Column(_("In one sentence"), 50),
        Column(_("Description"), 60),
        Column(_("Holder"), 22),
        Column(_("Author"), 22),
        Column(_("Link"), 30),
        Column(_("Tags"), 24),
        Column(_("Merged from"), 30),
        Column(_("Made-up content"), 12),
        Column(_("Outcome"), shades=shades),
        Column(_("Rank"), 9),
        Column(_("Dots"), bars=True),
        Column(_("Territories in support")),
    )


def _initiative(entry: ReportInitiative, words: Words) -> list[Cell]:
    return [
        entry.id,
        entry.title,
        entry.territory,
        entry.pitch,
        entry.description,
        entry.holder,
        entry.author,
        entry.link,
        ", ".join(entry.tags),
        " | ".join(f"{title} ({territory})" if territory else title for title, territory in entry.merged),
        words.yes(entry.fictitious),
        words.term(entry.outcome),
        entry.rank,
        entry.dots,
        _told(entry.territories, words) if entry.territories else None,
    ]


def _support(cells: Mapping[Name, Count], name: Name, words: Words) -> Cell:
    """A cell of the breakdown; empty for what stood in no vote."""
    return _told(cells[name], words) if cells else None


def _told(count: Count, words: Words) -> Cell:
    return count.count if isinstance(count, Shown) else words.gettext("withheld")


def _names(breakdowns: Iterable[Mapping[Name, Count]]) -> list[Name]:
    """Every name that a breakdown has a line for, in the order in which they are told."""
    return list(dict.fromkeys(name for cells in breakdowns for name in cells))
