"""Tasks: a table's scribe, reporter and timekeeper, each taken by a click."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db import changes
from db.seat_locks import SeatLock
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.errors import NotFound, NotInGroup
from facilitation.groups import assign, groups_view
from facilitation.joining import arrive, leave
from facilitation.journal import story
from facilitation.people import remove_person
from facilitation.tables_view import TaskHolder
from facilitation.tasks import Task, give_up_task, take_task
from tests.factories.tables import make_tables
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")


def held(session: Session, workshop_id: int, table: int = 0) -> dict[str, str]:
    """Who does what at a table, by the task; nobody is left out."""
    tasks = groups_view(session, workshop_id).groups[table].tasks
    return {one.task: one.name for one in tasks if one.person_id is not None}


def test_every_table_has_three_tasks_that_nobody_has_at_first() -> None:
    with writing() as session:
        t = make_tables(session)
        for group in groups_view(session, t.workshop).groups:
            assert group.tasks == [TaskHolder(task, None, "") for task in Task]


def test_a_task_is_taken_and_given_up() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.timekeeper)
        take_task(session, actor=Actor(person_id=t.zoe), task=Task.scribe)
        assert held(session, t.workshop) == {"scribe": "Amina", "timekeeper": "Amina"}
        assert held(session, t.workshop, 1) == {"scribe": "Zoé"}
        give_up_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
        assert held(session, t.workshop) == {"timekeeper": "Amina"}


def test_a_task_that_somebody_has_moves_to_who_takes_it_last() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.reporter)
        take_task(session, actor=Actor(person_id=t.paul), task=Task.reporter)
        assert held(session, t.workshop) == {"reporter": "Paul"}
        give_up_task(session, actor=Actor(person_id=t.amina), task=Task.reporter)
        assert held(session, t.workshop) == {"reporter": "Paul"}


def test_taking_and_giving_up_are_written_down_once_and_told() -> None:
    with writing() as session:
        t = make_tables(session)
    heard: list[frozenset[changes.Change]] = []
    deafen = changes.listen(heard.append)
    for _twice in range(2):
        with writing() as session:
            take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
    for _twice in range(2):
        with writing() as session:
            give_up_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
    deafen()
    assert heard == [frozenset({(t.workshop, "groups"), (t.workshop, f"table:{t.first}")})] * 2
    with reading() as session:
        lines = [
            line
            for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)
            if "task" in line.action
        ]
    assert [(line.action, line.who, line.details) for line in lines] == [
        ("task_given_up", "Amina", {"group": 1, "task": "scribe"}),
        ("task_taken", "Amina", {"group": 1, "task": "scribe"}),
    ]


def test_without_a_table_there_is_no_task() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(NotInGroup):
            take_task(session, actor=Actor(person_id=t.lucie), task=Task.scribe)
        with pytest.raises(NotInGroup):
            give_up_task(session, actor=Actor(person_id=t.lucie), task=Task.scribe)


def test_the_facilitator_gives_a_task_to_somebody_and_takes_it_back() -> None:
    with writing() as session:
        t = make_tables(session)
        stranger = make_account(session, name="Stranger")
        take_task(session, actor=Actor(t.by, t.paul), task=Task.scribe)
        assert held(session, t.workshop) == {"scribe": "Paul"}
        with pytest.raises(NotFound):
            take_task(session, actor=Actor(stranger, t.amina), task=Task.scribe)
        give_up_task(session, actor=Actor(t.by, t.paul), task=Task.scribe)
        assert held(session, t.workshop) == {}


def test_whoever_moves_to_another_table_leaves_the_task_behind() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
        for group in (t.second, t.first):
            assign(session, actor=Actor(t.by), person_id=t.amina, group_id=group)
            assert held(session, t.workshop) == {}


def test_whoever_left_or_was_removed_does_nothing_for_the_table() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
        take_task(session, actor=Actor(person_id=t.paul), task=Task.reporter)
        leave(session, actor=Actor(person_id=t.amina))
        remove_person(session, actor=Actor(t.by), person_id=t.paul)
        assert held(session, t.workshop) == {}


def test_the_tables_hear_who_leaves_and_who_comes_back() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
    for comes in (False, True):
        heard: set[changes.Change] = set()
        deafen = changes.listen(heard.update)
        with writing() as session:
            if comes:
                arrive(session, actor=Actor(t.by), person_id=t.amina)
            else:
                leave(session, actor=Actor(t.by, t.amina))
            members = groups_view(session, t.workshop).groups[0].members
        deafen()
        assert [one.here for one in members] == [comes, True]
        assert (t.workshop, "groups") in heard
    with reading() as session:
        assert held(session, t.workshop) == {"scribe": "Amina"}


def test_only_the_console_reads_whose_seat_is_locked() -> None:
    with writing() as session:
        t, other = make_tables(session), make_tables(session)
        session.add_all(SeatLock(person_id=one, locked_by=t.by) for one in (t.paul, t.amina, other.amina))
        session.flush()
        assert groups_view(session, t.workshop, "console").locked == [t.amina, t.paul]
        assert groups_view(session, t.workshop, "room").locked is None
        assert groups_view(session, t.workshop, "projector").locked is None


def test_a_whole_table_that_takes_a_task_at_once_has_one_of_it(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t = make_tables(session)
    together = Barrier(8)

    def take(tab: int) -> None:
        together.wait()
        with writing() as session:
            take_task(session, actor=Actor(person_id=(t.amina, t.paul)[tab % 2]), task=Task.scribe)

    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(take, range(8)))
    with reading() as session:
        assert held(session, t.workshop)["scribe"] in ("Amina", "Paul")
