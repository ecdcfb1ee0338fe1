"""The report as slides for the plenary: the vote, initiatives, verdicts, concepts, the closing."""

import io

from facilitation.exports.words import Words
from facilitation.report import Report


def slides(report: Report) -> bytes:
    """A PowerPoint file; charts are PowerPoint's own, and the notes hold in full what a slide shortens."""
    from facilitation.exports.slides.chapters import CHAPTERS
    from facilitation.exports.slides.deck import Deck

    words = Words(report.language)
    deck = Deck(report)
    for chapter in CHAPTERS:
        chapter(report, deck, words)
    out = io.BytesIO()
    deck.file.save(out)
    return out.getvalue()
