"""Everything in one zip: the report, every table and the pictures."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from facilitation.exports.markdown import markdown
from facilitation.exports.tables import TABLES, table
from facilitation.report import Report

ENDINGS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture, ready to be put in a file."""

    id: int
    mime: str
    content: bytes


def bundle(report: Report, pictures: Sequence[PictureFile]) -> bytes:
    """The zip; a picture bears the number of its initiative or contribution."""
    of_initiatives = [(entry.picture_id, str(entry.id)) for entry in report.initiatives]
    of_posts = [(entry.picture_id, f"contribution-{entry.id}") for entry in report.contributions]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.md", markdown(report))
        for name in TABLES:
            archive.writestr(name, table(report, name))
        for picture_id, number in of_initiatives + of_posts:
            for picture in pictures:
                if picture.id == picture_id:
                    archive.writestr(f"pictures/{number}.{ENDINGS[picture.mime]}", picture.content)
    return out.getvalue()
