"""Documents as Word files: real styles, headings, captions and head rows, for people to go on writing."""

import io

from facilitation.exports.documents.blocks import Document
from facilitation.exports.documents.initiative_sheets import initiative_sheets
from facilitation.exports.documents.minutes import minutes
from facilitation.report import Report


def minutes_in_word(report: Report) -> bytes:
    """The minutes as a Word file."""
    return written(minutes(report))


def initiative_sheets_in_word(report: Report) -> bytes:
    """The initiative sheets as a Word file."""
    return written(initiative_sheets(report))


def written(document: Document) -> bytes:
    """The document as a Word file; what people typed is text and nothing else."""
    from facilitation.exports.word.cover import bind, close
    from facilitation.exports.word.pieces import Pieces
    from facilitation.exports.word.styles import blank

    file = blank(document)
    bind(file, document)
    pieces = Pieces(file, document)
    for block in document.blocks:
        pieces.put(block)
    close(file, document)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()
