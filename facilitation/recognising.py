"""Whom a name means, at the door and in a list: somebody who is there already, or nobody yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.people import Bearer, bearers_in
from db.session import Session
from db.sharing import BETWEEN
from db.spelling import known_by, maybe_person, same_person


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a name means for certain, or may mean; where it is not certain, whoever bears it is asked."""

    certain: Bearer | None
    possible: tuple[Bearer, ...]


def meant(session: Session, workshop_id: int, name: str, territory: str = "") -> Meant:
    """Whom a name at the door means: an expected person who has not come, by any spelling, is that person.

    Not certain are: several of one name, one from another territory, one who is here already, and an expected
    name that is only like this one.
    """
    there = bearers_in(session, workshop_id)
    same = [one for one in there if same_person(one.name, name)]
    awaited = [one for one in same if one.awaited]
    from_there = [one for one in awaited if is_from(one, territory)]
    if len(from_there) == 1 and (territory or len(same) == 1):
        return Meant(from_there[0], tuple(same))
    alike = same or [one for one in there if one.awaited and maybe_person(one.name, name)]
    return Meant(None, tuple(alike))


def entered(there: Iterable[Bearer], name: str, territory: str) -> Bearer | None:
    """Who is there already whom a line of a list means: homonyms of two territories are two people.

    Somebody who is here is meant only where their territory says so.
    """
    same = [one for one in there if same_person(one.name, name) and is_from(one, territory)]
    return next((one for one in same if one.awaited or (one.territory and territory)), None)


def comes_from(territory_ids: Sequence[int], named: str, home: tuple[int | None, str]) -> bool:
    """Whether an initiative comes from somebody's territory, in any spelling; what is near is another."""
    home_id, home_name = home
    if home_id in territory_ids:
        return True
    return bool(home_name) and known_by(home_name) in map(known_by, named.split(BETWEEN))


def is_from(one: Bearer, territory: str) -> bool:
    """Whether somebody may come from a territory, as far as both are known."""
    return not one.territory or not territory or known_by(one.territory) == known_by(territory)
