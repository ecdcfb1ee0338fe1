"""Documents as PDF: tagged, with a title and a language, for everybody to read and for a printer."""

from dataclasses import asdict

from facilitation.exports.documents.blocks import Document
from facilitation.exports.documents.initiative_sheets import initiative_sheets
from facilitation.exports.documents.minutes import minutes
from facilitation.exports.typesetting import typeset
from facilitation.report import Report


def minutes_in_pdf(report: Report) -> bytes:
    """The minutes as a PDF."""
    return printed(minutes(report))


def initiative_sheets_in_pdf(report: Report) -> bytes:
    """The initiative sheets as a PDF."""
    return printed(initiative_sheets(report))


def printed(document: Document) -> bytes:
    """The document as a PDF (PDF/UA-1)."""
    return typeset("document.typ", asdict(document))
