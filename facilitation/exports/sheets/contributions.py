"""The material of the workshop: one row a contribution, in the order of the tables and of time."""

from facilitation.exports.sheets.sheet import Cell, Column, Sheet
from facilitation.exports.words import Words
from facilitation.report import Report, ReportContribution


def contributions(report: Report, words: Words) -> Sheet:
    """One row a contribution, signed as its author consents."""
    _ = words.gettext
    return Sheet(
        _("Contributions"),
        (
            Column(_("Id"), 7),
            Column(_("Table"), 8),
            Column(_("Initiative"), 30),
            Column(_("Part"), 18),
            Column(_("Section"), 18),
            Column(_("Resource")),
            Column(_("Target territory"), 22),
            Column(_("Text"), 70),
            Column(_("Wording")),
            Column(_("Author"), 22),
            Column(_("Territory"), 22),
            Column(_("Role"), 18),
            Column(_("Entered by the facilitators")),
            Column(_("Time"), 18),
            Column(_("About"), 12),
            Column(_("Core function"), 12),
            Column(_("Merged from"), 50),
        ),
        [_contribution(entry, words) for entry in report.contributions],
    )


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
        words.who(entry.credit),
        entry.credit.territory,
        words.term(entry.credit.role or ""),
        words.yes(entry.entered),
        words.local(entry.at),
        " ".join(str(post_id) for post_id in entry.about),
        words.yes(entry.core),
        " | ".join(f"[{part.id}] {part.text}" for part in entry.merged),
    ]
