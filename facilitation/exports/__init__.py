"""Exports: a report as files, one module a format."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.pictures import contents_of
from db.session import Session
from facilitation.archive.telling import tell
from facilitation.errors import NotFound
from facilitation.exports.bundle import bundle
from facilitation.exports.data import data
from facilitation.exports.documents.blocks import Document
from facilitation.exports.documents.concepts import concept_sheets
from facilitation.exports.documents.gallery import Gallery
from facilitation.exports.documents.initiative_sheets import initiative_sheets
from facilitation.exports.documents.matrix import matrix_document
from facilitation.exports.documents.minutes import minutes
from facilitation.exports.documents.summary import summary
from facilitation.exports.markdown import markdown
from facilitation.exports.opendocument import opendocument
from facilitation.exports.pdf import laid_out, printed
from facilitation.exports.pictures import Files, files_of, gallery_of
from facilitation.exports.printables import PRINTABLES
from facilitation.exports.sample_list import sample_list
from facilitation.exports.slides import slides
from facilitation.exports.tables import TABLES, table
from facilitation.exports.word import written
from facilitation.exports.workbook import workbook
from facilitation.report import Report, report
from facilitation.report_choice import EVERYTHING, Choice
from translation import Language

CSV = "text/csv; charset=utf-8"
PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument"

WORD = f"{OFFICE}.wordprocessingml.document"


Write = Callable[[Session, int, Choice], bytes]
"""What makes a file of a workshop, with what was chosen to go in."""
LayOut = Callable[[Session, int, Choice, Path], None]
"""What only says in a folder what the file holds, for who makes it afterwards and apart."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out."""

    filename: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what browsers call it, and who writes it."""

    mime: str
    write: Write
    lay_out: LayOut | None = None


def _of_report(write: Callable[[Report], bytes]) -> Write:
    return lambda session, workshop_id, choice: write(report(session, workshop_id, choice))


def _document(
    make: Callable[[Report, Gallery], Document], write: Callable[[Document, Files], bytes]
) -> Write:
    return lambda session, workshop_id, choice: write(
        make(report(session, workshop_id, choice), gallery_of(session, workshop_id)),
        files_of(session, workshop_id),
    )


def _laid_out(make: Callable[[Report, Gallery], Document]) -> LayOut:
    return lambda session, workshop_id, choice, folder: laid_out(
        make(report(session, workshop_id, choice), gallery_of(session, workshop_id)),
        files_of(session, workshop_id),
        folder,
    )


def _slides(session: Session, workshop_id: int, choice: Choice) -> bytes:
    gallery, files = gallery_of(session, workshop_id), files_of(session, workshop_id)
    return slides(report(session, workshop_id, choice), gallery, files)


def _of_workshop(write: Callable[[Session, int, Language | None], bytes]) -> Write:
    """What is not made of the report: of what can be chosen the language alone."""
    return lambda session, workshop_id, choice: write(session, workshop_id, choice.language)


def _table(name: str) -> Write:
    return _of_report(lambda made: table(made, name))


def _archive(session: Session, workshop_id: int, choice: Choice) -> bytes:
    files = {name: OF_REPORT[name].write(session, workshop_id, choice) for name in IN_ARCHIVE}
    told = tell(session, workshop_id)
    return bundle(files, told, contents_of(session, told.pictures.values()))


DOCUMENTS: dict[str, Callable[[Report, Gallery], Document]] = {
    "summary": summary,
    "minutes": minutes,
    "initiative-sheets": initiative_sheets,
    "matrix": matrix_document,
    "concept-sheets": concept_sheets,
}
"""What people read, each to be had as PDF and as Word."""
OF_REPORT: dict[str, Format] = {
    **{
        f"{name}.pdf": Format(PDF, _document(make, printed), _laid_out(make))
        for name, make in DOCUMENTS.items()
    },
    **{f"{name}.docx": Format(WORD, _document(make, written)) for name, make in DOCUMENTS.items()},
    "slides.pptx": Format(f"{OFFICE}.presentationml.presentation", _slides),
    "report.md": Format("text/markdown; charset=utf-8", _of_report(lambda made: markdown(made).encode())),
    **{name: Format(CSV, _table(name)) for name in TABLES},
    "data.xlsx": Format(f"{OFFICE}.spreadsheetml.sheet", _of_report(workbook)),
    "data.ods": Format("application/vnd.oasis.opendocument.spreadsheet", _of_report(opendocument)),
    "data.json": Format("application/json", _of_report(data)),
    "archive.zip": Format("application/zip", _archive),
}
NAMES = tuple(OF_REPORT)
IN_ARCHIVE = ("summary.pdf", "minutes.pdf", "minutes.docx", "report.md", "data.xlsx", *TABLES)
"""What lies in the archive beside the document and the pictures: what is read most, and every table."""
FORMATS = {
    **OF_REPORT,
    **{name: Format(PDF, _of_workshop(write)) for name, write in PRINTABLES.items()},
    "people-list.xlsx": Format(f"{OFFICE}.spreadsheetml.sheet", _of_workshop(sample_list)),
}


def export(session: Session, workshop_id: int, name: str, choice: Choice = EVERYTHING) -> Download:
    """A workshop's file of this name; the caller has checked who asks. Raises NotFound."""
    made = format_of(name)
    return download(workshop_id, name, made.write(session, workshop_id, choice))


def format_of(name: str) -> Format:
    """The kind of file that bears this name. Raises NotFound."""
    if name not in FORMATS:
        raise NotFound
    return FORMATS[name]


def download(workshop_id: int, name: str, content: bytes) -> Download:
    """The file as it is handed out."""
    return Download(f"essaim-{workshop_id}-{name}", format_of(name).mime, content)
