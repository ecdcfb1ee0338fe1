"""What a Word file begins and ends with: cover, contents, running foot, what holds for everything in it."""

from docx.document import Document as File
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm

from facilitation.exports.documents.blocks import Document, Heading
from facilitation.exports.documents.shortening import RUNNING, brief
from facilitation.exports.pictures import Files
from facilitation.exports.word.elements import field, field_begin, field_end, linked
from facilitation.exports.word.figures import place
from facilitation.exports.word.styles import room

SMALLER = 0.7
"""How much of its size the logo has in the head of a short document."""


def bind(file: File, document: Document, files: Files) -> None:
    """The cover page and the contents; a short document has a head and goes on below it."""
    if document.logo:
        logo = file.add_paragraph(style="Quiet")
        place(logo, document.logo, files, scale=SMALLER if document.short else 1)
    if document.short:
        _head(file, document)
    else:
        file.add_paragraph(document.organiser, "Quiet")
        file.add_paragraph(document.name, "Title")
        file.add_paragraph(document.theme, "Subtitle")
        file.add_paragraph(document.when_and_where, "Lead")
    for mark in document.marks:
        file.add_paragraph(mark, "Mark")
    if listed(document):
        file.add_paragraph(document.contents, "Contents").paragraph_format.page_break_before = True
        _contents(file, document)
        _holds(file, document)
    _foot(file, document)


def _head(file: File, document: Document) -> None:
    file.add_paragraph(document.name, "Title")
    file.add_paragraph(document.theme, "Subtitle")
    told = " · ".join(filter(None, (document.organiser, document.when_and_where)))
    file.add_paragraph(told, "Quiet")


def listed(document: Document) -> list[tuple[int, Heading]]:
    """The headings that the contents list, each with the number of its bookmark."""
    if document.short:
        return []
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return [(number, one) for number, one in enumerate(headings, start=1) if one.level <= document.depth]


def close(file: File, document: Document) -> None:
    """What holds for everything in the file, at the end of one without contents; others began with it."""
    if not listed(document):
        _holds(file, document)


def _holds(file: File, document: Document) -> None:
    above = Cm(0.3 if document.short else 0.8)
    file.add_paragraph(document.fine_print, "Quiet").paragraph_format.space_before = above
    file.add_paragraph(document.made, "Quiet")


def _contents(file: File, document: Document) -> None:
    """A field that Word works out as it opens the file, filled with links until then."""
    entries = listed(document)
    for at, (number, heading) in enumerate(entries):
        line = file.add_paragraph(style=f"toc {heading.level}")
        if at == 0:
            for part in field_begin(f'TOC \\o "1-{document.depth}" \\h \\z \\u', stale=True):
                line._p.append(part)
        linked(line, number, heading.text)
        if at == len(entries) - 1:
            line._p.append(field_end())


def _foot(file: File, document: Document) -> None:
    foot = file.sections[0].footer.paragraphs[0]
    for stops in file.styles["Footer"].element.xpath("./w:pPr/w:tabs"):
        stops.getparent().remove(stops)
    foot.paragraph_format.tab_stops.add_tab_stop(room(file), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(brief(document.running, RUNNING) + "\t")
    field(foot, "PAGE", "1")
    foot.add_run(" / ")
    field(foot, "NUMPAGES", "1")
