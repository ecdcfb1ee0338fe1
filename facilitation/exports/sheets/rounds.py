"""The opening and closing rounds: how many answered what, and what they said."""

from facilitation.agenda import StageKind
from facilitation.exports.sheets.sheet import Cell, Column, Sheet
from facilitation.exports.words import Words
from facilitation.report import Report, ReportRound


def rounds(report: Report, words: Words) -> Sheet:
    """One row an answer that could be given; too few are not counted out."""
    _ = words.gettext
    return Sheet(
        _("Opening and closing"),
        (
            Column(_("Round"), 30),
            Column(_("Note"), 8),
            Column(_("Choice"), 34),
            Column(_("Answers"), bars=True),
        ),
        [row for entry in report.rounds for row in _counted(entry, words)],
    )


def said(report: Report, words: Words) -> Sheet:
    """What was said with the answers, never with who said it."""
    _ = words.gettext
    return Sheet(
        _("Said in the rounds"),
        (Column(_("Round"), 30), Column(_("Words"), 80)),
        [[entry.title, text] for entry in report.rounds for text in entry.words],
    )


def _counted(entry: ReportRound, words: Words) -> list[list[Cell]]:
    scale = words.roti() if entry.kind == StageKind.closing else words.weather()
    counts: tuple[Cell, ...] = entry.counts or (words.gettext("withheld"),) * len(scale)
    return [
        [entry.title, note, choice, count]
        for note, (choice, count) in enumerate(zip(scale, counts, strict=True), start=1)
    ]
