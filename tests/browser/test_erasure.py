"""Somebody is erased from the console or erases themselves: their browser is nobody's at once."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.people import people_of
from db.session import reading
from facilitation.agenda import StageKind
from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server


def erased(room: Room) -> list[str]:
    """Who of the workshop is erased, by the name that is left of them."""
    with reading() as session:
        return [one.name for one, _ in people_of(session, room.workshop_id) if one.erased_at is not None]


@pytest.mark.browser
def test_the_open_tab_of_somebody_who_is_erased_is_sent_away(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    room = Room(server, visit)
    room.open(StageKind.sharing)
    amina = room.enter("Amina", "Pays de Grasse")
    amina.sees("Amina")
    console = room.console()
    console.press("console-people-open")
    console.select("people-chosen", "Amina")
    console.at("people-erase-ask").locator("summary").click()
    console.option(f"people-erase-{room.joined['Amina'].person_id}-contributions", 1)
    console.rests()
    console.press("people-erase")

    expect(amina.page.get_by_text("Amina")).to_have_count(0)
    console.sees("Effacement définitif terminé.")
    expect(console.at("people-table").get_by_text("Amina")).to_have_count(0)
    assert erased(room) == [f"№ {room.joined['Amina'].person_id}"]


@pytest.mark.browser
def test_somebody_erases_themselves_and_their_device_forgets_them(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    room = Room(server, visit)
    room.open(StageKind.sharing)
    amina = room.enter("Amina", "Pays de Grasse", width=390, height=844)
    amina.press("room-menu")
    amina.page.get_by_role("tab", name="Ma place").click()
    amina.at("menu-erase-ask").locator("summary").click()
    amina.press("menu-erase")

    until(lambda: bool(erased(room)), "Amina is erased")
    expect(amina.page.get_by_text("Pays de Grasse")).to_have_count(0)
    again = Screen(amina.page.context.new_page())
    again.page.goto(f"{server.url}/room")
    again.sees("Ce navigateur n’est inscrit à aucun atelier.")
