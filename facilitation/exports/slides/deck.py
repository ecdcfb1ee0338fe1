"""Slides of a few kinds, wide, with real titles and charts that PowerPoint can edit."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import _nsmap as nsmap
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Inches, Length, Mm, Pt

from facilitation.exports.documents.blocks import Picture
from facilitation.exports.documents.gallery import BARE, Gallery
from facilitation.exports.documents.shortening import unbroken
from facilitation.exports.pictures import Files, no_files
from facilitation.exports.slides.numbers import numbered
from facilitation.exports.tints import STEPS
from facilitation.exports.words import Words
from facilitation.report import Report
from hours import universal

INK = RGBColor(0x0E, 0x3B, 0x40)
TEXT = RGBColor(0x1D, 0x2B, 0x2C)
QUIET = RGBColor(0x4C, 0x5F, 0x60)
AMBER = RGBColor(0x8C, 0x5A, 0x00)
HONEY = RGBColor(0xEF, 0xB1, 0x3C)
PAPER = RGBColor(0xFB, 0xF7, 0xEF)
SOFT = RGBColor(0x8F, 0xA6, 0xA8)
PARTS = tuple(RGBColor.from_string(STEPS[step]) for step in (3, 2, 0))
"""Of a chart: the darker, the more stands in the way, with a line around each."""
FONT = "Calibri"
TITLE_ONLY = 5
TONGUES = {"fr": "fr-FR", "en": "en-GB"}
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
HIGH = Inches(0.5)
EDGE, TOP = Inches(0.75), Inches(1.75)
ROOM = Emu(WIDTH - 2 * EDGE)
TITLE, LEAST = Inches(1.15), 18
"""How high a title is, and how small its letters may become."""
LETTER = 0.5
"""How wide a letter is on the whole, of its height."""
CAPTION = Inches(0.45)
"""How high the line is that says what a chart counts."""
NUMBER = (Emu(EDGE + ROOM - Inches(1.2)), Emu(HEIGHT - HIGH), Inches(1.2), Inches(0.35))
"""Where the number of a slide stands: left, top, width, height."""
HANG = Pt(14)
"""How far the lines of a point stand to the right of its bullet."""


class Line(NamedTuple):
    """A line of text on a slide."""

    text: str
    size: float = 18
    colour: RGBColor = TEXT
    bold: bool = False
    bullet: bool = False


class Deck:
    """The slides of one report, one after the other."""

    def __init__(self, report: Report, gallery: Gallery = BARE, files: Files = no_files) -> None:
        self.gallery, self.files = gallery, files
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = WIDTH, HEIGHT
        self.tongue = TONGUES[report.language]
        self.layout = self.file.slide_layouts[TITLE_ONLY]
        for layout in list(self.file.slide_layouts):
            if layout != self.layout:
                self.file.slide_layouts.remove(layout)
        for placeholder in list(self.layout.placeholders)[1:]:
            if placeholder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                placeholder.left, placeholder.top, placeholder.width, placeholder.height = NUMBER
            else:
                placeholder.element.getparent().remove(placeholder.element)
        background = self.file.slide_master.background.fill
        background.solid()
        background.fore_color.rgb = PAPER
        about = self.file.core_properties
        about.title, about.language = report.theme, self.tongue
        about.author = about.last_modified_by = report.organiser or "Essaim"
        about.created = about.modified = universal(report.made_at).replace(tzinfo=None)
        about.comments, about.keywords = "", ""
        self._translate(Words(report.language, report.time_zone))

    def _translate(self, words: Words) -> None:
        """What the program itself shows of the layout, in the language of the slides."""
        _ = words.gettext
        self.layout._element.cSld.set("name", _("Title and content"))
        for master in (self.layout, self.file.slide_master):
            for place in cast(Iterable[SlidePlaceholder], master.placeholders):
                for run in place.element.iter(f"{{{nsmap['a']}}}t"):
                    run.text = _("Title") if place.placeholder_format.type == PP_PLACEHOLDER.TITLE else ""

    def slide(self, title: str, *, size: float = 32, top: Length = HIGH, tall: Length = TITLE) -> Slide:
        """A new slide with its title, as large as it finds room, and, after the first, its number."""
        while size > LEAST and len(title) > _room(size, tall):
            size -= 2
        made = cast(Slide, self.file.slides.add_slide(self.layout))
        head = cast(SlidePlaceholder, made.shapes.title)
        head.left, head.top, head.width, head.height = EDGE, top, ROOM, tall
        frame = head.text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._say(frame.paragraphs[0], Line(title, size, INK, bold=True))
        if (count := len(self.file.slides)) > 1:
            numbered(made, count, box=NUMBER, colour=str(QUIET), font=FONT, tongue=self.tongue)
        return made

    def text(self, slide: Slide, lines: Iterable[Line], box: tuple[Length, Length, Length, Length]) -> None:
        """Lines in a box: left, top, width, height."""
        frame = slide.shapes.add_textbox(*box).text_frame
        frame.word_wrap = True
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self._say(paragraph, line)

    def picture(self, slide: Slide, picture: Picture, *, right: Length, top: Length) -> None:
        """A picture whose right upper corner is there, described for who does not see it."""
        wide, tall = Mm(picture.width), Mm(picture.height)
        content = io.BytesIO(self.files(picture))
        shape = slide.shapes.add_picture(content, Emu(right - wide), top, wide, tall)
        shape._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", picture.alt)

    def notes(self, slide: Slide, lines: Sequence[str]) -> None:
        """What is said in full below the slide."""
        frame = cast(TextFrame, slide.notes_slide.notes_text_frame)
        frame.text = unbroken("\n".join(lines))
        self.spoken(frame._txBody)

    def spoken(self, element: BaseOxmlElement) -> None:
        """Say of all text in it which language it is."""
        for run in element.iter(f"{{{nsmap['a']}}}r"):
            run.get_or_add_rPr().set("lang", self.tongue)

    def bars(
        self, slide: Slide, bars: Sequence[tuple[str, int, bool]], name: str, alt: str, *, counted: str
    ) -> None:
        """A chart of bars from the first down; those that stand out are honey; what they count is above."""
        data = ChartData()
        data.categories = [unbroken(bar) for bar, _value, _strong in bars]
        data.add_series(name, [value for _bar, value, _strong in bars])
        chart = self._chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, alt, counted)
        for at, (_bar, _value, strong) in enumerate(bars):
            fill = chart.plots[0].series[0].points[at].format.fill
            fill.solid()
            fill.fore_color.rgb = HONEY if strong else SOFT

    def stacked(
        self,
        slide: Slide,
        names: Sequence[str],
        parts: Mapping[str, Sequence[int]],
        alt: str,
        *,
        counted: str,
    ) -> None:
        """A chart of bars made of parts, with a legend; what they count is above."""
        data = ChartData()
        data.categories = list(map(unbroken, names))
        for part, values in parts.items():
            data.add_series(part, list(values))
        chart = self._chart(slide, XL_CHART_TYPE.BAR_STACKED, data, alt, counted)
        for series, colour in zip(chart.plots[0].series, PARTS, strict=True):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
            series.format.line.color.rgb = INK
        chart.plots[0].overlap = 100
        chart.plots[0].data_labels.number_format = "0;;;"
        chart.plots[0].data_labels.number_format_is_linked = False
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False

    def _chart(self, slide: Slide, kind: XL_CHART_TYPE, data: ChartData, alt: str, counted: str) -> Chart:
        self.text(slide, [Line(counted, 16, QUIET)], (EDGE, Emu(TOP - CAPTION), ROOM, CAPTION))
        tall = Emu(HEIGHT - TOP - HIGH)
        frame = cast(GraphicFrame, slide.shapes.add_chart(kind, EDGE, TOP, ROOM, tall, data))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
        chart = frame.chart
        chart.has_legend = chart.has_title = False
        chart.font.size, chart.font.name = Pt(14), FONT
        chart.font.color.rgb = TEXT
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 45, True
        plot.data_labels.font.size = Pt(14)
        chart.category_axis.reverse_order = True
        chart.category_axis.format.line.fill.background()
        chart.category_axis.has_major_gridlines = chart.value_axis.has_major_gridlines = False
        chart.value_axis.visible = False
        return chart

    def _say(self, paragraph: _Paragraph, line: Line) -> None:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(6)
        run = paragraph.add_run()
        run.text = unbroken(line.text)
        if line.bullet:
            shape = paragraph._p.get_or_add_pPr()
            shape.set("marL", str(HANG))
            shape.set("indent", str(-HANG))
            for mark in ('buFont {} typeface="Arial"', 'buChar {} char="•"'):
                shape.append(parse_xml(f"<a:{mark.format(nsdecls('a'))}/>"))
        run.font.size, run.font.bold, run.font.name = Pt(line.size), line.bold, FONT
        run.font.color.rgb = line.colour
        run._r.get_or_add_rPr().set("lang", self.tongue)


def _room(size: float, tall: Length) -> int:
    """How many letters of this size a title of this height has room for."""
    lines = int(tall / Pt(size) / 1.2)
    return int(lines * ROOM / Pt(size) / LETTER * 0.9)
