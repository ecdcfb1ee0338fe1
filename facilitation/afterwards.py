"""After the end: for thirty days, who took part reads what became of it, and follows conditions."""

from dataclasses import dataclass
from datetime import datetime

from db.decisions import outcomes
from db.quotes import quotes_of
from db.session import Session
from db.sharing import Initiative
from db.workshops import Workshop
from facilitation.access import acting_person
from facilitation.actors import Actor
from facilitation.conditions import ConditionLine, my_conditions
from facilitation.ending import OPEN_FOR, still_open
from facilitation.errors import NotFound
from facilitation.posts import my_posts
from facilitation.studio.concept_views import ConceptView, published
from facilitation.wall import my_initiatives


@dataclass(frozen=True, slots=True)
class GivenInitiative:
    """An initiative that somebody shared: kept, in the reserve, or in no vote; what it was merged into."""

    id: int
    title: str
    territory: str
    outcome: str | None
    merged_into: str


@dataclass(frozen=True, slots=True)
class GivenIdea:
    """A contribution that somebody wrote, and the published statements that rest on it: (concept, statement).

    `merged_into` is the text of the idea that it is part of now.
    """

    id: int
    text: str
    section: str
    initiative: str
    off_record: bool
    merged_into: str
    cited: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What one participant finds after the end; `until` is when it closes."""

    until: datetime
    initiatives: tuple[GivenInitiative, ...]
    ideas: tuple[GivenIdea, ...]
    conditions: tuple[ConditionLine, ...]


def afterwards(session: Session, *, actor: Actor, at: datetime | None = None) -> Afterwards:
    """What became of what the participant gave; concepts are told as published, never as drafts.

    Raises NotFound before the end and for who was removed or erased, WorkshopClosed after thirty days.
    """
    person_id, workshop, ended = _ended(session, actor, at)
    return Afterwards(
        until=ended + OPEN_FOR,
        initiatives=_initiatives(session, person_id, workshop.id),
        ideas=_ideas(session, person_id, workshop.id),
        conditions=tuple(my_conditions(session, person_id)),
    )


def may_take_home(session: Session, *, actor: Actor) -> None:
    """That this participant may take the summary of their workshop home. Raises what `afterwards` raises."""
    _ended(session, actor, None)


def _ended(session: Session, actor: Actor, at: datetime | None) -> tuple[int, Workshop, datetime]:
    person = acting_person(session, actor)
    workshop = session.get_one(Workshop, person.workshop_id)
    if workshop.closed_at is None or workshop.deleted_at is not None:
        raise NotFound
    still_open(workshop, at)
    return person.id, workshop, workshop.closed_at


def _initiatives(session: Session, person_id: int, workshop_id: int) -> tuple[GivenInitiative, ...]:
    decided = outcomes(session, workshop_id)
    found = []
    for one in my_initiatives(session, person_id):
        stands = _standing(session, one.id)
        outcome = decided.get(stands.id)
        found.append(
            GivenInitiative(
                one.id,
                one.title,
                one.territory,
                outcome.value if outcome else None,
                stands.title if stands.id != one.id else "",
            )
        )
    return tuple(found)


def _standing(session: Session, initiative_id: int) -> Initiative:
    """The initiative that this one became part of in the end; itself where it was not merged."""
    one = session.get_one(Initiative, initiative_id)
    while one.merged_into_id is not None:
        one = session.get_one(Initiative, one.merged_into_id)
    return one


def _ideas(session: Session, person_id: int, workshop_id: int) -> tuple[GivenIdea, ...]:
    mine = my_posts(session, person_id)
    quotes = quotes_of(session, {post.id for post in mine})
    concepts = published(session, workshop_id)
    found = []
    for post in mine:
        stands = quotes[post.id].post if post.id in quotes else None
        merged_into = stands.text if stands is not None and stands.id != post.id else ""
        cited = _cited(concepts, stands.id) if stands is not None else ()
        found.append(
            GivenIdea(
                *(post.id, post.text, post.section, post.initiative, post.off_record, merged_into, cited)
            )
        )
    return tuple(found)


def _cited(concepts: tuple[ConceptView, ...], post_id: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        (concept.title, one.text)
        for concept in concepts
        for one in concept.statements
        if any(citation.post_id == post_id for citation in one.citations)
    )
