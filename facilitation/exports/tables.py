"""The report as two tables in CSV: one row a contribution, one row an initiative.

UTF-8 with a byte order mark, which Excel needs to read accents. A semicolon parts the cells in French and
a comma in English: a spreadsheet expects what its user's decimal mark leaves free.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from facilitation.exports.cells import neutral
from facilitation.exports.words import ZONE, Words
from facilitation.report import Report, ReportContribution, ReportInitiative
from translation import Language

SEPARATORS: dict[Language, str] = {"fr": ";", "en": ","}

Cell = str | int | None


def contributions(report: Report) -> bytes:
    """One row a contribution, in the order of the tables and of time."""
    words = Words(report.language)
    return _csv(
        report.language,
        _contribution_head(words),
        ([*_contribution(entry, words)] for entry in report.contributions),
    )


def initiatives(report: Report) -> bytes:
    """One row an initiative, with its dots and its support by role and territory."""
    words = Words(report.language)
    roles = _names(entry.by_role for entry in report.initiatives)
    territories = _names(entry.by_territory for entry in report.initiatives)
    dots_of = words.gettext("Support: {name}")
    return _csv(
        report.language,
        [
            *_initiative_head(words),
            *(dots_of.format(name=words.term(role)) for role in roles),
            *(dots_of.format(name=territory) for territory in territories),
        ],
        (
            [
                *_initiative(entry, words),
                *(_support(entry.by_role, role, words) for role in roles),
                *(_support(entry.by_territory, territory, words) for territory in territories),
            ]
            for entry in report.initiatives
        ),
    )


def _contribution_head(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _("Id"),
        _("Table"),
        _("Initiative"),
        _("Part"),
        _("Section"),
        _("Resource"),
        _("Target territory"),
        _("Text"),
        _("Wording"),
        _("Author"),
        _("Territory"),
        _("Role"),
        _("Entered by the facilitators"),
        _("Time"),
        _("About"),
    ]


def _contribution(entry: ReportContribution, words: Words) -> list[Cell]:
    return [
        entry.id,
        entry.group,
        entry.initiative,
        words.term(entry.part),
        words.term(entry.section),
        words.term(entry.resource),
        entry.target,
        entry.text,
        words.term("verbatim" if entry.verbatim else "reworded"),
        entry.credit.author,
        entry.credit.territory,
        words.term(entry.credit.role or ""),
        words.yes(entry.entered),
        entry.at.astimezone(ZONE).isoformat(timespec="seconds"),
        " ".join(str(post_id) for post_id in entry.about),
    ]


def _initiative_head(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _("Id"),
        _("Initiative"),
        _("Territory"),
        _("In one sentence"),
        _("Description"),
        _("Holder"),
        _("Author"),
        _("Link"),
        _("Tags"),
        _("Merged from"),
        _("Made-up content"),
        _("Outcome"),
        _("Rank"),
        _("Dots"),
        _("Territories in support"),
    ]


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
    dots = cells.get(name, 0 if cells else "")
    return words.gettext("withheld") if dots is None else dots


def _names(breakdowns: Iterable[dict[str, int | None]]) -> list[str]:
    return sorted({name for cells in breakdowns for name in cells})


def _csv(language: Language, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=SEPARATORS[language], lineterminator="\r\n")
    sheet.writerow([neutral(cell) for cell in head])
    sheet.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
