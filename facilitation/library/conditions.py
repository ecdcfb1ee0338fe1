"""Every condition ever met for a kind of initiative: who set it, for which, and how it can be lifted."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from db.conditions import lifts_about
from db.findable import Kind
from db.findings import initiatives_found, posts_found, territory_names
from db.library import matches
from db.posts import Section
from db.ratings import Criterion
from db.session import Session
from db.spelling import french_order
from db.stems import stems_in
from db.verdicts import verdicts_about
from db.zeros import Zero
from facilitation.actors import Actor
from facilitation.attribution import Credit
from facilitation.library.days import today
from facilitation.library.excerpts import Piece, pieces
from facilitation.library.hits import NOBODY, signed
from facilitation.library.obstacles import zeros_about
from facilitation.library.search import EVERYTHING, Filters, asked_for, narrowed, reader

PAGE = 30
MOST_INITIATIVES = 50
MOST_POSTS = 500

Key = tuple[int, int, Criterion | None, int | None]
"""(initiative, territory, criterion, post): a criterion or a post."""


@dataclass(frozen=True, slots=True)
class Met:
    """A condition: a criterion that a territory found blocking, or what somebody wrote; and what lifts it."""

    initiative_id: int
    initiative: tuple[Piece, ...]
    source: str
    territory: str
    criterion: str | None
    post_id: int | None
    text: tuple[Piece, ...]
    credit: Credit
    verdict: str | None
    who: str
    by_when: str
    first_step: str
    lifted_at: dt.datetime | None
    workshop_id: int
    theme: str
    date: dt.date | None
    demo: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """One page of conditions, initiative by initiative, the best match first."""

    total: int
    page: int
    pages: int
    met: tuple[Met, ...]


def conditions(
    session: Session, *, actor: Actor, words: str = "", chosen: Filters = EVERYTHING, page: int = 1
) -> Conditions:
    """The conditions of initiatives that hold these words, then those that hold them themselves.

    Without words those of the newest initiatives. Raises NotFound.
    """
    reader(session, actor)
    meanings = asked_for(words)
    if words.strip() and not meanings:
        return Conditions(0, 1, 1, ())
    wanted = narrowed(session, replace(chosen, kind=Kind.initiative, section=None, territory=None))
    find = partial(matches, session, some=False, today=today(session), first=0)
    found = [one.initiative_id for one in find(meanings, wanted, most=MOST_INITIATIVES)[1]]
    ids = [one for one in found if one is not None]
    written = wanted._replace(kind=Kind.post, section=Section.conditions)
    posts = [*find((), written._replace(initiative_ids=ids), most=MOST_POSTS)[1]]
    posts += find(meanings, written, most=MOST_POSTS)[1] if meanings else []
    whole = _Gathered(session, ids, [one.post_id for one in posts if one.post_id is not None], chosen)
    keys = whole.keys()
    page = max(page, 1)
    shown = keys[(page - 1) * PAGE : page * PAGE]
    stems = stems_in(meanings)
    return Conditions(
        len(keys), page, max(1, -(-len(keys) // PAGE)), tuple(whole.met(key, stems) for key in shown)
    )


class _Gathered:
    """Everything about some initiatives and condition posts, asked once."""

    def __init__(
        self, session: Session, ids: Sequence[int], post_ids: Sequence[int], chosen: Filters
    ) -> None:
        self.posts = posts_found(session, set(post_ids))
        about = {*ids, *(post.initiative_id for post in self.posts.values())}
        self.order = {one: place for place, one in enumerate(ids)}
        self.initiatives = initiatives_found(session, about)
        self.zeros = zeros_about(session, set(ids))
        self.verdicts = verdicts_about(session, about)
        self.lifts = {
            (lift.initiative_id, lift.territory_id, lift.criterion, lift.post_id): lift
            for lift in lifts_about(session, about)
        }
        named = {territory_id for _, territory_id, _ in self.zeros}
        named |= {post.target_id for post in self.posts.values() if post.target_id is not None}
        self.territories = territory_names(session, named)
        self.chosen = chosen

    def keys(self) -> list[Key]:
        """Which conditions there are, initiative by initiative, then by territory, the zeros first."""
        found: list[Key] = [(*zero, None) for zero in self.zeros if self._asked_for(zero)]
        found += [(one.initiative_id, one.target_id or 0, None, one.id) for one in self.posts.values()]
        wanted = self.chosen.territory
        return sorted(
            (key for key in found if wanted is None or self.territories.get(key[1]) == wanted),
            key=lambda key: (
                self.order.get(key[0], len(self.order)),
                key[0],
                french_order(self.territories.get(key[1], "")),
                key[3] or 0,
                str(key[2]),
            ),
        )

    def _asked_for(self, zero: Zero) -> bool:
        criterion, verdict = self.chosen.criterion, self.chosen.verdict
        return criterion in (None, zero[2]) and verdict in (None, self.verdicts.get(zero[:2]))

    def met(self, key: Key, stems: Collection[str]) -> Met:
        """One condition, ready to show."""
        initiative_id, territory_id, criterion, post_id = key
        shared, post = self.initiatives[initiative_id], self.posts.get(post_id or 0)
        verdict, lift = self.verdicts.get((initiative_id, territory_id)), self.lifts.get(key)
        return Met(
            initiative_id=initiative_id,
            initiative=pieces(shared.title, stems, shared.place.language),
            source=shared.source,
            territory=self.territories.get(territory_id, ""),
            criterion=criterion.value if criterion else None,
            post_id=post_id,
            text=pieces(post.text, stems, shared.place.language) if post else (),
            credit=signed(post) if post else NOBODY,
            verdict=verdict.value if verdict else None,
            who=lift.who if lift else "",
            by_when=lift.by_when if lift else "",
            first_step=lift.first_step if lift else "",
            lifted_at=lift.lifted_at if lift else None,
            workshop_id=shared.place.id,
            theme=shared.place.theme,
            date=shared.place.date,
            demo=shared.place.demo,
        )
