"""PDFs as a reader that we did not write sees them: pypdf."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

ZERO_WIDTH = str.maketrans("", "", "\u200b\u2060")


def opened(content: bytes) -> PdfReader:
    """The file, read."""
    return PdfReader(io.BytesIO(content))


def said(reader: PdfReader) -> str:
    """Everything it says, on one line."""
    return " ".join(" ".join(map(said_on, reader.pages)).split())


def said_on(page: PageObject) -> str:
    """What a page says, on one line, without the marks that only let lines break."""
    return " ".join(page.extract_text().translate(ZERO_WIDTH).split())


def root(reader: PdfReader) -> Any:
    """What the file says of itself."""
    return reader.trailer["/Root"]


def tags(reader: PdfReader) -> list[DictionaryObject]:
    """Every element of the structure, in the order in which it is read."""
    return list(_elements(root(reader)["/StructTreeRoot"]["/K"]))


def kinds(reader: PdfReader) -> list[str]:
    """The kind of every element of the structure."""
    return [str(tag["/S"]) for tag in tags(reader)]


def figures(reader: PdfReader) -> list[str]:
    """What each figure shows, said for those who cannot see it; nothing where it is not said."""
    return [str(tag.get("/Alt", "")) for tag in tags(reader) if str(tag["/S"]) == "/Figure"]


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Every font by its name, and whether it is in the file."""
    return dict(_font(one.get_object()) for page in reader.pages for one in _fonts_of(page))


def _fonts_of(page: PageObject) -> list[Any]:
    resources: Any = page["/Resources"]
    return list(resources.get("/Font", {}).values())


def _font(font: Any) -> tuple[str, bool]:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", DictionaryObject()).get_object()
    name = re.sub(r"^/[A-Z]{6}\+", "", str(font["/BaseFont"]))
    return name, any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _elements(kid: Any) -> Iterator[DictionaryObject]:
    kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
    if isinstance(kid, ArrayObject):
        for one in kid:
            yield from _elements(one)
    elif isinstance(kid, DictionaryObject) and "/S" in kid:
        yield kid
        yield from _elements(kid.get("/K", ArrayObject()))


def lines_on(page: PageObject) -> list[tuple[float, float, float, str]]:
    """What stands on a page: from where on the left, on which height, how large, and what it says."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, place: list[float], matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            across = matrix[4] * place[0] + matrix[5] * place[2] + place[4]
            up = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
            found.append((across, up, abs(size * matrix[3] * place[3]), text.strip()))

    page.extract_text(visitor_text=visit)
    return found
