"""Groups: tables are set up by hand, and nobody is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db.base import now
from db.decisions import Decision, How, Outcome
from db.people import Person
from db.session import writing
from db.voting import VotingRound
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.errors import GroupHasPosts, NotFound, NotKept, TooLong
from facilitation.groups import (
    assign,
    create_group,
    group_of,
    groups_view,
    place_everyone,
    place_late,
    remove_group,
    rename_group,
)
from facilitation.posts import DECOMPOSITION
from facilitation.running import close_stage
from facilitation.sharing import hide_initiative
from tests.factories.tables import make_initiative, make_post, make_tables
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
    stage_of,
)

pytestmark = pytest.mark.usefixtures("rules")


def test_tables_are_numbered_in_the_order_of_their_making() -> None:
    with writing() as session:
        t = make_tables(session)
        third = create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        view = groups_view(session, t.workshop)
        assert [(group.number, group.id, group.initiative) for group in view.groups] == [
            (1, t.first, "Fonds de participation"),
            (2, t.second, "Bon Achat"),
            (3, third, "Fonds de participation"),
        ]


def test_a_double_click_sets_up_one_table() -> None:
    with writing() as session:
        t = make_tables(session)
        third = create_group(
            session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund, number=3
        )
        assert (
            create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund, number=3)
            == third
        )
        assert len(groups_view(session, t.workshop).groups) == 3


def test_a_table_shows_its_people_and_how_complete_it_is() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina)
        make_post(session, t.paul, "Autre idée")
        group = groups_view(session, t.workshop).groups[0]
        assert [(one.name, one.territory, one.role) for one in group.members] == [
            ("Amina", "Pays de Grasse", "elected"),
            ("Paul", "Sicoval", "officer"),
        ]
        assert [(one.section, one.count) for one in group.sections] == [
            (section, 2 if section == "intention" else 0) for section in DECOMPOSITION
        ]
        assert (group.filled, group.missing) == (1, ["obstacles", "core_functions"])


def test_only_the_console_reads_who_sits_nowhere() -> None:
    with writing() as session:
        t = make_tables(session)
        room, console = groups_view(session, t.workshop), groups_view(session, t.workshop, "console")
        assert (room.unplaced, room.unplaced_count) == (None, 1)
        assert [one.name for one in console.unplaced or []] == ["Lucie"]


def test_a_late_arrival_fills_the_smallest_table() -> None:
    with writing() as session:
        t = make_tables(session)
        late = make_person(session, t.workshop, name="Rachid")
        assert group_of(session, late) == t.second
        assert place_late(session, late) == t.second


def test_whoever_left_leaves_room_at_the_table() -> None:
    with writing() as session:
        t = make_tables(session)
        for person in (t.amina, t.paul):
            session.get_one(Person, person).left_at = now()
        session.flush()
        assert place_late(session, t.lucie) == t.first


def test_without_tables_a_late_arrival_sits_nowhere() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        person = make_person(session, workshop)
        assert place_late(session, person) is None
        assert (
            place_everyone(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop) == 0
        )


def test_everyone_without_a_table_is_placed_at_once() -> None:
    with writing() as session:
        t = make_tables(session)
        assert place_everyone(session, actor=Actor(t.by), workshop_id=t.workshop) == 1
        assert group_of(session, t.lucie) == t.second
        assert place_everyone(session, actor=Actor(t.by), workshop_id=t.workshop) == 0


def test_a_person_moves_from_table_to_table_and_to_none() -> None:
    with writing() as session:
        t = make_tables(session)
        assign(session, actor=Actor(t.by), person_id=t.paul, group_id=t.second)
        assert group_of(session, t.paul) == t.second
        assign(session, actor=Actor(t.by), person_id=t.paul, group_id=t.second)
        assign(session, actor=Actor(t.by), person_id=t.paul, group_id=None)
        assert group_of(session, t.paul) is None
        assign(session, actor=Actor(t.by), person_id=t.paul, group_id=t.first)
        assert group_of(session, t.paul) == t.first


def test_nobody_is_seated_at_a_table_of_another_workshop() -> None:
    with writing() as session:
        t, other = make_tables(session), make_tables(session)
        with pytest.raises(NotFound):
            assign(session, actor=Actor(t.by), person_id=t.paul, group_id=other.first)


def test_whoever_does_not_run_the_workshop_sets_up_nothing() -> None:
    with writing() as session:
        t, stranger = make_tables(session), make_account(session, name="Stranger")
        with pytest.raises(NotFound):
            create_group(session, actor=Actor(stranger), workshop_id=t.workshop, initiative_id=t.fund)
        with pytest.raises(NotFound):
            assign(session, actor=Actor(stranger), person_id=t.paul, group_id=None)
        with pytest.raises(NotFound):
            remove_group(session, actor=Actor(stranger), group_id=t.first)
        with pytest.raises(NotFound):
            rename_group(session, actor=Actor(stranger), group_id=t.first, name="x")
        with pytest.raises(NotFound):
            place_everyone(session, actor=Actor(stranger), workshop_id=t.workshop)


def test_an_initiative_of_another_workshop_gets_no_table() -> None:
    with writing() as session:
        t, other = make_tables(session), make_tables(session)
        with pytest.raises(NotFound):
            create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=other.fund)
        with pytest.raises(NotFound):
            create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=9999)


def test_a_hidden_initiative_gets_no_table() -> None:
    with writing() as session:
        t = make_tables(session)
        hide_initiative(session, actor=Actor(t.by), initiative_id=t.fund)
        with pytest.raises(NotKept):
            create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)


def test_once_some_are_kept_only_they_get_tables() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        kept, left = (make_initiative(session, workshop, title) for title in ("Une", "Deux"))
        stage = open_kind(session, workshop, StageKind.voting)
        close_stage(session, actor=Actor(by), stage_id=stage_of(session, workshop, StageKind.voting))
        vote = VotingRound(
            workshop_id=workshop,
            stage_id=stage,
            dots=1,
            cap=1,
            keep=2,
            own_territory=False,
            seed=1,
            opened_at=now(),
            closed_at=now(),
        )
        session.add(vote)
        session.flush()
        for initiative, outcome in ((kept, Outcome.KEPT), (left, Outcome.RESERVE)):
            session.add(
                Decision(
                    round_id=vote.id,
                    initiative_id=initiative,
                    outcome=outcome,
                    how=How.TALLY,
                    decided_by=by,
                    decided_at=now(),
                )
            )
        session.flush()
        assert create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=kept) > 0
        with pytest.raises(NotKept):
            create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=left)


def test_a_table_where_something_was_written_stays() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina)
        with pytest.raises(GroupHasPosts):
            remove_group(session, actor=Actor(t.by), group_id=t.first)


def test_an_empty_table_is_taken_away_and_its_people_sit_nowhere() -> None:
    with writing() as session:
        t = make_tables(session)
        remove_group(session, actor=Actor(t.by), group_id=t.second)
        remove_group(session, actor=Actor(t.by), group_id=t.second)
        session.expire_all()
        assert group_of(session, t.zoe) is None
        assert [group.number for group in groups_view(session, t.workshop).groups] == [1]


def test_a_table_bears_a_name_or_just_its_number() -> None:
    with writing() as session:
        t = make_tables(session)
        rename_group(session, actor=Actor(t.by), group_id=t.first, name="  Les   Compiégnois ")
        assert groups_view(session, t.workshop).groups[0].name == "Les Compiégnois"
        rename_group(session, actor=Actor(t.by), group_id=t.first, name="")
        assert groups_view(session, t.workshop).groups[0].name == ""
        with pytest.raises(TooLong):
            rename_group(session, actor=Actor(t.by), group_id=t.first, name="x" * 81)
        with pytest.raises(NotFound):
            rename_group(session, actor=Actor(t.by), group_id=9999, name="x")


def test_late_arrivals_at_once_are_spread_over_the_tables(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t = make_tables(session)
        late = [make_person(session, t.workshop, name=f"Retard {number}") for number in range(7)]
        for person in late:
            assign(session, actor=Actor(t.by), person_id=person, group_id=None)
    together = Barrier(7)

    def seat(person: int) -> None:
        together.wait()
        with writing() as session:
            place_late(session, person)

    with ThreadPoolExecutor(7) as doors:
        list(doors.map(seat, late))
    with writing() as session:
        assert [len(group.members) for group in groups_view(session, t.workshop).groups] == [5, 5]
