"""What a short text says: the stems of its words, its numbers, and whether it affirms or denies."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from db.stems import stem
from facilitation.texts import folded

HERE = Path(__file__).parent

NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)(?:,\d+)?|(?<!\w)\d+(?:[.,]\d+)?")
AMOUNT = re.compile(rf"({NUMBER.pattern})(?:\s*(%|pour ?cents?\b|k€|m€|md€|keuros?\b|€|euros?\b))?")
"""A number, and what it counts where that is money or a share."""
FACTORS = {"k€": 1_000, "keuro": 1_000, "keuros": 1_000, "m€": 1_000_000, "md€": 1_000_000_000}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ](?=t\b))?(?:(?<=['’ʼ])t\b)?")
COUNTED = {
    word: number
    for line in """
        2 deux two, 3 trois three, 4 quatre four, 5 cinq five, 6 six, 7 sept seven, 8 huit eight, 9 neuf nine,
        10 dix ten, 11 onze eleven, 12 douze twelve, 13 treize thirteen, 14 quatorze fourteen,
        15 quinze fifteen, 16 seize sixteen, 20 vingt twenty, 30 trente thirty, 40 quarante forty,
        50 cinquante fifty,
        60 soixante sixty, 100 cent hundred, 1000 mille thousand""".split(",")
    for number, *words in [line.split()]
    for word in words
}
"""Numbers that people write as words; one is an article too often to count."""

DENYING = frozenset(
    "pas jamais aucun aucune rien ni non guere nul nulle not no never nobody nothing cannot n't".split()
)
NOT_PLUS = re.compile(r"\b(?:ne\s|n['’ʼ])\s*(?:\w+\s+){1,2}?plus\b")
"""“ne … plus” denies; plus alone is more."""
NOBODY = re.compile(r"\bpersonne\s+n(?:e\b|')|\bn(?:e\s|')\s*(?:\w+\s+){1,2}?personne\b")
"""Here “personne” is nobody, and denies."""
A_STEP = re.compile(r"\b(?:premiers?|un|grands?|petits?|chaque)\s+pas\b|\bpas a pas\b")
"""Here “pas” is a step and denies nothing."""
LIGHT_WORDS = """
    avoir ai as a avons ont etre suis est sommes sont ete faire fait font faut falloir il y devoir doit
    doivent pouvoir peut peuvent pourrait vouloir aller va vont mettre mis prendre tout tous toute toutes
    tres bien aussi encore trop chaque certains plusieurs meme ainsi donc alors comme entre chez vers
    lors depuis pendant selon cote part nombre fois bout debut fin besoin necessaire prevoir projet
    initiative action dispositif territoire demarche sentir se rendre permettre
    """
"""Words that many sentences share: they count little."""
LACK = "suffi"
"""What is told of with a pole of this name is denied where it is little, as by “pas”."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a text says; `poles` tells of each thing it has an opposite of whether it affirms it."""

    stems: frozenset[str]
    numbers: tuple[str, ...]
    poles: Mapping[str, bool]
    written: Mapping[str, str]
    """A pole, as it was written."""
    denies: bool


@lru_cache(maxsize=2**14)
def saying(text: str, language: str = "fr") -> Saying:
    """What a text says. Without a word or a number in it, nothing."""
    plain = folded(text).replace("’", "'").replace("ʼ", "'")
    numbers, plain = _numbers(plain)
    denied = len(NOT_PLUS.findall(plain))
    plain = A_STEP.sub(" ", NOT_PLUS.sub(lambda found: found[0].removesuffix("plus"), plain))
    plain = _phrases(language).sub(lambda found: f" {_joined(found[0])} ", plain)
    words = _WORD.findall(plain)
    numbers += tuple(COUNTED[word] for word in words if word in COUNTED)
    denied += _denials(plain, words)
    poles, written = _poles(words, language)
    denied += poles.pop(LACK, True) is False
    stems = (_meaning(word, language) for word in words if word not in DENYING and word not in COUNTED)
    return Saying(frozenset(filter(None, stems)), tuple(sorted(numbers)), poles, written, denied % 2 == 1)


