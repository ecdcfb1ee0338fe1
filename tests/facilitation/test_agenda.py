from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from db.agenda import StageKind
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.agenda import OpenStage, agenda, open_stage_of, require_open, stage_in_reach
from facilitation.errors import NotFound, StageLocked, StageNotOpen
from facilitation.planning import change_stage
from facilitation.running import close_stage, open_stage, skip_stage
from facilitation.stage_view import AgendaLine, NextStage, PreviousStage, stage_view
from facilitation.workshops import change_settings, close_workshop
from tests.factories.workshops import facilitator_of, make_account, make_workshop

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_a_workshop_from_the_template_is_planned_to_the_minute(rules: Engine) -> None:
    with writing() as session:
        show = agenda(session, make_workshop(session))
    assert [(stage.number, stage.kind, stage.planned_start, stage.minutes) for stage in show.stages] == [
        (1, "checkin", "09:00", 15),
        (2, "theme", "09:15", 10),
        (3, "sharing", "09:25", 40),
        (4, "voting", "10:05", 15),
        (5, "break", "10:20", 10),
        (6, "decomposition", "10:30", 35),
        (7, "perspective", "11:05", 35),
        (8, "report_back", "11:40", 15),
        (9, "closing", "11:55", 5),
    ]
    assert {stage.state for stage in show.stages} == {"waiting"}
    assert (show.planned_end, show.open_stage_id, show.ahead_seconds) == ("12:00", None, 0)


def test_the_short_template_takes_two_hours_and_has_no_break(rules: Engine) -> None:
    with writing() as session:
        show = agenda(session, make_workshop(session, template="atelier-2h", language="en"))
    assert sum(stage.minutes for stage in show.stages) == 120
    assert [stage.title for stage in show.stages if stage.kind == "break"] == []
    assert show.stages[2].title == "Sharing"


def start(session: Session) -> tuple[int, int, list[int]]:
    workshop_id = make_workshop(session)
    stages = [stage.id for stage in agenda(session, workshop_id).stages]
    return workshop_id, facilitator_of(session, workshop_id), stages


def test_a_stage_within_its_time_is_on_plan_and_beyond_it_late(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[0], at=NINE)
        assert agenda(session, workshop_id, NINE + minutes(15)).ahead_seconds == 0
        late = agenda(session, workshop_id, NINE + minutes(18))
    assert late.ahead_seconds == -180
    assert late.open_stage_id == stages[0]
    assert (late.stages[0].real_seconds, late.stages[0].state) == (18 * 60, "open")


def test_a_stage_closed_early_puts_the_workshop_ahead(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[0], at=NINE)
        close_stage(session, actor=Actor(by), stage_id=stages[0], at=NINE + minutes(10))
        show = agenda(session, workshop_id, NINE + minutes(60))
    assert show.ahead_seconds == 300
    assert (show.stages[0].real_seconds, show.stages[0].state) == (600, "closed")


