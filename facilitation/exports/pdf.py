"""Documents as PDF: tagged, with a title and a language, for everybody to read and for a printer."""

from dataclasses import asdict

from facilitation.exports.documents.blocks import Document
from facilitation.exports.pictures import Files, no_files
from facilitation.exports.typesetting import typeset


def printed(document: Document, files: Files = no_files) -> bytes:
    """The document as a PDF (PDF/UA-1)."""
    largest = {one.name: one for one in sorted(document.pictures(), key=lambda one: (one.name, one.width))}
    pictures = {name: files(one) for name, one in largest.items()}
    return typeset("document.typ", asdict(document), pictures)
