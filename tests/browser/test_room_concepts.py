"""What came of a workshop, on the screens of those who took part: accessible, and live."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.concepts import ConceptField
from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.workshops import close_workshop
from tests.browser.conftest import OpenPage
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.browser.test_axe import violations
from tests.factories.published import make_published

pytestmark = pytest.mark.browser

PITCH = "Acheter ensemble, au plus près."


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    room = Room(server, visit)
    with writing() as session:
        said = (ConceptField.pitch, PITCH, ())
        make_published(session, room.workshop_id, said, title="Un marché des voisins")
    return room


def test_concepts_are_accessible_on_a_phone_at_the_end(room: Room) -> None:
    screen = room.enter("Amina", "Pays de Grasse", width=360, height=740)
    expect(screen.page.get_by_text(PITCH)).to_have_count(0)
    room.open(StageKind.closing)
    screen.page.reload()
    screen.sees(PITCH)
    with writing() as session:
        close_workshop(session, actor=Actor(room.by), workshop_id=room.workshop_id)
    screen.page.reload()
    screen.sees(PITCH)
    assert violations(screen) == []
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    screen.page.locator("[class*=room-concept-done-] button").click()
    expect(screen.page.locator("[class*=room-concept-back-] button")).to_be_visible()
    expect(screen.page.get_by_role("alertdialog", name="Merci")).to_be_visible()
    assert violations(screen) == []
    screen.page.locator("[class*=room-concept-read-] button").click()
    expect(screen.page.get_by_role("dialog").get_by_text(PITCH)).to_be_visible()
    assert violations(screen) == []


def test_what_one_says_for_a_territory_shows_on_its_other_screens_at_once(room: Room) -> None:
    for name in ("Amina", "Paul"):
        room.join(name, "Pays de Grasse")
    with writing() as session:
        close_workshop(session, actor=Actor(room.by), workshop_id=room.workshop_id)
    amina, paul = room.enter("Amina"), room.enter("Paul")
    paul.sees(PITCH)
    amina.page.locator("[class*=room-concept-interested-] button").click()
    expect(paul.page.locator("[class*=room-concept-back-] button")).to_be_visible()
