"""Documents as Word files: real styles, headings, captions and head rows, for people to go on writing."""

import io

from facilitation.exports.documents.blocks import Document
from facilitation.exports.pictures import Files, no_files
from translation import known


def written(document: Document, files: Files = no_files) -> bytes:
    """The document as a Word file; what people typed is text and nothing else."""
    from facilitation.exports.word.cover import bind, close
    from facilitation.exports.word.pieces import Pieces
    from facilitation.exports.word.styles import blank, named

    file = blank(document)
    bind(file, document, files)
    pieces = Pieces(file, document, files)
    for block in document.blocks:
        pieces.put(block)
    close(file, document)
    named(file, known(document.language) or "fr")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()
