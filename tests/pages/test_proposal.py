"""The proposal of groups on the console: asked for, read, taken or dropped, and seats locked by hand."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.base import now
from db.people import Person
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import groups_view
from facilitation.people import PersonRole
from facilitation.proposals import Rule
from facilitation.proposing import ask_for_proposal, take_proposal
from facilitation.seating_desk import UnmetView
from pages.stages.unmet import sentence
from tests.factories.doors import unproved
from tests.factories.tables import make_initiative
from tests.factories.workshops import (
    facilitator_of,
    make_person,
    make_workshop,
    open_kind,
    signed_in,
)
from tests.pages.conftest import Visit

ROLES = (PersonRole.elected, PersonRole.officer, PersonRole.state)


@dataclass(frozen=True)
class Hall:
    """A workshop in decomposition without any table, and the facilitator's cookie."""

    workshop: int
    by: int
    account: str
    fund: int
    people: list[int]

    def console(self, visit: Visit) -> AppTest:
        at = visit("console", account=self.account, workshop=str(self.workshop))
        assert not at.exception
        return at

    def tables(self) -> list[list[int]]:
        with reading() as session:
            view = groups_view(session, self.workshop)
        return [[one.id for one in group.members] for group in view.groups]

    def locked(self) -> list[int] | None:
        with reading() as session:
            return groups_view(session, self.workshop, "console").locked


def make_hall(number: int) -> Hall:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        fund, _ = (make_initiative(session, workshop, title) for title in ("Fonds", "Achat"))
        people = [
            make_person(session, workshop, name=f"P{n:02}", territory=f"Territoire {n}", role=ROLES[n % 3])
            for n in range(number)
        ]
        open_kind(session, workshop, StageKind.decomposition)
        return Hall(workshop, by, signed_in(session, by), fund, people)


@pytest.fixture
def hall(rules: Engine) -> Hall:
    assert rules is not None
    return make_hall(12)


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def told_folded(at: AppTest) -> list[str]:
    """The rules that are told to be unmet where one opens them."""
    return [one.markdown[0].value for one in at.expander if "des groupes" in one.label]


def test_proposing_groups_is_the_next_step_while_there_is_no_table(hall: Hall, visit: Visit) -> None:
    at = hall.console(visit)
    assert "console-next" not in keys(at)
    assert "proposal-take" not in keys(at)
    at.button(key="proposal-ask").click().run()
    assert not at.exception
    assert {"proposal-take", "proposal-ask", "proposal-drop"} <= keys(at)
    assert "console-next" not in keys(at)
    assert [one.value for one in at.success] == ["Toutes les règles de la méthode sont tenues."]
    assert hall.tables() == []
    at.button(key="proposal-take").click().run()
    assert not at.exception
    assert [len(people) for people in hall.tables()] == [6, 6]
    assert "console-next" in keys(at)


def test_another_proposal_is_another_one_and_dropping_leaves_none(hall: Hall, visit: Visit) -> None:
    at = hall.console(visit)
    for _ in range(2):
        at.button(key="proposal-ask").click().run()
        assert not at.exception
    assert at.session_state["proposal-variant"] == 1
    at.button(key="proposal-drop").click().run()
    assert not at.exception
    assert "proposal-take" not in keys(at)
    assert hall.tables() == []


def test_the_facilitator_says_how_many_tables_an_initiative_gets(hall: Hall, visit: Visit) -> None:
    at = hall.console(visit)
    at.number_input(key=f"proposal-tables-{hall.fund}").set_value(2).run()
    at.button(key="proposal-ask").click().run()
    at.button(key="proposal-take").click().run()
    assert not at.exception
    assert [len(people) for people in hall.tables()] == [4, 4, 4]


def test_a_proposal_that_cannot_be_made_says_why(hall: Hall, visit: Visit) -> None:
    with writing() as session:
        for person in hall.people:
            session.get_one(Person, person).left_at = now()
    at = hall.console(visit)
    at.button(key="proposal-ask").click().run()
    assert not at.exception
    assert "Personne n’est encore là" in at.error[0].value


def test_groups_are_prepared_for_those_who_are_expected(hall: Hall, visit: Visit) -> None:
    with writing() as session:
        for person in hall.people:
            row = session.get_one(Person, person)
            row.arrived_at, row.expected_at = None, now()
    at = hall.console(visit)
    assert at.checkbox(key="proposal-expected").value
    at.button(key="proposal-ask").click().run()
    at.button(key="proposal-take").click().run()
    assert not at.exception
    assert [len(people) for people in hall.tables()] == [6, 6]


def test_the_proposal_tells_what_it_could_not_satisfy_and_who_came_since(hall: Hall, visit: Visit) -> None:
    with writing() as session:
        for name in ("Zoé", "Zélie", "Zora"):
            make_person(session, hall.workshop, name=name, territory="Pays *de* Grasse")
    ask_for_proposal(actor=Actor(hall.by), acting=unproved, workshop_id=hall.workshop)
    with writing() as session:
        make_person(session, hall.workshop, name="Retard")
    at = hall.console(visit)
    assert "viennent du même territoire" in at.warning[0].value
    assert "Pays \\*" in at.warning[0].value
    assert [one.value for one in at.info if "Retard" in one.value] == [
        "Arrivées depuis, placées à la plus petite table\u00a0: Retard."
    ]
    assert not at.success


