"""PostgreSQL stops at once under a real server: pages wait for it, keep what was typed, and go on alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from db.migrate import upgrade_to_head
from db.session import close, configure, reading
from facilitation.access import cookie_name
from facilitation.agenda import StageKind
from facilitation.wall import wall_view
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.postgresql import Postgresql, own_postgresql

pytestmark = pytest.mark.browser

AWAY = "La base de données ne répond pas."
AWAY_IN_ENGLISH = "The database does not answer."


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Postgresql]:
    with own_postgresql() as running:
        upgrade_to_head(configure(running.url))
        yield running
        close()


@pytest.fixture
def room(postgresql: Postgresql, tmp_path: Path, visit: OpenPage) -> Iterator[Room]:
    configure(postgresql.url)
    server = Server(tmp_path, environment={"DATABASE_URL": postgresql.url.replace("+psycopg", "")})
    server.start()
    yield Room(server, visit)
    server.kill()
    postgresql.start()


def photograph(screen: Screen, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        screen.page.screenshot(path=f"{folder}/{name}.png")


def says(screen: Screen, sentence: str) -> None:
    expect(screen.at("outage").get_by_text(sentence)).to_be_visible()


def goes_on(screen: Screen, sign: str) -> None:
    """The page is there, and says no more that it waits."""
    screen.sees(sign)
    expect(screen.at("outage")).to_have_count(0)


@pytest.mark.promise("a page that is opened while the database is away comes back by itself")
def test_a_page_opened_while_postgresql_is_away_comes_back_by_itself(
    room: Room, postgresql: Postgresql
) -> None:
    room.open(StageKind.voting)
    room.join("Amina")
    room.join("Paul")
    postgresql.stop_at_once()
    pages = [
        (room.at("/", {cookie_name("person"): room.joined["Amina"].token}), "Revenir à l’atelier"),
        (room.at(f"/join/{room.code}", {}), "Mobiliser tous les acteurs"),
        (room.enter("Amina", width=390, height=844), "Bon Achat"),
        (room.console(), "Mobiliser tous les acteurs"),
        (room.desk("report"), "Mobiliser tous les acteurs"),
    ]
    in_english = room.enter("Paul", language="en-GB")
    for number, (screen, _) in enumerate(pages):
        says(screen, AWAY)
        photograph(screen, f"away-{number}")
    says(in_english, AWAY_IN_ENGLISH)
    photograph(in_english, "away-in-english")
    projector = room.projector()
    concept = room.at("/concepts/nothing", {}, language="en-GB")
    for screen, sentence in ((projector, AWAY), (concept, AWAY_IN_ENGLISH)):
        screen.sees(sentence)
    photograph(concept, "away-concept")

    postgresql.start()

    for screen, sign in pages:
        goes_on(screen, sign)
    goes_on(in_english, "Bon Achat")
    concept.sees("Nothing to read here")
    expect(projector.at("projector")).to_be_visible()


@pytest.mark.promise("what was typed stays while the database is away, and is sent when it is back")
def test_what_was_typed_stays_on_the_page_while_postgresql_is_away(
    room: Room, postgresql: Postgresql
) -> None:
    room.open(StageKind.sharing)
    amina = room.enter("Amina")
    amina.fill("share-title", "Le budget climat")
    amina.fill("share-pitch", "Un fonds commun.")
    postgresql.stop_at_once()
    amina.press("share-submit")
    says(amina, AWAY)
    title = amina.at("share-title").locator("input")
    expect(title).to_have_value("Le budget climat")
    amina.fill("share-pitch", "Un fonds commun à tous les habitants.")
    photograph(amina, "away-typed")

    postgresql.start()

    expect(amina.at("outage")).to_have_count(0)
    amina.sees("La base de données ne répond pas. Rien n’a changé")
    expect(title).to_have_value("Le budget climat")
    photograph(amina, "back-typed")
    amina.press("share-submit")
    expect(title).to_have_value("")
    with reading() as session:
        shared = wall_view(session, room.workshop_id, "room").initiatives
    assert "Un fonds commun à tous les habitants." in [one.pitch for one in shared]
