import pytest
from sqlalchemy import Engine

from db.agenda import StageKind
from db.session import writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.pitches import PitchView, leave_stage, pitch_view, put_on_stage, queue
from facilitation.sharing import hide_initiative
from tests.factories.votes import make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_account, open_kind


def test_one_initiative_at_a_time_is_on_stage_with_three_minutes_and_one(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        by = facilitator_of(session, workshop_id)
        assert pitch_view(session, workshop_id, "projector") == PitchView(None, None)
        put_on_stage(session, actor=Actor(by), initiative_id=a)
        first = pitch_view(session, workshop_id, "projector")
        put_on_stage(session, actor=Actor(by), initiative_id=a)
        assert pitch_view(session, workshop_id, "projector") == first
        put_on_stage(session, actor=Actor(by), initiative_id=b)
        shown = pitch_view(session, workshop_id, "room")
        assert shown.initiative is not None
        assert (shown.initiative.id, shown.pitch_seconds, shown.questions_seconds) == (b, 180, 60)


def test_the_queue_holds_who_has_not_been_on_stage(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3)
        by = facilitator_of(session, workshop_id)
        put_on_stage(session, actor=Actor(by), initiative_id=b)
        assert [one.id for one in queue(session, workshop_id)] == [a, c]


def test_the_stage_can_be_cleared_and_clearing_it_again_changes_nothing(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a,) = make_wall(session, 1)
        by = facilitator_of(session, workshop_id)
        put_on_stage(session, actor=Actor(by), initiative_id=a)
        leave_stage(session, actor=Actor(by), workshop_id=workshop_id)
        leave_stage(session, actor=Actor(by), workshop_id=workshop_id)
        assert pitch_view(session, workshop_id, "room") == PitchView(None, None)


def test_the_end_of_sharing_clears_the_stage(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a,) = make_wall(session, 1)
        open_kind(session, workshop_id, StageKind.sharing)
        put_on_stage(session, actor=Actor(facilitator_of(session, workshop_id)), initiative_id=a)
        open_vote(session, workshop_id)
        assert pitch_view(session, workshop_id, "room") == PitchView(None, None)


def test_what_is_hidden_is_not_on_stage(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        by = facilitator_of(session, workshop_id)
        put_on_stage(session, actor=Actor(by), initiative_id=a)
        hide_initiative(session, actor=Actor(by), initiative_id=a)
        assert pitch_view(session, workshop_id, "room") == PitchView(None, None)
        with pytest.raises(NotFound):
            put_on_stage(session, actor=Actor(by), initiative_id=a)
        with pytest.raises(NotFound):
            put_on_stage(session, actor=Actor(make_account(session, name="Stranger")), initiative_id=b)
