"""The people of a workshop, their devices and the links that bring them back: tables and queries."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Enum,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    and_,
    case,
    false,
    func,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from db.base import Base, Key, choice
from db.prepared import prepared
from db.spelling import in_order, known_by
from db.workshops import Territory, Workshop


class PersonRole(StrEnum):
    """The role that a participant declares."""

    elected = "elected"
    officer = "officer"
    state = "state"
    project = "project"
    other = "other"


class Attribution(StrEnum):
    """How a participant wants contributions to be signed outside the room."""

    name = "name"
    territory = "territory"
    anonymous = "anonymous"


class Signature(StrEnum):
    """How what a participant wrote is signed now; by `role` alone only once they were erased."""

    name = "name"
    territory = "territory"
    role = "role"
    anonymous = "anonymous"


class Person(Base):
    """A participant of one workshop: expected, here, gone or removed.

    Who was erased stays as somebody who was there and has left, so that what counts keeps its numbers.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("workshop_id", "name"),
        UniqueConstraint("workshop_id", "attempt"),
        Index(None, "territory_id"),
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id"))
    role: Mapped[PersonRole] = mapped_column(choice(PersonRole))
    attribution: Mapped[Attribution] = mapped_column(choice(Attribution), default=Attribution.territory)
    contact_consent: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str] = mapped_column(String(120), default="")
    resume_code: Mapped[str] = mapped_column(String(40), unique=True)
    attempt: Mapped[str | None] = mapped_column(String(64))
    expected_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    simulated: Mapped[bool] = mapped_column(default=False)
    erased_at: Mapped[datetime | None]
    role_said: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Of who was erased: whether enough others bear their role for it to be said of what they wrote."""

    @hybrid_property
    def signs(self) -> Signature:
        """How their contributions are signed: as they consent, but never by name once removed."""
        if self.erased_at is not None:
            return Signature.role if self.role_said else Signature.anonymous
        gone = self.removed_at is not None or self.merged_into_id is not None
        if gone and self.attribution == Attribution.name:
            return Signature.anonymous
        return Signature(self.attribution.value)

    @signs.inplace.expression
    @classmethod
    def _signs(cls) -> ColumnElement[Any]:
        erased, named = cls.erased_at.is_not(None), cls.attribution == Attribution.name
        gone = or_(cls.removed_at.is_not(None), cls.merged_into_id.is_not(None))
        said = case(
            (and_(erased, cls.role_said), Signature.role.value),
            (erased, Signature.anonymous.value),
            (and_(gone, named), Signature.anonymous.value),
            else_=type_coerce(cls.attribution, String),
        )
        return type_coerce(said, Enum(Signature, native_enum=False))


def acts() -> tuple[ColumnElement[bool], ...]:
    """That a person may still act, by themselves or through the facilitator."""
    return (Person.removed_at.is_(None), Person.merged_into_id.is_(None), Person.erased_at.is_(None))


def may_act(person: Person) -> bool:
    """The same, of somebody who is known already."""
    return person.removed_at is None and person.merged_into_id is None and person.erased_at is None


class Here(NamedTuple):
    """Somebody who is in the room."""

    id: int
    name: str
    role: PersonRole
    territory: str | None


def person_row(session: Session, person_id: int) -> Person | None:
    """The person who bears this id."""
    return session.scalars(*_person(person_id)).first()


@prepared
def _person(person_id: int) -> Select[Person]:
    return select(Person).where(Person.id == person_id)


def people_of(session: Session, workshop_id: int) -> list[tuple[Person, str | None]]:
    """The people of a workshop with their territory's name, by name; the removed and merged ones too."""
    found = session.execute(
        select(Person, Territory.name)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(Person.workshop_id == workshop_id)
        .order_by(Person.id)
    )
    return in_order(((person, territory) for person, territory in found), lambda one: one[0].name)


