"""Documents as PDF: tagged, with a title and a language, for everybody to read and for a printer."""

from dataclasses import asdict
from pathlib import Path

from facilitation.exports.compiler import LAID_OUT
from facilitation.exports.documents.blocks import Document
from facilitation.exports.pictures import Files, no_files
from facilitation.exports.typesetting import lay_out, typeset


def printed(document: Document, files: Files = no_files) -> bytes:
    """The document as a PDF (PDF/UA-1)."""
    return typeset(LAID_OUT, asdict(document), _pictures(document, files))


def laid_out(document: Document, files: Files, folder: Path) -> None:
    """The document as it is before it is typeset: everything about it lies in the folder."""
    lay_out(folder, asdict(document), _pictures(document, files))


def _pictures(document: Document, files: Files) -> dict[str, bytes]:
    """Each picture once, as large as it is shown at its largest."""
    largest = {one.name: one for one in sorted(document.pictures(), key=lambda one: one.width)}
    return {name: files(one) for name, one in largest.items()}
