"""Groups: which table works on which kept initiative, and who sits there."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Select,
    String,
    UniqueConstraint,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, now
from db.people import Person
from db.prepared import prepared
from db.sharing import Initiative
from db.spelling import in_order
from db.workshops import Territory


class Group(Base):
    """A table of people around one kept initiative."""

    __tablename__ = "groups"
    __table_args__ = (
        UniqueConstraint("workshop_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)


class GroupMember(Base):
    """A person's seat; one group a person, since a person belongs to one workshop."""

    __tablename__ = "group_members"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)


def groups_in(session: Session, workshop_id: int) -> Sequence[Group]:
    """The groups of a workshop, by number."""
    return session.scalars(*_groups_in(workshop_id)).all()


@prepared
def _groups_in(workshop_id: int) -> Select[Group]:
    return select(Group).where(Group.workshop_id == workshop_id).order_by(Group.number)


def group_in(session: Session, workshop_id: int, group_id: int) -> Group | None:
    """A group of this workshop, else None."""
    return session.scalar(select(Group).where(Group.id == group_id, Group.workshop_id == workshop_id))


def groups_on(session: Session, initiative_id: int) -> Sequence[int]:
    """The ids of the groups that work on an initiative."""
    return session.scalars(*_groups_on(initiative_id)).all()


@prepared
def _groups_on(initiative_id: int) -> Select[int]:
    return select(Group.id).where(Group.initiative_id == initiative_id).order_by(Group.number)


def next_number(session: Session, workshop_id: int) -> int:
    """The number of the next table."""
    last = session.scalar(select(func.max(Group.number)).where(Group.workshop_id == workshop_id))
    return (last or 0) + 1


def group_with(session: Session, person_id: int) -> Group | None:
    """The group a person sits in."""
    return session.scalars(*_group_with(person_id)).first()


@prepared
def _group_with(person_id: int) -> Select[Group]:
    return select(Group).join(GroupMember).where(GroupMember.person_id == person_id)


def smallest_group(session: Session, workshop_id: int) -> int | None:
    """The group with the fewest people still here, the lowest number among equals; None without groups."""
    return session.scalars(*_smallest_group(workshop_id)).first()


@prepared
def _smallest_group(workshop_id: int) -> Select[int]:
    return _by_size().where(Group.workshop_id == workshop_id)


def smallest_group_held(session: Session, workshop_id: int, person_id: int) -> int | None:
    """The smallest group on an initiative that a person answers for; None where there is none."""
    return session.scalars(*_smallest_group_held(workshop_id, person_id)).first()


@prepared
def _smallest_group_held(workshop_id: int, person_id: int) -> Select[int]:
    unnamed = and_(Initiative.holder_id.is_(None), Initiative.holder == "")
    held = or_(Initiative.holder_id == person_id, and_(unnamed, Initiative.author_id == person_id))
    return (
        _by_size()
        .join(Initiative, Initiative.id == Group.initiative_id)
        .where(Group.workshop_id == workshop_id, held)
    )


def _by_size() -> Select[int]:
    here = select(GroupMember.group_id).join(Person, Person.id == GroupMember.person_id)
    here_now = here.where(
        Person.removed_at.is_(None), Person.left_at.is_(None), Person.merged_into_id.is_(None)
    ).subquery()
    return (
        select(Group.id)
        .outerjoin(here_now, here_now.c.group_id == Group.id)
        .group_by(Group.id, Group.number)
        .order_by(func.count(here_now.c.group_id), Group.number)
        .limit(1)
    )


def seats_in(session: Session, workshop_id: int) -> list[tuple[int, Person, str | None]]:
    """Who sits in which group of a workshop: (group, person, territory's name), by group and name."""
    found = in_order(session.execute(*_seats_in(workshop_id)), lambda row: row[1].name)
    return [(row[0], row[1], row[2]) for row in sorted(found, key=lambda row: row[3])]


def seats_at(session: Session, group_id: int) -> list[tuple[int, Person, str | None]]:
    """Who sits in one group, as `seats_in` tells it."""
    found = in_order(session.execute(*_seats_at(group_id)), lambda row: row[1].name)
    return [(row[0], row[1], row[2]) for row in found]


@prepared
def _seats_in(workshop_id: int) -> Select[int, Person, str | None, int]:
    return _seats().where(Group.workshop_id == workshop_id)


@prepared
def _seats_at(group_id: int) -> Select[int, Person, str | None, int]:
    return _seats().where(Group.id == group_id)


def _seats() -> Select[int, Person, str | None, int]:
    return (
        select(Group.id, Person, Territory.name, Group.number)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .join(Person, Person.id == GroupMember.person_id)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(Person.removed_at.is_(None), Person.merged_into_id.is_(None))
        .order_by(Person.id)
    )


def move_seat(session: Session, person_id: int, to_id: int) -> None:
    """Give a person's seat to another who has none."""
    if session.get(GroupMember, to_id) is None:
        session.execute(
            update(GroupMember)
            .where(GroupMember.person_id == person_id)
            .values(person_id=to_id)
            .execution_options(synchronize_session=False)
        )
    else:
        session.execute(
            delete(GroupMember)
            .where(GroupMember.person_id == person_id)
            .execution_options(synchronize_session=False)
        )


def change_seats(session: Session, seats: Mapping[int, int]) -> None:
    """Give many people their groups at once, {person: group}, whatever seats they had."""
    session.execute(
        delete(GroupMember)
        .where(GroupMember.person_id.in_(seats))
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    if seats:
        session.execute(
            insert(GroupMember), [{"person_id": one, "group_id": group} for one, group in seats.items()]
        )


def titles_in(session: Session, workshop_id: int) -> dict[int, str]:
    """The titles of the initiatives that a workshop's groups work on."""
    return {id_: initiative.title for id_, initiative in initiatives_of_groups(session, workshop_id).items()}


def initiatives_of_groups(session: Session, workshop_id: int) -> dict[int, Initiative]:
    """The initiatives that a workshop's groups work on, by id."""
    return {initiative.id: initiative for initiative in session.scalars(*_worked_on(workshop_id))}


@prepared
def _worked_on(workshop_id: int) -> Select[Initiative]:
    worked_on = select(Group.initiative_id).where(Group.workshop_id == workshop_id)
    return select(Initiative).where(Initiative.id.in_(worked_on))
