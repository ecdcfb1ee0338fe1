"""Contributions that say nearly the same, suggested as clusters; nothing is gathered by itself."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from db.material import material_rows
from db.session import Session
from facilitation.actors import Actor
from facilitation.studio.boards import board
from facilitation.studio.material import Material, material_of
from facilitation.texts import folded

CLOSE = 72
"""From this likeness on, of 100, two contributions are suggested together: the same words, a few changed."""
A_BLOCK = 256
MOST_GROUPS = 30

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Texts, by number, that are like the first of them, and how like the least like one is, of 100."""

    ids: tuple[int, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Contributions that say nearly the same."""

    posts: tuple[Material, ...]
    score: int


def alike(session: Session, *, actor: Actor, board_id: int, everywhere: bool = False) -> list[Likeness]:
    """What says nearly the same on a board, or in the whole material of its workshop, the most alike first.

    Raises NotFound.
    """
    mine = board(session, actor=actor, board_id=board_id)
    lying = {post.id for post in (*mine.loose, *(post for one in mine.clusters for post in one.posts))}
    rows = material_rows(session, mine.workshop_id)
    texts = [(row.id, row.text) for row in rows if row.into_id is None and (everywhere or row.id in lying)]
    return likenesses(texts)


def suggestions(
    session: Session, *, actor: Actor, board_id: int, groups: Iterable[Likeness]
) -> list[Suggestion]:
    """Those of these groups that are not in one cluster of a board yet, as they may be read now."""
    mine = board(session, actor=actor, board_id=board_id)
    together = [{post.id for post in cluster.posts} for cluster in mine.clusters]
    apart = [group for group in groups if not any(set(group.ids) <= cluster for cluster in together)]
    shown = apart[:MOST_GROUPS]
    wanted = [post_id for group in shown for post_id in group.ids]
    found = material_of(session, actor=actor, workshop_id=mine.workshop_id, post_ids=wanted)
    posts = {post.id: post for post in found}
    return [
        Suggestion(tuple(posts[post_id] for post_id in group.ids), group.score)
        for group in shown
        if posts.keys() >= set(group.ids)
    ]


def likenesses(texts: Sequence[tuple[int, str]]) -> list[Likeness]:
    """Groups of texts that are nearly the same whatever the order of their words, the most alike first.

    Each text is in one group at most. Whoever has most that is like it begins a group.
    """
    worded = [(number, " ".join(sorted(_WORD.findall(folded(text))))) for number, text in texts]
    near = _neighbours(sorted((one for one in worded if one[1]), key=lambda one: (len(one[1]), one[0])))
    groups: list[Likeness] = []
    taken: set[int] = set()
    for seed in sorted(near, key=lambda one: (-len(near[one]), one)):
        free = {other: score for other, score in near[seed].items() if other not in taken}
        if seed in taken or not free:
            continue
        ids = (seed, *sorted(free, key=lambda other: (-free[other], other)))
        taken.update(ids)
        groups.append(Likeness(ids, min(free.values())))
    return sorted(groups, key=lambda group: (-group.score, group.ids))


def _neighbours(texts: Sequence[tuple[int, str]]) -> dict[int, dict[int, int]]:
    """Which texts are close to which. They come by length: much longer ones cannot be close."""
    words = [text for _, text in texts]
    lengths = np.array([len(text) for text in words])
    near: dict[int, dict[int, int]] = {}
    for start in range(0, len(words), A_BLOCK):
        block = words[start : start + A_BLOCK]
        reach = len(block[-1]) * (200 - CLOSE) / CLOSE
        end = int(np.searchsorted(lengths, reach, side="right"))
        scores = process.cdist(
            block, words[start:end], scorer=fuzz.ratio, score_cutoff=CLOSE, dtype=np.uint8, workers=1
        )
        for row, column in np.argwhere(scores):
            if row < column:
                one, other = texts[start + row][0], texts[start + column][0]
                score = int(scores[row, column])
                near.setdefault(one, {})[other] = score
                near.setdefault(other, {})[one] = score
    return near
