"""The lines of a list that is plain text: its letters and what separates its cells, by evidence."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from facilitation.errors import BadFile
from facilitation.people_lists.web_page import is_web_page, lines_of_web_page
from facilitation.spreadsheet import Line

SEPARATORS = ";\t,|"
_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Encodings that a file names at its beginning; the longer marks come first."""
UNMARKED = ("cp1252", "iso-8859-15", "mac_roman", "cp850")
"""Those of which it says nothing: of Windows, of Unix, of a Mac, of a CSV for MS-DOS."""
_LETTERS = frozenset("àâäçéèêëîïôöùûüÿœæñáíóúÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆÑ")
_SIGNS = frozenset("’‘“”«»–—…·•°€\u00a0\u202f")
_BREAKS = "\n\r\t\v\f\x1c\x1d\x1e\x85"
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_READ_TWICE = re.compile("[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_NEXT = re.compile(r"(<[^<>@\s]+@[^<>\s]+>)[ \t]*[;,][ \t]*(?=(?:\"[^\"\n]*\"|[^;,<\n\"]*)[ \t]*<[^<>@\s]+@)")
"""Where the next one of several recipients begins, as mail programs put them on one line."""
MOST_BREAKS = 10
"""A quoted cell of more lines is a quotation mark that nobody closed."""


def readings(content: bytes | str) -> Iterator[list[Line]]:
    """The text cut at each separator that may be meant, the likeliest ones first. Raises BadFile."""
    text = decoded(content) if isinstance(content, bytes) else content
    text = text.removeprefix("\ufeff")
    if is_web_page(text):
        yield lines_of_web_page(text)
        return
    text = _NEXT.sub("\\1\n", text)
    said = _SAID.match(text)
    for separator in said[1] if said else SEPARATORS:
        yield _cut(text[said.end() :] if said else text, separator, 1 if said else 0)


def decoded(content: bytes) -> str:
    """What the bytes spell. Raises BadFile where they are no text, or in no alphabet that is known here."""
    for mark, encoding in _MARKED.items():
        if content.startswith(mark):
            return _text(content, encoding)
    if b"\x00" in content:
        return _text(content, _wide(content))
    try:
        return _once(_text(content, "utf-8"))
    except UnicodeDecodeError:
        return _likeliest(content)


def _text(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            raise
        raise BadFile("encoding") from None
    if not _is_text(text):
        raise BadFile("binary")
    return text


def _wide(content: bytes) -> str:
    """Of text with an empty byte in every letter, on which side; a few of them are no text."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) * 4 < len(content):
        raise BadFile("binary")
    return "utf-16-le" if odd > even else "utf-16-be"


def _once(text: str) -> str:
    """The text, undone where it was taken for Windows's letters and written in UTF-8 again: Ã© for é."""
    if not _READ_TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _likeliest(content: bytes) -> str:
    """The reading with the most letters that French has, where French has them."""
    read, control = [], False
    for encoding in UNMARKED:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            read.append(text)
        else:
            control = True
    best = max(read, key=_likelihood, default="")
    if _likelihood(best) > 0:
        return best
    raise BadFile("binary" if control and not read else "encoding")


def _is_text(text: str) -> bool:
    """Whether a text holds few signs that nobody types."""
    unseen = (one for one in text if not one.isprintable() and one not in _BREAKS)
    return sum(unicodedata.category(one) == "Cc" for one in unseen) * 100 <= len(text)


def _likelihood(text: str) -> float:
    return sum(
        _fits(text[place - 1 : place], one, text[place + 1 : place + 2])
        for place, one in enumerate(text)
        if not one.isascii()
    )


def _fits(before: str, letter: str, after: str) -> float:
    """Whether French has this letter, and has a capital there, or a small one."""
    if letter in _SIGNS:
        return 0.5
    if letter not in _LETTERS:
        return -1
    among_capitals = letter.islower() and before.isupper() and after.isupper()
    return -1 if among_capitals or (letter.isupper() and before.islower()) else 1


def _cut(text: str, separator: str, above: int) -> list[Line]:
    """The lines, by quotation marks where each one that opens is closed before it swallows others."""
    lines = _parsed(text, separator, above, csv.QUOTE_MINIMAL)
    if _unclosed(text, separator) or any(_swallows(cell, separator) for _, cells in lines for cell in cells):
        return _parsed(text, separator, above, csv.QUOTE_NONE)
    return lines


def _swallows(cell: str, separator: str) -> bool:
    """Whether a cell holds what look like lines of the list."""
    lines = cell.splitlines()
    return len(lines) > MOST_BREAKS or sum(separator in line for line in lines) > 1


def _unclosed(text: str, separator: str) -> bool:
    """Whether the last quotation mark opens what nothing closes."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _parsed(text: str, separator: str, above: int, quoting: int) -> list[Line]:
    """The lines by their number in the file, of which some stand above."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    lines: list[Line] = []
    try:
        for cells in reader:
            lines.append((reader.line_num + above, cells))
    except csv.Error as error:
        raise BadFile("binary") from error
    return lines
