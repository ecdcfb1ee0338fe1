"""Questions to the holder: every "don't know" after the reveal, and the answers."""

from typing import Any

import pytest
from sqlalchemy import Engine

from db import changes
from db.changes import Change
from db.people import Attribution
from db.ratings import Criterion
from db.session import Session, reading, writing
from db.sharing import Initiative
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound, TooLong
from facilitation.journal import story
from facilitation.questions import ANSWER_LIMIT, Question, answer_question, questions, questions_for
from facilitation.ratings import rate
from facilitation.workshops import close_workshop
from tests.factories.matrix import Matrix, make_matrix
from tests.factories.tables import make_tables, sign_as


@pytest.fixture
def at(rules: Engine) -> Matrix:
    """Paul carries the fund."""
    assert rules is not None
    with writing() as session:
        made = make_matrix(session)
        session.get_one(Initiative, made.t.fund).holder_id = made.t.paul
        return made


def answer(session: Session, at: Matrix, text: str = "Oui.", **facts: Any) -> None:
    said: dict[str, Any] = {"initiative_id": at.t.fund, "criterion": Criterion.team, "text": text}
    answer_question(session, **(said | facts))


def only(session: Session, at: Matrix) -> Question:
    (question,) = questions(session, at.t.workshop)
    return question


def test_every_dont_know_is_a_question_with_who_asks(at: Matrix) -> None:
    with writing() as session:
        assert only(session, at) == Question(
            at.t.fund, "Fonds de participation", "team", ["Pays de Grasse"], "", ""
        )
        for criterion in (Criterion.team, Criterion.need):
            rate(
                session,
                actor=Actor(person_id=at.t.paul),
                initiative_id=at.t.fund,
                criterion=criterion,
                value=None,
            )
        asked = [(one.criterion, one.territories) for one in questions(session, at.t.workshop)]
        assert asked == [("need", ["Sicoval"]), ("team", ["Pays de Grasse", "Sicoval"])]


def test_before_the_reveal_nothing_is_asked(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        at = make_matrix(session, revealed=False)
        assert questions(session, at.t.workshop) == []
        with pytest.raises(NotFound):
            answer(session, at, actor=Actor(at.t.by))


def test_the_holder_answers_and_signs_as_they_wish(at: Matrix) -> None:
    with writing() as session:
        answer(session, at, "Oui.\nDepuis 2024.", actor=Actor(person_id=at.t.paul))
        signatures = []
        for attribution in Attribution:
            sign_as(session, at.t.paul, attribution)
            signatures.append((attribution.value, only(session, at).answered_by))
        assert only(session, at).answer == "Oui.\nDepuis 2024."
        assert sorted(signatures) == [("anonymous", ""), ("name", "Paul · Sicoval"), ("territory", "Sicoval")]


def test_questions_reach_who_carries_the_initiative(at: Matrix) -> None:
    with writing() as session:
        assert [one.criterion for one in questions_for(session, at.t.paul)] == ["team"]
        assert questions_for(session, at.t.amina) == []
        initiative = session.get_one(Initiative, at.t.fund)
        initiative.holder_id, initiative.author_id = None, at.t.amina
        session.flush()
        assert [one.criterion for one in questions_for(session, at.t.amina)] == ["team"]
        initiative.holder = "Une association"
        session.flush()
        assert questions_for(session, at.t.amina) == []


def test_nobody_else_answers_but_the_facilitator(at: Matrix) -> None:
    with writing() as session:
        for stranger in (Actor(), Actor(person_id=at.t.amina)):
            with pytest.raises(NotAllowed):
                answer(session, at, actor=stranger)
        with pytest.raises(NotFound):
            answer(session, at, actor=Actor(make_tables(session).by))
        session.get_one(Initiative, at.t.fund).holder_id = None
        answer(session, at, actor=Actor(at.t.by))
        assert (only(session, at).answer, only(session, at).answered_by) == ("Oui.", "")


def test_what_the_facilitator_enters_is_the_holders(at: Matrix) -> None:
    with writing() as session:
        sign_as(session, at.t.paul, Attribution.name)
        answer(session, at, actor=Actor(at.t.by))
        assert only(session, at).answered_by == "Paul · Sicoval"


@pytest.mark.parametrize("elsewhere", [{"initiative_id": 9999}, {"criterion": Criterion.funding}])
def test_what_nobody_asked_has_no_answer(at: Matrix, elsewhere: dict[str, Any]) -> None:
    with writing() as session, pytest.raises(NotFound):
        answer(session, at, actor=Actor(at.t.by), **elsewhere)


def test_an_answer_changes_is_taken_back_and_said_twice_is_one(at: Matrix) -> None:
    heard: list[frozenset[Change]] = []
    stop = changes.listen(heard.append)
    for text in ("Oui.", "Oui.", "Non.", "", ""):
        with writing() as session:
            answer(session, at, text, actor=Actor(person_id=at.t.paul))
    stop()
    assert heard == [{(at.t.workshop, "matrix")}] * 3
    with reading() as session:
        assert only(session, at).answer == ""
        told = list(story(session, actor=Actor(at.t.by), workshop_id=at.t.workshop))
    assert sum(line.action == "question_answered" for line in told) == 3


def test_an_answer_stays_when_its_territories_know_by_now(at: Matrix) -> None:
    with writing() as session:
        answer(session, at, actor=Actor(person_id=at.t.paul))
        rate(
            session,
            actor=Actor(person_id=at.t.amina),
            initiative_id=at.t.fund,
            criterion=Criterion.team,
            value=2,
        )
        assert (only(session, at).territories, only(session, at).answer) == ([], "Oui.")


def test_holders_answer_after_the_workshop_too(at: Matrix) -> None:
    with writing() as session:
        close_workshop(session, actor=Actor(at.t.by), workshop_id=at.t.workshop)
        answer(session, at, actor=Actor(person_id=at.t.paul))
        assert only(session, at).answer == "Oui."


def test_an_answer_has_its_limit(at: Matrix) -> None:
    with writing() as session, pytest.raises(TooLong) as refusal:
        answer(session, at, "x" * (ANSWER_LIMIT + 1), actor=Actor(person_id=at.t.paul))
    assert refusal.value.field == "answer"
