"""Seating as the facilitator's desk shows it: the proposal, what it leaves unmet, and what the tables do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.groups import Group, groups_in, seats_in
from db.people import Person, is_here, people_of
from db.proposals import Proposal, proposal_row
from db.session import Session
from db.sharing import Initiative
from db.wishes import wishes_in
from db.workshops import territories_of
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.proposals import Rule, SeatedTable, ToSeat, Unmet, unmet_rules
from facilitation.proposing import awaited, kind_of, settled_in, workable
from facilitation.questions import answers_for
from facilitation.seating_views import (
    ProposalView,
    ProposedPerson,
    ProposedTable,
    SeatingDesk,
    UnmetView,
    WorkView,
)

__all__ = [
    "ProposalView",
    "ProposedPerson",
    "ProposedTable",
    "SeatingDesk",
    "UnmetView",
    "WorkView",
    "groups_come_first",
    "seating_desk",
]


def groups_come_first(session: Session, workshop_id: int) -> bool:
    """Whether making groups, or deciding on a proposal, is the step that comes next."""
    if proposal_row(session, workshop_id) is not None:
        return True
    return not groups_in(session, workshop_id) and bool(workable(session, workshop_id))


def seating_desk(session: Session, *, actor: Actor, workshop_id: int) -> SeatingDesk:
    """The proposal, if one lies there, and what the present tables leave unmet, for who runs the workshop."""
    workshop_run_by(session, actor, workshop_id)
    room = _room(session, workshop_id)
    proposal = proposal_row(session, workshop_id)
    return SeatingDesk(
        works=[
            WorkView(id_, one.title, sum(group.initiative_id == id_ for group in room.groups))
            for id_, one in room.works.items()
        ],
        here=sum(is_here(one) for one, _ in room.people.values()),
        expected=sum(awaited(one) for one, _ in room.people.values()),
        proposal=_proposal(session, proposal, room) if proposal else None,
        unmet=[] if proposal else room.told(_present_unmet(session, room)),
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """What every part of the desk needs of a workshop, read once."""

    workshop_id: int
    people: dict[int, tuple[Person, str | None]]
    territories: dict[int, str]
    works: dict[int, Initiative]
    groups: Sequence[Group]
    wishes: dict[int, tuple[int, ...]]

    def holds(self, person_id: int) -> tuple[int, ...]:
        """The initiatives that a person answers for."""
        return tuple(id_ for id_, work in self.works.items() if answers_for(work) == person_id)

    def told(self, unmet: Iterable[Unmet]) -> list[UnmetView]:
        """What is unmet, with names."""
        return [
            UnmetView(
                one.rule,
                list(one.tables),
                [self.people[id_][0].name for id_ in one.people if id_ in self.people],
                self.territories.get(one.territory_id or 0, ""),
                one.there,
            )
            for one in unmet
        ]


def _room(session: Session, workshop_id: int) -> _Room:
    return _Room(
        workshop_id,
        {one.id: (one, territory) for one, territory in people_of(session, workshop_id)},
        {one.id: one.name for one in territories_of(session, workshop_id)},
        {one.id: one for one in workable(session, workshop_id)},
        groups_in(session, workshop_id),
        wishes_in(session, workshop_id),
    )


def _present_unmet(session: Session, room: _Room) -> tuple[Unmet, ...]:
    """What the tables leave unmet as people sit now: those who are here, or all while nobody has come."""
    seats = [(group_id, person) for group_id, person, _ in seats_in(session, room.workshop_id)]
    seats = [seat for seat in seats if is_here(seat[1])] or [
        seat for seat in seats if seat[1].left_at is None
    ]
    if not seats:
        return ()
    return unmet_rules(
        [
            ToSeat(
                one.id,
                kind_of(one.role),
                one.territory_id,
                holds=room.holds(one.id),
                wishes=room.wishes.get(one.id, ()),
            )
            for _, one in seats
        ],
        [
            SeatedTable(
                group.number,
                group.initiative_id,
                tuple(person.id for group_id, person in seats if group_id == group.id),
            )
            for group in room.groups
        ],
    )


def _proposal(session: Session, proposal: Proposal, room: _Room) -> ProposalView:
    stays = settled_in(session, room.workshop_id).keys()

    def seated(id_: int, work: int) -> ProposedPerson:
        person, territory = room.people[id_]
        wished = room.wishes.get(id_, ())
        return ProposedPerson(
            id_,
            person.name,
            territory or "",
            person.role,
            id_ in stays,
            work in room.holds(id_),
            wished.index(work) + 1 if work in wished else None,
        )

    coming = {id_ for id_, (one, _) in room.people.items() if is_here(one) or awaited(one)}
    proposed = {id_ for one in proposal.tables for id_ in one["people"]}
    return ProposalView(
        [
            ProposedTable(
                one["number"],
                room.works[one["initiative_id"]].title if one["initiative_id"] in room.works else "",
                [seated(id_, one["initiative_id"]) for id_ in one["people"] if id_ in coming],
            )
            for one in proposal.tables
        ],
        room.told(_kept_unmet(proposal)),
        [one.name for id_, (one, _) in room.people.items() if is_here(one) and id_ not in proposed],
    )


def _kept_unmet(proposal: Proposal) -> list[Unmet]:
    return [
        Unmet(
            Rule(one["rule"]), tuple(one["tables"]), tuple(one["people"]), one["territory_id"], one["there"]
        )
        for one in proposal.unmet
    ]
