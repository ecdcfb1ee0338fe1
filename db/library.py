"""What the library finds: entries of the index whose rows may be shown to everybody with an account."""

import datetime as dt
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    cast,
    column,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from db.concept_versions import Publication
from db.concepts import Concept
from db.indexing import MARKS
from db.interests import Interest, known_by
from db.posts import Post, PostMerge, Section, Verdict
from db.search import SearchEntry
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.workshops import Territory, Workshop

Meanings = Sequence[tuple[str, ...]]
"""For each word, the stems that stand for it."""


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


class Match(NamedTuple):
    """An entry that was found: one of the three ids leads to its row."""

    initiative_id: int | None
    post_id: int | None
    concept_id: int | None


SUBJECT = {
    Kind.concept: SearchEntry.concept_id,
    Kind.initiative: SearchEntry.initiative_id,
    Kind.post: SearchEntry.post_id,
}

_APART = 2**31
_words = table("search_words", column("rowid"), column("search_words"))
_NEWEST = (func.coalesce(Workshop.date, func.date(Workshop.created_at)).desc(), Workshop.id.desc())
_WITHIN = (SearchEntry.concept_id.is_(None), SearchEntry.initiative_id.is_(None), SearchEntry.id)


def matches(
    session: Session, meanings: Meanings, wanted: Wanted, *, some: bool, today: dt.date, first: int, most: int
) -> tuple[int, list[Match]]:
    """How many entries hold every word (or `some`), and `most` of them from the `first`: the best ones first.

    Without words the newest workshop comes first, with its concepts, then its initiatives.
    """
    found = _found(session, meanings, wanted, some).where(*_shown(today), *_narrowed(wanted))
    if not meanings:
        return _newest(session, found, first, most)
    total = session.scalar(found.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    if total <= first:
        return total, []
    page = found.order_by(literal_column("score"), SearchEntry.id.desc()).offset(first).limit(most)
    return total, [Match(*row[:3]) for row in session.execute(page)]


def _newest(
    session: Session, found: Select[*tuple[Any, ...]], first: int, most: int
) -> tuple[int, list[Match]]:
    """Counted by workshop, so that only those of the page have to be put in order."""
    counted = found.with_only_columns(Workshop.id, func.count(), maintain_column_froms=True)
    before, here, skipped = 0, [], 0
    for workshop_id, count in session.execute(counted.group_by(Workshop.id).order_by(*_NEWEST)):
        if before + count <= first:
            skipped = before + count
        elif before < first + most:
            here.append(workshop_id)
        before += count
    within = found.where(SearchEntry.workshop_id.in_(here)).order_by(*_NEWEST, *_WITHIN)
    page = session.execute(within.offset(first - skipped).limit(most)) if here else ()
    return before, [Match(*row[:3]) for row in page]


def _found(session: Session, meanings: Meanings, wanted: Wanted, some: bool) -> Select[*tuple[Any, ...]]:
    what = (SearchEntry.initiative_id, SearchEntry.post_id, SearchEntry.concept_id)
    if not meanings:
        joined = select(*what, literal(0).label("score")).select_from(SearchEntry)
    elif session.get_bind().dialect.name == "postgresql":
        asked = cast(_asked(meanings, " & ", " | ", wanted.kind, some), TSQUERY)
        score = -func.ts_rank(SearchEntry.stems, asked)
        joined = select(*what, score.label("score")).where(SearchEntry.stems.op("@@")(asked))
    else:
        quoted = [tuple(f'"{stem}"' for stem in meaning) for meaning in meanings]
        asked_of = literal(_asked(quoted, " AND ", " OR ", wanted.kind, some))
        joined = (
            select(*what, literal_column("bm25(search_words)").label("score"))
            .select_from(_words)
            .join(SearchEntry, SearchEntry.id == _words.c.rowid)
            .where(_words.c.search_words.op("MATCH")(asked_of))
        )
    return (
        joined.join(Workshop, Workshop.id == SearchEntry.workshop_id)
        .outerjoin(Post, Post.id == SearchEntry.post_id)
        .outerjoin(Initiative, Initiative.id == func.coalesce(SearchEntry.initiative_id, Post.initiative_id))
        .outerjoin(Concept, Concept.id == SearchEntry.concept_id)
    )


def _asked(meanings: Meanings, both: str, either: str, kind: Kind | None, some: bool) -> str:
    words = [f"({either.join(meaning)})" for meaning in meanings]
    asked = (either if some else both).join(words)
    return f"{MARKS[f'{kind}_id']}{both}({asked})" if kind else asked


_NO_REHEARSAL = or_(Workshop.rehearsal.is_(False), Workshop.demo.is_(True))


def _over(today: dt.date) -> ColumnElement[bool]:
    return or_(Workshop.closed_at.is_not(None), Workshop.archived_at.is_not(None), Workshop.date < today)


def _shown(today: dt.date) -> list[ColumnElement[bool]]:
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


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
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
    return or_(
        SearchEntry.initiative_id.in_(_numbers(initiative_ids)), SearchEntry.post_id.in_(said_of_them)
    )


def _in_year(year: int) -> ColumnElement[bool]:
    """Of a workshop that was held, or else made, in that year."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    made = dt.datetime(year, 1, 1, tzinfo=dt.UTC), dt.datetime(year + 1, 1, 1, tzinfo=dt.UTC)
    return or_(
        and_(Workshop.date >= first, Workshop.date < after),
        and_(Workshop.date.is_(None), Workshop.created_at >= made[0], Workshop.created_at < made[1]),
    )


def alike(session: Session, stems: Sequence[str], but: int, *, today: dt.date, most: int) -> list[int]:
    """The other initiatives that share some of these stems, those with the rarest and most of them first."""
    meanings = [(one,) for one in stems]
    wanted = Wanted(kind=Kind.initiative)
    found = _found(session, meanings, wanted, some=True).where(
        *_shown(today), *_narrowed(wanted), SearchEntry.initiative_id != but
    )
    page = found.order_by(literal_column("score"), SearchEntry.id.desc()).limit(most)
    return [row[0] for row in session.execute(page)]


def over(today: dt.date) -> list[ColumnElement[bool]]:
    """The workshops whose material the library holds."""
    return [_NO_REHEARSAL, Workshop.deleted_at.is_(None), _over(today)]


def places(session: Session, today: dt.date) -> list[tuple[int, str, dt.date | None, dt.datetime]]:
    """The workshops whose material the library holds, the newest first: id, theme, date, when it was made."""
    found = select(Workshop.id, Workshop.theme, Workshop.date, Workshop.created_at).where(*over(today))
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(found.order_by(*_NEWEST))]


def territories(session: Session, today: dt.date) -> list[str]:
    """The territories of these workshops, by name."""
    found = select(Territory.name).join(Workshop, Workshop.id == Territory.workshop_id).where(*over(today))
    return sorted(set(session.scalars(found)), key=str.casefold)
