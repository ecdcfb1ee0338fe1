"""The facilitator acts for somebody without a device, and brings back somebody who lost theirs."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from facilitation.agenda import StageKind
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server


@pytest.mark.browser
def test_people_are_added_done_removed_put_back_and_let_in_again(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    room = Room(server, visit)
    room.open(StageKind.sharing)
    room.join("Amina", "Pays de Grasse")
    console = room.console()
    console.press("console-people-open")
    console.at("people-add").locator("summary").click()
    console.fill("people-add-name", "Paul Hoarau")
    console.press("people-add-submit")
    expect(console.at("console-here")).to_contain_text("2 personnes présentes")

    console.select("people-chosen", "Paul Hoarau")
    console.press("people-done")
    expect(console.at("people-done")).to_be_hidden()
    console.confirm("people-remove")
    expect(console.at("people-restore")).to_be_visible()
    console.press("people-restore")
    expect(console.at("people-readmit")).to_be_visible()

    console.select("people-chosen", "Amina")
    console.press("people-readmit")
    link = console.page.get_by_text(re.compile("/readmit/")).first.inner_text()
    again = Screen(visit(link.strip()))
    again.press("join-back")
    again.page.wait_for_url("**/room*")
    again.sees("Amina")
