"""A short workshop in English, on a telephone: join, share, vote, see the result."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.agenda import StageKind
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.votes import others_vote

pytestmark = pytest.mark.browser


def expect_no_sideways_scrolling(screen: Screen) -> None:
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert screen.page.evaluate(wider) == 0


def test_a_short_workshop_in_english_on_a_telephone(rules: Engine, server: Server, visit: OpenPage) -> None:
    room = Room(server, visit, language="en")
    room.open(StageKind.sharing)
    console = room.console(language="en-GB")
    phone = room.at("/", {}, language="en-GB", width=390, height=844)
    phone.fill("home-code", room.code)
    phone.press("home-submit")
    phone.page.wait_for_url("**/join?code=*")
    phone.fill("join-name", "Alice Ng")
    phone.fill("join-territory", "Sicoval")
    phone.pick("join-role", "Elected member")
    expect_no_sideways_scrolling(phone)
    phone.press("join-submit")
    phone.page.wait_for_url("**/room*")
    phone.press("room-continue")
    phone.stage("Sharing")
    phone.fill("share-title", "A garden behind the town hall")
    phone.fill("share-pitch", "Neighbours and schools grow vegetables together")
    phone.press("share-submit")
    console.sees("A garden behind the town hall")
    expect_no_sideways_scrolling(phone)
    console.goes_on()
    phone.stage("Vote")
    phone.dot("Intracting").click()
    console.sees("1 of 1 has voted")
    expect(phone.at("ballot")).to_contain_text("You have 1 dot left")
    expect_no_sideways_scrolling(phone)
    with writing() as session:
        others_vote(session, room.workshop_id, room.wall["Intracting"])
    console.confirm("console-close-vote")
    console.confirm("console-reveal")
    expect(phone.at("vote-result")).to_contain_text("Intracting")
    expect_no_sideways_scrolling(phone)