def test_seated_people_are_locked_by_hand_and_groups_are_proposed_again(hall: Hall, visit: Visit) -> None:
    ask_for_proposal(actor=Actor(hall.by), acting=unproved, workshop_id=hall.workshop)
    with writing() as session:
        take_proposal(session, actor=Actor(hall.by), workshop_id=hall.workshop)
    stays = hall.tables()[0][0]
    at = hall.console(visit)
    at.button(key="console-seat").click().run()
    at.checkbox(key=f"lock-{stays}").check().run()
    assert not at.exception
    assert hall.locked() == [stays]
    at.checkbox(key=f"lock-{stays}").uncheck().run()
    assert hall.locked() == []
    at.checkbox(key=f"lock-{stays}").check().run()
    at = hall.console(visit)
    at.button(key="proposal-ask").click().run()
    at.button(key="proposal-take").click().run()
    assert not at.exception
    assert stays in hall.tables()[0]


def test_what_the_tables_leave_unmet_is_told_after_every_move(hall: Hall, visit: Visit) -> None:
    ask_for_proposal(actor=Actor(hall.by), acting=unproved, workshop_id=hall.workshop)
    with writing() as session:
        take_proposal(session, actor=Actor(hall.by), workshop_id=hall.workshop)
    at = hall.console(visit)
    assert told_folded(at) == []
    at.button(key="console-seat").click().run()
    for person in hall.tables()[0][:3]:
        with reading() as session:
            second = groups_view(session, hall.workshop).groups[1].id
        at.selectbox(key=f"seat-{person}").set_value(second).run()
        assert not at.exception
    (told,) = set(told_folded(at))
    assert "La table 1 compte 3 personnes\u00a0; le minimum est de 4." in told


def test_a_big_room_is_seated_table_by_table(rules: Engine, visit: Visit) -> None:
    assert rules is not None
    hall = make_hall(31)
    ask_for_proposal(actor=Actor(hall.by), acting=unproved, workshop_id=hall.workshop)
    with writing() as session:
        take_proposal(session, actor=Actor(hall.by), workshop_id=hall.workshop)
    at = hall.console(visit)
    at.button(key="console-seat").click().run()
    assert not at.exception
    with reading() as session:
        view = groups_view(session, hall.workshop)
    for group in (view.groups[0], view.groups[2]):
        assert at.selectbox(key="seating-show").set_value(group.id).run()
        shown = {str(one.key) for one in at.checkbox if str(one.key).startswith("lock-")}
        assert shown == {f"lock-{one.id}" for one in group.members}


TOLD = [
    (
        (Rule.holder, [1, 2], ["Amina"], "", 0),
        "Amina holds an initiative and does not sit at its table (1 and 2).",
    ),
    ((Rule.too_few, [3], [], "", 0), "Table 3 has nobody; 4 people are the least."),
    ((Rule.too_few, [3], [], "", 1), "Table 3 has 1 person; 4 are the least."),
    ((Rule.too_few, [3], [], "", 3), "Table 3 has 3 people; 4 are the least."),
    ((Rule.too_many, [3], [], "", 9), "Table 3 has 9 people; 8 are the most."),
    (
        (Rule.same_territory, [1], ["Amina", "Paul"], "Sicoval", 5),
        "Table 1: Amina and Paul come from the same territory, Sicoval, which has 5 people for 4 tables.",
    ),
    (
        (Rule.same_territory, [1], ["Amina", "Paul"], "Sicoval", 4),
        "Table 1: Amina and Paul come from the same territory, Sicoval.",
    ),
    ((Rule.no_elected, [1], [], "", 4), "Table 1 has no elected member."),
    (
        (Rule.no_elected, [1, 2, 3], [], "", 1),
        "Tables 1, 2, and 3 have no elected member: there is only one for 4 tables.",
    ),
    ((Rule.no_officer, [1, 2], [], "", 2), "Tables 1 and 2 have no officer: there are 2 for 4 tables."),
    ((Rule.no_other, [4], [], "", 4), "Table 4 has nobody else than elected members and officers."),
    ((Rule.off_target, [4], [], "", 0), "Table 4 has 4 or 8 people; 5 to 7 work best."),
    ((Rule.off_target, [1, 4], [], "", 0), "Tables 1 and 4 have 4 or 8 people; 5 to 7 work best."),
    (
        (Rule.wish, [], [f"P{n}" for n in range(60)], "", 151),
        "60 people of 151 with wishes do not work on their first one.",
    ),
    ((Rule.wish, [], ["Amina"], "", 9), "Amina does not work on their first wish."),
    ((Rule.wish, [], ["Amina", "Zoé"], "", 9), "2 people do not work on their first wish: Amina and Zoé."),
]


@pytest.mark.parametrize(("unmet", "told"), TOLD)
def test_every_rule_that_is_not_kept_has_its_sentence(
    unmet: tuple[Rule, list[int], list[str], str, int], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.stages.unmet.language", lambda: "en")
    monkeypatch.setattr("pages.ui.words._spoken", lambda: "en")
    assert sentence(UnmetView(*unmet), 4) == told


def test_what_many_tables_have_not_written_is_counted(rules: Engine, visit: Visit) -> None:
    assert rules is not None
    hall = make_hall(42)
    ask_for_proposal(actor=Actor(hall.by), acting=unproved, workshop_id=hall.workshop)
    with writing() as session:
        take_proposal(session, actor=Actor(hall.by), workshop_id=hall.workshop)
    (told,) = (one.value for one in hall.console(visit).warning)
    assert told.count("8") == 4
    assert ";" in told
