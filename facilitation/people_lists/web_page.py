"""Tables that a program saved as a web page or as XML and called a spreadsheet, as many do."""

import re
from html.parser import HTMLParser

from facilitation.spreadsheet import Line

_BEGINS = re.compile(r"\s*<(?:!doctype html|html|head|meta|table|\?xml)\b", re.IGNORECASE)
_ROWS, _CELLS = ("tr", "row"), ("td", "th", "cell")


def is_web_page(text: str) -> bool:
    """Whether a text is written in the marks of web pages, or of Excel's XML."""
    return _BEGINS.match(text) is not None


def lines_of_web_page(text: str) -> list[Line]:
    """The rows of its tables, one below the other."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return list(enumerate(reader.rows, 1))


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        name = tag.rpartition(":")[2]
        if name in _ROWS:
            self.rows.append([])
        elif name in _CELLS and self.rows:
            self.rows[-1].append("")
            self._within = True
        elif name == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag.rpartition(":")[2] in _ROWS + _CELLS:
            self._within = False

    def handle_data(self, data: str) -> None:
        if self._within:
            self.rows[-1][-1] += data
