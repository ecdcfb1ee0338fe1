"""Where words may be cut and lines may end, whoever wrote them."""

import re
from collections.abc import Sequence

from facilitation.exports.drawing import units
from facilitation.exports.words import Words

PITCH, LINE, TITLE, RUNNING = 240, 130, 80, 90
"""How many characters of a pitch, of a line and of a title find room on two pages, and at the foot of one."""
WHITE = re.compile(r"[ \t\r\n]+")
"""What stands between words; a space that breaks no line is a part of one."""

LONGEST_WORD = 25
"""Letters of the longest word of French: what is longer may be broken anywhere."""
LONGEST_PART = 12
"""Signs between two points of an address, at which lines may end by themselves."""
_PARTS = re.compile(r"([\s\-/.?&=_@%:#,;]+)")
_UNBROKEN = frozenset(".&=_@%:#,;")
"""Separators at which no line ends by itself, as it does in links, and at - / and ?."""
_ADDRESS = re.compile(r"[/@]|\w[._=]\w")
NUMBERED = re.compile(r"\b(no\.|n°) (?=\d)")
AMOUNT = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)")
"""An amount such as 50 000, whose spaces French sets narrow."""
UNIT = re.compile(r"(?<=\d) (?=(?:€|%|k€|M€|Md€)(?!\w))")


def unbroken(text: str) -> str:
    """The text with every number on the line of what it numbers, and every amount on one."""
    kept = AMOUNT.sub(lambda found: re.sub("[ \u00a0]", "\u202f", found[0]), text)
    return UNIT.sub("\u00a0", NUMBERED.sub("\\1\u00a0", kept))


def breakable(text: str) -> str:
    """The text with places to break in what no line and no cell has room for; words keep whole."""
    if len(text) <= LONGEST_PART:
        return text
    return "".join(_loosened(word) for word in re.split(r"(\s+)", text))


def _loosened(word: str) -> str:
    longest = LONGEST_PART if _ADDRESS.search(word) else LONGEST_WORD
    if len(word) <= longest:
        return word
    parts = ("\u200b".join(units(part)) if len(part) > longest else part for part in _PARTS.split(word))
    return "".join(parts) if "://" in word else "".join(map(_parted, parts))


def _parted(part: str) -> str:
    return f"{part}\u200b" if part and part[-1] in _UNBROKEN else part


def brief(text: str, most: int) -> str:
    """The text, or its beginning with a sign that it goes on; a word longer than half of that is cut too."""
    line = WHITE.sub(" ", text).strip()
    if len(line) <= most:
        return line
    end = line.rfind(" ", 0, most)
    return (line[:end] if end > most // 2 else line[: most - 1]).rstrip() + "…"


def more(things: Sequence[object], shown: int, words: Words) -> str:
    """How many things are left beside those that are shown; nothing where none is."""
    left = len(things) - shown
    return words.ngettext("and {n} more", "and {n} more", left) if left > 0 else ""
