"""What comes from a territory, across all that people bring into a workshop."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.conditions import Lift
from db.people import Person
from db.posts import Post, standing
from db.ratings import Rating
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.voting import Ballot

REFERRING = (Person, Initiative, Post, TerritoryVerdict, Rating, Ballot)


def is_referred_to(session: Session, territory_id: int) -> bool:
    """Whether anybody or anything in the workshop comes from a territory, or is about it."""
    told = [select(table).where(table.territory_id == territory_id).exists() for table in REFERRING]
    return bool(session.scalar(select(or_(*told))))


def counts_of(session: Session, territory_id: int) -> dict[str, int]:
    """How many people, initiatives and posts come from a territory or are about it."""
    asked = {
        "people": select(func.count()).where(Person.territory_id == territory_id, Person.erased_at.is_(None)),
        "initiatives": select(func.count()).where(Initiative.territory_id == territory_id),
        "posts": select(func.count()).where(Post.territory_id == territory_id, standing(Post)),
    }
    return {name: session.scalar(count) or 0 for name, count in asked.items()}


def verdicts_twice(session: Session, territory_id: int, into_id: int) -> list[TerritoryVerdict]:
    """The verdicts of a territory on initiatives on which another one has given its own."""
    given = select(TerritoryVerdict.initiative_id).where(TerritoryVerdict.territory_id == into_id)
    found = select(TerritoryVerdict).where(
        TerritoryVerdict.territory_id == territory_id, TerritoryVerdict.initiative_id.in_(given)
    )
    return list(session.scalars(found))


def lifts_twice(session: Session, territory_id: int, into_id: int) -> list[Lift]:
    """What a territory said about lifting conditions of which another one has said something too."""
    said = {
        (one.initiative_id, one.criterion)
        for one in session.scalars(select(Lift).where(Lift.territory_id == into_id))
        if one.criterion is not None
    }
    found = session.scalars(select(Lift).where(Lift.territory_id == territory_id))
    return [one for one in found if (one.initiative_id, one.criterion) in said]


def answers_about_own(session: Session, territory_id: int, into_id: int) -> int:
    """How many answers about an initiative of one of two territories are for the other one."""
    counted = select(func.count()).select_from(Rating).join(Initiative, Initiative.id == Rating.initiative_id)
    either = [
        (Rating.territory_id == one) & (Initiative.territory_id == other)
        for one, other in ((territory_id, into_id), (into_id, territory_id))
    ]
    return session.scalar(counted.where(or_(*either))) or 0
