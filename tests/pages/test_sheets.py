"""Prepare: what can be printed, and the organiser's logo."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.session import writing
from facilitation.actors import Actor
from facilitation.exports.printables import PRINTABLES
from facilitation.links import revoke_code
from facilitation.logos import choose_logo
from tests.factories.pictures import drawn
from tests.factories.tables import make_tables
from tests.factories.workshops import facilitator_of, make_workshop, signed_in
from tests.pages.conftest import Visit


@pytest.fixture
def workshop(rules: Engine) -> int:
    with writing() as session:
        return make_workshop(session)


def open_tab(visit: Visit, workshop: int, tab: str) -> AppTest:
    with writing() as session:
        account = signed_in(session, facilitator_of(session, workshop))
    at = visit("prepare", account=account, workshop=str(workshop), language="en")
    at.session_state["prepare-tab"] = tab
    return at.run()


def surface(at: AppTest, told: str) -> dict[str, Any]:
    """What the surface was told that was told this."""
    every = [json.loads(str(one.proto.json))[0] for one in at.get("bidi_component")]
    found: dict[str, Any] = next(data for data in every if told in data)
    return found


def offered(visit: Visit, workshop: int) -> set[str]:
    shelves = surface(open_tab(visit, workshop, "To print"), "shelves")["shelves"]
    return {file["href"].rpartition("/")[2] for shelf in shelves for file in shelf["files"]}


def test_a_workshop_with_tables_has_every_sheet(visit: Visit, rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
    assert offered(visit, t.workshop) == set(PRINTABLES)


def test_what_cannot_be_printed_yet_says_why(visit: Visit, workshop: int) -> None:
    with writing() as session:
        revoke_code(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop)
    missing = {"table-sheets.pdf", "join-poster-a3.pdf", "join-poster-a4.pdf"}
    assert offered(visit, workshop) == set(PRINTABLES) - missing
    shelves = surface(open_tab(visit, workshop, "To print"), "shelves")["shelves"]
    assert [shelf["text"] for shelf in shelves if not shelf["files"]] == [
        "The code was withdrawn: make a new one under “Links”, then print the poster.",
        "They can be printed once the tables are made.",
    ]


def test_a_logo_is_chosen_and_taken_off_among_the_settings(visit: Visit, workshop: int) -> None:
    sent_to = surface(open_tab(visit, workshop, "Settings"), "url")
    assert (sent_to["url"], sent_to["picture"], sent_to["described"]) == (
        f"/workshops/{workshop}/logo",
        None,
        False,
    )
    with writing() as session:
        by = facilitator_of(session, workshop)
        logo = choose_logo(session, actor=Actor(by), workshop_id=workshop, data=drawn())
    at = open_tab(visit, workshop, "Settings")
    assert surface(at, "url")["picture"] == f"/pictures/{logo}"
    at.button(key="settings-logo-remove").click().run()
    assert surface(at, "url")["picture"] is None
