"""What the library finds: entries of the index whose rows may be shown to everybody with an account."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    Select,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from db.concepts import Concept
from db.findable import Kind, Today, Wanted, narrowed, over, shown
from db.indexing import MARKS
from db.posts import Post
from db.search import SearchEntry
from db.sharing import Initiative
from db.spelling import in_order
from db.stems import BREAK, GROUP, PHRASE
from db.workshops import Territory, Workshop

Meanings = Sequence[tuple[str, ...]]
"""For each thing that is looked for, what stands for it, as `meanings_of` in db/stems.py tells it."""


class Match(NamedTuple):
    """An entry that was found: one of the three ids leads to its row."""

    initiative_id: int | None
    post_id: int | None
    concept_id: int | None


_words = table("search_words", column("rowid"), column("search_words"))
_NEWEST = (func.coalesce(Workshop.date, func.date(Workshop.created_at)).desc(), Workshop.id.desc())
_WITHIN = (SearchEntry.concept_id.is_(None), SearchEntry.initiative_id.is_(None), SearchEntry.id)


def matches(
    session: Session, meanings: Meanings, wanted: Wanted, *, some: bool, today: Today, first: int, most: int
) -> tuple[int, list[Match]]:
    """How many entries hold every word (or `some`), and `most` of them from the `first`: the best ones first.

    Without words the newest workshop comes first, with its concepts, then its initiatives.
    """
    found = _found(session, meanings, wanted, some).where(*shown(today), *narrowed(wanted))
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
        asked = cast(
            _asked(_written(meanings, "{}", " <-> ", " & "), " & ", " | ", wanted.kind, some), TSQUERY
        )
        score = -func.ts_rank(SearchEntry.stems, asked)
        joined = select(*what, score.label("score")).where(SearchEntry.stems.op("@@")(asked))
    else:
        quoted = _written(meanings, '"{}"', " ", '" AND "')
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


def _written(meanings: Meanings, one: str, follows: str, together: str) -> Meanings:
    """These as a database asks for a phrase and for what goes together."""
    return [
        tuple(
            f"({one.format(meaning.replace(PHRASE, follows).replace(GROUP, together))})" for meaning in either
        )
        for either in meanings
    ]


def _asked(meanings: Meanings, both: str, either: str, kind: Kind | None, some: bool) -> str:
    words = [f"({either.join(meaning)})" for meaning in meanings]
    asked = (either if some else both).join(words)
    return f"{MARKS[f'{kind}_id']}{both}({asked})" if kind else asked


def alike(session: Session, stems: Sequence[str], but: int, *, today: Today, most: int) -> list[int]:
    """The other initiatives that share some of these stems, those with the rarest and most of them first."""
    meanings = [(one,) for one in stems]
    wanted = Wanted(kind=Kind.initiative)
    found = _found(session, meanings, wanted, some=True).where(
        *shown(today), *narrowed(wanted), SearchEntry.initiative_id != but
    )
    page = found.order_by(literal_column("score"), SearchEntry.id.desc()).limit(most)
    return [row[0] for row in session.execute(page)]


def vocabulary(session: Session) -> dict[str, int]:
    """Every stem of the index and how many entries hold it, those that may not be found too."""
    known = (
        "SELECT word, ndoc FROM ts_stat('SELECT stems FROM search_entries')"
        if session.get_bind().dialect.name == "postgresql"
        else "SELECT term, doc FROM search_words_terms"
    )
    return {row[0]: row[1] for row in session.execute(text(known)) if BREAK not in row[0]}


def places(session: Session, today: Today) -> list[tuple[int, str, dt.date | None, dt.datetime]]:
    """The workshops whose material the library holds, the newest first: id, theme, date, when it was made."""
    found = select(Workshop.id, Workshop.theme, Workshop.date, Workshop.created_at).where(*over(today))
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(found.order_by(*_NEWEST))]


def territories(session: Session, today: Today) -> list[str]:
    """The territories of these workshops, by name."""
    found = select(Territory.name).join(Workshop, Workshop.id == Territory.workshop_id).where(*over(today))
    return in_order(set(session.scalars(found)))
