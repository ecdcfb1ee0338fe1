"""How a name is known again however it is spelled, and in which order names stand: one key for each.

Nothing of this is kept but in interests: keys are made of names where they are compared, and remembered.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from rapidfuzz.distance import OSA

T = TypeVar("T")

_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"}
"""What the decomposition of Unicode leaves whole."""
_ALIKE = str.maketrans(dict.fromkeys("‘’‛ʼʹ′´`＇", "'") | dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U0001d159\U000e0100-\U000e01ef]"
)
"""What shows nothing although Unicode counts it among letters, marks or symbols."""
_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_GENERIC = frozenset(
    """
    a l d le la les de du des et en sur sous aux
    agglo agglomeration agglomerations ca cc cu ccas communaute communautes commune communes departement
    departemental departementale intercommunal intercommunale interco metropole metropolitaine mairie petr
    pays pole region regional regionale grand grande syndicat mixte territoire territorial urbaine ville
    conseil
    """.split()
)
"""Words that many names of territories share, so that they tell none from another."""
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


@lru_cache(maxsize=2**15)
def plain(text: str) -> str:
    """A text without accents, case, ligatures and unseen signs; its apostrophes and hyphens of one kind."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_ALIKE).casefold())
    return "".join(_LETTERS.get(one, one) for one in _UNSEEN.sub("", decomposed) if _is_plain(one))


def shows_nothing(text: str) -> bool:
    """Whether nobody sees anything of a text."""
    return not any(_is_plain(one) and not one.isspace() for one in _UNSEEN.sub("", text))


def letters_of(text: str) -> str:
    """The letters and figures of a text without accents and case; nothing else of it."""
    return "".join(one for one in plain(text) if one.isalnum())


@lru_cache(maxsize=2**15)
def known_by(name: str) -> str:
    """What a name is known by: its letters and figures; of a name of signs alone, the signs."""
    return letters_of(name) or plain(name)


@lru_cache(maxsize=2**15)
def keys_of_person(name: str) -> frozenset[str]:
    """What a person's name is known by, whatever of its words comes first; names that share a key are one.

    What stands behind a name in brackets tells those of one name apart, and is no part of it.
    """
    words = _words(_BEHIND.sub("", name)) or _words(name)
    if not words:
        return frozenset((known_by(name),))
    turned = {"".join(words[at:] + words[:at]) for at in range(len(words))}
    return frozenset(turned | {" ".join(sorted(words))})


def same_person(one: str, other: str) -> bool:
    """Whether two names are spellings of one."""
    return not keys_of_person(one).isdisjoint(keys_of_person(other))


def maybe_person(one: str, other: str) -> bool:
    """Whether a name may be another one mistyped, or with a word less; whoever bears it must say.

    One word alone is in too many names to tell anything.
    """
    words, others = set(_words(_BEHIND.sub("", one))), set(_words(_BEHIND.sub("", other)))
    if min(len(words), len(others)) > 1 and (words <= others or others <= words):
        return True
    return any(_mistyped(key, known) for key in keys_of_person(one) for known in keys_of_person(other))


def misspelt(one: str, other: str) -> bool:
    """Whether two names of territories are one, a letter or two apart."""
    key, known = known_by(one), known_by(other)
    return key == known or _mistyped(key, known)


def maybe_territory(one: str, other: str) -> bool:
    """Whether two names may well be those of one territory: misspelt, cut short, or named more fully."""
    key, known = known_by(one), known_by(other)
    if misspelt(one, other):
        return True
    if _figures(key) != _figures(known):
        return False
    telling = _telling(one)
    part = min(len(key), len(known)) > 3 and (key in known or known in key)
    return part or (bool(telling) and telling == _telling(other))


@lru_cache(maxsize=2**15)
def french_order(text: str) -> tuple[str, str, str]:
    """What texts are sorted by: letters first, É with E and Œ as oe; then accents, then case."""
    return plain(text), unicodedata.normalize("NFKD", text.casefold()), text.swapcase()


def in_order(found: Iterable[T], name: Callable[[T], str] = str) -> list[T]:
    """Things in the French order of their names; those of one name stay as they came."""
    return sorted(found, key=lambda one: french_order(name(one)))


def _is_plain(character: str) -> bool:
    return unicodedata.category(character) not in ("Mn", "Cf", "Cc")


def _words(name: str) -> list[str]:
    return "".join(one if one.isalnum() else " " for one in plain(name)).split()


def _telling(territory: str) -> frozenset[str]:
    words = (_SHORT.get(word, word) for word in _words(territory))
    return frozenset(word for word in words if word not in _GENERIC)


def _figures(key: str) -> str:
    return "".join(one for one in key if one.isdecimal())


def _mistyped(key: str, known: str) -> bool:
    """A letter apart, two where there are many; figures are never mistyped."""
    longest = max(len(key), len(known))
    most = 0 if longest < 5 else 1 if longest < 10 else 2
    return _figures(key) == _figures(known) and OSA.distance(key, known, score_cutoff=most) <= most