def people_here(session: Session, workshop_id: int) -> list[Here]:
    """Those who are in the room now, by name."""
    here = (Here(*row) for row in session.execute(*_people_here(workshop_id)))
    return in_order(here, lambda one: one.name)


@prepared
def _people_here(workshop_id: int) -> Select[int, str, PersonRole, str | None]:
    return (
        select(Person.id, Person.name, Person.role, Territory.name)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(
            Person.workshop_id == workshop_id,
            Person.arrived_at.is_not(None),
            Person.left_at.is_(None),
            Person.removed_at.is_(None),
            Person.merged_into_id.is_(None),
        )
        .order_by(Person.id)
    )


def is_here(person: Person) -> bool:
    """Whether a person has arrived and neither left nor been removed or merged."""
    return (
        person.arrived_at is not None
        and person.left_at is None
        and person.removed_at is None
        and person.merged_into_id is None
    )


class Bearer(NamedTuple):
    """Somebody who bears a name in a workshop; `awaited` where they were entered and have not come yet."""

    id: int
    name: str
    role: PersonRole
    territory_id: int | None
    territory: str
    awaited: bool


def bearers_in(session: Session, workshop_id: int) -> list[Bearer]:
    """Those whom a name may mean in a workshop, the first entered first."""
    return [Bearer(*row) for row in session.execute(*_bearers_in(workshop_id))]


@prepared
def _bearers_in(workshop_id: int) -> Select[int, str, PersonRole, int | None, str, bool]:
    return (
        select(
            Person.id,
            Person.name,
            Person.role,
            Person.territory_id,
            func.coalesce(Territory.name, ""),
            and_(Person.expected_at.is_not(None), Person.arrived_at.is_(None)),
        )
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(Person.workshop_id == workshop_id, *acts())
        .order_by(Person.id)
    )


def names_in(session: Session, workshop_id: int) -> set[str]:
    """What every name that somebody bears in a workshop is known by."""
    return {known_by(name) for name in session.scalars(*_names_in(workshop_id))}


@prepared
def _names_in(workshop_id: int) -> Select[str]:
    return select(Person.name).where(Person.workshop_id == workshop_id)


def person_of_attempt(session: Session, workshop_id: int, attempt: str) -> Person | None:
    """The person that an earlier sending of the same join form has made."""
    return session.scalars(*_of_attempt(workshop_id, attempt)).first()


@prepared
def _of_attempt(workshop_id: int, attempt: str) -> Select[Person]:
    return select(Person).where(Person.workshop_id == workshop_id, Person.attempt == attempt)


def person_with_resume_code(session: Session, resume_code: str) -> Person | None:
    """The person whom a resume code brings back."""
    return session.scalars(*_with_resume_code(resume_code)).first()


@prepared
def _with_resume_code(resume_code: str) -> Select[Person]:
    return select(Person).where(Person.resume_code == resume_code)


def take_seat(session: Session, person: Person, at: datetime) -> bool:
    """Let a person arrive where a seat is left; False where none is. One statement counts and writes."""
    seated = session.execute(*_seat(person.id, person.workshop_id, at)).one_or_none()
    session.expire(person, ["arrived_at", "left_at", "removed_at"])
    return seated is not None


@prepared
def _seat(person: int, workshop: int, at: datetime) -> ReturningUpdate[int]:
    seats = select(Workshop.seats).where(Workshop.id == workshop).scalar_subquery()
    taken = (
        select(func.count())
        .select_from(Person)
        .where(
            Person.workshop_id == workshop,
            Person.arrived_at.is_not(None),
            Person.removed_at.is_(None),
            Person.merged_into_id.is_(None),
            Person.erased_at.is_(None),
        )
        .scalar_subquery()
    )
    return (
        update(Person)
        .where(Person.id == person, taken < seats)
        .values(arrived_at=at, removed_at=None, left_at=None)
        .returning(Person.id)
        .execution_options(synchronize_session=False)
    )
