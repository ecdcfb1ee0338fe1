"""The look of a Word file, in its styles: whoever changes a style there changes the whole document."""

from datetime import datetime
from typing import NamedTuple, cast

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from facilitation.exports.documents.blocks import Document
from facilitation.terms import N_
from translation import Language, catalogue

INK = "0E3B40"
QUIET = "4C5F60"
HONEY = "EFB13C"
AMBER = "8C5A00"
LINE = "D8D2C2"
SOFT = "768E91"
TEXT = "Calibri"
TONGUES = {"fr": "fr-FR", "en": "en-GB"}
TABLE = "Essaim"


NAMED = {
    "Legend": N_("Legend of a table"),
    "Lead": N_("Lead paragraph"),
    "Intro": N_("Introduction"),
    "Quiet": N_("Quiet text"),
    "Mark": N_("Warning"),
    "Question": N_("Question of a section"),
    "Source": N_("Contribution cited"),
    "Picture": N_("Picture"),
    "Cell": N_("Cell"),
    "Sign": N_("Sign of the matrix"),
    "Head": N_("Head of a column"),
    "Below": N_("Space below a table"),
    "Contents": N_("Title of the contents"),
    "Signature": N_("Who said it"),
}
"""Our own styles, as they are listed in the program."""


class Look(NamedTuple):
    """How a style looks: size, colour, weight, slope, space above and below, in points."""

    size: float
    colour: str = INK
    bold: bool = False
    italic: bool = False
    above: float = 0
    below: float = 6
    stays: bool = False


LOOKS = {
    "Normal": Look(11, "1D2B2C"),
    "Title": Look(34, bold=True, above=150, below=10),
    "Subtitle": Look(18, QUIET, below=28),
    "Heading 1": Look(20, bold=True, above=26, below=8, stays=True),
    "Heading 2": Look(14, bold=True, above=16, below=4, stays=True),
    "Heading 3": Look(12, AMBER, bold=True, above=12, below=3, stays=True),
    "Heading 4": Look(11, QUIET, bold=True, above=8, below=2, stays=True),
    "Caption": Look(9.5, QUIET, above=10, below=4, stays=True),
    "Legend": Look(9, QUIET, below=4, stays=True),
    "List Bullet": Look(11, "1D2B2C", below=3),
    "List Bullet 2": Look(10, QUIET, below=2),
    "Lead": Look(12.5, below=6, stays=True),
    "Intro": Look(11, "1D2B2C", stays=True),
    "Quiet": Look(10, QUIET, italic=True),
    "Mark": Look(11, AMBER, bold=True),
    "Question": Look(10.5, QUIET, italic=True, below=3, stays=True),
    "Source": Look(10, QUIET, below=2),
    "Picture": Look(11, above=4, below=8),
    "Cell": Look(9.5, "1D2B2C", below=0),
    "Sign": Look(8.5, "1D2B2C", below=0),
    "Head": Look(9.5, "FFFFFF", bold=True, below=0),
    "Below": Look(4, below=0),
    "toc 1": Look(11.5, bold=True, above=6, below=2),
    "toc 2": Look(10.5, QUIET, below=1),
    "Contents": Look(20, bold=True, below=8, stays=True),
    "Header": Look(9, QUIET),
    "Footer": Look(9, QUIET),
}


CLOSER = {
    "Normal": Look(10, "1D2B2C", below=3),
    "Title": Look(22, bold=True, below=1),
    "Subtitle": Look(13, QUIET, below=3),
    "Heading 1": Look(13.5, bold=True, above=9, below=2, stays=True),
    "Heading 2": Look(11.5, AMBER, bold=True, above=6, below=1, stays=True),
    "List Bullet": Look(10, "1D2B2C", below=1),
    "Lead": Look(11, below=3, stays=True),
    "Quiet": Look(9.5, QUIET, italic=True, below=3),
    "Caption": Look(9.5, QUIET, above=6, below=3, stays=True),
    "Cell": Look(9, "1D2B2C", below=0),
}
"""How a short document looks, where it looks otherwise."""


def blank(document: Document) -> File:
    """An empty A4 file in the document's language, with every style that its pieces use."""
    file = docx.Document()
    for name, look in (LOOKS | CLOSER if document.short else LOOKS).items():
        _styled(file, name, look)
        cast(ParagraphStyle, file.styles[name]).paragraph_format.line_spacing = 1 if document.short else 1.1
    _styled(file, "Signature", Look(9.5, QUIET), WD_STYLE_TYPE.CHARACTER)
    _of_today(file)
    _barred(cast(ParagraphStyle, file.styles["Source"]))
    for border in file.styles["Title"].element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    file.styles.element.append(_table_style())
    for tongue in file.styles.element.xpath("w:docDefaults//w:lang"):
        tongue.set(qn("w:val"), TONGUES[document.language])
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.3)
    page.top_margin, page.bottom_margin = Cm(1.5 if document.short else 2.2), Cm(2 if document.short else 2.2)
    page.footer_distance = Cm(1)
    file.styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name in ("toc 1", "toc 2"):
        stops = file.styles[name].paragraph_format.tab_stops
        stops.add_tab_stop(room(file), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    page.different_first_page_header_footer = not document.short
    about = file.core_properties
    about.title = f"{document.name} · {document.theme}"
    about.author = about.last_modified_by = document.organiser or "Essaim"
    if document.made_at:
        about.created = about.modified = datetime.fromisoformat(document.made_at)
    about.language = TONGUES[document.language]
    about.comments = ""
    return file


def named(file: File, language: Language) -> None:
    """Give our own styles names in the language of the document; Word names its own by itself.

    In English they bear those of the code.
    """
    for style in file.styles:
        if language != "en" and style.name in NAMED:
            style.element.find(qn("w:name")).set(qn("w:val"), catalogue(language).gettext(NAMED[style.name]))


def room(file: File) -> Emu:
    """How wide the text is."""
    page = file.sections[0]
    return Emu((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))


def _of_today(file: File) -> None:
    """Laid out as Word does since 2013, whose tables begin at the margin of the text."""
    for mode in file.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), "15")


def _styled(file: File, name: str, look: Look, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> None:
    known = {style.name for style in file.styles}
    style = file.styles[name] if name in known else file.styles.add_style(name, kind)
    if isinstance(style, ParagraphStyle) and name not in known:
        style.base_style = file.styles["Normal"]
        style.quick_style = True
    font = style.font
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TEXT)
    if isinstance(style, ParagraphStyle):
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(look.above), Pt(look.below)
        shape.keep_with_next = look.stays


def _barred(style: ParagraphStyle) -> None:
    """What is quoted stands further in, behind a bar."""
    look = style.element.get_or_add_pPr()
    bar = f'w:val="single" w:sz="18" w:space="8" w:color="{HONEY}"'
    look.append(parse_xml(f"<w:pBdr {nsdecls('w')}><w:left {bar}/></w:pBdr>"))
    style.paragraph_format.left_indent = Cm(0.6)


def _table_style() -> BaseOxmlElement:
    """Lines between rows, a dark head; Word repeats the head where a table goes on over the page."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    style: BaseOxmlElement = parse_xml(
        f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
          <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
          <w:tblPr>
            <w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>
            <w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
              <w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>
          </w:tblPr>
          <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
            <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{INK}"/></w:tcPr></w:tblStylePr>
          <w:tblStylePr w:type="firstCol"/>
        </w:style>"""
    )
    return style
