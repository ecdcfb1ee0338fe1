"""Who worked on what, and what territories would do with it."""

from facilitation.exports.sheets.sheet import Column, Sheet
from facilitation.exports.tints import VERDICTS
from facilitation.exports.words import Words
from facilitation.report import Report


def tables(report: Report, words: Words) -> Sheet:
    """The tables; of their people only the names that their bearers let out."""
    _ = words.gettext
    return Sheet(
        _("Tables"),
        (
            Column(_("Number"), 9),
            Column(_("Name"), 24),
            Column(_("Initiative"), 40),
            Column(_("People"), bars=True),
            Column(_("Names given"), 60),
            Column(_("Tasks"), 50),
        ),
        [
            [
                group.number,
                group.name,
                group.initiative,
                group.people,
                ", ".join(group.named),
                ", ".join(_("{kind}: ").format(kind=words.term(task)) + name for task, name in group.tasks),
            ]
            for group in report.groups
        ],
    )


def verdicts(report: Report, words: Words) -> Sheet:
    """One row for each initiative and territory that has a verdict."""
    _ = words.gettext
    titles = {entry.id: entry.title for entry in report.initiatives}
    shades = tuple((words.term(verdict), f"#{tint}") for verdict, tint in VERDICTS.items())
    return Sheet(
        _("Verdicts"),
        (Column(_("Initiative"), 40), Column(_("Territory"), 30), Column(_("Verdict"), 16, shades=shades)),
        [
            [titles.get(row.initiative_id, ""), row.territory, words.term(row.verdict)]
            for row in report.verdicts
        ],
    )
