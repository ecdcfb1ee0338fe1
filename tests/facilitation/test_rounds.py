from datetime import timedelta

import pytest
from sqlalchemy import Engine

from db.agenda import StageKind, openings_of
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import Missing, NotFound, OutOfRange, StageLocked, StageNotOpen, TooLong
from facilitation.people import remove_person
from facilitation.planning import change_stage
from facilitation.rounds import MyAnswer, RoundView, answer_round, my_answer, round_of, round_view
from facilitation.running import close_stage, open_stage
from tests.factories.workshops import facilitator_of, make_account, make_person, make_workshop, open_kind


def start(session: Session, kind: StageKind) -> tuple[int, int, list[int]]:
    workshop_id = make_workshop(session)
    people = [make_person(session, workshop_id, name=name) for name in ("Amina", "Paul", "Zoé")]
    return workshop_id, open_kind(session, workshop_id, kind), people


def test_an_answer_can_be_changed_while_the_round_is_open(rules: Engine) -> None:
    with writing() as session:
        _, stage_id, (amina, paul, _) = start(session, StageKind.checkin)
        answer_round(session, actor=Actor(person_id=amina), stage_id=stage_id, choice=2, words="Brume")
        answer_round(
            session, actor=Actor(person_id=amina), stage_id=stage_id, choice=5, words=" Grand  soleil "
        )
        assert my_answer(session, amina, stage_id) == MyAnswer(5, "Grand soleil")
        assert my_answer(session, paul, stage_id) is None


def test_a_round_takes_answers_only_while_it_is_open(rules: Engine) -> None:
    with writing() as session:
        workshop_id, checkin, (amina, _, _) = start(session, StageKind.checkin)
        theme = open_kind(session, workshop_id, StageKind.theme)
        for stage_id in (checkin, theme):
            with pytest.raises(StageNotOpen):
                answer_round(session, actor=Actor(person_id=amina), stage_id=stage_id, choice=3)


def test_a_round_that_locks_takes_no_answer_after_its_time(rules: Engine) -> None:
    with writing() as session:
        workshop_id, stage_id, (amina, _, _) = start(session, StageKind.checkin)
        by = facilitator_of(session, workshop_id)
        change_stage(session, actor=Actor(by), stage_id=stage_id, locks=True)
        openings_of(session, workshop_id)[0].ends_at -= timedelta(hours=1)
        session.flush()
        with pytest.raises(StageLocked):
            answer_round(session, actor=Actor(person_id=amina), stage_id=stage_id, choice=3)


def test_choices_go_from_one_to_five_and_words_are_few(rules: Engine) -> None:
    with writing() as session:
        _, stage_id, (amina, _, _) = start(session, StageKind.checkin)
        for choice in (0, 6):
            with pytest.raises(OutOfRange):
                answer_round(session, actor=Actor(person_id=amina), stage_id=stage_id, choice=choice)
        with pytest.raises(Missing):
            answer_round(session, actor=Actor(person_id=amina), stage_id=stage_id, choice=None)
        with pytest.raises(TooLong):
            answer_round(session, actor=Actor(person_id=amina), stage_id=stage_id, choice=3, words="a" * 201)


def test_the_weather_of_the_room_is_shown_to_all_at_once_from_the_third_answer_on(rules: Engine) -> None:
    with writing() as session:
        workshop_id, stage_id, (amina, paul, zoe) = start(session, StageKind.checkin)
        answer_round(session, actor=Actor(person_id=paul), stage_id=stage_id, choice=2, words="Brume")
        answer_round(session, actor=Actor(person_id=amina), stage_id=stage_id, choice=5)
        view = round_view(session, workshop_id, "projector")
        assert view == RoundView(stage_id, StageKind.checkin, 2, 3, None, [])
        answer_round(session, actor=Actor(person_id=zoe), stage_id=stage_id, choice=5)
        view = round_view(session, workshop_id, "projector")
        assert view == RoundView(stage_id, StageKind.checkin, 3, 3, [0, 1, 0, 0, 2], ["Brume"])


