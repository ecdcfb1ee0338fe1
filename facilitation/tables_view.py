"""The tables as everybody sees them: who sits where, and how complete each canvas is."""

from dataclasses import dataclass

from db.groups import Group, groups_in, seats_in, titles_in
from db.people import Here, Person, people_here
from db.posts import Section, section_counts
from db.session import Session
from db.spotlights import spotlight_of
from facilitation.posts import ASKED_FOR, DECOMPOSITION


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
