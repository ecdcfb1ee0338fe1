"""What the room must feel: nothing typed or clicked is lost, whatever others or the server do."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.voting import ballot, close_vote
from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.votes import others_vote

pytestmark = pytest.mark.browser


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    return Room(server, visit)


def dots_of(person_id: int) -> int:
    """How many dots the database holds of somebody."""
    with reading() as session:
        return sum(line.mine for line in ballot(session, person_id).candidates)


def type_into(screen: Screen, key: str, text: str) -> None:
    """Type as a person does, and stay in the field."""
    field = screen.at(key).locator("input, textarea").first
    field.click()
    field.press_sequentially(text)


def expect_typed(screen: Screen, key: str, text: str) -> None:
    expect(screen.at(key).locator("input, textarea").first).to_have_value(text)


def test_a_text_half_typed_survives_what_others_share_and_a_rerun_of_the_page(room: Room) -> None:
    stage = room.open(StageKind.sharing)
    amina, paul, console = room.enter("Amina"), room.enter("Paul"), room.console()
    type_into(amina, "share-title", "Jardin partagé")
    type_into(amina, "share-pitch", "Un potager derrière la mair")
    paul.fill("share-title", "Ambassadeurs du littoral")
    paul.fill("share-pitch", "Des habitants formés accueillent les visiteurs")
    paul.press("share-submit")
    amina.sees("Ambassadeurs du littoral")
    instruction = f"console-instruction-{stage}"
    console.press(f"{instruction}-fold")
    console.fill(instruction, "Une phrase suffit.")
    console.press(f"{instruction}-save")
    amina.sees("Une phrase suffit.")
    expect_typed(amina, "share-title", "Jardin partagé")
    expect_typed(amina, "share-pitch", "Un potager derrière la mair")
    expect(amina.at("share-pitch").locator("textarea")).to_be_focused()
    amina.page.keyboard.type("ie")
    amina.press("share-submit")
    console.sees("Jardin partagé")
    paul.sees("Jardin partagé", "Un potager derrière la mairie")


def test_a_dot_shows_at_once_to_the_voter_and_counts_on_the_console(room: Room) -> None:
    room.open(StageKind.voting)
    amina, console = room.enter("Amina"), room.console()
    expect(console.at("console-turnout")).to_contain_text("0 sur 1")
    put = amina.dot("Intracting")
    expect(put).to_be_visible()
    assert put.evaluate("one => { one.click(); return one.getAttribute('aria-pressed') }") == "true"
    expect(amina.placed("Intracting")).to_be_visible()
    expect(console.at("console-turnout")).to_contain_text("1 sur 1")
    assert dots_of(room.joined["Amina"].person_id) == 1


def test_a_dot_after_the_close_is_taken_back_with_a_sentence(room: Room) -> None:
    stage = room.open(StageKind.voting)
    amina = room.enter("Amina")
    expect(amina.dot("Intracting")).to_be_visible()
    with writing() as session:
        close_vote(session, actor=Actor(room.by), stage_id=stage)
    amina.dot("Intracting").click()
    amina.sees("Le vote est clos. Ce que vous aviez posé avant compte.")
    expect(amina.placed("Intracting")).to_have_count(0)


def test_a_dot_too_many_in_a_tab_that_missed_the_others_is_taken_back_with_a_sentence(room: Room) -> None:
    room.open(StageKind.voting)
    amina = room.enter("Amina")
    deaf = Screen(amina.page.context.new_page())
    deaf.page.route_web_socket(re.compile("/live"), lambda socket: None)
    deaf.page.goto(f"{room.server.url}/room")
    expect(deaf.dot("Intracting")).to_be_visible()
    amina.dot("Bon Achat").click()
    amina.dot("Café des transitions").click()
    until(lambda: dots_of(room.joined["Amina"].person_id) == 2, "both dots are stored")
    deaf.dot("Intracting").click()
    deaf.sees("Vos 2 gommettes sont posées. Reprenez-en une pour la poser ailleurs.")
    expect(deaf.placed("Intracting")).to_have_count(0)
    for title in ("Bon Achat", "Café des transitions"):
        expect(deaf.placed(title)).to_be_visible()


def test_a_killed_server_comes_back_with_every_page_and_every_dot(room: Room, server: Server) -> None:
    room.open(StageKind.voting)
    amina, paul = room.enter("Amina"), room.enter("Paul")
    console, projector = room.console(), room.projector()
    amina.dot("Intracting").click()
    for screen in (console, projector):
        screen.sees("1 sur 2 ont voté")
    server.kill()
    amina.dot("Bon Achat").click()
    paul.dot("Café des transitions").click()
    for screen in (amina, paul, console, projector):
        screen.sees("Connexion perdue. Rien de ce que vous avez envoyé n’est perdu.")
    server.start()
    for screen in (console, projector):
        screen.sees("2 sur 2 ont voté")
    for title in ("Intracting", "Bon Achat"):
        expect(amina.placed(title)).to_be_visible()
    amina.sees("Amina")
    until(lambda: dots_of(room.joined["Amina"].person_id) == 2, "both dots are stored")
    assert dots_of(room.joined["Paul"].person_id) == 1
    with writing() as session:
        others_vote(session, room.workshop_id, room.wall["Bon Achat"])
    console.confirm("console-close-vote")
    for screen in (amina, paul):
        screen.sees("Le résultat sera dévoilé")


def test_a_killed_server_takes_no_text_half_typed_with_it(room: Room, server: Server) -> None:
    room.open(StageKind.sharing)
    amina = room.enter("Amina", "Sicoval")
    type_into(amina, "share-title", "Jardin partagé")
    type_into(amina, "share-pitch", "Un potager derrière la mair")
    server.kill()
    amina.sees("Connexion perdue. Rien de ce que vous avez envoyé n’est perdu.")
    server.start()
    paul = room.enter("Paul")
    paul.fill("share-title", "Ambassadeurs du littoral")
    paul.fill("share-pitch", "Des habitants formés accueillent les visiteurs")
    paul.press("share-submit")
    amina.sees("Ambassadeurs du littoral")
    expect_typed(amina, "share-title", "Jardin partagé")
    expect_typed(amina, "share-pitch", "Un potager derrière la mair")
    amina.at("share-pitch").locator("textarea").press("End")
    amina.page.keyboard.type("ie")
    amina.press("share-submit")
    paul.sees("Jardin partagé", "Un potager derrière la mairie")