@pytest.mark.attack("read a mark of the closing round from what is shown before it and after it")
def test_a_closing_round_is_told_once_it_is_closed_from_three_answers_on(rules: Engine) -> None:
    with writing() as session:
        workshop_id, stage_id, people = start(session, StageKind.closing)
        by = facilitator_of(session, workshop_id)
        for number, person_id in enumerate(people):
            assert round_view(session, workshop_id, "console") == RoundView(
                stage_id, StageKind.closing, number, 3, None, []
            )
            answer_round(
                session, actor=Actor(person_id=person_id), stage_id=stage_id, choice=4, words="Trop court"
            )
        assert round_view(session, workshop_id, "console").counts is None
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        told = RoundView(stage_id, StageKind.closing, 3, 3, [0, 0, 0, 3, 0], [])
        assert round_view(session, workshop_id, "projector") == told
        assert round_view(session, workshop_id, "console").words == ["Trop court"] * 3


@pytest.mark.attack("read a late mark from two reports of a closing round that was opened again")
def test_a_closing_round_that_is_opened_again_is_told_anew_with_three_answers_only(rules: Engine) -> None:
    with writing() as session:
        workshop_id, stage_id, people = start(session, StageKind.closing)
        by = facilitator_of(session, workshop_id)
        people += [make_person(session, workshop_id, name=f"P{number}") for number in range(3)]
        told = []
        for some in (people[:3], people[3:5], people[5:]):
            open_stage(session, actor=Actor(by), stage_id=stage_id)
            for person_id in some:
                answer_round(session, actor=Actor(person_id=person_id), stage_id=stage_id, choice=2)
            close_stage(session, actor=Actor(by), stage_id=stage_id)
            told.append(round_view(session, workshop_id, "room").counts)
        assert told == [[0, 3, 0, 0, 0], [0, 3, 0, 0, 0], [0, 6, 0, 0, 0]]


def test_a_closing_round_of_two_is_never_told(rules: Engine) -> None:
    with writing() as session:
        workshop_id, stage_id, people = start(session, StageKind.closing)
        for person_id in people[:2]:
            answer_round(
                session, actor=Actor(person_id=person_id), stage_id=stage_id, choice=4, words="Trop court"
            )
        close_stage(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        assert round_view(session, workshop_id, "console") == RoundView(
            stage_id, StageKind.closing, 2, 3, None, []
        )


def test_an_earlier_round_can_be_looked_at_again_by_who_runs_the_workshop(rules: Engine) -> None:
    with writing() as session:
        workshop_id, stage_id, people = start(session, StageKind.checkin)
        for person_id in people:
            answer_round(
                session, actor=Actor(person_id=person_id), stage_id=stage_id, choice=1, words="Orage"
            )
        open_kind(session, workshop_id, StageKind.closing)
        assert round_view(session, workshop_id, "console").answered == 0
        by = facilitator_of(session, workshop_id)
        assert round_of(session, actor=Actor(by), stage_id=stage_id) == RoundView(
            stage_id, StageKind.checkin, 3, 3, [3, 0, 0, 0, 0], ["Orage"] * 3
        )
        with pytest.raises(NotFound):
            round_of(session, actor=Actor(make_account(session)), stage_id=stage_id)


def test_the_answers_of_a_removed_person_no_longer_count(rules: Engine) -> None:
    with writing() as session:
        workshop_id, stage_id, (amina, _, _) = start(session, StageKind.checkin)
        by = facilitator_of(session, workshop_id)
        answer_round(session, actor=Actor(by, amina), stage_id=stage_id, choice=5)
        remove_person(session, actor=Actor(by), person_id=amina)
        assert round_view(session, workshop_id, "room").answered == 0


def test_without_any_round_there_is_nothing_to_show(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, _ = start(session, StageKind.theme)
        assert round_view(session, workshop_id, "room") == RoundView(None, None, 0, 3, None, [])
