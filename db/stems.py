"""The words of a text as a search knows them: without accents, case and endings, and not the little ones."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock

import snowballstemmer

from db.spelling import letters_of

LANGUAGES = ("fr", "en")
LONGEST = 40
"""Letters of a word that count."""

LITTLE = frozenset(
    """
    le la les un une des du de et ou au aux en dans par pour sur sous avec sans ce cet cette ces cela ca
    son sa ses leur leurs mon ma mes notre nos votre vos ton ta tes il elle ils elles on nous vous je tu me te
    se lui qui que quoi dont ne pas est sont etre qu jusqu lorsqu puisqu quoiqu comme si ni
    the an of and to in at for with from are was were be been it its this that these those we you
    they he she our your their as not ll ve
    """.split()
)
"""Words that say nothing by themselves, in both languages; so do single letters, as of l’eau and d’une."""
IN_NAMES = frozenset(("or", "re", "is", "by"))
"""Little in English, and part of Côte-d’Or, Île de Ré, Is-sur-Tille: indexed, but not looked for alone."""
BREAK = "_"
"""Between the stems of two texts, so that no phrase reaches from one into the other; no word holds it."""
PHRASE, GROUP = " ", "+"
"""What joins stems that must follow each other, as between quotes, and those that go together, in a name."""

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(
    r"""«(?P<french>[^«»]*)»|"(?P<plain>[^"]*)"|“(?P<round>[^“”]*)”"""
    r"""|(?P<name>[^\W_]+(?:[-‐‑'’ʼ][^\W_]+)*"""
    r"""(?:\s+(?:[dD]['’ʼ](?:\w{1,4}\b|[A-ZÀ-Þ]\w*)|de\s+[A-ZÀ-Þ]\w{1,3}\b))?)"""
)
_PLURALS = ("eux", "oux", "as", "is", "os", "us")
"""Of lieux, bijoux, élus, vélos, which the French stemmer leaves as they are: the last letter goes."""
_STEMMERS = {"fr": snowballstemmer.stemmer("french"), "en": snowballstemmer.stemmer("english")}
_one_at_a_time = Lock()
"""A stemmer keeps the word that it is at."""


def words_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word of a text begins and ends, and the word as it is written."""
    return ((found.start(), found.end(), found[0]) for found in _WORD.finditer(text))


@lru_cache(maxsize=2**16)
def stem(word: str, language: str) -> str:
    """What a word is known by among the texts of a language; nothing where it is a little one."""
    plain = letters_of(word)[:LONGEST]
    if plain in LITTLE or (len(plain) < 2 and not plain.isdecimal()):
        return ""
    with _one_at_a_time:
        found: str = _STEMMERS.get(language, _STEMMERS["fr"]).stemWord(plain)
    return found[:-1] if len(found) > 3 and found.endswith(_PLURALS) else found


def stems_of(text: str, language: str) -> list[str]:
    """What the words of a text are known by, in their order."""
    return [known for _, _, word in words_in(text) if (known := stem(word, language))]


def meanings_of(asked: str, most: int) -> list[tuple[str, ...]]:
    """For each of the first things that somebody looks for, what it is known by in each language.

    Words between quotes are one thing, whose stems follow each other (“a b”). So is a name that hyphens or
    an elision hold together: its stems go together (“a+b”), and no part of it is looked for alone.
    """
    found: dict[tuple[str, ...], None] = {}
    for one in _ASKED.finditer(asked):
        if one["name"] is None:
            meanings = _alternatives(one["french"] or one["plain"] or one["round"] or "", PHRASE)
        else:
            meanings = _named(one["name"])
        if meanings:
            found[meanings] = None
    return list(found)[:most]


def _named(name: str) -> tuple[str, ...]:
    """A word, unless it is a little one by itself; a name as its words together, or written as one."""
    words = _WORD.findall(name)
    if len(words) == 1 and words[0].casefold() in IN_NAMES:
        return ()
    meanings = _alternatives(name, GROUP)
    hyphened = len(words) > 1 and not any(one in name for one in "'’ʼ ")
    whole = _alternatives("".join(words), GROUP) if hyphened and GROUP in "".join(meanings) else ()
    return tuple(dict.fromkeys((*meanings, *whole)))


def _alternatives(text: str, between: str) -> tuple[str, ...]:
    known = (between.join(stems_of(text, language)) for language in LANGUAGES)
    return tuple(dict.fromkeys(one for one in known if one))


def stems_in(meanings: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Every stem that stands for something that somebody looks for."""
    return frozenset(stem for one in meanings for meaning in one for stem in re.split("[ +]", meaning))
