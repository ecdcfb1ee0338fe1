"""What an archive is rebuilt into: the new workshop, and the id of everything that the document numbers."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import count
from typing import TypeVar

from db.groups import Group
from db.people import Attribution, Person, PersonRole
from db.session import Session
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.archive.source import Told
from facilitation.errors import BadArchive
from facilitation.naming import free_resume_code
from facilitation.pictures import keep_picture
from facilitation.redrawing import Redrawn

LONGEST_CHAIN = 50
"""How many things may be part of one another in a row."""

Row = TypeVar("Row")


@dataclass(slots=True)
class Target:
    """The workshop while it is rebuilt."""

    session: Session
    by: int
    at: datetime
    workshop: Workshop
    drawn: dict[str, Redrawn]
    territories: list[int] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    unnamed: list[Person] = field(default_factory=list)
    """Those who came and whose name stayed in the room, not seated yet."""
    signing: dict[int, int] = field(default_factory=dict)
    """By the number of a territory, who signs with it alone."""
    stages: list[int] = field(default_factory=list)
    initiatives: list[int] = field(default_factory=list)
    votes: list[int] = field(default_factory=list)
    tables: dict[int, Group] = field(default_factory=dict)
    """By the number on them."""
    posts: list[int] = field(default_factory=list)
    serial: Iterable[int] = field(default_factory=lambda: count(1))
    codes: set[str] = field(default_factory=set)

    def add(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Write rows down, in their order, so that they get their ids."""
        self.session.add_all(rows)
        self.session.flush()
        return rows

    def author(self, signature: Told | None) -> int | None:
        """Who signs: a named person, or somebody nobody knows more of than their territory."""
        if signature is None:
            return None
        if "person" in signature:
            return at(self.people, signature["person"]).id
        number: int = signature["territory"]
        if number not in self.signing:
            person = self.stand_in(PersonRole.other, Attribution.territory)
            person.territory_id = at(self.territories, number)
            person.removed_at = self.at
            self.add([person])
            self.signing[number] = person.id
        return self.signing[number]

    def stand_in(self, role: PersonRole, attribution: Attribution = Attribution.anonymous) -> Person:
        """Somebody whose name stayed in the room."""
        name = next(name for number in self.serial if (name := f"№ {number}") not in self.names)
        return Person(
            workshop_id=self.workshop.id,
            name=name,
            role=role,
            attribution=attribution,
            resume_code=self.code(),
        )

    def code(self) -> str:
        """A resume code that nobody has, not even somebody who is not written down yet."""
        drawn = iter(partial(free_resume_code, self.session), None)
        code = next(code for code in drawn if code not in self.codes)
        self.codes.add(code)
        return code

    def picture(self, told: Told | None) -> int | None:
        """Keep a picture of the archive; its id."""
        if told is None:
            return None
        return keep_picture(
            self.session,
            workshop_id=self.workshop.id,
            data=self.drawn[told["file"]],
            alt=told["alt"],
            actor=Actor(self.by),
        )


def at(things: Sequence[Row], number: int) -> Row:
    """What bears this number. Raises BadArchive where nothing does."""
    if number > len(things):
        raise BadArchive("numbers", str(number))
    return things[number - 1]


def perhaps_at(things: Sequence[Row], number: int | None) -> Row | None:
    """The same, where no number may be given."""
    return None if number is None else at(things, number)


def heard(moment: str) -> datetime:
    """A moment of the document."""
    return datetime.fromisoformat(moment)


def perhaps_heard(moment: str | None) -> datetime | None:
    """The same, where there may be none."""
    return None if moment is None else heard(moment)


def once(keys: Iterable[Hashable], place: str) -> None:
    """Refuse an archive that says the same thing twice."""
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            raise BadArchive("twice", place)
        seen.add(key)


def chained(wholes: Sequence[int | None], place: str) -> None:
    """Refuse an archive in which things are part of one another in a circle, or in too long a row."""
    for number in range(1, len(wholes) + 1):
        whole: int | None = number
        for _ in range(LONGEST_CHAIN):
            whole = perhaps_at(wholes, whole)
            if whole is None:
                break
        else:
            raise BadArchive("circle", place)
