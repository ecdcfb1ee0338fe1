"""The report as slides for the plenary: the vote, initiatives, verdicts, concepts, the closing."""

import io

from facilitation.exports.documents.gallery import BARE, Gallery
from facilitation.exports.pictures import Files, no_files
from facilitation.exports.words import Words
from facilitation.report import Report


def slides(report: Report, gallery: Gallery = BARE, files: Files = no_files) -> bytes:
    """A PowerPoint file; charts are PowerPoint's own, and the notes hold in full what a slide shortens."""
    from facilitation.exports.slides.chapters import CHAPTERS
    from facilitation.exports.slides.deck import Deck

    words = Words(report.language, report.time_zone)
    deck = Deck(report, gallery, files)
    for chapter in CHAPTERS:
        chapter(report, deck, words)
    out = io.BytesIO()
    deck.file.save(out)
    return out.getvalue()