def test_a_skipped_stage_leaves_the_plan(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        skip_stage(session, actor=Actor(by), stage_id=stages[1])
        open_stage(session, actor=Actor(by), stage_id=stages[2], at=NINE)
        show = agenda(session, workshop_id, NINE)
    assert [stage.state for stage in show.stages[:3]] == ["waiting", "skipped", "open"]
    assert show.stages[2].planned_start == "09:15"
    assert show.ahead_seconds == 15 * 60
    assert show.planned_end == "11:50"


def test_the_agenda_of_no_workshop_is_not_found(rules: Engine) -> None:
    with reading() as session, pytest.raises(NotFound):
        agenda(session, 404)


def test_a_stage_is_within_reach_of_its_facilitators_alone(rules: Engine) -> None:
    with writing() as session:
        _, by, stages = start(session)
        assert stage_in_reach(session, Actor(by), stages[0]).id == stages[0]
        with pytest.raises(NotFound):
            stage_in_reach(session, Actor(make_account(session)), stages[0])
        with pytest.raises(NotFound):
            stage_in_reach(session, Actor(by), 404)


def test_the_open_stage_tells_what_to_do_and_until_when(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        assert open_stage_of(session, workshop_id) is None
        open_stage(session, actor=Actor(by), stage_id=stages[4], at=NINE)
        stage = open_stage_of(session, workshop_id, NINE)
    assert stage is not None
    assert stage == OpenStage(
        stages[4],
        StageKind.break_,
        "Pause",
        "On souffle. Retour à la fin du compte à rebours.",
        stage.opening_id,
        NINE,
        NINE + minutes(10),
        False,
    )


def test_only_the_open_stage_of_the_right_kind_lets_people_write(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        with pytest.raises(StageNotOpen):
            require_open(session, workshop_id, StageKind.sharing)
        open_stage(session, actor=Actor(by), stage_id=stages[2])
        assert require_open(session, workshop_id, StageKind.sharing).id == stages[2]
        with pytest.raises(StageNotOpen):
            require_open(session, workshop_id, StageKind.voting)


def test_a_stage_locks_at_zero_only_where_it_says_so(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[2], at=NINE)
        assert require_open(session, workshop_id, StageKind.sharing, NINE + minutes(50)).locked is False
        change_stage(session, actor=Actor(by), stage_id=stages[2], locks=True)
        assert require_open(session, workshop_id, StageKind.sharing, NINE + minutes(39)).locked is False
        with pytest.raises(StageLocked):
            require_open(session, workshop_id, StageKind.sharing, NINE + minutes(40))


def test_before_the_start_the_projector_shows_the_code_and_what_comes_first(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, place="Grasse")
        view = stage_view(session, workshop_id, "projector")
        room = stage_view(session, workshop_id, "room")
    assert (view.state, view.theme, view.place, view.count) == (
        "waiting", "Mobiliser tous les acteurs", "Grasse", 9,
    )  # fmt: skip
    assert view.code is not None
    assert view.join_url == f"http://localhost:8501/join/{view.code}"
    assert view.next == NextStage("Météo d’accueil", StageKind.checkin, 15)
    assert (view.previous, view.stage_id, view.kind, view.title) == (None, None, None, "")
    assert view.agenda[0].number == 1
    assert (room.code, room.join_url) == (None, None)


def test_an_open_stage_is_shown_with_its_deadline(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[1], at=NINE)
        view = stage_view(session, workshop_id, "room")
    start_ms = int(NINE.timestamp() * 1000)
    assert (view.state, view.number, view.kind, view.title, view.stage_id) == (
        "open", 2, "theme", "L’enjeu", stages[1],
    )  # fmt: skip
    assert (view.opened_ms, view.ends_ms, view.minutes, view.locks) == (
        start_ms, start_ms + 600_000, 10, False,
    )  # fmt: skip
    assert view.next == NextStage("Partage", StageKind.sharing, 40)
    assert view.agenda[1] == AgendaLine(stages[1], 2, "L’enjeu", StageKind.theme, "open", 10)


def test_between_two_stages_the_room_sees_what_was_and_what_comes(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[1])
        close_stage(session, actor=Actor(by), stage_id=stages[1])
        view = stage_view(session, workshop_id, "room")
    assert (view.state, view.previous) == ("between", PreviousStage("L’enjeu", StageKind.theme))
    assert view.next == NextStage("Partage", StageKind.sharing, 40)


def test_after_the_last_stage_what_was_left_out_comes_next(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        open_stage(session, actor=Actor(by), stage_id=stages[-1])
        view = stage_view(session, workshop_id, "room")
    assert view.next == NextStage("Météo d’accueil", StageKind.checkin, 15)


def test_a_workshop_is_finished_once_nothing_is_left(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, stages = start(session)
        for stage_id in stages[:-1]:
            skip_stage(session, actor=Actor(by), stage_id=stage_id)
        open_stage(session, actor=Actor(by), stage_id=stages[-1])
        close_stage(session, actor=Actor(by), stage_id=stages[-1])
        view = stage_view(session, workshop_id, "projector")
    assert (view.state, view.next, view.code is None) == ("finished", None, False)


def test_a_closed_workshop_shows_no_code(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        close_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        view = stage_view(session, workshop_id, "projector")
    assert (view.state, view.code, view.join_url) == ("finished", None, None)


def test_no_workshop_has_no_stage_to_show(rules: Engine) -> None:
    with reading() as session, pytest.raises(NotFound):
        stage_view(session, 404, "room")
