"""Excerpts: the part of a text in which something was found, in pieces that are marked or not."""

from collections.abc import Collection
from dataclasses import dataclass

from db.stems import stem, words_in

LENGTH = 280
BEFORE = 60
"""Letters shown before the first word that was found, where a text is longer than an excerpt."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `found` where it is what somebody looked for."""

    text: str
    found: bool = False


def pieces(text: str, stems: Collection[str], language: str) -> tuple[Piece, ...]:
    """The whole text, the words that were looked for apart."""
    cut: list[Piece] = []
    done = 0
    for start, end, word in words_in(text):
        if stems and stem(word, language) in stems:
            cut += [Piece(text[done:start])] * (start > done) + [Piece(text[start:end], found=True)]
            done = end
    return (*cut, *([Piece(text[done:])] * (done < len(text))))


def excerpt(text: str, stems: Collection[str], language: str, length: int = LENGTH) -> tuple[Piece, ...]:
    """At most about `length` letters of a text, from shortly before the first word that was looked for."""
    if len(text) <= length:
        return pieces(text, stems, language)
    first = next((start for start, _, word in words_in(text) if stem(word, language) in stems), 0)
    start = _at_a_word(text, first - BEFORE) if first > BEFORE else 0
    end = _at_a_word(text, start + length) if start + length < len(text) else len(text)
    shown = pieces(text[start:end].strip(), stems, language)
    return (*([Piece("… ")] * (start > 0)), *shown, *([Piece(" …")] * (end < len(text))))


def _at_a_word(text: str, place: int) -> int:
    """The end of the space before or at a place, so that no word is cut; the place where there is none."""
    space = text.rfind(" ", max(0, place - 40), place)
    return place if space < 0 else space + 1
