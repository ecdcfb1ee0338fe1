"""Documents as PDF: tagged, with a title and a language, for everybody to read and for a printer."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from facilitation.exports.compiler import LAID_OUT
from facilitation.exports.documents.blocks import Document
from facilitation.exports.documents.shortening import RUNNING, breakable, brief
from facilitation.exports.pictures import Files, no_files
from facilitation.exports.tints import STEPS
from facilitation.exports.typesetting import lay_out, retold, texts_in, typeset


def printed(document: Document, files: Files = no_files) -> bytes:
    """The document as a PDF (PDF/UA-1)."""
    return typeset(LAID_OUT, _told(document), _pictures(document, files))


def laid_out(document: Document, files: Files, folder: Path) -> None:
    """The document as it is before it is typeset: everything about it lies in the folder."""
    lay_out(folder, _told(document), _pictures(document, files))


def _told(document: Document) -> dict[str, Any]:
    """The document with places to break in words that no box has room for."""
    told = asdict(document) | {"running": brief(document.running, RUNNING), "steps": STEPS}
    loose: dict[str, Any] = retold(
        told, {text: text if text in told else breakable(text) for text in texts_in(told)}
    )
    return loose


def _pictures(document: Document, files: Files) -> dict[str, bytes]:
    """Each picture once, as large as it is shown at its largest."""
    largest = {one.name: one for one in sorted(document.pictures(), key=lambda one: one.width)}
    return {name: files(one) for name, one in largest.items()}
