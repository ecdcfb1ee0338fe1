"""A facilitator in a hurry, with two laptops: presses that come twice, a page that runs again meanwhile."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from facilitation.agenda import StageKind
from tests.browser.conftest import OpenPage
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    room = Room(server, visit)
    room.open(StageKind.checkin)
    return room


def test_a_second_press_right_after_the_first_skips_no_stage(room: Room) -> None:
    console = room.console()
    onward = console.at("console-next").locator("button")
    expect(onward).to_contain_text("L’enjeu")
    console.rests()
    place = onward.bounding_box()
    assert place is not None
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    console.page.mouse.click(x, y)
    expect(onward).to_contain_text("Partage")
    console.page.mouse.click(x, y)
    onward.click()  # waits until the button takes a press
    expect(onward).to_contain_text("Vote")
    console.stage("Partage")


def test_a_dialog_stays_open_while_the_page_runs_again(room: Room) -> None:
    console, colleague = room.console(), room.console()
    console.press("console-people-open")
    dialog = console.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    colleague.goes_on()
    expect(console.at("console-next")).to_contain_text("Partage")
    expect(dialog).to_be_visible()
    console.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    console.page.reload()
    expect(console.at("console-next")).to_contain_text("Partage")
    expect(dialog).to_have_count(0)
