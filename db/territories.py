"""What comes from a territory, across all that people bring into a workshop."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.people import Person
from db.posts import Post
from db.ratings import Rating
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.voting import Ballot

REFERRING = (Person, Initiative, Post, TerritoryVerdict, Rating, Ballot)


def is_referred_to(session: Session, territory_id: int) -> bool:
    """Whether anybody or anything in the workshop comes from a territory, or is about it."""
    told = [select(table).where(table.territory_id == territory_id).exists() for table in REFERRING]
    return bool(session.scalar(select(or_(*told))))
