"""What the library may show, as conditions on an entry of the index joined with the rows behind it."""

import datetime as dt
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, BindParameter, ColumnElement, and_, bindparam, cast, exists, or_, select

from db.concept_versions import Publication
from db.concepts import Concept
from db.interests import Interest, known_by
from db.posts import Post, PostMerge, Section, Verdict
from db.search import SearchEntry
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.workshops import Territory, Workshop


class Kind(StrEnum):
    """What can be found."""

    concept = "concept"
    initiative = "initiative"
    post = "post"


class Wanted(NamedTuple):
    """What narrows a search down; None leaves it as it is."""

    kind: Kind | None = None
    workshop_id: int | None = None
    territory: str | None = None
    section: Section | None = None
    verdict: Verdict | None = None
    pairs: Collection[tuple[int, int]] | None = None
    """These initiatives, and what was said of them for these territories."""
    year: int | None = None
    initiative_ids: Collection[int] | None = None
    """These initiatives, and what was said of them."""


SUBJECT = {
    Kind.concept: SearchEntry.concept_id,
    Kind.initiative: SearchEntry.initiative_id,
    Kind.post: SearchEntry.post_id,
}

_APART = 2**31
_NO_REHEARSAL = or_(Workshop.rehearsal.is_(False), Workshop.demo.is_(True))


Today = Mapping[str, dt.date]
"""The day that it is in each time zone that workshops are in."""


def _over(today: Today) -> ColumnElement[bool]:
    gone = [and_(Workshop.time_zone == zone, Workshop.date < day) for zone, day in sorted(today.items())]
    return or_(Workshop.closed_at.is_not(None), Workshop.archived_at.is_not(None), *gone)


def shown(today: Today) -> list[ColumnElement[bool]]:
    """What may be found: of workshops that are over and no rehearsals, and nothing that stays in the room."""
    merged = exists().where(PostMerge.post_id == SearchEntry.post_id)
    published = exists().where(
        Publication.concept_id == SearchEntry.concept_id, Publication.withdrawn_at.is_(None)
    )
    return [
        Workshop.deleted_at.is_(None),
        _NO_REHEARSAL,
        or_(SearchEntry.concept_id.is_not(None), _over(today)),
        Post.deleted_at.is_(None),
        or_(SearchEntry.post_id.is_(None), Post.off_record.is_(False)),
        ~merged,
        Initiative.hidden_at.is_(None),
        or_(SearchEntry.initiative_id.is_(None), Initiative.merged_into_id.is_(None)),
        Concept.deleted_at.is_(None),
        or_(SearchEntry.concept_id.is_(None), published),
    ]


def narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What was chosen, as conditions on the joined rows."""
    rules: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        rules.append(SUBJECT[wanted.kind].is_not(None))
    if wanted.workshop_id is not None:
        rules.append(SearchEntry.workshop_id == wanted.workshop_id)
    if wanted.section is not None:
        rules.append(Post.section == wanted.section)
    if wanted.territory is not None:
        rules.append(_of_territory(wanted.territory))
    if wanted.verdict is not None:
        rules.append(_decided(wanted.verdict))
    if wanted.pairs is not None:
        rules.append(_one_of(wanted.pairs))
    if wanted.initiative_ids is not None:
        rules.append(_about(set(wanted.initiative_ids)))
    if wanted.year is not None:
        rules.append(_in_year(wanted.year))
    return rules


def _of_territory(name: str) -> ColumnElement[bool]:
    """It comes from there, is meant for there, or is wanted there."""
    there = select(Territory.id).where(Territory.name == name)
    wanted = select(Interest.concept_id).where(Interest.folded == known_by(name))
    decided = select(TerritoryVerdict.initiative_id).where(TerritoryVerdict.territory_id.in_(there))
    return or_(
        Post.territory_id.in_(there),
        Initiative.territory_id.in_(there),
        and_(Initiative.territory_id.is_(None), Initiative.territory_name == name),
        SearchEntry.initiative_id.in_(decided),
        SearchEntry.concept_id.in_(wanted),
    )


def _decided(verdict: Verdict) -> ColumnElement[bool]:
    """An initiative on which a territory decided so, or what was said of it for such a territory."""
    on = select(TerritoryVerdict.initiative_id).where(TerritoryVerdict.verdict == verdict)
    by = exists().where(
        TerritoryVerdict.verdict == verdict,
        TerritoryVerdict.initiative_id == Post.initiative_id,
        TerritoryVerdict.territory_id == Post.territory_id,
    )
    return or_(SearchEntry.initiative_id.in_(on), by)


def _one_of(pairs: Collection[tuple[int, int]]) -> ColumnElement[bool]:
    """An initiative of one of these (initiative, territory), or a post about one for the other.

    Thousands of pairs: as one number each they are looked up, as pairs compared one by one.
    """
    number = cast(Post.initiative_id, BigInteger) * _APART + Post.territory_id
    return or_(
        SearchEntry.initiative_id.in_(_numbers({one for one, _ in pairs})),
        number.in_(_numbers({one * _APART + territory for one, territory in pairs})),
    )


def _numbers(chosen: set[int]) -> BindParameter[Any]:
    return bindparam(None, sorted(chosen), expanding=True, literal_execute=True)


def _about(initiative_ids: set[int]) -> ColumnElement[bool]:
    said_of_them = select(Post.id).where(Post.initiative_id.in_(_numbers(initiative_ids)))
    return or_(SearchEntry.initiative_id.in_(_numbers(initiative_ids)), SearchEntry.post_id.in_(said_of_them))


def _in_year(year: int) -> ColumnElement[bool]:
    """Of a workshop that was held, or else made, in that year."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    made = dt.datetime(year, 1, 1, tzinfo=dt.UTC), dt.datetime(year + 1, 1, 1, tzinfo=dt.UTC)
    return or_(
        and_(Workshop.date >= first, Workshop.date < after),
        and_(Workshop.date.is_(None), Workshop.created_at >= made[0], Workshop.created_at < made[1]),
    )


def over(today: Today) -> list[ColumnElement[bool]]:
    """The workshops whose material the library holds."""
    return [_NO_REHEARSAL, Workshop.deleted_at.is_(None), _over(today)]
