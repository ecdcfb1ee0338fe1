"""What can be drawn: the compiler is asked of all unusual signs at once; a lack is mended where it stands.

PDF/UA forbids a sign that no font has, so that one of them would cost the whole document.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitation.exports.compiler import accepted, sampled

BOX = "□"
ALIASES = {"✕": "×"}
"""A sign of ours that our fonts do not have, and its like."""
JOINER = "\u200d"
NEVER_DRAWN = "\U0010fffd"
"""A sign that no font has: what is drawn for it is drawn for every lack."""

_UNUSUAL = re.compile("[^\\u0000-\\u024f\\u2010-\\u2027\\u202f\\u20ac□]")
_GLYPH = re.compile(rb'<symbol id="([^"]+)"')
_KEPT = frozenset("\n\t\u00ad\u200b\u200c\u200d\u2060")


@dataclass(frozen=True, slots=True)
class Pen:
    """What writes texts with the signs that there are: `mended` are words that lack some, with their like.

    `system` where fonts of the system are needed, and `boxed` where no font has what somebody typed.
    """

    mended: Mapping[str, str]
    system: bool = False

    @property
    def boxed(self) -> bool:
        """Whether an empty box stands for something."""
        return any(BOX in alike and BOX not in word for word, alike in self.mended.items())

    def write(self, text: str) -> str:
        """The text with an empty box, or the letter below its marks, for whatever cannot be drawn."""
        return "".join(self.mended.get(part, part) for part in re.split(r"(\s+)", _printable(text)))


def pen_for(texts: Iterable[str], *, system: bool = True) -> Pen:
    """What writes these texts; fonts of the system help out where ours lack something, if they may."""
    words = sorted({word for text in texts for word in _printable(text).split() if _UNUSUAL.search(word)})
    if not words:
        return Pen({})
    parts = {sign: _plainer(sign) for word in words for sign in units(word) if _UNUSUAL.search(sign)}
    lacking = _undrawn({*parts, *(part for several in parts.values() for part in several)})
    left = _undrawn(lacking, system=True) if system else lacking
    helped, lacking = left < lacking, left
    found = {
        sign: sign
        if lacking.isdisjoint((sign, *several))
        else "".join(BOX if part in lacking else part for part in several)
        for sign, several in parts.items()
    } | ALIASES
    mended = {word: "".join(found.get(sign, sign) for sign in units(word)) for word in words}
    for mend in (_plain, _boxed):
        refused = set(_refused(sorted({*mended.values()}), system=helped))
        mended = {word: mend(alike) if alike in refused else alike for word, alike in mended.items()}
    return Pen({word: alike for word, alike in mended.items() if alike != word}, helped)


def units(text: str) -> Iterator[str]:
    """What is drawn as one: a letter with its marks, a sign with its variant, emoji that are joined."""
    unit = ""
    for sign in text:
        if unit and (unit[-1] == JOINER or _joins(sign)):
            unit += sign
        else:
            yield from filter(None, (unit,))
            unit = sign
    yield from filter(None, (unit,))


def _joins(sign: str) -> bool:
    skin_or_tag = "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f"
    return sign == JOINER or skin_or_tag or unicodedata.category(sign).startswith("M")


def _plainer(sign: str) -> list[str]:
    """The parts of a sign that somebody would miss: without marks, variants and joiners."""
    parts = [part for part in sign if not _joins(part)]
    return parts or [BOX]


def _plain(word: str) -> str:
    """The word without marks, variants and joiners: what a font has alone it may lack beside another sign."""
    return "".join(part for sign in units(word) for part in _plainer(sign))


def _boxed(word: str) -> str:
    return _UNUSUAL.sub(BOX, word)


def _printable(text: str) -> str:
    """The text without what is no sign at all."""
    if text.isprintable():
        return text
    return "".join(
        sign for sign in text if sign in _KEPT or sign.isspace() or unicodedata.category(sign)[0] != "C"
    )


def _undrawn(signs: Iterable[str], *, system: bool = False) -> set[str]:
    """Those of these signs that no font at hand has."""
    asked = sorted(signs)
    if not asked:
        return set()
    pages = [set(_GLYPH.findall(page)) for page in sampled([NEVER_DRAWN, *asked], system=system)]
    lack = set().union(*pages[: -len(asked)])
    return {sign for sign, glyphs in zip(asked, pages[-len(asked) :], strict=True) if glyphs & lack}


def _refused(words: Sequence[str], *, system: bool) -> list[str]:
    """Those of these words that the compiler refuses all the same, found by halves."""
    if not words or accepted(" ".join(words), system=system):
        return []
    if len(words) == 1:
        return list(words)
    half = len(words) // 2
    return [*_refused(words[:half], system=system), *_refused(words[half:], system=system)]
