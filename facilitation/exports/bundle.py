"""The archive: the files that are read most, every table, the pictures, and the document to import."""

import io
import json
import zipfile
from collections.abc import Mapping

from facilitation.archive.reading import DOCUMENT
from facilitation.archive.telling import Archive


def bundle(files: Mapping[str, bytes], archive: Archive, contents: Mapping[int, bytes]) -> bytes:
    """The zip: these files, the archive's document, and its pictures with the `contents` of their ids."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
        packed.writestr(DOCUMENT, json.dumps(archive.document, ensure_ascii=False, indent=1))
        for file, picture_id in archive.pictures.items():
            packed.writestr(file, contents[picture_id], zipfile.ZIP_STORED)
    return out.getvalue()
