"""The initiatives, with their dots and their support by role and territory."""

from collections.abc import Iterable

from facilitation.exports.sheets.sheet import Cell, Column, Sheet
from facilitation.exports.words import Words
from facilitation.report import Report, ReportInitiative

KEPT = "#FBE7BF"
RESERVE = "#E9E4D6"


def initiatives(report: Report, words: Words) -> Sheet:
    """One row an initiative; a number too small to be shown is said to be withheld."""
    roles = _names(entry.by_role for entry in report.initiatives)
    territories = _names(entry.by_territory for entry in report.initiatives)
    support = words.gettext("Support: {name}")
    return Sheet(
        words.gettext("Initiatives"),
        (
            *_head(words),
            *(Column(support.format(name=words.term(role)), 16) for role in roles),
            *(Column(support.format(name=territory), 16) for territory in territories),
        ),
        [
            [
                *_initiative(entry, words),
                *(_support(entry.by_role, role, words) for role in roles),
                *(_support(entry.by_territory, territory, words) for territory in territories),
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
        entry.territories,
    ]


def _support(cells: dict[str, int | None], name: str, words: Words) -> Cell:
    if not cells:
        return None
    dots = cells.get(name, 0)
    return words.gettext("withheld") if dots is None else dots


def _names(breakdowns: Iterable[dict[str, int | None]]) -> list[str]:
    return sorted({name for cells in breakdowns for name in cells})
