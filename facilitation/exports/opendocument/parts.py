"""The parts of an OpenDocument spreadsheet beside its cells: looks, what stays in sight, what it is about."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from facilitation.exports.opendocument.cells import shade
from facilitation.exports.sheets import Sheet
from facilitation.report import Report
from hours import universal
from translation import Language

MIME = "application/vnd.oasis.opendocument.spreadsheet"
PARTS = ("content.xml", "meta.xml", "settings.xml", "styles.xml")
URN = "urn:oasis:names:tc:opendocument:xmlns"
OWN = ("office", "style", "table", "text", "config", "meta")
NAMESPACES = " ".join(
    [
        *(
            f'xmlns:{name}="{URN}:{name}:1.0"'
            for name in ("office", "style", "table", "text", "config", "meta")
        ),
        f'xmlns:number="{URN}:datastyle:1.0"',
        f'xmlns:fo="{URN}:xsl-fo-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:ooo="http://openoffice.org/2004/office"',
        'office:version="1.3"',
    ]
)
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{URN}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>' for part in PARTS
    )
    + "</manifest:manifest>"
)
INK, LINE = "#0E3B40", "#D8D2C2"
MILLIMETRES = 2.1
"""How wide a character is, about."""
FROZEN = "2"
DATES = {
    "fr": '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>',
    "en": '<number:day/><number:text> </number:text><number:month number:textual="true"/>'
    '<number:text> </number:text><number:year number:style="long"/>',
}
TIME = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)


def quoted(text: str) -> str:
    """The text as it stands between the quotation marks of an attribute."""
    return quoteattr(text, {'"': "&quot;"})[1:-1]


def meta(report: Report) -> str:
    """What the file is about, who made it, and when."""
    author = escape(report.organiser or "Essaim")
    made = f"{universal(report.made_at):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f"<office:document-meta {NAMESPACES}><office:meta><dc:title>{escape(report.theme)}</dc:title>"
        f"<meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>"
        f"<meta:creation-date>{made}</meta:creation-date><dc:date>{made}</dc:date>"
        f"<dc:language>{report.language}</dc:language></office:meta></office:document-meta>"
    )


def styles(language: Language) -> str:
    """The look of every cell, and pages that are as wide as the paper."""
    return (
        f"<office:document-styles {NAMESPACES}><office:styles>"
        '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Calibri"'
        f' fo:font-family="Calibri" fo:font-size="11pt" fo:language="{language}"/></style:default-style>'
        "</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="297mm"'
        ' fo:page-height="210mm" style:print-orientation="landscape" fo:margin="15mm"'
        ' style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/>'
        "</office:master-styles></office:document-styles>"
    )


def automatic_styles(language: Language, pages: Sequence[Sheet]) -> str:
    """The styles that cells, columns and sheets name."""
    columns = [column for page in pages for column in page.columns]
    colours = sorted({colour for column in columns for _said, colour in column.shades})
    widths = sorted({column.width for column in columns})
    date = DATES[language]
    return "".join(
        [
            "<office:automatic-styles>",
            f'<number:date-style style:name="day">{date}</number:date-style>',
            f'<number:date-style style:name="daytime">{date}{TIME}</number:date-style>',
            '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"/>',
            *(_width(width) for width in widths),
            _look(
                "head",
                f'fo:background-color="{INK}"',
                '<style:text-properties fo:color="#FFFFFF" fo:font-weight="bold"/>',
            ),
            _look(
                "upright",
                f'fo:background-color="{INK}" style:rotation-angle="90"',
                '<style:text-properties fo:color="#FFFFFF" fo:font-weight="bold"/>',
            ),
            *(_look(name) for name in ("text", "number")),
            _look("date", data="day"),
            _look("moment", data="daytime"),
            *(_look(shade(colour), f'fo:background-color="{colour}"') for colour in colours),
            "</office:automatic-styles>",
        ]
    )


def settings(pages: Sequence[Sheet]) -> str:
    """The head and the first columns stay in sight."""
    return (
        f"<office:document-settings {NAMESPACES}><office:settings>"
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        + _item("ViewId", "string", "view1")
        + '<config:config-item-map-named config:name="Tables">'
        + "".join(_frozen(page) for page in pages)
        + "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def _width(width: int) -> str:
    return (
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * MILLIMETRES:.0f}mm"/></style:style>'
    )


def _look(name: str, ground: str = "", letters: str = "", data: str = "") -> str:
    dated = f' style:data-style-name="{data}"' if data else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{dated}>'
        f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"'
        f' fo:border="0.5pt solid {LINE}" {ground}/>{letters}</style:style>'
    )


def _frozen(page: Sheet) -> str:
    at = str(page.kept_in_sight)
    items = (
        ("HorizontalSplitMode", "short", FROZEN),
        ("VerticalSplitMode", "short", FROZEN),
        ("HorizontalSplitPosition", "int", at),
        ("VerticalSplitPosition", "int", "1"),
        ("ActiveSplitRange", "short", "3"),
        ("PositionRight", "int", at),
        ("PositionBottom", "int", "1"),
    )
    return (
        f'<config:config-item-map-entry config:name="{quoted(page.name)}">'
        + "".join(_item(*item) for item in items)
        + "</config:config-item-map-entry>"
    )


def _item(name: str, kind: str, value: str) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
