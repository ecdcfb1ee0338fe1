"""Callbacks and fragments run for whoever the page was drawn for, or not at all."""

import pytest
from sqlalchemy import Engine
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from db.session import close, configure, writing
from facilitation.access import Presented, prove
from facilitation.actors import Actor
from facilitation.errors import SignedOut
from facilitation.signing_in import log_out
from facilitation.tokens import digest
from pages.ui.gate import ask_before_every_run
from tests.factories.doors import device_of
from tests.factories.workshops import make_account, make_person, make_workshop, signed_in
from tests.pages.conftest import Present


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate, for this test alone."""
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", SafeSessionState.on_script_will_rerun)
    ask_before_every_run()


def page() -> None:
    import streamlit as st

    from pages.ui.identity import begin_to_rely, require_account

    st.session_state["language"] = "fr"
    begin_to_rely()
    who = require_account()

    def press() -> None:
        st.session_state["pressed"] = True

    @st.fragment
    def secret() -> None:
        st.text(f"Pour {who.name}")
        st.button("Encore", key="again", on_click=press)

    secret()
    st.button("Agir", key="act", on_click=press)


def opened(present: Present) -> tuple[AppTest, str]:
    with writing() as session:
        token = signed_in(session, make_account(session))
    present(account=token)
    at = AppTest.from_function(page, default_timeout=30).run()
    assert [text.value for text in at.text] == ["Pour Fanny"]
    return at, token


@pytest.mark.attack("a press in a page whose account was signed out meanwhile")
@pytest.mark.parametrize("key", ["act", "again"])
def test_nothing_is_done_or_drawn_for_who_is_signed_out(rules: Engine, present: Present, key: str) -> None:
    at, token = opened(present)
    with writing() as session:
        log_out(session, token=token)
    at.button(key=key).click().run()
    assert "pressed" not in at.session_state
    assert not at.text
    assert [info.value for info in at.info] == ["Connectez-vous pour voir cette page."]


@pytest.mark.attack("a press in a page that is asked for with another account's cookie")
def test_nothing_is_done_for_somebody_else(rules: Engine, present: Present) -> None:
    at, _ = opened(present)
    with writing() as session:
        present(account=signed_in(session, make_account(session, name="Paul")))
    at.button(key="act").click().run()
    assert "pressed" not in at.session_state
    assert [text.value for text in at.text] == ["Pour Paul"]


def test_whoever_is_still_there_goes_on(rules: Engine, present: Present) -> None:
    at, _ = opened(present)
    at.button(key="act").click().run()
    assert at.session_state["pressed"]


def test_nobody_is_sent_away_because_the_database_is(
    rules: Engine, present: Present, sqlite_url: str
) -> None:
    at, _ = opened(present)
    close()
    configure("sqlite:////nowhere/essaim.db")
    at.button(key="act").click().run()
    assert at.session_state["pressed"]


@pytest.mark.attack("an act without the cookie of who acts, or with somebody else's")
def test_an_act_is_proved_by_the_cookie_in_its_own_transaction(rules: Engine) -> None:
    with writing() as session:
        fanny, paul = make_account(session), make_account(session, name="Paul")
        amina, omar = (make_person(session, make_workshop(session), name=name) for name in ("Amina", "Omar"))
        account, person = signed_in(session, fanny), device_of(session, amina)
        here = Presented(digest(account), digest(person))
        for actor in (Actor(fanny), Actor(person_id=amina), Actor(fanny, omar)):
            prove(session, actor, here)
        for actor in (Actor(), Actor(paul), Actor(person_id=omar), Actor(paul, amina)):
            with pytest.raises(SignedOut):
                prove(session, actor, here)
        for nobody in (Presented(), Presented(digest(person), digest(account)), Presented(account, person)):
            for actor in (Actor(fanny), Actor(person_id=amina)):
                with pytest.raises(SignedOut):
                    prove(session, actor, nobody)
