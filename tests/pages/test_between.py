"""Between two stages a room sees what just happened and what comes next."""

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.joining import resume
from facilitation.people import my_card
from facilitation.running import close_stage
from tests.factories.tables import Tables, make_tables
from tests.factories.workshops import open_kind, stage_of
from tests.pages.conftest import Visit


def in_the_room(visit: Visit, t: Tables) -> AppTest:
    with writing() as session:
        device = resume(session, resume_code=my_card(session, t.amina).resume_code).token
    return visit("room", person=device)


def displays(at: AppTest) -> list[str]:
    return [str(one.proto.component_name) for one in at.get("bidi_component")]


def test_the_result_of_a_closed_vote_is_awaited_on_every_screen(visit: Visit, rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        t = make_tables(session, opened=StageKind.voting)
        close_stage(session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.voting))
    assert "essaim_result" in displays(in_the_room(visit, t))


def test_after_another_stage_there_is_no_result_to_wait_for(visit: Visit, rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        t = make_tables(session, opened=StageKind.voting)
        open_kind(session, t.workshop, StageKind.break_)
        close_stage(session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.break_))
    assert "essaim_result" not in displays(in_the_room(visit, t))
