"""What an archive tells beside what a report gathers: whole rows, in the order they came."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.candidates import Candidate
from db.decisions import Decision
from db.groups import Group
from db.marks import PostTag
from db.people import Person
from db.pictures import Picture
from db.posts import Post
from db.ratings import MatrixReveal
from db.sharing import Initiative
from db.spelling import in_order
from db.voting import VotingRound


class KnownPicture(NamedTuple):
    """What is to be said of a picture beside its content."""

    mime: str
    alt: str


def everybody(session: Session, workshop_id: int) -> dict[int, Person]:
    """Every person that a workshop ever had, by id."""
    found = select(Person).where(Person.workshop_id == workshop_id).order_by(Person.id)
    return {person.id: person for person in session.scalars(found)}


def every_initiative(session: Session, workshop_id: int) -> list[Initiative]:
    """Every initiative of a workshop, hidden and merged ones too, in the order they came."""
    found = select(Initiative).where(Initiative.workshop_id == workshop_id).order_by(Initiative.id)
    return list(session.scalars(found))


def worked_on_or_voted(session: Session, workshop_id: int) -> set[int]:
    """The initiatives that a table works on or that stood in a vote which everybody has seen."""
    groups = select(Group.initiative_id).where(Group.workshop_id == workshop_id)
    stood = select(Candidate.initiative_id).join(VotingRound, VotingRound.id == Candidate.round_id)
    seen = stood.where(VotingRound.workshop_id == workshop_id, VotingRound.revealed_at.is_not(None))
    return set(session.scalars(groups.union(seen)))


def known_pictures(session: Session, workshop_id: int) -> dict[int, KnownPicture]:
    """The kind of each picture of a workshop, and what it shows."""
    found = select(Picture.id, Picture.mime, Picture.alt).where(Picture.workshop_id == workshop_id)
    return {row[0]: KnownPicture(row[1], row[2]) for row in session.execute(found)}


def revealed_rounds(session: Session, workshop_id: int) -> list[VotingRound]:
    """The votes of a workshop whose result everybody has seen, the first one first."""
    found = select(VotingRound).where(
        VotingRound.workshop_id == workshop_id, VotingRound.revealed_at.is_not(None)
    )
    return list(session.scalars(found.order_by(VotingRound.id)))


def candidates_among(session: Session, round_ids: Iterable[int]) -> list[Candidate]:
    """The candidates of these votes, in the order they were shared."""
    found = select(Candidate).where(Candidate.round_id.in_(list(round_ids)))
    return list(session.scalars(found.order_by(Candidate.round_id, Candidate.initiative_id)))


def decisions_among(session: Session, round_ids: Iterable[int]) -> list[Decision]:
    """What was decided in these votes."""
    found = select(Decision).where(Decision.round_id.in_(list(round_ids)))
    return list(session.scalars(found.order_by(Decision.round_id, Decision.initiative_id)))


def tags_in(session: Session, workshop_id: int) -> dict[int, list[str]]:
    """The tags on each post of a workshop, in alphabetical order."""
    found = (
        select(PostTag.post_id, PostTag.tag)
        .join(Post, Post.id == PostTag.post_id)
        .where(Post.workshop_id == workshop_id)
    )
    tags: dict[int, list[str]] = {}
    for post_id, tag in in_order(((row[0], row[1]) for row in session.execute(found)), lambda row: row[1]):
        tags.setdefault(post_id, []).append(tag)
    return tags


def matrix_reveal(session: Session, workshop_id: int) -> MatrixReveal | None:
    """When a workshop saw its matrix."""
    return session.get(MatrixReveal, workshop_id)
