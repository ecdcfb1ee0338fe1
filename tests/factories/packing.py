"""Archives for tests: real ones without what only people read, and ones that nobody honest made."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from db.pictures import contents_of
from db.session import Session
from facilitation.archive.telling import Archive, tell
from facilitation.exports.bundle import bundle


def packed(session: Session, workshop_id: int, told: Archive | None = None) -> bytes:
    """The archive of a workshop, without the files that are no part of what is imported."""
    told = told or tell(session, workshop_id)
    return bundle({}, told, contents_of(session, told.pictures.values()))


def document_of(archive: bytes) -> dict[str, Any]:
    """The document in an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        document: dict[str, Any] = json.loads(opened.read("workshop.json"))
        return document


def made_up(document: object, files: Mapping[str, bytes] | None = None) -> bytes:
    """An archive with any document, and any files beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = document if isinstance(document, bytes) else json.dumps(document).encode()
        archive.writestr("workshop.json", text)
        for name, content in (files or {}).items():
            archive.writestr(name, content)
    return out.getvalue()
