from dataclasses import replace

import pytest
from sqlalchemy import Engine

from db.agenda import StageKind
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import agenda
from facilitation.errors import Missing, NotFound, OutOfRange, StageInUse, TooLong
from facilitation.planning import add_stage, change_stage, move_stage, remove_stage
from facilitation.running import close_stage, open_stage
from facilitation.workshops import change_settings
from tests.factories.workshops import facilitator_of, make_account, make_workshop, stage_of


def start(session: Session) -> tuple[int, int]:
    workshop_id = make_workshop(session)
    return workshop_id, facilitator_of(session, workshop_id)


def kinds(session: Session, workshop_id: int) -> list[str]:
    return [stage.kind.value for stage in agenda(session, workshop_id).stages]


def test_a_stage_is_added_at_the_end_worded_as_usual(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        stage_id = add_stage(session, actor=Actor(by), workshop_id=workshop_id, kind=StageKind.voting)
        stage = agenda(session, workshop_id).stages[-1]
    assert (stage.id, stage.number, stage.title, stage.minutes) == (stage_id, 10, "Vote", 15)
    assert (
        stage.instruction == "Posez vos gommettes sur les initiatives à approfondir. Votre vote est secret."
    )


def test_a_second_vote_can_follow_the_first_with_words_of_its_own(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        add_stage(
            session,
            actor=Actor(by),
            workshop_id=workshop_id,
            kind=StageKind.voting,
            after=stage_of(session, workshop_id, StageKind.voting),
            minutes=5,
            title="Second vote",
            instruction="Encore une fois.",
        )
        stage = agenda(session, workshop_id).stages[4]
        assert kinds(session, workshop_id)[3:6] == ["voting", "voting", "break"]
    assert (stage.title, stage.instruction, stage.minutes) == ("Second vote", "Encore une fois.", 5)


def test_a_concealed_wall_conceals_the_sharing_stages_added_later_too(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, concealed=True)
        add_stage(session, actor=Actor(by), workshop_id=workshop_id, kind=StageKind.sharing)
        stages = agenda(session, workshop_id).stages
    assert [stage.kind for stage in stages if stage.concealed] == ["sharing", "sharing"]


def test_a_stage_is_reworded_retimed_and_reset(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        stage_id = stage_of(session, workshop_id, StageKind.sharing)
        change_stage(
            session, actor=Actor(by), stage_id=stage_id, title="Récits", instruction="Un\nrécit", minutes=30
        )
        change_stage(session, actor=Actor(by), stage_id=stage_id, concealed=True, locks=True)
        stage = agenda(session, workshop_id).stages[2]
    assert (stage.title, stage.instruction, stage.minutes) == ("Récits", "Un\nrécit", 30)
    assert (stage.concealed, stage.locks) == (True, True)


def test_a_title_is_needed_and_everything_has_a_limit(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        stage_id = stage_of(session, workshop_id, StageKind.sharing)
        with pytest.raises(Missing):
            change_stage(session, actor=Actor(by), stage_id=stage_id, title=" ")
        with pytest.raises(TooLong):
            change_stage(session, actor=Actor(by), stage_id=stage_id, instruction="a" * 401)
        with pytest.raises(OutOfRange) as refusal:
            change_stage(session, actor=Actor(by), stage_id=stage_id, minutes=0)
    assert (refusal.value.field, refusal.value.lowest, refusal.value.highest) == ("minutes", 1, 600)


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (1, ["sharing", "checkin", "theme"]),
        (0, ["sharing", "checkin", "theme"]),
        (2, ["checkin", "sharing", "theme"]),
        (3, ["checkin", "theme", "sharing"]),
        (99, ["checkin", "theme", "voting"]),
    ],
)
def test_a_stage_is_moved_to_a_place(rules: Engine, to: int, expected: list[str]) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        move_stage(
            session, actor=Actor(by), stage_id=stage_of(session, workshop_id, StageKind.sharing), to=to
        )
        assert kinds(session, workshop_id)[:3] == expected


def test_a_stage_is_removed_until_it_has_been_open(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        pause = stage_of(session, workshop_id, StageKind.break_)
        remove_stage(session, actor=Actor(by), stage_id=pause)
        assert "break" not in kinds(session, workshop_id)
        theme = stage_of(session, workshop_id, StageKind.theme)
        open_stage(session, actor=Actor(by), stage_id=theme)
        close_stage(session, actor=Actor(by), stage_id=theme)
        with pytest.raises(StageInUse):
            remove_stage(session, actor=Actor(by), stage_id=theme)


def test_a_stage_that_was_removed_is_put_back_as_it_was_where_it_was(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        sharing = stage_of(session, workshop_id, StageKind.sharing)
        change_stage(
            session, actor=Actor(by), stage_id=sharing, title="Nos idées", concealed=True, locks=True
        )
        for number in (1, 3):
            before = agenda(session, workshop_id).stages
            gone = before[number - 1]
            remove_stage(session, actor=Actor(by), stage_id=gone.id)
            add_stage(
                session, actor=Actor(by), workshop_id=workshop_id, place=number, kind=gone.kind,
                title=gone.title, instruction=gone.instruction, minutes=gone.minutes,
                concealed=gone.concealed, locks=gone.locks,
            )  # fmt: skip
            after = agenda(session, workshop_id).stages
            assert [replace(one, id=0) for one in after] == [replace(one, id=0) for one in before]


def test_nobody_edits_the_agenda_of_somebody_else(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = start(session)
        stranger = make_account(session)
        stage_id = stage_of(session, workshop_id, StageKind.theme)
        with pytest.raises(NotFound):
            add_stage(session, actor=Actor(stranger), workshop_id=workshop_id, kind=StageKind.theme)
        with pytest.raises(NotFound):
            change_stage(session, actor=Actor(stranger), stage_id=stage_id, title="Pris")
        with pytest.raises(NotFound):
            move_stage(session, actor=Actor(stranger), stage_id=stage_id, to=1)
        with pytest.raises(NotFound):
            remove_stage(session, actor=Actor(stranger), stage_id=stage_id)
