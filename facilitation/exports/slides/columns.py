"""What was said, in columns under a slide's head: shortened there, whole in the notes."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from pptx.slide import Slide
from pptx.util import Emu, Inches, Length

from facilitation.exports.slides.deck import AMBER, EDGE, QUIET, ROOM, Deck, Line
from facilitation.exports.words import Words

GLIMPSE = 130
"""How much of a text a slide shows; the notes hold it whole."""
MOST_LINES = 3
GAP = Inches(0.5)
BELOW_HEAD, TALL = Inches(3.5), Inches(3.6)


def in_columns(
    deck: Deck, slide: Slide, columns: Mapping[str, Sequence[str]], words: Words, room: Length = ROOM
) -> None:
    """Each title with the first of what stands under it; a column without a title is text alone."""
    if not columns:
        return
    wide = Emu((room - GAP * (len(columns) - 1)) // len(columns))
    for place, (title, texts) in enumerate(columns.items()):
        box = (Emu(EDGE + place * (wide + GAP)), BELOW_HEAD, wide, TALL)
        deck.text(slide, _column(title, texts, words), box)


def _column(title: str, texts: Sequence[str], words: Words) -> list[Line]:
    lines = [Line(title, 17, AMBER, bold=True)] if title else []
    lines += [Line(shorten(text, GLIMPSE, placeholder="…"), 15, bullet=True) for text in texts[:MOST_LINES]]
    if (more := len(texts) - MOST_LINES) > 0:
        lines.append(Line(words.ngettext("and {n} more", "and {n} more", more), 13, QUIET))
    return lines
