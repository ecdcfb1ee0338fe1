"""Typst's compiler, on a folder that holds all it needs; as a script it is a process with nothing else in it.

A long document takes two hundred megabytes to typeset. So whoever knows the workshop writes down what the
document says and ends, and only then this begins (facilitation/exports/apart.py): their memory never adds up.
"""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "print"
TEMPLATES = Path(__file__).parent / "templates"
LAID_OUT = "document.typ"
"""The one template that is long enough to be typeset apart."""
TOLD = "told.json"


SYSTEM = "system-fonts"
"""What lies in the folder where fonts of the system are needed too, beside ours."""
TABLELESS = ("/P", "/L", "/TOC", "/H1", "/H2", "/H3", "/H4", "/TR")
"""Tags with no table inside: most of a long document."""
STARTS = b"startxref"
PROBE, SAMPLES = "probe.typ", "samples.typ"
"""Templates that show what they are told and nothing else: on one page, and on a page each."""


def compiled(folder: Path, template: str) -> bytes:
    """The template as a tagged PDF (PDF/UA-1, checked by the compiler), with our fonts.

    With others only for what ours do not have, and where the folder says so.
    """
    from typst import compile as typeset

    content = typeset(
        folder / template,
        root=folder,
        font_paths=[FONTS],
        ignore_system_fonts=not (folder / SYSTEM).exists(),
        sys_inputs={"told": (folder / TOLD).read_text("utf-8")},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    return with_row_heads(content) if template == LAID_OUT else content


def with_row_heads(content: bytes) -> bytes:
    """The document with the first cell of every row tagged as its head, for who listens to a table.

    The compiler tags the heads of columns alone; what changes is added at the end of the file.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    tree: Any = reader.trailer["/Root"]
    rows = [tag for tag in _tags(tree["/StructTreeRoot"]["/K"]) if tag["/S"] == "/TR"]
    changed = [cell for row in rows for cell in _head(list(_elements(row.get("/K"))))]
    return _updated(content, reader.trailer, changed) if changed else content


def _updated(content: bytes, trailer: Any, changed: list[Any]) -> bytes:
    """The file with these objects in a section of their own at its end (ISO 32000, 7.5.6)."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    out = io.BytesIO()
    out.write(content)
    places = []
    for one in changed:
        number = one.indirect_reference.idnum
        places.append((number, out.tell()))
        out.write(b"%d 0 obj\n" % number)
        one.write_to_stream(out)
        out.write(b"\nendobj\n")
    begins = out.tell()
    before = int(content[content.rindex(STARTS) + len(STARTS) :].split()[0])
    out.write(b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in sorted(places)))
    out.write(b"trailer\n")
    DictionaryObject({**trailer, NameObject("/Prev"): NumberObject(before)}).write_to_stream(out)
    out.write(b"\n%s\n%d\n%%%%EOF\n" % (STARTS, begins))
    return out.getvalue()


def _head(cells: list[Any]) -> list[Any]:
    """The cells of a row, the first made its head; all follow from what heads say they are heads of."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    if cells[0]["/S"] == "/TH":
        return []
    for cell in cells:
        kept = [one for one in _list(cell.get("/A")) if "/Headers" not in one.get_object()]
        cell[NameObject("/A")] = ArrayObject(kept)
    of_row = {NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject("/Row")}
    cells[0][NameObject("/S")] = NameObject("/TH")
    cells[0]["/A"].append(DictionaryObject(of_row))
    return cells


def _tags(kids: Any) -> Iterator[Any]:
    for kid in _elements(kids):
        yield kid
        if kid["/S"] not in TABLELESS:
            yield from _tags(kid.get("/K"))


def _elements(kids: Any) -> Iterator[Any]:
    return (kid for kid in map(_whole, _list(kids)) if isinstance(kid, dict) and "/S" in kid)


def _list(kids: Any) -> list[Any]:
    kids = _whole(kids)
    return list(kids) if isinstance(kids, list) else [] if kids is None else [kids]


def _whole(kid: Any) -> Any:
    return kid.get_object() if hasattr(kid, "get_object") else kid


def accepted(text: str, *, system: bool) -> bool:
    """Whether a document may hold this text."""
    from typst import TypstError
    from typst import compile as typeset

    try:
        typeset(TEMPLATES / PROBE, format="pdf", pdf_standards=["ua-1"], **_asked(text, system=system))
    except TypstError:
        return False
    return True


def sampled(texts: list[str], *, system: bool) -> list[bytes]:
    """Each of these texts but the first as a drawing; before them what each face draws for the first."""
    from typst import compile as typeset

    pages: list[bytes] = typeset(
        TEMPLATES / SAMPLES, format="svg", **_asked(json.dumps(texts), system=system)
    )
    return pages


def _asked(told: str, *, system: bool) -> dict[str, Any]:
    return {
        "root": TEMPLATES,
        "font_paths": [FONTS],
        "ignore_system_fonts": not system,
        "sys_inputs": {"told": told},
    }


def main(folder: Path) -> None:
    """Typeset what lies in the folder, on standard output."""
    sys.stdout.buffer.write(compiled(folder, LAID_OUT))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
