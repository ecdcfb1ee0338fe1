"""Searching everything that workshops have left: initiatives, contributions, published concepts."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from db.findable import Kind, Wanted
from db.library import Match, Meanings, matches, places, territories
from db.posts import Section, Verdict
from db.ratings import Criterion
from db.session import Session
from db.stems import meanings_of, stems_in
from facilitation.access import standing_account
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.library.days import today
from facilitation.library.hits import Hit, hits_of
from facilitation.library.obstacles import in_the_way

__all__ = [
    "PAGE",
    "Choices",
    "Criterion",
    "Filters",
    "Found",
    "Hit",
    "Kind",
    "Section",
    "Verdict",
    "choices",
    "search",
]

PAGE = 20
MOST_LETTERS = 300
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search down; None leaves it as it is."""

    kind: Kind | None = None
    workshop_id: int | None = None
    territory: str | None = None
    section: Section | None = None
    verdict: Verdict | None = None
    criterion: Criterion | None = None
    year: int | None = None
    initiative_id: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found; `some` where nothing holds every word, and these hold one or more."""

    total: int
    page: int
    pages: int
    some: bool
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen among: workshops with their themes and days, territories, years."""

    workshops: tuple[tuple[int, str, dt.date | None], ...]
    territories: tuple[str, ...]
    years: tuple[int, ...]


EVERYTHING = Filters()


def search(
    session: Session, *, actor: Actor, words: str = "", chosen: Filters = EVERYTHING, page: int = 1
) -> Found:
    """What holds these words, whatever their accents, case and endings; without words the newest first.

    Only what left its room, and what is there: read now, not when it was indexed. Raises NotFound.
    """
    reader(session, actor)
    meanings = asked_for(words)
    if words.strip() and not meanings:
        return Found(0, 1, 1, some=False, hits=())
    page, wanted = max(page, 1), narrowed(session, chosen)
    found_with = partial(
        matches, session, meanings, wanted, today=today(session), first=(page - 1) * PAGE, most=PAGE
    )
    total, found = found_with(some=False)
    some = not total and len(meanings) > 1
    if some:
        total, found = found_with(some=True)
    return Found(
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE)),
        some=some and total > 0,
        hits=hits_of(session, [named(one) for one in found], stems_in(meanings)),
    )


def asked_for(words: str) -> Meanings:
    """What somebody looks for, word by word; as much of it as a sentence."""
    return meanings_of(words[:MOST_LETTERS], MOST_WORDS)


def narrowed(session: Session, chosen: Filters) -> Wanted:
    """What was chosen, as the rows are asked for it."""
    return Wanted(
        kind=chosen.kind,
        workshop_id=chosen.workshop_id,
        territory=chosen.territory,
        section=chosen.section,
        verdict=chosen.verdict,
        pairs=in_the_way(session, chosen.criterion) if chosen.criterion else None,
        year=chosen.year,
        initiative_ids=(chosen.initiative_id,) if chosen.initiative_id is not None else None,
    )


def choices(session: Session, *, actor: Actor) -> Choices:
    """What a search can be narrowed down to. Raises NotFound."""
    reader(session, actor)
    days = today(session)
    held = places(session, days)
    years = {(date or made.date()).year for _, _, date, made in held}
    return Choices(
        tuple((workshop_id, theme, date) for workshop_id, theme, date, _ in held),
        tuple(territories(session, days)),
        tuple(sorted(years, reverse=True)),
    )


def reader(session: Session, actor: Actor) -> None:
    """Let every account that is not disabled read. Raises NotFound."""
    if standing_account(session, actor) is None:
        raise NotFound


def named(match: Match) -> tuple[Kind, int]:
    """What was found, by its kind and number."""
    if match.initiative_id is not None:
        return Kind.initiative, match.initiative_id
    if match.post_id is not None:
        return Kind.post, match.post_id
    return Kind.concept, match.concept_id or 0
