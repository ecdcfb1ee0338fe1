"""What python-docx has no words for: fields, bookmarks, links inside the document, properties of tables."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from facilitation.exports.documents.shortening import unbroken


def element(tag: str, /, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with its attributes."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def text(said: str, *, bold: bool = False, style: str = "") -> BaseOxmlElement:
    """A run of text, line by line; no line ends before a number."""
    run, look = element("r"), element("rPr")
    look.extend([element("rStyle", val=style)] if style else [])
    look.extend([element("b")] if bold else [])
    run.append(look)
    for number, line in enumerate(unbroken(said).split("\n")):
        inside = element("t")
        inside.text = line
        inside.set(qn("xml:space"), "preserve")
        run.extend([element("br"), inside] if number else [inside])
    return run


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field at the end of the paragraph: what Word is to work out, and what it shows until then."""
    for part in (*field_begin(instruction), text(shown), field_end()):
        paragraph._p.append(part)


def field_begin(instruction: str, *, stale: bool = False) -> list[BaseOxmlElement]:
    """The runs that open a field; Word works a stale one out as it opens the file."""
    told = element("instrText")
    told.text = f" {instruction} "
    told.set(qn("xml:space"), "preserve")
    begin, separate = (element("fldChar", fldCharType=kind) for kind in ("begin", "separate"))
    if stale:
        begin.set(qn("w:dirty"), "true")
    return [_run(begin), _run(told), _run(separate)]


def field_end() -> BaseOxmlElement:
    """The run that closes a field."""
    return _run(element("fldChar", fldCharType="end"))


def bookmarked(paragraph: Paragraph, number: int) -> None:
    """Make the paragraph a place that links lead to."""
    start = element("bookmarkStart", id=str(number), name=bookmark(number))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def linked(paragraph: Paragraph, number: int, said: str) -> None:
    """A link to a bookmark at the end of the paragraph."""
    link = element("hyperlink", anchor=bookmark(number), history="1")
    link.append(text(said))
    paragraph._p.append(link)


def bookmark(number: int) -> str:
    """The name of a place."""
    return f"_Toc{number:08}"


def _run(inside: BaseOxmlElement) -> BaseOxmlElement:
    run = element("r")
    run.append(inside)
    return run
