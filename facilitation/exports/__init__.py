"""Exports: a report as files, one module a format."""

from collections.abc import Callable
from dataclasses import dataclass

from db.report import pictures_in
from db.session import Session
from facilitation.errors import NotFound
from facilitation.exports.bundle import PictureFile, bundle
from facilitation.exports.markdown import markdown
from facilitation.exports.table_sheets import table_sheets
from facilitation.exports.tables import TABLES, table
from facilitation.report import Report, report

CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out."""

    filename: str
    mime: str
    content: bytes


def _markdown(_session: Session, made: Report) -> bytes:
    return markdown(made).encode()


def _table(name: str) -> Callable[[Session, Report], bytes]:
    return lambda _session, made: table(made, name)


def _bundle(session: Session, made: Report) -> bytes:
    pictures = pictures_in(session, made.workshop_id)
    return bundle(made, [PictureFile(picture.id, picture.mime, picture.content) for picture in pictures])


FORMATS: dict[str, tuple[str, Callable[[Session, Report], bytes]]] = {
    "report.md": ("text/markdown; charset=utf-8", _markdown),
    **{name: (CSV, _table(name)) for name in TABLES},
    "all.zip": ("application/zip", _bundle),
}
NAMES = tuple(FORMATS)
TABLE_SHEETS = "table-sheets.pdf"
"""Not made of the report: what the tables get before they begin."""


def export(session: Session, workshop_id: int, name: str) -> Download:
    """The report of a workshop as the file of this name, or its table sheets; the caller checked who asks.

    Raises NotFound.
    """
    if name == TABLE_SHEETS:
        sheets = table_sheets(session, workshop_id)
        return Download(f"essaim-{workshop_id}-{name}", "application/pdf", sheets)
    if name not in FORMATS:
        raise NotFound
    mime, write = FORMATS[name]
    return Download(f"essaim-{workshop_id}-{name}", mime, write(session, report(session, workshop_id)))
