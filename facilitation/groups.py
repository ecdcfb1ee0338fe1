"""Groups: tables of people around a kept initiative, made and filled by the facilitator."""

from dataclasses import dataclass

from db import changes
from db.groups import (
    Group,
    GroupMember,
    group_in,
    group_with,
    groups_in,
    next_number,
    seats_in,
    smallest_group,
    titles_in,
)
from db.people import Here, Person, people_here
from db.posts import Section, count_posts, section_counts
from db.session import Session
from db.sharing import Initiative
from db.spotlights import spotlight_of
from db.voting import Outcome, outcomes
from db.workshops import lock_workshop
from facilitation import journal
from facilitation.access import person_in_reach, workshop_run_by
from facilitation.errors import GroupHasPosts, NotFound, NotKept
from facilitation.posts import ASKED_FOR, DECOMPOSITION
from facilitation.texts import clean

NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class SeatedPerson:
    """Somebody at a table."""

    id: int
    name: str
    territory: str
    role: str


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How many posts a section holds."""

    section: str
    count: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """A table: its initiative, its people and how complete its canvas is."""

    id: int
    number: int
    name: str
    initiative_id: int
    initiative: str
    members: list[SeatedPerson]
    sections: list[SectionCount]
    filled: int
    missing: list[str]


@dataclass(frozen=True, slots=True)
class SectionShown:
    """The section of a table that the projector shows while the tables report back."""

    group_id: int
    section: str


@dataclass(frozen=True, slots=True)
class GroupsView:
    """Every table of a workshop, who has none (names for the console only), and what is in the light."""

    groups: list[GroupView]
    unplaced: list[SeatedPerson] | None
    unplaced_count: int
    spotlight: SectionShown | None


def create_group(
    session: Session, *, by: int, workshop_id: int, initiative_id: int, number: int | None = None
) -> int:
    """Set one more table up for an initiative. Asking twice for the same number makes one table."""
    workshop_run_by(session, by, workshop_id)
    lock_workshop(session, workshop_id)
    _kept(session, workshop_id, initiative_id)
    if existing := next((g for g in groups_in(session, workshop_id) if g.number == number), None):
        return existing.id
    group = Group(
        workshop_id=workshop_id, initiative_id=initiative_id, number=next_number(session, workshop_id)
    )
    session.add(group)
    session.flush()
    journal.note(
        session,
        workshop_id=workshop_id,
        action="group_created",
        account_id=by,
        group=group.number,
        initiative=initiative_id,
    )
    changes.touch(session, workshop_id, "groups")
    return group.id


def remove_group(session: Session, *, by: int, group_id: int) -> None:
    """Take a table away; its people have none then. Refused where something was written there."""
    group = session.get(Group, group_id)
    if group is None:
        return
    workshop_run_by(session, by, group.workshop_id)
    if count_posts(session, group_id):
        raise GroupHasPosts
    people = [person.id for seat, person, _ in seats_in(session, group.workshop_id) if seat == group_id]
    journal.note(
        session, workshop_id=group.workshop_id, action="group_removed", account_id=by, group=group.number
    )
    session.delete(group)
    session.flush()
    changes.touch(session, group.workshop_id, "groups", *(f"me:{person_id}" for person_id in people))


def rename_group(session: Session, *, by: int, group_id: int, name: str) -> None:
    """Name a table; an empty name leaves its number alone to tell it."""
    group = group_run_by(session, by, group_id)
    group.name = clean(name, limit=NAME_LIMIT, field="name", required=False)
    journal.note(
        session,
        workshop_id=group.workshop_id,
        action="group_renamed",
        account_id=by,
        group=group.number,
        name=group.name,
    )
    changes.touch(session, group.workshop_id, "groups", f"canvas:{group.id}", f"perspective:{group.id}")


def assign(session: Session, *, by: int, person_id: int, group_id: int | None) -> None:
    """Seat a person at a table, or at none."""
    person = person_in_reach(session, by, person_id)
    former = group_with(session, person_id)
    if (former.id if former else None) == group_id:
        return
    if group_id is not None and group_in(session, person.workshop_id, group_id) is None:
        raise NotFound
    _seat(session, person, group_id)
    journal.note(
        session,
        workshop_id=person.workshop_id,
        action="person_seated",
        account_id=by,
        person=person_id,
        group=group_id,
        former=former.id if former else None,
    )


def place_late(session: Session, person_id: int) -> int | None:
    """Seat somebody without a table at the smallest one; the table, or None where there is none."""
    if group := group_with(session, person_id):
        return group.id
    person = session.get_one(Person, person_id)
    lock_workshop(session, person.workshop_id)
    group_id = smallest_group(session, person.workshop_id)
    if group_id is not None:
        _seat(session, person, group_id)
        journal.note(
            session,
            workshop_id=person.workshop_id,
            action="late_seated",
            person_id=person_id,
            group=group_id,
        )
    return group_id


def place_everyone(session: Session, *, by: int, workshop_id: int) -> int:
    """Seat everybody who is here and has no table at the smallest ones; how many that were."""
    workshop_run_by(session, by, workshop_id)
    if not groups_in(session, workshop_id):
        return 0
    seated = {person.id for _, person, _ in seats_in(session, workshop_id)}
    waiting = [person.id for person in people_here(session, workshop_id) if person.id not in seated]
    for person_id in waiting:
        place_late(session, person_id)
    journal.note(
        session, workshop_id=workshop_id, action="everyone_seated", account_id=by, count=len(waiting)
    )
    return len(waiting)


def group_of(session: Session, person_id: int) -> int | None:
    """The table a person sits at."""
    group = group_with(session, person_id)
    return group.id if group else None


def group_run_by(session: Session, account_id: int, group_id: int) -> Group:
    """The group, where the account runs its workshop. Raises NotFound elsewhere."""
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound
    workshop_run_by(session, account_id, group.workshop_id)
    return group


def groups_view(session: Session, workshop_id: int, audience: str = "room") -> GroupsView:
    """Every table with its people and completeness, and who is here without one."""
    rows = groups_in(session, workshop_id)
    titles = titles_in(session, workshop_id)
    counts = section_counts(session, workshop_id)
    seats = seats_in(session, workshop_id)
    shown = spotlight_of(session, workshop_id)
    seated = {person.id for _, person, _ in seats}
    unplaced = [
        _seated(person, person.territory)
        for person in people_here(session, workshop_id)
        if person.id not in seated
    ]
    return GroupsView(
        groups=[
            _group_view(
                group,
                titles[group.initiative_id],
                [_seated(person, territory) for group_id, person, territory in seats if group_id == group.id],
                counts,
            )
            for group in rows
        ],
        unplaced=unplaced if audience == "console" else None,
        unplaced_count=len(unplaced),
        spotlight=SectionShown(shown.group_id, shown.section) if shown else None,
    )


def _group_view(
    group: Group, title: str, members: list[SeatedPerson], counts: dict[tuple[int, Section], int]
) -> GroupView:
    sections = [SectionCount(section, counts.get((group.id, section), 0)) for section in DECOMPOSITION]
    return GroupView(
        id=group.id,
        number=group.number,
        name=group.name,
        initiative_id=group.initiative_id,
        initiative=title,
        members=members,
        sections=sections,
        filled=sum(entry.count > 0 for entry in sections),
        missing=[section for section in ASKED_FOR if (group.id, section) not in counts],
    )


def _seated(person: Person | Here, territory: str | None) -> SeatedPerson:
    return SeatedPerson(person.id, person.name, territory or "", person.role)


def _kept(session: Session, workshop_id: int, initiative_id: int) -> None:
    initiative = session.get(Initiative, initiative_id)
    if initiative is None or initiative.workshop_id != workshop_id:
        raise NotFound
    kept = {id_ for id_, outcome in outcomes(session, workshop_id).items() if outcome == Outcome.KEPT}
    if initiative.hidden_at or initiative.merged_into_id or (kept and initiative_id not in kept):
        raise NotKept


def _seat(session: Session, person: Person, group_id: int | None) -> None:
    seat = session.get(GroupMember, person.id, with_for_update=True)
    if seat is not None:
        session.delete(seat)
        session.flush()
    if group_id is not None:
        session.add(GroupMember(person_id=person.id, group_id=group_id))
    session.flush()
    changes.touch(session, person.workshop_id, "groups", f"me:{person.id}")


def canvases_changed(session: Session, *, workshop_id: int, **_opening: int) -> None:
    """Tell every table that writing on its canvas begins or ends."""
    numbers = [group.id for group in groups_in(session, workshop_id)]
    topics = [f"{topic}:{group_id}" for topic in ("canvas", "perspective") for group_id in numbers]
    changes.touch(session, workshop_id, *topics)
