"""Where words may be cut and lines may end, whoever wrote them."""

import re
from collections.abc import Sequence
from textwrap import fill

from facilitation.exports.words import Words

PITCH, LINE, TITLE = 240, 130, 80
"""How many characters of a pitch, of a line and of a title find room on two pages."""
WHITE = re.compile(r"[ \t\r\n]+")
"""What stands between words; a space that breaks no line is a part of one."""

NUMBERED = re.compile(r"\b(no\.|n°) (?=\d)")


def unbroken(text: str) -> str:
    """The text with every number on the line of what it numbers."""
    return NUMBERED.sub("\\1\u00a0", text)


def brief(text: str, most: int) -> str:
    """The text, or its beginning with a sign that it goes on."""
    return fill(WHITE.sub(" ", text).strip(), most, max_lines=1, placeholder="…")


def more(things: Sequence[object], shown: int, words: Words) -> str:
    """How many things are left beside those that are shown; nothing where none is."""
    left = len(things) - shown
    return words.ngettext("and {n} more", "and {n} more", left) if left > 0 else ""
