"""The frame of the console: the run of show, the next step, the people, the journal."""

from dataclasses import dataclass
from typing import get_args

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.session import reading, writing
from facilitation.agenda import StageKind, agenda, open_stage_of
from facilitation.journal import Action
from pages.ui.journal import ACTIONS
from tests.factories.votes import make_wall, open_vote
from tests.factories.workshops import (
    facilitator_of,
    make_workshop,
    open_kind,
    signed_in,
    stage_of,
)
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Desk:
    """A workshop, who runs it and the secret of their browser."""

    workshop: int
    by: int
    account: str


@pytest.fixture
def desk(rules: Engine) -> Desk:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        return Desk(workshop, by, signed_in(session, by))


def at_the_desk(visit: Visit, desk: Desk) -> AppTest:
    at = visit("console", account=desk.account, workshop=str(desk.workshop))
    assert not at.exception
    return at


def open_kind_of(desk: Desk) -> StageKind | None:
    with reading() as session:
        stage = open_stage_of(session, desk.workshop)
        return stage.kind if stage else None


def test_without_signing_in_the_console_sends_home(visit: Visit, desk: Desk) -> None:
    at = visit("console", workshop=str(desk.workshop))
    assert [info.value for info in at.info] == ["Connectez-vous pour voir cette page."]


@pytest.mark.parametrize("named", ["", "x", "-1", "9" * 30])
def test_without_a_workshop_the_console_asks_for_one(visit: Visit, desk: Desk, named: str) -> None:
    at = visit("console", account=desk.account, workshop=named)
    assert [info.value for info in at.info] == ["Choisissez d’abord un atelier."]


def test_the_next_button_opens_one_stage_after_the_other(visit: Visit, desk: Desk) -> None:
    at = at_the_desk(visit, desk)
    assert at.button(key="console-next").label == "Ouvrir «\u00a0Météo d’accueil\u00a0»"
    at.button(key="console-next").click().run()
    assert open_kind_of(desk) == StageKind.checkin
    at.button(key="console-next").click().run()
    assert open_kind_of(desk) == StageKind.theme


def test_two_consoles_that_open_at_once_open_one_stage_and_say_so(visit: Visit, desk: Desk) -> None:
    at = at_the_desk(visit, desk)
    with writing() as session:
        open_kind(session, desk.workshop, StageKind.break_)
    at.button(key="console-next").click().run()
    assert open_kind_of(desk) == StageKind.break_
    assert "Quelqu’un d’autre a fait avancer l’atelier" in at.error[0].value


def test_minutes_are_given_and_the_instruction_is_reworded_live(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        stage_id = open_kind(session, desk.workshop, StageKind.sharing)
        before = open_stage_of(session, desk.workshop)
    at = at_the_desk(visit, desk)
    at.button(key="console-give-5").click().run()
    at.text_area(key=f"console-instruction-{stage_id}").set_value("Une phrase suffit.").run()
    at.button(key=f"console-instruction-{stage_id}-save").click().run()
    with reading() as session:
        after = open_stage_of(session, desk.workshop)
    assert before is not None
    assert after is not None
    assert before.ends_at is not None
    assert after.ends_at is not None
    assert (after.ends_at - before.ends_at).total_seconds() == 300
    assert after.instruction == "Une phrase suffit."


def test_a_stage_is_skipped_closed_and_gone_back_to(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        waiting = stage_of(session, desk.workshop, StageKind.break_)
        open_kind(session, desk.workshop, StageKind.checkin)
    at = at_the_desk(visit, desk)
    at.button(key=f"console-pick-{waiting}").click().run()
    at.button(key="console-skip").click().run()
    with reading() as session:
        states = {stage.kind: stage.state for stage in agenda(session, desk.workshop).stages}
    assert states[StageKind.break_] == "skipped"
    at.button(key="console-go").click().run()
    assert open_kind_of(desk) == StageKind.break_
    at.button(key="console-close").click().run()
    assert open_kind_of(desk) is None


def test_going_away_from_an_open_vote_says_that_it_ends_for_good(visit: Visit, rules: Engine) -> None:
    with writing() as session:
        workshop, _ = make_wall(session)
        open_vote(session, workshop)
        by = facilitator_of(session, workshop)
        desk = Desk(workshop, by, signed_in(session, by))
        elsewhere = stage_of(session, workshop, StageKind.closing)
    at = at_the_desk(visit, desk)
    at.button(key=f"console-pick-{elsewhere}").click().run()
    assert any("les bulletins sont dépouillés puis détruits" in said.value for said in at.markdown)


def test_everything_that_is_written_down_has_words() -> None:
    assert set(ACTIONS) == set(get_args(Action))


def test_the_journal_tells_what_happened_in_french(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        open_kind(session, desk.workshop, StageKind.sharing)
    at = at_the_desk(visit, desk)
    at.button(key="console-journal-open").click().run()
    assert not at.exception
    told = at.dataframe[0].value
    assert told["Quoi"].tolist()[:2] == ["Séquence ouverte", "Atelier créé"]
