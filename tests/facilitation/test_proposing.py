"""The proposal on the desk: asked for, taken or dropped, and nobody is lost meanwhile."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db.base import now
from db.people import Person
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.tasks import Task
from db.wishes import Wish
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.errors import NobodyToSeat, NotFound, NothingToWorkOn, ProposalOutdated
from facilitation.groups import assign, create_group, group_of, groups_view, place_late
from facilitation.people import PersonRole, remove_person
from facilitation.proposals import Rule
from facilitation.proposing import ask_for_proposal, drop_proposal, take_proposal
from facilitation.seat_locks import lock_seat, unlock_seat
from facilitation.seating_desk import SeatingDesk, groups_come_first, seating_desk
from facilitation.sharing import hide_initiative
from facilitation.tasks import take_task
from tests.factories.doors import unproved
from tests.factories.tables import make_initiative, make_post
from tests.factories.workshops import facilitator_of, make_account, make_person, make_workshop, open_kind

pytestmark = pytest.mark.usefixtures("rules")

ROLES = (PersonRole.elected, PersonRole.officer, PersonRole.state, PersonRole.other)


@dataclass(frozen=True)
class Hall:
    """Twelve people of twelve territories and two initiatives, and no table yet."""

    workshop: int
    by: int
    fund: int
    purchase: int
    people: list[int]

    def ask(
        self, *, tables: Mapping[int, int] | None = None, expected: bool = False, variant: int = 0
    ) -> None:
        ask_for_proposal(
            actor=Actor(self.by),
            acting=unproved,
            workshop_id=self.workshop,
            tables=tables,
            expected=expected,
            variant=variant,
        )

    def take(self) -> None:
        with writing() as session:
            take_proposal(session, actor=Actor(self.by), workshop_id=self.workshop)

    def desk(self) -> SeatingDesk:
        with reading() as session:
            return seating_desk(session, actor=Actor(self.by), workshop_id=self.workshop)

    def tables(self) -> dict[int, list[int]]:
        """The people of each table, by its number."""
        with reading() as session:
            view = groups_view(session, self.workshop)
        return {group.number: sorted(one.id for one in group.members) for group in view.groups}

    def at(self, person_id: int) -> int | None:
        with reading() as session:
            return group_of(session, person_id)


@pytest.fixture
def hall() -> Hall:
    with writing() as session:
        workshop = make_workshop(session)
        fund, purchase = (make_initiative(session, workshop, title) for title in ("Fonds", "Achat"))
        people = [
            make_person(
                session, workshop, name=f"P{n:02}", territory=f"Territoire {n:02}", role=ROLES[n % len(ROLES)]
            )
            for n in range(12)
        ]
        return Hall(workshop, facilitator_of(session, workshop), fund, purchase, people)


def come(hall: Hall, name: str) -> int:
    with writing() as session:
        return make_person(session, hall.workshop, name=name, territory=f"De {name}")


def leave(session: Session, person_id: int) -> None:
    session.get_one(Person, person_id).left_at = now()


def test_asking_lays_a_proposal_on_the_desk_and_seats_nobody(hall: Hall) -> None:
    hall.ask()
    desk = hall.desk()
    assert desk.proposal is not None
    assert [(one.number, one.initiative, len(one.people)) for one in desk.proposal.tables] == [
        (1, "Fonds", 6),
        (2, "Achat", 6),
    ]
    assert (desk.proposal.unmet, desk.proposal.late, desk.here, desk.expected) == ([], [], 12, 0)
    assert [(one.title, one.tables) for one in desk.works] == [("Fonds", 0), ("Achat", 0)]
    assert hall.tables() == {}


def test_taking_it_sets_the_tables_up_and_seats_everybody_as_proposed(hall: Hall) -> None:
    hall.ask()
    proposal = hall.desk().proposal
    assert proposal is not None
    hall.take()
    assert hall.tables() == {table.number: sorted(p.id for p in table.people) for table in proposal.tables}
    assert hall.desk().proposal is None
    hall.take()
    assert sum(len(people) for people in hall.tables().values()) == 12


def test_dropping_it_leaves_the_tables_alone(hall: Hall) -> None:
    hall.ask()
    with writing() as session:
        drop_proposal(session, actor=Actor(hall.by), workshop_id=hall.workshop)
        drop_proposal(session, actor=Actor(hall.by), workshop_id=hall.workshop)
    assert (hall.desk().proposal, hall.tables()) == (None, {})


def test_a_second_question_replaces_the_first(hall: Hall) -> None:
    hall.ask()
    hall.ask(tables={hall.fund: 1, hall.purchase: 2})
    proposal = hall.desk().proposal
    assert proposal is not None
    assert [one.initiative for one in proposal.tables] == ["Fonds", "Achat", "Achat"]


def test_the_proposal_tells_who_holds_what_and_whose_wish_it_is(hall: Hall) -> None:
    holder, author, wisher = hall.people[:3]
    with writing() as session:
        session.get_one(Initiative, hall.fund).holder_id = holder
        session.get_one(Initiative, hall.purchase).author_id = author
        for rank, initiative in enumerate((hall.purchase, hall.fund), 1):
            session.add(Wish(person_id=wisher, initiative_id=initiative, rank=rank))
    hall.ask()
    proposal = hall.desk().proposal
    assert proposal is not None
    people = {one.id: (table.initiative, one) for table in proposal.tables for one in table.people}
    assert (people[holder][0], people[holder][1].holds) == ("Fonds", True)
    assert (people[author][0], people[author][1].holds) == ("Achat", True)
    assert (people[wisher][0], people[wisher][1].holds, people[wisher][1].wish) == ("Achat", False, 1)
    one = people[holder][1]
    assert (one.name, one.territory, one.role, one.stays) == ("P00", "Territoire 00", "elected", False)
    assert one.wish is None


def test_the_author_does_not_hold_what_somebody_else_is_named_for(hall: Hall) -> None:
    with writing() as session:
        fund = session.get_one(Initiative, hall.fund)
        fund.author_id, fund.holder = hall.people[0], "Une élue absente"
    hall.ask()
    proposal = hall.desk().proposal
    assert proposal is not None
    assert [one.id for table in proposal.tables for one in table.people if one.holds] == []


def test_what_cannot_be_kept_is_told_by_name(hall: Hall) -> None:
    with writing() as session:
        twins = [
            make_person(session, hall.workshop, name=f"Z{n}", territory="Pays de Grasse") for n in range(3)
        ]
    hall.ask()
    proposal = hall.desk().proposal
    assert proposal is not None
    (unmet,) = (one for one in proposal.unmet if one.rule == Rule.same_territory)
    assert (unmet.territory, unmet.there, len(unmet.people)) == ("Pays de Grasse", 3, 2)
    with writing() as session:
        remove_person(session, actor=Actor(hall.by), person_id=twins[0])
        remove_person(session, actor=Actor(hall.by), person_id=twins[1])
    again = hall.desk().proposal
    assert again is not None
    assert [table.number for table in again.tables] == [1, 2]
    assert sum(len(table.people) for table in again.tables) == 13


def test_the_locked_stay_and_the_rest_is_proposed_anew(hall: Hall) -> None:
    hall.ask()
    hall.take()
    before = hall.tables()
    with writing() as session:
        for person in before[1][:4]:
            lock_seat(session, actor=Actor(hall.by), person_id=person)
    hall.ask(variant=3)
    proposal = hall.desk().proposal
    assert proposal is not None
    assert [one.id for table in proposal.tables for one in table.people if one.stays] == before[1][:4]
    with writing() as session:
        unlock_seat(session, actor=Actor(hall.by), person_id=before[1][3])
        lock_seat(session, actor=Actor(hall.by), person_id=before[2][0])
    hall.take()
    after = hall.tables()
    assert set(before[1][:3]) <= set(after[1])
    assert before[2][0] in after[2]
    assert sum(len(people) for people in after.values()) == 12


def test_a_table_where_something_was_written_keeps_its_people(hall: Hall) -> None:
    hall.ask()
    hall.take()
    before = hall.tables()
    with writing() as session:
        open_kind(session, hall.workshop, StageKind.decomposition)
        make_post(session, before[1][0])
    hall.ask(variant=2, tables={hall.fund: 0, hall.purchase: 1})
    hall.take()
    assert hall.tables() == before


def test_a_table_that_the_proposal_does_without_goes(hall: Hall) -> None:
    with writing() as session:
        spare = [
            create_group(session, actor=Actor(hall.by), workshop_id=hall.workshop, initiative_id=hall.fund)
            for _ in range(2)
        ]
        assign(session, actor=Actor(hall.by), person_id=hall.people[0], group_id=spare[1])
        assign(session, actor=Actor(hall.by), person_id=hall.people[1], group_id=spare[0])
        lock_seat(session, actor=Actor(hall.by), person_id=hall.people[1])
    hall.ask(tables={hall.fund: 1, hall.purchase: 1})
    hall.take()
    assert list(hall.tables()) == [1, 2]
    assert hall.at(hall.people[1]) == spare[0]
    with reading() as session:
        assert [one.initiative for one in groups_view(session, hall.workshop).groups] == ["Fonds", "Achat"]


def test_a_number_that_is_taken_meanwhile_by_another_initiative_is_left_to_it(hall: Hall) -> None:
    hall.ask()
    with writing() as session:
        other = create_group(
            session, actor=Actor(hall.by), workshop_id=hall.workshop, initiative_id=hall.purchase
        )
        assign(session, actor=Actor(hall.by), person_id=hall.people[0], group_id=other)
        lock_seat(session, actor=Actor(hall.by), person_id=hall.people[0])
    hall.take()
    with reading() as session:
        view = groups_view(session, hall.workshop)
    assert [(one.number, one.initiative) for one in view.groups] == [(1, "Achat"), (2, "Achat"), (3, "Fonds")]
    assert hall.at(hall.people[0]) == other
    assert view.unplaced_count == 0


def test_whoever_came_since_is_named_and_seated_at_the_smallest_table(hall: Hall) -> None:
    hall.ask()
    late = come(hall, "Retard")
    proposal = hall.desk().proposal
    assert proposal is not None
    assert proposal.late == ["Retard"]
    hall.take()
    assert late in hall.tables()[1]


def test_whoever_left_since_is_passed_over_and_nobody_else_moves(hall: Hall) -> None:
    hall.ask()
    proposal = hall.desk().proposal
    assert proposal is not None
    gone, removed = proposal.tables[0].people[0].id, proposal.tables[1].people[0].id
    with writing() as session:
        leave(session, gone)
        remove_person(session, actor=Actor(hall.by), person_id=removed)
    hall.take()
    assert hall.tables() == {
        table.number: sorted(one.id for one in table.people if one.id not in (gone, removed))
        for table in proposal.tables
    }


def test_people_who_move_to_another_table_give_their_tasks_back(hall: Hall) -> None:
    with writing() as session:
        table = create_group(
            session, actor=Actor(hall.by), workshop_id=hall.workshop, initiative_id=hall.fund
        )
        for person in hall.people:
            assign(session, actor=Actor(hall.by), person_id=person, group_id=table)
        take_task(session, actor=Actor(person_id=hall.people[0]), task=Task.scribe)
        session.get_one(Initiative, hall.purchase).holder_id = hall.people[0]
    hall.ask()
    hall.take()
    with reading() as session:
        view = groups_view(session, hall.workshop)
    assert [one.person_id for group in view.groups for one in group.tasks] == [None] * 6
    assert hall.people[0] in hall.tables()[2]


def test_those_expected_are_seated_beforehand_where_that_is_asked(hall: Hall) -> None:
    with writing() as session:
        for person in hall.people:
            row = session.get_one(Person, person)
            row.expected_at, row.arrived_at = now(), None
    assert (hall.desk().here, hall.desk().expected) == (0, 12)
    with pytest.raises(NobodyToSeat):
        hall.ask()
    hall.ask(expected=True)
    hall.take()
    assert [len(people) for people in hall.tables().values()] == [6, 6]
    assert hall.desk().unmet == []


def test_absent_people_do_not_count_once_others_are_here(hall: Hall) -> None:
    hall.ask()
    hall.take()
    with writing() as session:
        for person in hall.tables()[1][:3]:
            leave(session, person)
    assert [(one.rule, one.tables, one.there) for one in hall.desk().unmet if one.rule == Rule.too_few] == [
        (Rule.too_few, [1], 3)
    ]


def test_the_tables_tell_what_they_leave_unmet_after_a_move_by_hand(hall: Hall) -> None:
    hall.ask()
    hall.take()
    assert hall.desk().unmet == []
    with reading() as session:
        second = groups_view(session, hall.workshop).groups[1].id
    moved = hall.tables()[1][:3]
    with writing() as session:
        session.get_one(Initiative, hall.fund).holder_id = moved[0]
        for person in moved:
            assign(session, actor=Actor(hall.by), person_id=person, group_id=second)
    told = {one.rule: (one.tables, one.people, one.there) for one in hall.desk().unmet}
    with reading() as session:
        name = session.get_one(Person, moved[0]).name
    assert told[Rule.holder] == ([1], [name], 0)
    assert told[Rule.too_few] == ([1], [], 3)
    assert told[Rule.too_many] == ([2], [], 9)


def test_without_initiatives_or_people_nothing_is_proposed(hall: Hall) -> None:
    with writing() as session:
        for initiative in (hall.fund, hall.purchase):
            hide_initiative(session, actor=Actor(hall.by), initiative_id=initiative)
    with pytest.raises(NothingToWorkOn):
        hall.ask()
    assert hall.desk().unmet == []


def test_a_proposal_on_an_initiative_that_is_gone_is_not_taken(hall: Hall) -> None:
    hall.ask()
    with writing() as session:
        hide_initiative(session, actor=Actor(hall.by), initiative_id=hall.fund)
    proposal = hall.desk().proposal
    assert proposal is not None
    assert [one.initiative for one in proposal.tables] == ["", "Achat"]
    with pytest.raises(ProposalOutdated):
        hall.take()
    assert hall.tables() == {}


def test_making_groups_comes_first_while_there_is_none_or_a_proposal_lies_there(hall: Hall) -> None:
    def come_first() -> bool:
        with reading() as session:
            return groups_come_first(session, hall.workshop)

    assert come_first()
    hall.ask()
    assert come_first()
    hall.take()
    assert not come_first()
    hall.ask()
    assert come_first()
    with writing() as session:
        assert not groups_come_first(session, make_workshop(session))


def test_only_who_runs_the_workshop_asks_takes_drops_and_locks(hall: Hall) -> None:
    hall.ask()
    with writing() as session:
        stranger = make_account(session, name="Stranger")
        with pytest.raises(NotFound):
            take_proposal(session, actor=Actor(stranger), workshop_id=hall.workshop)
        with pytest.raises(NotFound):
            drop_proposal(session, actor=Actor(stranger), workshop_id=hall.workshop)
        with pytest.raises(NotFound):
            lock_seat(session, actor=Actor(stranger), person_id=hall.people[0])
        with pytest.raises(NotFound):
            unlock_seat(session, actor=Actor(stranger), person_id=hall.people[0])
        with pytest.raises(NotFound):
            seating_desk(session, actor=Actor(stranger), workshop_id=hall.workshop)
    with pytest.raises(NotFound):
        ask_for_proposal(actor=Actor(stranger), acting=unproved, workshop_id=hall.workshop)


def test_only_a_seat_that_there_is_can_be_locked_and_a_double_click_locks_once(hall: Hall) -> None:
    person = hall.people[0]
    with writing() as session:
        with pytest.raises(NotFound):
            lock_seat(session, actor=Actor(hall.by), person_id=person)
        unlock_seat(session, actor=Actor(hall.by), person_id=person)
        table = create_group(
            session, actor=Actor(hall.by), workshop_id=hall.workshop, initiative_id=hall.fund
        )
        assign(session, actor=Actor(hall.by), person_id=person, group_id=table)
        lock_seat(session, actor=Actor(hall.by), person_id=person)
        lock_seat(session, actor=Actor(hall.by), person_id=person)
        assert groups_view(session, hall.workshop, "console").locked == [person]
        unlock_seat(session, actor=Actor(hall.by), person_id=person)
        assert groups_view(session, hall.workshop, "console").locked == []


def test_whoever_loses_their_seat_is_locked_no_more(hall: Hall) -> None:
    person = hall.people[0]
    with writing() as session:
        table = create_group(
            session, actor=Actor(hall.by), workshop_id=hall.workshop, initiative_id=hall.fund
        )
        assign(session, actor=Actor(hall.by), person_id=person, group_id=table)
        lock_seat(session, actor=Actor(hall.by), person_id=person)
        assign(session, actor=Actor(hall.by), person_id=person, group_id=None)
        assert groups_view(session, hall.workshop, "console").locked == []


def test_a_holder_who_comes_late_sits_at_their_own_initiative(hall: Hall) -> None:
    hall.ask()
    hall.take()
    late, author = come(hall, "Retard"), come(hall, "Auteur")
    with writing() as session:
        for person in (late, author):
            assign(session, actor=Actor(hall.by), person_id=person, group_id=None)
        session.get_one(Initiative, hall.purchase).holder_id = late
        session.get_one(Initiative, hall.fund).author_id = author
        second = groups_view(session, hall.workshop).groups[1].id
        for person in hall.tables()[1][:2]:
            leave(session, person)
        session.flush()
        assert place_late(session, late) == second
        assert place_late(session, author) == groups_view(session, hall.workshop).groups[0].id


def test_taken_by_two_facilitators_at_once_everybody_has_one_seat(database: Engine, hall: Hall) -> None:
    assert database is not None
    hall.ask()
    together = Barrier(4)

    def take(_: int) -> None:
        together.wait()
        hall.take()

    with ThreadPoolExecutor(4) as clicks:
        list(clicks.map(take, range(4)))
    assert [len(people) for people in hall.tables().values()] == [6, 6]


def test_asked_and_locked_by_two_facilitators_at_once_there_is_one_of_each(
    database: Engine, hall: Hall
) -> None:
    assert database is not None
    hall.ask()
    hall.take()
    person, together = hall.people[0], Barrier(4)

    def click(number: int) -> None:
        together.wait()
        hall.ask(variant=number)
        with writing() as session:
            lock_seat(session, actor=Actor(hall.by), person_id=person)

    with ThreadPoolExecutor(4) as clicks:
        list(clicks.map(click, range(4)))
    assert hall.desk().proposal is not None
    with reading() as session:
        assert groups_view(session, hall.workshop, "console").locked == [person]
