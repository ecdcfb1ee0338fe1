"""Seating as the facilitator's desk shows it: the proposal, what it leaves unmet, and what the tables do."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.groups import groups_in, locked_in, seats_in
from db.people import Person, PersonRole, is_here, people_here, people_of
from db.proposals import Proposal, proposal_row
from db.session import Session
from db.wishes import wishes_in
from db.workshops import territories_of
from facilitation.access import workshop_run_by
from facilitation.proposals import Rule, SeatedTable, ToSeat, Unmet, unmet_rules
from facilitation.proposing import awaited, kind_of, settled_in, workable
from facilitation.questions import answers_for


@dataclass(frozen=True, slots=True)
class UnmetView:
    """A rule that is not kept: at which tables, about whom, and how many of that kind there are in all."""

    rule: Rule
    tables: list[int]
    people: list[str]
    territory: str
    there: int


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Somebody at a proposed table; `wish` is the place that its initiative has among their wishes."""

    id: int
    name: str
    territory: str
    role: PersonRole
    stays: bool
    holds: bool
    wish: int | None


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """A proposed table and who would sit there."""

    number: int
    initiative: str
    people: list[ProposedPerson]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The proposal on the desk, what it leaves unmet, and who has come since it was made."""

    tables: list[ProposedTable]
    unmet: list[UnmetView]
    late: list[str]


@dataclass(frozen=True, slots=True)
class WorkView:
    """An initiative that tables may work on, and how many do."""

    id: int
    title: str
    tables: int


@dataclass(frozen=True, slots=True)
class SeatingDesk:
    """What the facilitator needs to make groups."""

    works: list[WorkView]
    here: int
    expected: int
    proposal: ProposalView | None
    unmet: list[UnmetView]


def seating_desk(session: Session, *, by: int, workshop_id: int) -> SeatingDesk:
    """The proposal, if one lies there, and what the present tables leave unmet, for who runs the workshop."""
    workshop_run_by(session, by, workshop_id)
    everybody = people_of(session, workshop_id)
    works = workable(session, workshop_id)
    groups = groups_in(session, workshop_id)
    words = _Words(
        {one.id: one.name for one, _ in everybody},
        {one.id: one.name for one in territories_of(session, workshop_id)},
    )
    proposal = proposal_row(session, workshop_id)
    return SeatingDesk(
        works=[
            WorkView(one.id, one.title, sum(group.initiative_id == one.id for group in groups))
            for one in works
        ],
        here=sum(is_here(one) for one, _ in everybody),
        expected=sum(awaited(one) for one, _ in everybody),
        proposal=_proposal(session, proposal, everybody, words) if proposal else None,
        unmet=words.told(present_unmet(session, workshop_id)),
    )


def present_unmet(session: Session, workshop_id: int) -> tuple[Unmet, ...]:
    """What the tables leave unmet as people sit now: those who are here, or all while nobody has come."""
    seats = [(group_id, person) for group_id, person, _ in seats_in(session, workshop_id)]
    seats = [seat for seat in seats if is_here(seat[1])] or [
        seat for seat in seats if seat[1].left_at is None
    ]
    if not seats:
        return ()
    wishes = wishes_in(session, workshop_id)
    holders = [(answers_for(one), one.id) for one in workable(session, workshop_id)]
    people = [
        ToSeat(
            one.id,
            kind_of(one.role),
            one.territory_id,
            holds=tuple(work for holder, work in holders if holder == one.id),
            wishes=wishes.get(one.id, ()),
        )
        for _, one in seats
    ]
    return unmet_rules(
        people,
        [
            SeatedTable(
                group.number,
                group.initiative_id,
                tuple(person.id for group_id, person in seats if group_id == group.id),
            )
            for group in groups_in(session, workshop_id)
        ],
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The names behind the ids of a workshop."""

    people: dict[int, str]
    territories: dict[int, str]

    def told(self, unmet: Iterable[Unmet]) -> list[UnmetView]:
        """What is unmet, with names."""
        return [
            UnmetView(
                one.rule,
                list(one.tables),
                [self.people[id_] for id_ in one.people if id_ in self.people],
                self.territories.get(one.territory_id or 0, ""),
                one.there,
            )
            for one in unmet
        ]


def _proposal(
    session: Session, proposal: Proposal, everybody: list[tuple[Person, str | None]], words: _Words
) -> ProposalView:
    workshop_id = proposal.workshop_id
    known = {one.id: (one, territory) for one, territory in everybody if is_here(one) or awaited(one)}
    works = {one.id: one for one in workable(session, workshop_id)}
    wishes = wishes_in(session, workshop_id)
    stays = settled_in(session, workshop_id).keys() | set(locked_in(session, workshop_id))

    def seated(id_: int, work: int) -> ProposedPerson:
        person, territory = known[id_]
        wished = wishes.get(id_, ())
        return ProposedPerson(
            id_,
            person.name,
            territory or "",
            person.role,
            id_ in stays,
            work in works and answers_for(works[work]) == id_,
            wished.index(work) + 1 if work in wished else None,
        )

    tables = [
        ProposedTable(
            one["number"],
            works[one["initiative_id"]].title if one["initiative_id"] in works else "",
            [seated(id_, one["initiative_id"]) for id_ in one["people"] if id_ in known],
        )
        for one in proposal.tables
    ]
    proposed = {id_ for one in proposal.tables for id_ in one["people"]}
    unmet = [
        Unmet(
            Rule(one["rule"]),
            tuple(one["tables"]),
            tuple(one["people"]),
            one["territory_id"],
            one["there"],
        )
        for one in proposal.unmet
    ]
    late = [one.name for one in people_here(session, workshop_id) if one.id not in proposed]
    return ProposalView(tables, words.told(unmet), late)