def weight(one: str) -> float:
    """How much a stem counts."""
    return 0.25 if one in _light() or one == f"~{LACK}" else 1.0


def _meaning(word: str, language: str) -> str:
    """What stands for a word and those of its meaning, its opposite too; nothing for a little one."""
    root = _root(word, language)
    if not stem(word, language):
        return ""
    poles = _opposites(language).get(root)
    if poles:
        return f"~{poles[0][0]}"
    return _synonyms(language).get(root, root)


@cache
def _light() -> frozenset[str]:
    return frozenset(_root(word, "fr") for word in LIGHT_WORDS.split())


def _numbers(plain: str) -> tuple[tuple[str, ...], str]:
    """The numbers, each with what it counts where that is said, and the text without them."""
    return tuple(_amount(*one.groups("")) for one in AMOUNT.finditer(plain)), AMOUNT.sub(" ", plain)


def _amount(written: str, unit: str) -> str:
    """50 k€ and 50 000 euros as 50000 €."""
    number = re.sub(r"[ \u00a0\u202f]|\.(?=\d{3})", "", written)
    if unit in FACTORS:
        number = f"{Decimal(number.replace(',', '.')) * FACTORS[unit]:f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
    sign = "%" if unit.startswith(("%", "pour")) else "€" if unit else ""
    return f"{number} {sign}".strip()


def _denials(plain: str, words: Sequence[str]) -> int:
    """How often a text denies: neither … nor once, or not at all beside another denial."""
    times = sum(word in DENYING and word != "ni" for word in words) + len(NOBODY.findall(plain))
    return times or int("ni" in words)


def _poles(words: Iterable[str], language: str) -> tuple[dict[str, bool], dict[str, str]]:
    known = _opposites(language)
    poles: dict[str, bool] = {}
    written: dict[str, str] = {}
    for word in words:
        for thing, affirms in known.get(_root(word, language), ()):
            poles.setdefault(thing, affirms)
            written.setdefault(thing, word)
    return poles, written


def _root(word: str, language: str) -> str:
    """The stem of a word without what conjugation leaves on it; of a little one the word itself."""
    found = stem(word.removesuffix("s") if len(word) > 3 else word, language) or word
    for ending in ("ent", "e", "s"):
        found = found.removesuffix(ending) if len(found) > len(ending) + 3 else found
    return found


@cache
def _lines(name: str) -> tuple[str, ...]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple(folded(one).replace("’", "'") for one in lines if one and not one.startswith("#"))


@cache
def _synonyms(language: str) -> dict[str, str]:
    """For each stem that has others of its meaning the one that stands for all of them."""
    known: dict[str, str] = {}
    for line in _lines("words.txt"):
        stems = [_root(_joined(word), language) for word in line.split(", ")]
        known |= {one: f"={stems[0]}" for one in stems if one and one not in known}
    return known


@cache
def _phrases(language: str) -> re.Pattern[str]:
    """What is said in several words for one thing, the longest first."""
    several = {word for line in _lines("words.txt") for word in line.split(", ") if not word.isalpha()}
    longest = sorted(several, key=lambda one: (-len(one), one))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")


def _joined(phrase: str) -> str:
    return "".join(one for one in phrase if one.isalpha())


@cache
def _opposites(language: str) -> dict[str, list[tuple[str, bool]]]:
    """For each word that has an opposite what it is about, and whether it affirms it."""
    known: dict[str, list[tuple[str, bool]]] = {}
    for line in _lines("opposites.txt"):
        thing = LACK if line.startswith(LACK) else line
        for affirms, side in zip((True, False), line.split(" / "), strict=True):
            for word in side.split(", "):
                known.setdefault(_root(word, language), []).append((thing, affirms))
    return known
