"""What citations lead to now: the contributions that may leave the room, through every merge."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session, aliased

from db.groups import Group
from db.people import Person
from db.posts import Post, PostMerge, standing
from db.sharing import Initiative
from db.workshops import Territory


class Quote(NamedTuple):
    """A post with its author, where they are from, the territory it is for, its table and its initiative."""

    post: Post
    author: Person | None
    home: str | None
    target: str | None
    group: int
    initiative: str


def quotes_of(session: Session, post_ids: Collection[int]) -> dict[int, Quote]:
    """What stands behind these posts and may leave the room, by the id that was asked for.

    A post that was merged leads to the one it is part of; what was deleted or is off the record is missing.
    """
    ids: BindParameter[Sequence[int]] = bindparam(
        "ids", sorted(post_ids), expanding=True, literal_execute=True
    )
    asked = select(Post.id.label("asked"), Post.id.label("leads_to")).where(Post.id.in_(ids))
    paths = asked.cte("paths", recursive=True)
    paths = paths.union_all(
        select(paths.c.asked, PostMerge.into_id).join(PostMerge, PostMerge.post_id == paths.c.leads_to)
    )
    home, target = aliased(Territory), aliased(Territory)
    found = session.execute(
        select(paths.c.asked, Post, Person, home.name, target.name, Group.number, Initiative.title)
        .join(Post, Post.id == paths.c.leads_to)
        .join(Group, Group.id == Post.group_id)
        .join(Initiative, Initiative.id == Post.initiative_id)
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(home, home.id == Person.territory_id)
        .outerjoin(target, target.id == Post.territory_id)
        .where(standing(), Post.off_record.is_(False))
    )
    return {row[0]: Quote(*row[1:]) for row in found}
