"""What people type, made safe to keep: normal form, no control characters, a limit."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from db.spelling import in_order, plain, shows_nothing
from facilitation.errors import Missing, TooLong

T = TypeVar("T")

KEPT_FORMAT_CHARACTERS = "\u200c\u200d"
"""Joiners: some scripts and composed emoji need them; every other format character goes."""
TYPOGRAPHIC_SPACES = "\u00a0\u202f"
"""The spaces French puts before ; : ! ? and inside « »."""
BREAKS = "\n\r\t\v\f\x85\u2028\u2029"
"""What parts words: lines, and the soft breaks that Word, PowerPoint and pages of a PDF put between them."""
STACKED_MARKS = 2
ABSURD_LENGTH = 100_000

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str, *, limit: int, field: str, required: bool = True, multiline: bool = False) -> str:
    """The text fit to keep; one that shows nothing is empty.

    Raises Missing where it is empty but required, TooLong beyond `limit`.
    """
    if len(text) > ABSURD_LENGTH:
        raise TooLong(field, limit, len(text))
    kept = _spaced(_visible(unicodedata.normalize("NFC", text)), multiline)
    if shows_nothing(kept):
        kept = ""
    if required and not kept:
        raise Missing(field)
    if len(kept) > limit:
        raise TooLong(field, limit, len(kept))
    return kept


def in_french_order(found: Iterable[T], name: Callable[[T], str] = str) -> list[T]:
    """Things in the French order of their names, for a page."""
    return in_order(found, name)


def folded(text: str) -> str:
    """A text to compare with: without accents and case, its ligatures taken apart."""
    return plain(text)


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if character in KEPT_FORMAT_CHARACTERS or (_is_shown(character, category) and marks <= STACKED_MARKS):
            kept.append(character)
    return "".join(kept)


def _is_shown(character: str, category: str) -> bool:
    return character in BREAKS or category[0] != "C"


def _spaced(text: str, multiline: bool) -> str:
    lines = [_SPACES.sub(_one_space, line).strip() for line in text.splitlines()]
    if multiline:
        return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return " ".join(line for line in lines if line)


def _one_space(run: re.Match[str]) -> str:
    return run[0] if run[0] in tuple(TYPOGRAPHIC_SPACES) else " "
