from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db.agenda import StageKind, openings_of
from db.session import Session, reading, writing
from db.voting import open_round
from facilitation.actors import Actor
from facilitation.agenda import agenda, open_stage_of
from facilitation.errors import (
    NotFound,
    NothingToVoteFor,
    OutOfRange,
    SomeoneElseOpened,
    StageNotOpen,
    WorkshopClosed,
)
from facilitation.facilitators import add_facilitator
from facilitation.journal import story
from facilitation.people import people
from facilitation.running import (
    ANYTHING,
    close_stage,
    give_minutes,
    is_done,
    mark_done,
    open_stage,
    skip_stage,
    unmark_done,
    unskip_stage,
)
from facilitation.sharing import share_initiative
from facilitation.workshops import close_workshop
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
)

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def start(session: Session) -> tuple[int, int, list[int]]:
    workshop_id = make_workshop(session)
    stages = [stage.id for stage in agenda(session, workshop_id).stages]
    return workshop_id, facilitator_of(session, workshop_id), stages


def opened(session: Session, workshop_id: int) -> int | None:
    stage = open_stage_of(session, workshop_id)
    return stage.id if stage else None


def test_opening_a_stage_closes_the_one_before(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[0], expected_open=None)
        open_stage(session, actor=Actor(by), stage_id=stages[1], expected_open=stages[0])
        assert opened(session, workshop_id) == stages[1]
        states = [stage.state for stage in agenda(session, workshop_id).stages]
    assert states[:3] == ["closed", "open", "waiting"]


