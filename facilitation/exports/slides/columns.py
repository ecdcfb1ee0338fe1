"""What was said, in columns under a slide's head: shortened there, whole in the notes."""

from collections.abc import Mapping, Sequence

from pptx.slide import Slide
from pptx.util import Emu, Inches, Length

from facilitation.exports.documents.shortening import brief
from facilitation.exports.slides.deck import AMBER, EDGE, QUIET, ROOM, Deck, Line
from facilitation.exports.words import Words

GLIMPSE = 130
"""How much of a text a slide shows at most; the notes hold it whole."""
PER_INCH = 28
"""How much of it three lines hold for every inch of a column's width."""
MOST_LINES = 3
GAP = Inches(0.5)
BELOW_HEAD, TALL = Inches(3.5), Inches(3.4)


def in_columns(
    deck: Deck, slide: Slide, columns: Mapping[str, Sequence[str]], words: Words, room: Length = ROOM
) -> None:
    """Each title with the first of what stands under it; a column without a title is text alone."""
    if not columns:
        return
    wide = Emu((room - GAP * (len(columns) - 1)) // len(columns))
    for place, (title, texts) in enumerate(columns.items()):
        box = (Emu(EDGE + place * (wide + GAP)), BELOW_HEAD, wide, TALL)
        deck.text(slide, _column(title, texts, words, min(GLIMPSE, int(wide / Inches(1) * PER_INCH))), box)


def _column(title: str, texts: Sequence[str], words: Words, most: int) -> list[Line]:
    lines = [Line(title, 17, AMBER, bold=True)] if title else []
    lines += [Line(brief(text, most), 15, bullet=True) for text in texts[:MOST_LINES]]
    if (more := len(texts) - MOST_LINES) > 0:
        lines.append(Line(words.ngettext("and {n} more", "and {n} more", more), 13, QUIET))
    return lines
