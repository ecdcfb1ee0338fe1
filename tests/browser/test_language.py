"""Whoever changes the language keeps what they have typed, on every page that offers it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.access import cookie_name
from facilitation.accounts import create_setup_link
from facilitation.agenda import StageKind
from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.workshops import make_joined

pytestmark = pytest.mark.browser


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    return Room(server, visit)


def value(screen: Screen, key: str, text: str) -> None:
    """Wait until this stands in a field."""
    expect(screen.at(key).locator("input, textarea").first).to_have_value(text)


def type_in(screen: Screen, **typed: str) -> None:
    """Type into fields as a person does, leaving the last one as it is."""
    for key, text in typed.items():
        field = screen.at(key.replace("_", "-")).locator("input, textarea").first
        field.click()
        field.press_sequentially(text)


def test_the_join_form_keeps_everything_and_still_lets_one_in(room: Room) -> None:
    with writing() as session:
        make_joined(session, room.workshop_id, territory="Pays de Grasse")
    screen = room.at(f"/join/{room.code}", {})
    screen.page.evaluate("window.loadedOnce = true")
    type_in(screen, join_name="Zoé Bérenger")
    screen.select("join-territory", "Pays de Grasse")
    screen.option("join-role", 1)
    screen.page.get_by_text("Ce que devient ce que vous écrivez").click()
    screen.option("join-attribution", 0)
    type_in(screen, join_contact="zoe@exemple.fr")
    screen.pick("join-language", "English")

    screen.sees("You are joining", "Your name")
    value(screen, "join-name", "Zoé Bérenger")
    value(screen, "join-territory", "Pays de Grasse")
    value(screen, "join-contact", "zoe@exemple.fr")
    for key, number in (("join-role", 1), ("join-attribution", 0)):
        expect(screen.at(key).locator("input[type=radio]").nth(number)).to_be_checked()
    assert screen.page.evaluate("window.loadedOnce")
    screen.pick("join-language", "Français")
    screen.sees("Votre nom")
    value(screen, "join-name", "Zoé Bérenger")
    screen.pick("join-language", "English")
    screen.sees("Your name")
    screen.press("join-submit")
    screen.page.wait_for_url("**/room?welcome=1")
    screen.sees("Here is your resume code.")


def test_the_home_page_keeps_the_code_and_the_name_and_the_browser_the_language(room: Room) -> None:
    screen = room.at("/", {})
    screen.page.get_by_text("Animer un atelier").click()
    type_in(screen, home_code="U88-A", login_username="fanny", login_password="un secret")
    screen.pick("home-language", "English")

    screen.sees("Code of the workshop")
    for key, text in (("home-code", "U88-A"), ("login-username", "fanny"), ("login-password", "un secret")):
        value(screen, key, text)
    until(lambda: remembered(screen) == "en", "the browser remembers the language")
    screen.page.reload()
    screen.sees("Code of the workshop")


def remembered(screen: Screen) -> str:
    """The language in the browser's cookie."""
    kept = {one["name"]: one["value"] for one in screen.page.context.cookies()}
    return kept.get(cookie_name("language"), "")


def test_the_first_administrators_form_is_kept(rules: Engine, server: Server, visit: OpenPage) -> None:
    with writing() as session:
        token = create_setup_link(session)
    screen = Screen(visit(f"{server.url}/setup/{token}"))
    type_in(screen, setup_name="Fanny", setup_username="fanny", setup_password="un long mot de passe")
    screen.pick("setup-language", "English")

    screen.sees("Welcome to Essaim")
    for key, text in (("setup-name", "Fanny"), ("setup-username", "fanny")):
        value(screen, key, text)


def test_a_form_of_an_account_is_kept(room: Room) -> None:
    screen = room.at("/account", {cookie_name("account"): room.account})
    screen.rests()
    fields = screen.page.locator("[data-testid=stTextInput] input")
    before = fields.count()
    for number in range(before):
        fields.nth(number).fill(f"secret {number}")
    screen.pick("account-language", "English")

    screen.sees("My account")
    assert [fields.nth(number).input_value() for number in range(before)] == [
        f"secret {number}" for number in range(before)
    ]


def test_what_is_half_typed_in_the_room_is_kept_in_fields_of_both_kinds(room: Room) -> None:
    room.open(StageKind.sharing)
    amina = room.enter("Amina")
    type_in(amina, share_title="Jardin partagé", share_pitch="Un potager derrière la mair")
    amina.press("room-menu")
    amina.page.get_by_role("tab", name="Ma place").click()
    amina.pick("menu-language", "English")

    amina.sees("Leave this workshop on this device")
    amina.page.keyboard.press("Escape")
    value(amina, "share-title", "Jardin partagé")
    value(amina, "share-pitch", "Un potager derrière la mair")
    amina.sees("Share the initiative")
