"""Two entries of one person become one with all that they did in the groups and in the matrix."""

import pytest
from sqlalchemy import Engine, select

from db.alternatives import Alternative
from db.answers import HolderAnswer
from db.conditions import Lift
from db.deeds import Deed
from db.people import Person
from db.ratings import Criterion, Rating
from db.seat_locks import SeatLock
from db.session import Session, writing
from db.tasks import TableTask, Task
from db.wishes import Wish
from facilitation.actors import Actor
from facilitation.groups import group_of
from facilitation.people import merge_people, remove_person, restore_person
from facilitation.tasks import take_task
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_person

pytestmark = pytest.mark.usefixtures("rules")


def rate(session: Session, t: Tables, person: int, territory: int, **values: int | None) -> None:
    """Answers of a person about the participation fund."""
    session.add_all(
        Rating(
            person_id=person,
            initiative_id=t.fund,
            criterion=Criterion(criterion),
            workshop_id=t.workshop,
            territory_id=territory,
            value=value,
        )
        for criterion, value in values.items()
    )
    session.flush()


def ratings(session: Session) -> list[tuple[int, str, int, int | None]]:
    found = session.scalars(select(Rating).order_by(Rating.person_id, Rating.criterion))
    return [(one.person_id, one.criterion, one.territory_id, one.value) for one in found]


def test_the_kept_entry_takes_over_seat_tasks_and_lock() -> None:
    with writing() as session:
        t = make_tables(session)
        session.add(TableTask(group_id=t.first, task=Task.scribe, person_id=t.amina))
        session.add(SeatLock(person_id=t.amina, locked_by=t.by))
        session.flush()
        merge_people(session, actor=Actor(t.by), keep_id=t.lucie, other_id=t.amina)
        session.expire_all()
        assert group_of(session, t.lucie) == t.first
        assert [task.person_id for task in session.scalars(select(TableTask))] == [t.lucie]
        assert [lock.person_id for lock in session.scalars(select(SeatLock))] == [t.lucie]


def test_tasks_at_a_table_that_the_kept_entry_does_not_sit_at_are_free_again() -> None:
    with writing() as session:
        t = make_tables(session)
        session.add(TableTask(group_id=t.first, task=Task.scribe, person_id=t.amina))
        session.add_all(SeatLock(person_id=person, locked_by=t.by) for person in (t.amina, t.zoe))
        session.flush()
        merge_people(session, actor=Actor(t.by), keep_id=t.zoe, other_id=t.amina)
        session.expire_all()
        assert group_of(session, t.zoe) == t.second
        assert list(session.scalars(select(TableTask))) == []
        assert [lock.person_id for lock in session.scalars(select(SeatLock))] == [t.zoe]


def test_who_is_removed_leaves_their_task_to_be_taken_again() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
        remove_person(session, actor=Actor(t.by), person_id=t.amina)
        restore_person(session, actor=Actor(t.by), person_id=t.amina)
        assert list(session.scalars(select(TableTask))) == []


def test_wishes_are_taken_over_unless_the_kept_entry_has_some() -> None:
    with writing() as session:
        t = make_tables(session)
        session.add(Wish(person_id=t.amina, initiative_id=t.fund, rank=1))
        session.flush()
        merge_people(session, actor=Actor(t.by), keep_id=t.paul, other_id=t.amina)
        session.expire_all()
        session.add(Wish(person_id=t.zoe, initiative_id=t.purchase, rank=1))
        session.flush()
        merge_people(session, actor=Actor(t.by), keep_id=t.paul, other_id=t.zoe)
        session.expire_all()
        assert [(one.person_id, one.initiative_id) for one in session.scalars(select(Wish))] == [
            (t.paul, t.fund)
        ]


def test_ratings_are_taken_over_for_one_territory_and_none_twice() -> None:
    with writing() as session:
        t = make_tables(session)
        rate(session, t, t.paul, t.sicoval, need=3)
        rate(session, t, t.amina, t.grasse, need=0, team=1, funding=None)
        merge_people(session, actor=Actor(t.by), keep_id=t.paul, other_id=t.amina)
        session.expire_all()
        assert ratings(session) == [
            (t.paul, "funding", t.sicoval, None),
            (t.paul, "need", t.sicoval, 3),
            (t.paul, "team", t.sicoval, 1),
        ]


def test_a_territory_never_rates_an_initiative_of_its_own_by_a_merge() -> None:
    with writing() as session:
        t = make_tables(session)
        session.add(
            Rating(
                person_id=t.paul,
                initiative_id=t.purchase,
                criterion=Criterion.need,
                workshop_id=t.workshop,
                territory_id=t.sicoval,
                value=2,
            )
        )
        session.flush()
        merge_people(session, actor=Actor(t.by), keep_id=t.amina, other_id=t.paul)
        session.expire_all()
        assert ratings(session) == []


def test_an_entry_without_a_territory_takes_the_other_s() -> None:
    with writing() as session:
        t = make_tables(session)
        rate(session, t, t.paul, t.sicoval, need=2)
        merge_people(session, actor=Actor(t.by), keep_id=t.lucie, other_id=t.paul)
        session.expire_all()
        assert session.get_one(Person, t.lucie).territory_id == t.sicoval
        assert ratings(session) == [(t.lucie, "need", t.sicoval, 2)]


def test_two_entries_without_a_territory_merge_too() -> None:
    with writing() as session:
        t = make_tables(session)
        marc = make_person(session, t.workshop, name="Marc")
        merge_people(session, actor=Actor(t.by), keep_id=t.lucie, other_id=marc)
        session.expire_all()
        assert session.get_one(Person, t.lucie).territory_id is None


def test_wordings_deeds_answers_and_lifted_conditions_are_taken_over(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.paul)
        session.add_all(
            [
                Alternative(post_id=post, text="Autrement", author_id=t.amina),
                Deed(workshop_id=t.workshop, group_id=t.first, person_id=t.amina, kind="edit"),
                HolderAnswer(
                    workshop_id=t.workshop,
                    initiative_id=t.fund,
                    criterion=Criterion.need,
                    text="Oui",
                    author_id=t.amina,
                ),
                Lift(
                    workshop_id=t.workshop,
                    initiative_id=t.fund,
                    territory_id=t.sicoval,
                    criterion=Criterion.team,
                    person_id=t.amina,
                ),
            ]
        )
        session.flush()
        merge_people(session, actor=Actor(t.by), keep_id=t.paul, other_id=t.amina)
        session.expire_all()
        assert session.scalars(select(Alternative.author_id)).all() == [t.paul]
        assert t.amina not in session.scalars(select(Deed.person_id)).all()
        assert session.scalars(select(HolderAnswer.author_id)).all() == [t.paul]
        assert session.scalars(select(Lift.person_id)).all() == [t.paul]