def test_opening_the_open_stage_again_changes_nothing(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        for _ in range(2):
            open_stage(session, actor=Actor(by), stage_id=stages[0], expected_open=None)
        assert len(openings_of(session, workshop_id)) == 1


def test_a_stage_can_be_gone_back_to(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        for stage_id in (stages[0], stages[1], stages[0]):
            open_stage(session, actor=Actor(by), stage_id=stage_id, at=NINE)
        assert opened(session, workshop_id) == stages[0]
        assert len(openings_of(session, workshop_id)) == 3


def test_a_facilitator_who_saw_another_stage_open_is_told(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[1], expected_open=None)
        with pytest.raises(SomeoneElseOpened) as refusal:
            open_stage(session, actor=Actor(by), stage_id=stages[0], expected_open=None)
        assert refusal.value.title == "L’enjeu"
        open_stage(session, actor=Actor(by), stage_id=stages[0], expected_open=ANYTHING)
        assert opened(session, workshop_id) == stages[0]


def test_what_another_facilitator_closed_does_not_hinder_the_next_opening(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[0])
        close_stage(session, actor=Actor(by), stage_id=stages[0])
        open_stage(session, actor=Actor(by), stage_id=stages[1], expected_open=stages[0])
        assert opened(session, workshop_id) == stages[1]


def test_two_facilitators_who_open_a_stage_at_once_open_one(database: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        other = make_account(session, name="Omar")
        add_facilitator(session, actor=Actor(by), workshop_id=workshop_id, account_id=other)
    together = Barrier(2)

    def go(account_id: int, stage_id: int) -> str:
        together.wait(10)
        try:
            with writing() as session:
                open_stage(session, actor=Actor(account_id), stage_id=stage_id, expected_open=None)
        except SomeoneElseOpened:
            return "told"
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(go, (by, other), stages[:2]))
    with reading() as session:
        openings = openings_of(session, workshop_id)
    assert outcomes == ["opened", "told"]
    assert [opening.closed_at for opening in openings] == [None]


def test_a_closed_workshop_opens_nothing(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[0])
        close_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        assert opened(session, workshop_id) is None
        with pytest.raises(WorkshopClosed):
            open_stage(session, actor=Actor(by), stage_id=stages[0])


def test_closing_a_stage_that_is_not_open_changes_nothing(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        close_stage(session, actor=Actor(by), stage_id=stages[0])
        open_stage(session, actor=Actor(by), stage_id=stages[0])
        close_stage(session, actor=Actor(by), stage_id=stages[1])
        assert opened(session, workshop_id) == stages[0]


def test_skipping_is_taken_back_by_hand_or_by_opening(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[0])
        for _ in range(2):
            skip_stage(session, actor=Actor(by), stage_id=stages[0])
            skip_stage(session, actor=Actor(by), stage_id=stages[1])
        assert opened(session, workshop_id) is None
        assert [stage.state for stage in agenda(session, workshop_id).stages][:2] == ["skipped", "skipped"]
        for _ in range(2):
            unskip_stage(session, actor=Actor(by), stage_id=stages[1])
        open_stage(session, actor=Actor(by), stage_id=stages[0])
        assert [stage.state for stage in agenda(session, workshop_id).stages][:2] == ["open", "waiting"]
        actions = [line.action for line in story(session, actor=Actor(by), workshop_id=workshop_id)]
    assert actions == [
        "stage_opened",
        "stage_unskipped",
        "stage_skipped",
        "stage_skipped",
        "stage_closed",
        "stage_opened",
        "workshop_created",
    ]


def ends_at(session: Session, workshop_id: int) -> datetime | None:
    stage = open_stage_of(session, workshop_id)
    return stage.ends_at if stage else None


def test_minutes_are_given_to_the_deadline_or_from_now_once_it_has_passed(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[4], at=NINE)
        early = NINE + timedelta(minutes=5)
        give_minutes(session, actor=Actor(by), stage_id=stages[4], minutes=2, at=early)
        assert ends_at(session, workshop_id) == NINE + timedelta(minutes=12)
        late = NINE + timedelta(minutes=20)
        give_minutes(session, actor=Actor(by), stage_id=stages[4], minutes=5, at=late)
        assert ends_at(session, workshop_id) == NINE + timedelta(minutes=25)


def test_minutes_are_given_to_the_open_stage_alone_and_in_reason(rules: Engine) -> None:
    with writing() as session:
        _, by, stages = start(session)
        with pytest.raises(StageNotOpen):
            give_minutes(session, actor=Actor(by), stage_id=stages[0], minutes=2)
        open_stage(session, actor=Actor(by), stage_id=stages[0])
        with pytest.raises(StageNotOpen):
            give_minutes(session, actor=Actor(by), stage_id=stages[1], minutes=2)
        with pytest.raises(OutOfRange):
            give_minutes(session, actor=Actor(by), stage_id=stages[0], minutes=0)


def test_people_say_that_they_are_done_and_take_it_back(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, _ = start(session)
        amina = make_person(session, workshop_id)
        stage_id = open_kind(session, workshop_id, StageKind.sharing)
        for _ in range(2):
            mark_done(session, actor=Actor(person_id=amina), stage_id=stage_id)
        assert is_done(session, person_id=amina, stage_id=stage_id) is True
        for _ in range(2):
            unmark_done(session, actor=Actor(person_id=amina), stage_id=stage_id)
        assert is_done(session, person_id=amina, stage_id=stage_id) is False


def test_nobody_is_done_with_a_stage_that_is_not_open(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, stages = start(session)
        amina = make_person(session, workshop_id)
        with pytest.raises(StageNotOpen):
            mark_done(session, actor=Actor(person_id=amina), stage_id=stages[0])
        open_kind(session, workshop_id, StageKind.sharing)
        with pytest.raises(StageNotOpen):
            mark_done(session, actor=Actor(person_id=amina), stage_id=stages[0])


def test_a_facilitator_says_it_for_somebody_without_a_device(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        amina = make_person(session, workshop_id)
        stage_id = open_kind(session, workshop_id, StageKind.sharing)
        mark_done(session, actor=Actor(by, amina), stage_id=stage_id)
        assert [line.done for line in people(session, actor=Actor(by), workshop_id=workshop_id)] == [True]
        with pytest.raises(NotFound):
            mark_done(session, actor=Actor(make_account(session), amina), stage_id=stage_id)


def test_a_stage_that_opens_again_asks_everybody_again(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        amina = make_person(session, workshop_id)
        stage_id = open_kind(session, workshop_id, StageKind.sharing)
        mark_done(session, actor=Actor(person_id=amina), stage_id=stage_id)
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        open_stage(session, actor=Actor(by), stage_id=stage_id)
        assert is_done(session, person_id=amina, stage_id=stage_id) is False


def test_a_vote_about_nothing_does_not_open_and_what_was_open_stays_open(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, stages = start(session)
        open_kind(session, workshop_id, StageKind.sharing)
    with pytest.raises(NothingToVoteFor), writing() as session:
        open_kind(session, workshop_id, StageKind.voting)
    with reading() as session:
        assert opened(session, workshop_id) == stages[2]


def test_opening_a_vote_opens_its_round_and_closing_it_closes_the_round(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        share_initiative(session, actor=Actor(by), workshop_id=workshop_id, title="Bon Achat", pitch="Local.")
        stage_id = open_kind(session, workshop_id, StageKind.voting)
        assert open_round(session, workshop_id) is not None
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        assert open_round(session, workshop_id) is None
