"""Everything in one zip: the report, both tables and the pictures."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from facilitation.exports import tables
from facilitation.exports.markdown import markdown
from facilitation.report import Report

ENDINGS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture, ready to be put in a file."""

    id: int
    mime: str
    content: bytes


def bundle(report: Report, pictures: Sequence[PictureFile]) -> bytes:
    """The zip; a picture bears the number of its initiative."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.md", markdown(report))
        archive.writestr("contributions.csv", tables.contributions(report))
        archive.writestr("initiatives.csv", tables.initiatives(report))
        for entry in report.initiatives:
            for picture in pictures:
                if picture.id == entry.picture_id:
                    archive.writestr(f"pictures/{entry.id}.{ENDINGS[picture.mime]}", picture.content)
    return out.getvalue()
