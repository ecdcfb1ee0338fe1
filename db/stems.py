"""The words of a text as a search knows them: without accents, case and endings, and not the little ones."""

import re
from collections.abc import Iterator
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
    the an of and to in at by for with from is are was were be been it its this that these those we you
    they he she our your their as not or ll re ve
    """.split()
)
"""Words that say nothing by themselves, in both languages; so do single letters, as of l’eau and d’une."""

_WORD = re.compile(r"[^\W_]+")
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
    """For each of the first words that somebody looks for, what it is known by in each language."""
    found = (tuple({stem(word, one): None for one in LANGUAGES}) for _, _, word in words_in(asked))
    return list({meanings: None for meanings in found if all(meanings)})[:most]
