"""Reading an archive that anybody may have made: checked in every part before anything is made of it.

As a process of its own (facilitation/apart) it reads from standard input to standard output.
"""

import io
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from facilitation.archive.schema import FORMAT, VERSION, Told, fault_of, overfull
from facilitation.errors import BadArchive, NotAPicture, PictureTooLarge, TooLong, TooManyPixels
from facilitation.redrawing import LIMIT_MB as PICTURE_LIMIT_MB
from facilitation.redrawing import Redrawn, redraw
from facilitation.texts import ABSURD_LENGTH, clean

MB = 1024 * 1024
LIMIT_MB = 60
DOCUMENT = "workshop.json"
DOCUMENT_LIMIT = 12 * MB
MOST_FILES = 10_000
_ENTRY = b"PK\x01\x02"
"""Begins every entry of a zip's list of files; counted before anybody reads that list."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was found in an archive: the document, which keeps to its schema, and its pictures drawn anew."""

    document: Told
    drawn: dict[str, Redrawn]


def read_archive(data: bytes) -> Parcel:
    """What an archive holds. Raises BadArchive with the reason.

    Nothing is unpacked onto a disk: only the document and the files that it names are looked at.
    """
    if len(data) > LIMIT_MB * MB:
        raise BadArchive("large")
    if data.count(_ENTRY) > MOST_FILES:
        raise BadArchive("large")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            document = _document(_content(archive, DOCUMENT, DOCUMENT_LIMIT))
            return Parcel(document, _drawn(archive, document))
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise BadArchive("zip") from error


def _content(archive: ZipFile, name: str, limit: int) -> bytes:
    """A file of the archive, whatever its header says of its size."""
    try:
        entry = archive.getinfo(name)
    except KeyError as error:
        raise BadArchive("missing", name) from error
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadArchive("zip")
    with archive.open(entry) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise BadArchive("large", name)
    return content


def _document(content: bytes) -> Told:
    try:
        read = json.loads(content, parse_float=_refuse, parse_constant=_refuse)
        if isinstance(read, dict) and (place := overfull(read)):
            raise BadArchive("schema", place)
        document = _cleaned(read)
    except (ValueError, RecursionError, TooLong) as error:
        raise BadArchive("unreadable") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadArchive("other")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadArchive("newer", str(version))
    if place := fault_of(document):
        raise BadArchive("schema", place)
    return document


def _refuse(_: str) -> NoReturn:
    """The document holds whole numbers only."""
    raise ValueError


def _cleaned(value: Any) -> Any:
    """The same with every text fit to keep: normal form, nothing that is not seen."""
    if isinstance(value, str):
        return clean(value, limit=ABSURD_LENGTH, field="text", required=False, multiline=True)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    return value


def _drawn(archive: ZipFile, document: Told) -> dict[str, Redrawn]:
    """The pictures that the document names, as we encode them."""
    drawn: dict[str, Redrawn] = {}
    for name in dict.fromkeys(_named(document)):
        try:
            drawn[name] = redraw(_content(archive, name, PICTURE_LIMIT_MB * MB))
        except (NotAPicture, PictureTooLarge, TooManyPixels) as error:
            raise BadArchive("picture", name) from error
    return drawn


def _named(document: Told) -> Iterator[str]:
    bearers = (*document["initiatives"], *document["posts"])
    for picture in (document["workshop"]["logo"], *(told["picture"] for told in bearers)):
        if picture is not None:
            yield picture["file"]


def main() -> None:
    """Read the archive that comes; on a line the document and how its pictures follow, then these."""
    parcel = read_archive(sys.stdin.buffer.read(LIMIT_MB * MB + 1))
    following = [(name, one.width, one.height, len(one.content)) for name, one in parcel.drawn.items()]
    sys.stdout.buffer.write(json.dumps([parcel.document, following]).encode() + b"\n")
    for one in parcel.drawn.values():
        sys.stdout.buffer.write(one.content)


if __name__ == "__main__":
    main()
