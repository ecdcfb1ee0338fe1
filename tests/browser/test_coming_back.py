"""One person stays one person: in two tabs, after a reload, going back, in another browser."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.session import reading
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.people import people
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    return Room(server, visit)


def names_in(room: Room) -> list[str]:
    with reading() as session:
        return [line.name for line in people(session, actor=Actor(room.by), workshop_id=room.workshop_id)]


def test_two_tabs_of_one_person_show_the_same_dots_and_stay_one_person(room: Room) -> None:
    room.open(StageKind.voting)
    first, console = room.enter("Amina"), room.console()
    second = Screen(first.page.context.new_page())
    second.page.goto(f"{room.server.url}/room")
    first.dot("Intracting").click()
    expect(second.placed("Intracting")).to_be_visible()
    second.dot("Bon Achat").click()
    expect(first.placed("Bon Achat")).to_be_visible()
    expect(console.at("console-turnout")).to_contain_text("1 sur 1")
    first.placed("Intracting").click()
    expect(second.dot("Intracting")).to_be_enabled()
    assert names_in(room) == ["Amina"]


def test_a_reload_and_the_back_button_lead_to_the_same_place(room: Room) -> None:
    room.open(StageKind.voting)
    amina = room.enter("Amina")
    amina.dot("Intracting").click()
    expect(amina.placed("Intracting")).to_be_visible()
    amina.page.reload()
    expect(amina.placed("Intracting")).to_be_visible()
    amina.page.goto(room.server.url)
    amina.sees("Revenir à l’atelier")
    amina.page.go_back()
    expect(amina.placed("Intracting")).to_be_visible()
    assert names_in(room) == ["Amina"]


def test_the_resume_code_finds_the_place_again_in_another_browser(room: Room) -> None:
    room.open(StageKind.voting)
    amina = room.enter("Amina", "Sicoval")
    amina.dot("Intracting").click()
    expect(amina.placed("Intracting")).to_be_visible()
    spoken = room.joined["Amina"].resume_code.lower().replace("-", " ")
    other = room.at("/", {}, width=390, height=844)
    other.fill("home-code", spoken)
    other.press("home-submit")
    other.page.wait_for_url("**/room*")
    other.sees("Amina · Sicoval")
    expect(other.placed("Intracting")).to_be_visible()
    other.dot("Bon Achat").click()
    expect(amina.placed("Bon Achat")).to_be_visible()
    assert names_in(room) == ["Amina"]
