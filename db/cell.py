"""What lies behind a cell of the matrix: what the tables wrote about an initiative for one territory."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.groups import Group
from db.people import Person
from db.posts import Part, Post, standing
from db.workshops import Territory


class Behind(NamedTuple):
    """A perspective post with the number of its table, who wrote it and where that person is from."""

    post: Post
    number: int
    author: Person | None
    territory: str | None


def posts_behind(session: Session, initiative_id: int, territory_id: int) -> list[Behind]:
    """What every table wrote about an initiative for a territory, as it stands, table by table."""
    found = session.execute(
        select(Post, Group.number, Person, Territory.name)
        .join(Group, Group.id == Post.group_id)
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(
            Post.initiative_id == initiative_id,
            Post.territory_id == territory_id,
            Post.part == Part.perspective,
            standing(Post),
        )
        .order_by(Group.number, Post.position, Post.id)
    )
    return [Behind(*row) for row in found]
