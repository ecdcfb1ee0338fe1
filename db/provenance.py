"""Where posts come from: what was done to them, what they were merged from, who sat at their table."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.candidates import Candidate
from db.deeds import Deed, DeedPost
from db.groups import Group, GroupMember
from db.people import Person
from db.pictures import Picture
from db.posts import Post, PostMerge, PostPicture
from db.voting import VotingRound
from db.workshops import Territory


class Told(NamedTuple):
    """A post with its table, its author, where they are from, the territory it is for, and its picture."""

    post: Post
    group: Group
    author: Person | None
    home: str | None
    target: str | None
    picture_id: int | None
    alt: str | None


class Done(NamedTuple):
    """What a deed made of one post, and who did it."""

    deed: Deed
    change: DeedPost
    person: Person | None
    home: str | None


def posts_told(session: Session, post_ids: Collection[int]) -> dict[int, Told]:
    """These posts with all that stands around them, deleted ones too, by id."""
    home, target = aliased(Territory), aliased(Territory)
    found = session.execute(
        select(Post, Group, Person, home.name, target.name, Picture.id, Picture.alt)
        .join(Group, Group.id == Post.group_id)
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(home, home.id == Person.territory_id)
        .outerjoin(target, target.id == Post.territory_id)
        .outerjoin(PostPicture, PostPicture.post_id == Post.id)
        .outerjoin(Picture, Picture.id == PostPicture.picture_id)
        .where(Post.id.in_(post_ids))
    )
    return {row[0].id: Told(*row) for row in found}


def merges_in(session: Session, workshop_id: int) -> dict[int, int]:
    """Which post of a workshop is part of which other one now."""
    found = session.execute(
        select(PostMerge.post_id, PostMerge.into_id)
        .join(Post, Post.id == PostMerge.post_id)
        .where(Post.workshop_id == workshop_id)
        .order_by(PostMerge.post_id)
    )
    return {row[0]: row[1] for row in found}


def done_to(session: Session, post_id: int) -> list[Done]:
    """What was done to a post and not undone, the first deed first."""
    found = session.execute(
        select(Deed, DeedPost, Person, Territory.name)
        .join(DeedPost, DeedPost.deed_id == Deed.id)
        .outerjoin(Person, Person.id == Deed.person_id)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(DeedPost.post_id == post_id, Deed.undone_at.is_(None))
        .order_by(Deed.id)
    )
    return [Done(*row) for row in found]


def count_seats(session: Session, group_id: int) -> int:
    """How many people have a seat at a table, those who left the room too."""
    seats = (
        select(func.count())
        .select_from(GroupMember)
        .join(Person, Person.id == GroupMember.person_id)
        .where(GroupMember.group_id == group_id, Person.removed_at.is_(None), Person.merged_into_id.is_(None))
    )
    return session.scalar(seats) or 0


def stage_of_vote(session: Session, initiative_id: int) -> int | None:
    """The stage of the last vote that an initiative stood in, run-offs aside."""
    return session.scalar(
        select(VotingRound.stage_id)
        .join(Candidate, Candidate.round_id == VotingRound.id)
        .where(Candidate.initiative_id == initiative_id, VotingRound.settles_id.is_(None))
        .order_by(VotingRound.id.desc())
        .limit(1)
    )
