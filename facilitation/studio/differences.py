"""What differs between two versions of a concept, word by word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from db.concept_versions import version_numbered
from db.concepts import FIELDS, ConceptField
from db.session import Session
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.studio.reach import concept_in_reach

Fate = Literal["same", "added", "removed"]
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: in both versions, in the later one only, or in the earlier one only."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in a statement, or in the title: its words, its field, what it cites."""

    field: str
    was_in: str
    pieces: tuple[Piece, ...]
    cited: tuple[int, ...]
    uncited: tuple[int, ...]


def differences(
    session: Session, *, actor: Actor, concept_id: int, before: int, after: int
) -> tuple[Difference, ...]:
    """What differs between two versions, by field; version 0 is the concept before anything was written.

    Raises NotFound where there is no such version.
    """
    concept = concept_in_reach(session, actor, concept_id)
    return compare(_content(session, concept.id, before), _content(session, concept.id, after))


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What differs between what two versions hold, the title first, then field by field."""
    title = Difference("title", "title", words_apart(before["title"], after["title"]), (), ())
    old = {one["id"]: one for one in before["statements"]}
    new = {one["id"]: one for one in after["statements"]}
    ids = sorted(old.keys() | new.keys(), key=lambda one: _place((new.get(one) or old[one])["field"]))
    apart = [title, *(_apart(old.get(one), new.get(one)) for one in ids)]
    return tuple(one for one in apart if _tells(one))


def words_apart(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one, with the words that went and those that came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece("removed", "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece("added", "".join(new[new_from:new_to])))
    return tuple(pieces)


def _apart(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Difference:
    stands = new or old or {}
    cites, cited = set(new["posts"] if new else ()), set(old["posts"] if old else ())
    return Difference(
        field=stands["field"],
        was_in=(old or stands)["field"],
        pieces=words_apart(old["text"] if old else "", new["text"] if new else ""),
        cited=tuple(sorted(cites - cited)),
        uncited=tuple(sorted(cited - cites)),
    )


def _tells(one: Difference) -> bool:
    worded = any(piece.fate != "same" for piece in one.pieces)
    return worded or one.field != one.was_in or bool(one.cited or one.uncited)


def _place(field: str) -> int:
    return FIELDS.index(ConceptField(field))


def _content(session: Session, concept_id: int, number: int) -> Mapping[str, Any]:
    if number == 0:
        return {"title": "", "statements": []}
    version = version_numbered(session, concept_id, number)
    if version is None:
        raise NotFound
    return version.content
