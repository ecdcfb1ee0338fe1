"""What a report gathers, in few wide questions whose number does not grow with the workshop."""

from typing import NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from db.accounts import Account
from db.agenda import Stage
from db.groups import Group
from db.people import Person
from db.pictures import Picture
from db.post_links import PostLink
from db.posts import Post, PostMerge, PostPicture
from db.rounds import RoundAnswer, answer_counts
from db.sharing import Initiative
from db.spelling import in_order
from db.verdicts import TerritoryVerdict
from db.workshops import Territory, WorkshopFacilitator


class Contribution(NamedTuple):
    """A post with its table, its author, where they are from, the territory it is for and its picture."""

    post: Post
    group: Group
    author: Person | None
    territory: str | None
    target: str | None
    picture_id: int | None


class SharedInitiative(NamedTuple):
    """An initiative with its author and where they are from, its source territory and its holder."""

    initiative: Initiative
    author: Person | None
    territory: str | None
    source: str | None
    holder: Person | None


def contributions_of(session: Session, workshop_id: int) -> list[Contribution]:
    """Every post that may leave the room, by table and time, those that are part of another one too.

    Neither deleted nor off the record.
    """
    home, target = aliased(Territory), aliased(Territory)
    found = session.execute(
        select(Post, Group, Person, home.name, target.name, PostPicture.picture_id)
        .join(Group, Group.id == Post.group_id)
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(home, home.id == Person.territory_id)
        .outerjoin(target, target.id == Post.territory_id)
        .outerjoin(PostPicture, PostPicture.post_id == Post.id)
        .where(Post.workshop_id == workshop_id, Post.deleted_at.is_(None), Post.off_record.is_(False))
        .order_by(Group.number, Post.id)
    )
    return [Contribution(*row) for row in found]


def links_in(session: Session, workshop_id: int) -> list[tuple[int, int]]:
    """Which post is about which, between all posts of a workshop."""
    found = session.execute(
        select(PostLink.post_id, PostLink.about_id)
        .join(Post, Post.id == PostLink.post_id)
        .where(Post.workshop_id == workshop_id)
        .order_by(PostLink.post_id, PostLink.about_id)
    )
    return [(post_id, about_id) for post_id, about_id in found]


def verdicts_in(session: Session, workshop_id: int) -> list[tuple[TerritoryVerdict, str]]:
    """Every verdict with its territory's name, by initiative and territory."""
    found = session.execute(
        select(TerritoryVerdict, Territory.name)
        .join(Territory, Territory.id == TerritoryVerdict.territory_id)
        .where(TerritoryVerdict.workshop_id == workshop_id)
        .order_by(TerritoryVerdict.territory_id)
    )
    told = in_order(((verdict, name) for verdict, name in found), lambda one: one[1])
    return sorted(told, key=lambda one: one[0].initiative_id)


def shared_in(session: Session, workshop_id: int) -> list[SharedInitiative]:
    """Every initiative that is not hidden, the merged originals too, in the order of sharing."""
    home, source, holder = aliased(Territory), aliased(Territory), aliased(Person)
    found = session.execute(
        select(Initiative, Person, home.name, source.name, holder)
        .outerjoin(Person, Person.id == Initiative.author_id)
        .outerjoin(home, home.id == Person.territory_id)
        .outerjoin(source, source.id == Initiative.territory_id)
        .outerjoin(holder, holder.id == Initiative.holder_id)
        .where(Initiative.workshop_id == workshop_id, Initiative.hidden_at.is_(None))
        .order_by(Initiative.id)
    )
    return [SharedInitiative(*row) for row in found]


def facilitators_in(session: Session, workshop_id: int) -> list[str]:
    """The names of those who run a workshop, the earliest first."""
    found = (
        select(Account.name)
        .join(WorkshopFacilitator, WorkshopFacilitator.account_id == Account.id)
        .where(WorkshopFacilitator.workshop_id == workshop_id)
        .order_by(WorkshopFacilitator.added_at, Account.id)
    )
    return list(session.scalars(found))


def answers_in(session: Session, workshop_id: int) -> list[RoundAnswer]:
    """Every answer that counts to every round of a workshop, by stage and time."""
    found = (
        select(RoundAnswer)
        .join(Stage, Stage.id == RoundAnswer.stage_id)
        .join(Person, Person.id == RoundAnswer.person_id)
        .where(Stage.workshop_id == workshop_id, answer_counts())
        .order_by(RoundAnswer.stage_id, RoundAnswer.at, RoundAnswer.person_id)
    )
    return list(session.scalars(found))


def illustrations_in(session: Session, workshop_id: int) -> list[Picture]:
    """The pictures of the initiatives that are not hidden and of the posts that may leave the room.

    Without their contents: what they show, and how large they are.
    """
    return list(session.scalars(_pictures_of(workshop_id)))


def _pictures_of(workshop_id: int) -> Select[Picture]:
    of_initiatives = select(Initiative.picture_id).where(
        Initiative.workshop_id == workshop_id,
        Initiative.hidden_at.is_(None),
        Initiative.picture_id.is_not(None),
    )
    of_posts = (
        select(PostPicture.picture_id)
        .join(Post, Post.id == PostPicture.post_id)
        .where(
            Post.workshop_id == workshop_id,
            Post.deleted_at.is_(None),
            Post.off_record.is_(False),
            Post.id.not_in(select(PostMerge.post_id)),
        )
    )
    found = select(Picture).where(or_(Picture.id.in_(of_initiatives), Picture.id.in_(of_posts)))
    return found.order_by(Picture.id)
