"""A typing fault put right: the words that would find something, where what was typed finds nothing."""

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import OSA

from db.findable import Wanted
from db.library import matches, vocabulary
from db.session import Session
from db.spelling import letters_of
from db.stems import LANGUAGES, meanings_of, stem, words_in
from facilitation.actors import Actor
from facilitation.library.days import today
from facilitation.library.excerpts import Piece
from facilitation.library.hits import Hit, hits_of
from facilitation.library.search import EVERYTHING, MOST_LETTERS, Filters, named, narrowed, reader

SHORTEST = 4
"""Letters of a word that is looked at: shorter ones are near too many others."""
LONG = 6
"""From so many letters on, two faults are put right, else one."""
TRIED, LOOKED_AT = 8, 3
ENDING = 7
"""Letters that a stem may lack."""


def instead(session: Session, *, actor: Actor, words: str = "", chosen: Filters = EVERYTHING) -> str | None:
    """What was typed with its faults put right, if that finds something; the rest of it as it was typed.

    It is only ever a word that a search may show: what stays in a room puts nobody right. Raises NotFound.
    """
    reader(session, actor)
    words, wanted = words[:MOST_LETTERS], narrowed(session, chosen)
    faulty = [
        (start, end, word)
        for start, end, word in words_in(words)
        if len(word) >= SHORTEST
        and word.isalpha()
        and stem(word, LANGUAGES[0])
        and not _known(session, word, wanted)
    ]
    if not faulty:
        return None
    known = vocabulary(session)
    for start, end, word in reversed(faulty):
        right = _nearest(session, word, known, wanted)
        if right is None:
            return None
        words = words[:start] + right + words[end:]
    meanings = meanings_of(words, MOST_LETTERS)
    total, _ = matches(session, meanings, wanted, some=False, today=today(session), first=0, most=0)
    return words if total else None


def _known(session: Session, word: str, wanted: Wanted) -> bool:
    meaning = tuple({stem(word, one) for one in LANGUAGES} - {""})
    return matches(session, [meaning], wanted, some=False, today=today(session), first=0, most=0)[0] > 0


def _nearest(session: Session, word: str, known: Mapping[str, int], wanted: Wanted) -> str | None:
    """The word closest to this one that can be found, as it is written there."""
    faults = 2 if len(word) >= LONG else 1
    for other in _near(letters_of(word), known, faults):
        _, found = matches(
            session, [(other,)], wanted, some=False, today=today(session), first=0, most=LOOKED_AT
        )
        hits = hits_of(session, [named(one) for one in found], {other})
        written = {one: OSA.distance(letters_of(one), letters_of(word)) for one in _written(hits, other)}
        right = min(written, key=lambda one: (written[one], one), default="")
        if right and written[right] <= faults:
            return right
    return None


def _near(word: str, known: Mapping[str, int], faults: int) -> list[str]:
    """The stems that words like this one may have, the likeliest first: a fault can be in an ending too."""
    near: dict[str, int] = {}
    for other in known:
        if not len(word) - ENDING <= len(other) <= len(word) + faults:
            continue
        beginnings = {word[: len(other) + more] for more in (-1, 0, 1)}
        distance = min(OSA.distance(one, other, score_cutoff=faults) for one in beginnings)
        if distance <= faults:
            near[other] = distance
    return sorted(near, key=lambda one: (near[one], -len(one), -known[one], one))[:TRIED]


def _written(hits: Iterable[Hit], asked: str) -> Iterator[str]:
    """Each word that is known by this stem, as it is written in what was found."""
    for hit in hits:
        told = (*hit.title, *hit.excerpt, *map(Piece, (hit.holder, hit.source, hit.theme, *hit.tags)))
        for piece in told:
            for _, _, word in words_in(piece.text):
                if asked in {stem(word, language) for language in LANGUAGES}:
                    yield word.casefold()
