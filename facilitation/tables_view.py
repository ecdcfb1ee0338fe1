"""The tables as everybody sees them: who sits where, and how complete each canvas is."""

from dataclasses import dataclass

from db.groups import Group, groups_in, seats_at, seats_in, titles_in
from db.people import Here, Person, is_here, people_here
from db.post_counts import section_counts
from db.posts import Section
from db.seat_locks import locked_in
from db.session import Session
from db.spotlights import spotlight_of
from db.tasks import Task, task_holders
from db.wishes import wishes_in
from facilitation.errors import NotFound
from facilitation.progress import SectionCount, progress_of

Seat = tuple[int, Person, str | None]
"""A table, who sits there, and the name of the territory they are from."""


@dataclass(frozen=True, slots=True)
class SeatedPerson:
    """Somebody at a table."""

    id: int
    name: str
    territory: str
    role: str
    here: bool


@dataclass(frozen=True, slots=True)
class TaskHolder:
    """A task of a table and who has taken it; nobody yet has no id and no name."""

    task: str
    person_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A table: its initiative, its people, who does what for it and how complete its canvas is."""

    id: int
    number: int
    name: str
    initiative_id: int
    initiative: str
    members: list[SeatedPerson]
    tasks: list[TaskHolder]
    sections: list[SectionCount]
    filled: int
    missing: list[str]


@dataclass(frozen=True, slots=True)
class SectionShown:
    """The section of a table that the projector shows while the tables report back."""

    group_id: int
    section: str
    number: int


@dataclass(frozen=True, slots=True)
class TableView:
    """One table for those who sit there, and what is in the light."""

    table: GroupView
    spotlight: SectionShown | None


@dataclass(frozen=True, slots=True)
class GroupsView:
    """Every table of a workshop, who has none, how many have wished, and what is in the light.

    Only the console reads who has no table and whose seat is locked.
    """

    groups: list[GroupView]
    unplaced: list[SeatedPerson] | None
    unplaced_count: int
    wished: int
    locked: list[int] | None
    spotlight: SectionShown | None


def groups_view(session: Session, workshop_id: int, audience: str = "room") -> GroupsView:
    """Every table with its people, tasks and completeness, and who is here without one."""
    rows = groups_in(session, workshop_id)
    titles = titles_in(session, workshop_id)
    counts = section_counts(session, workshop_id)
    holders = task_holders(session, workshop_id)
    seats: dict[int, list[SeatedPerson]] = {}
    for group_id, person, territory in _named(seats_in(session, workshop_id)):
        seats.setdefault(group_id, []).append(_seated(person, territory, here=is_here(person)))
    here = people_here(session, workshop_id)
    seated = {one.id for members in seats.values() for one in members}
    unplaced = [_seated(person, person.territory, here=True) for person in here if person.id not in seated]
    return GroupsView(
        groups=[
            _group_view(group, titles[group.initiative_id], seats.get(group.id, []), holders, counts)
            for group in rows
        ],
        unplaced=unplaced if audience == "console" else None,
        unplaced_count=len(unplaced),
        wished=len(wishes_in(session, workshop_id).keys() & {person.id for person in here}),
        locked=locked_in(session, workshop_id) if audience == "console" else None,
        spotlight=_in_the_light(session, workshop_id),
    )


def table_view(session: Session, group_id: int, _audience: str = "room") -> TableView:
    """One table with its people, tasks and completeness. Raises NotFound."""
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound
    members = [
        _seated(person, territory, here=is_here(person))
        for _, person, territory in _named(seats_at(session, group_id))
    ]
    shown = _group_view(
        group,
        titles_in(session, group.workshop_id)[group.initiative_id],
        members,
        task_holders(session, group.workshop_id),
        section_counts(session, group.workshop_id),
    )
    return TableView(shown, _in_the_light(session, group.workshop_id))


def _named(seats: list[Seat]) -> list[Seat]:
    """The seats of those who have a name: who was erased is counted in documents and listed nowhere."""
    return [seat for seat in seats if seat[1].erased_at is None]


def _in_the_light(session: Session, workshop_id: int) -> SectionShown | None:
    shown = spotlight_of(session, workshop_id)
    if shown is None:
        return None
    return SectionShown(shown.group_id, shown.section, session.get_one(Group, shown.group_id).number)


def _group_view(
    group: Group,
    title: str,
    members: list[SeatedPerson],
    holders: dict[tuple[int, Task], tuple[int, str]],
    counts: dict[tuple[int, Section], int],
) -> GroupView:
    progress = progress_of(group.id, group.number, counts)
    return GroupView(
        id=group.id,
        number=group.number,
        name=group.name,
        initiative_id=group.initiative_id,
        initiative=title,
        members=members,
        tasks=[TaskHolder(task, *holders.get((group.id, task), (None, ""))) for task in Task],
        sections=progress.sections,
        filled=progress.filled,
        missing=progress.missing,
    )


def _seated(person: Person | Here, territory: str | None, *, here: bool) -> SeatedPerson:
    return SeatedPerson(person.id, person.name, territory or "", person.role, here)
