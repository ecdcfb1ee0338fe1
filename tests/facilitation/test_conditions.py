"""Conditions to lift: every 0 and every condition that was written, with who can lift it and how."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db import changes
from db.base import now
from db.changes import Change
from db.conditions import Lift, lifts_in
from db.ratings import Criterion
from db.session import Session, reading, writing
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.conditions import (
    ConditionLine,
    conditions,
    conditions_followed,
    my_conditions,
    say_how_to_lift,
    say_whether_lifted,
)
from facilitation.errors import NotAllowed, NotFound, TooLong, WorkshopClosed
from facilitation.journal import story
from facilitation.perspective import Section, write_perspective_post
from facilitation.ratings import rate
from facilitation.withdrawing import delete_post
from facilitation.workshops import close_workshop
from tests.factories.matrix import Matrix, make_matrix
from tests.factories.tables import make_tables
from tests.factories.workshops import make_account


@pytest.fixture
def at(rules: Engine) -> Matrix:
    assert rules is not None
    with writing() as session:
        return make_matrix(session)


def named(lines: list[ConditionLine]) -> list[tuple[str, str]]:
    return [(line.territory, line.criterion or line.text) for line in lines]


def lift(session: Session, at: Matrix, **facts: Any) -> None:
    """Say how to lift that Grasse has no need."""
    said: dict[str, Any] = {
        "initiative_id": at.t.fund,
        "territory_id": at.t.grasse,
        "criterion": Criterion.need,
        "who": "Le syndicat",
        "by_when": "Juin",
        "first_step": "Appeler la directrice",
    }
    say_how_to_lift(session, **(said | facts))


def how(session: Session, at: Matrix) -> list[tuple[str, str, str]]:
    lines = conditions(session, at.t.workshop, whole=True)
    return [(line.who, line.by_when, line.first_step) for line in lines]


def test_every_zero_and_every_condition_that_was_written_is_to_be_lifted(at: Matrix) -> None:
    with reading() as session:
        assert named(conditions(session, at.t.workshop, whole=True)) == [
            ("Pays de Grasse", "need"),
            ("Pays de Grasse", "Un élu référent"),
            ("Sicoval", "team"),
            ("Sicoval", "Entre nous"),
        ]


def test_before_the_reveal_no_zero_is_told(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        at = make_matrix(session, revealed=False)
        assert named(conditions(session, at.t.workshop)) == [("Pays de Grasse", "Un élu référent")]
        with pytest.raises(NotFound):
            lift(session, at, actor=Actor(at.t.by))


def test_what_is_off_the_record_is_told_to_its_own_table_only(at: Matrix) -> None:
    with reading() as session:
        for group_id, told in ((None, False), (at.t.second, False), (at.t.first, True)):
            lines = conditions(session, at.t.workshop, group_id=group_id)
            assert ("Entre nous" in {line.text for line in lines}) is told


def test_one_says_something_about_ones_own_territory_and_ones_tables_initiative(at: Matrix) -> None:
    with reading() as session:
        assert len(my_conditions(session, at.t.amina)) == 4
        assert named(my_conditions(session, at.t.zoe)) == [
            ("Pays de Grasse", "need"),
            ("Pays de Grasse", "Un élu référent"),
        ]
        assert my_conditions(session, at.t.lucie) == []


def test_a_condition_gets_who_when_and_a_first_step_which_can_change_and_be_taken_back(at: Matrix) -> None:
    nothing = ("", "", "")
    with writing() as session:
        lift(session, at, actor=Actor(person_id=at.t.zoe))
        lift(
            session,
            at,
            criterion=None,
            post_id=at.condition,
            who=" Amina ",
            actor=Actor(person_id=at.t.amina),
        )
        assert how(session, at)[:2] == [
            ("Le syndicat", "Juin", "Appeler la directrice"),
            ("Amina", "Juin", "Appeler la directrice"),
        ]
        lift(session, at, by_when="", first_step="", actor=Actor(at.t.by))
        assert how(session, at)[0] == ("Le syndicat", "", "")
        for _ in range(2):
            lift(session, at, who="", by_when="", first_step="", actor=Actor(person_id=at.t.amina))
        assert (how(session, at)[0], how(session, at)[2]) == (nothing, nothing)


def test_said_twice_it_changes_and_tells_nothing_more(at: Matrix) -> None:
    heard: list[frozenset[Change]] = []
    stop = changes.listen(heard.append)
    for _ in range(2):
        with writing() as session:
            lift(session, at, actor=Actor(person_id=at.t.amina))
    stop()
    assert heard == [{(at.t.workshop, "matrix")}]
    with reading() as session:
        told = [
            line.who
            for line in story(session, actor=Actor(at.t.by), workshop_id=at.t.workshop)
            if "said" in line.action
        ]
    assert told == ["Amina"]


def test_the_facilitator_says_it_of_what_is_off_the_record_too(at: Matrix) -> None:
    with writing() as session:
        secret = {"criterion": None, "post_id": at.secret, "territory_id": at.t.sicoval}
        lift(session, at, actor=Actor(at.t.by), **secret)
        lift(session, at, actor=Actor(person_id=at.t.paul), who="Paul", **secret)
        assert how(session, at)[3][0] == "Paul"


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"initiative_id": 9999},
        {"territory_id": 9999},
        {"criterion": Criterion.funding},
        {"criterion": Criterion.team},
        {"criterion": None},
        {"criterion": None, "post_id": 9999},
    ],
)
def test_what_is_no_condition_cannot_be_lifted(at: Matrix, elsewhere: dict[str, Any]) -> None:
    with writing() as session, pytest.raises(NotFound):
        lift(session, at, actor=Actor(at.t.by), **elsewhere)


def test_only_who_it_concerns_says_how(at: Matrix) -> None:
    with writing() as session:
        with pytest.raises(NotAllowed):
            lift(session, at, actor=Actor(person_id=at.t.lucie))
        with pytest.raises(NotAllowed):
            lift(
                session,
                at,
                actor=Actor(person_id=at.t.zoe),
                territory_id=at.t.sicoval,
                criterion=Criterion.team,
            )
        other = make_tables(session)
        for reach in (
            {"actor": Actor()},
            {"actor": Actor(person_id=other.amina)},
            {"actor": Actor(other.by)},
            {"actor": Actor(make_account(session))},
        ):
            with pytest.raises(NotFound):
                lift(session, at, **reach)


def test_another_tables_secret_cannot_be_lifted_from_ones_own_territory(at: Matrix) -> None:
    with writing() as session:
        rate(
            session,
            actor=Actor(person_id=at.t.zoe),
            initiative_id=at.t.fund,
            criterion=Criterion.need,
            value=1,
        )
        post = make_secret_for_grasse(session, at)
        with pytest.raises(NotFound):
            lift(session, at, actor=Actor(person_id=at.t.zoe), criterion=None, post_id=post)


def make_secret_for_grasse(session: Session, at: Matrix) -> int:
    return write_perspective_post(
        session,
        actor=Actor(person_id=at.t.amina),
        territory_id=at.t.grasse,
        section=Section.conditions,
        text="Chut",
        about=[at.about],
        off_record=True,
    )


def test_a_deleted_condition_is_to_be_lifted_no_longer(at: Matrix) -> None:
    with writing() as session:
        delete_post(session, post_id=at.condition, actor=Actor(at.t.by))
        assert "Un élu référent" not in {line.text for line in conditions(session, at.t.workshop)}


def test_thirty_days_after_the_workshop_only_the_facilitator_writes(at: Matrix) -> None:
    with writing() as session:
        close_workshop(session, actor=Actor(at.t.by), workshop_id=at.t.workshop)
        lift(session, at, actor=Actor(person_id=at.t.amina))
        session.get_one(Workshop, at.t.workshop).closed_at = now() - timedelta(days=30)
        with pytest.raises(WorkshopClosed):
            lift(session, at, actor=Actor(person_id=at.t.amina))
        lift(session, at, actor=Actor(at.t.by))


def followed(at: Matrix) -> ConditionLine:
    """The condition that Amina wrote, as who runs the workshop follows it."""
    with reading() as session:
        lines = conditions_followed(session, actor=Actor(at.t.by), initiative_id=at.t.fund)
    return next(line for line in lines if line.post_id == at.condition)


def test_a_condition_is_lifted_and_is_not_after_all_by_who_may_say_how(at: Matrix) -> None:
    line = followed(at)
    its: dict[str, Any] = {
        "initiative_id": line.initiative_id,
        "territory_id": line.territory_id,
        "post_id": line.post_id,
    }
    assert line.lifted_at is None
    for _ in range(2):
        with writing() as session:
            say_whether_lifted(session, actor=Actor(person_id=at.t.amina), **its)
    first = followed(at).lifted_at
    assert first is not None
    with writing() as session:
        say_how_to_lift(session, actor=Actor(at.t.by), who="La région", by_when="juin", first_step="", **its)
    assert (followed(at).lifted_at, followed(at).who) == (first, "La région")
    with writing() as session:
        say_how_to_lift(session, actor=Actor(at.t.by), who="", by_when="", first_step="", **its)
    assert (followed(at).lifted_at, followed(at).who) == (first, "")
    for _ in range(2):
        with writing() as session:
            say_whether_lifted(session, actor=Actor(at.t.by), lifted=False, **its)
    assert followed(at).lifted_at is None
    with reading() as session:
        assert lifts_in(session, at.t.workshop) == []


def test_what_was_said_of_a_condition_stays_when_it_is_not_lifted_after_all(at: Matrix) -> None:
    line = followed(at)
    its: dict[str, Any] = {
        "initiative_id": line.initiative_id,
        "territory_id": line.territory_id,
        "post_id": line.post_id,
    }
    with writing() as session:
        say_how_to_lift(session, actor=Actor(at.t.by), who="La région", by_when="", first_step="", **its)
        say_whether_lifted(session, actor=Actor(at.t.by), **its)
        say_whether_lifted(session, actor=Actor(at.t.by), lifted=False, **its)
    assert (followed(at).lifted_at, followed(at).who) == (None, "La région")


def test_conditions_are_followed_by_who_runs_the_workshop_only(at: Matrix) -> None:
    with reading() as session:
        for actor, initiative in ((Actor(person_id=at.t.amina), at.t.fund), (Actor(at.t.by), 10**6)):
            with pytest.raises(NotFound):
                conditions_followed(session, actor=actor, initiative_id=initiative)


@pytest.mark.parametrize(("field", "limit"), [("who", 120), ("by_when", 60), ("first_step", 280)])
def test_what_is_said_has_its_limit(at: Matrix, field: str, limit: int) -> None:
    with writing() as session, pytest.raises(TooLong) as refusal:
        lift(session, at, actor=Actor(at.t.by), **{field: "x" * (limit + 1)})
    assert (refusal.value.field, refusal.value.limit) == (field, limit)


def test_whoever_speaks_at_once_leaves_one_answer(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        at = make_matrix(session)
    together = Barrier(4)

    def speak(number: int) -> None:
        together.wait()
        with writing() as session:
            lift(session, at, who=f"Personne {number}", actor=Actor(person_id=at.t.amina))

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(speak, range(4)))
    with reading() as session:
        assert session.scalar(select(func.count(Lift.id))) == 1
