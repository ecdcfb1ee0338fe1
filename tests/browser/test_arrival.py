"""What stands there before the page draws, where it never can, and when the connection is lost: our words."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from sqlalchemy import Engine

from facilitation.access import cookie_name
from tests.browser.conftest import OpenPage
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

NO_WEBSOCKET = Path(__file__).with_name("cases") / "no_websocket.js"
WITHOUT = (
    "delete Array.prototype.toSorted",
    "delete Array.prototype.findLast",
    "delete Object.hasOwn",
    "delete window.CSSStyleSheet",
)
WITHIN = 5_000
WOULD_SAY = """() => new Promise((said) => addEventListener("message", ({ data }) => {
  if (data.type === "CLIENT_ERROR_DIALOG") said(data.error)
}))"""
IS_INERT = """() => [...document.querySelectorAll("#root, .stApp")].some(
  (one) => one.inert || one.closest("[aria-hidden=true]"))"""


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    return Room(server, visit)


def prepared(chromium: Browser, script: str, **browser: object) -> Page:
    """A page in which a script runs before everything else."""
    page = chromium.new_context(**{"locale": "fr-FR", **browser}).new_page()  # type: ignore[arg-type]
    page.add_init_script(script)
    return page


def test_without_websockets_a_phone_says_within_five_seconds_what_to_do(
    room: Room, chromium: Browser
) -> None:
    page = prepared(chromium, NO_WEBSOCKET.read_text(), viewport={"width": 390, "height": 844})
    page.goto(f"{room.server.url}/join/{room.code}", wait_until="commit")

    expect(page.get_by_role("heading", name="Ce réseau bloque Essaim")).to_be_visible(timeout=WITHIN)
    expect(page.get_by_text("coupez le Wi-Fi et passez par son propre réseau")).to_be_visible()
    expect(page.get_by_text(f"{room.code[:3]}-{room.code[3:]}")).to_be_visible()
    expect(page.get_by_role("button", name="Recharger")).to_be_visible()
    page.context.close()


def test_without_websockets_who_has_joined_is_told_the_code_that_brings_them_back(
    room: Room, chromium: Browser
) -> None:
    amina = room.join("Amina")
    page = prepared(chromium, NO_WEBSOCKET.read_text(), locale="en-GB")
    page.context.add_cookies([{"name": cookie_name("person"), "value": amina.token, "url": room.server.url}])
    page.goto(f"{room.server.url}/room", wait_until="commit")

    expect(page.get_by_role("heading", name="This network blocks Essaim")).to_be_visible(timeout=WITHIN)
    expect(page.get_by_text(amina.resume_code)).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("lack", WITHOUT)
def test_an_old_browser_is_told_that_it_is_too_old(room: Room, chromium: Browser, lack: str) -> None:
    page = prepared(chromium, lack)
    page.goto(f"{room.server.url}/", wait_until="commit")

    expect(page.get_by_role("heading", name="Ce navigateur est trop ancien")).to_be_visible(timeout=WITHIN)
    page.context.close()


def test_without_javascript_one_is_told_so(room: Room, chromium: Browser) -> None:
    page = chromium.new_context(locale="fr-FR", java_script_enabled=False).new_page()
    page.goto(f"{room.server.url}/join/{room.code}")

    expect(page.get_by_role("heading", name="JavaScript est désactivé")).to_be_visible()
    page.context.close()


def test_a_page_that_draws_has_no_words_of_the_arrival_left(room: Room) -> None:
    screen = room.at("/", {})

    expect(screen.at("home-code")).to_be_visible()
    expect(screen.page.locator("#arrival")).to_have_count(0)


def test_a_lost_connection_is_said_in_our_words_and_leaves_the_page_alive(room: Room) -> None:
    """Streamlit would open its dialog over every page after six tries, the projector's included."""
    screens = [
        (room.at("/", {}, language="en-GB"), "Connection lost. Nothing you sent is lost."),
        (room.projector(), "Connexion perdue. Rien de ce que vous avez envoyé n’est perdu."),
    ]
    for screen, _ in screens:
        screen.rests()
        screen.page.evaluate(f"() => {{ window.wouldSay = ({WOULD_SAY})() }}")
    room.server.kill()

    for screen, sentence in screens:
        expect(screen.page.get_by_text(sentence)).to_be_visible()
    for screen, sentence in screens:
        assert screen.page.evaluate("() => window.wouldSay") == "Connection error"
        expect(screen.page.get_by_role("dialog")).to_have_count(0)
        expect(screen.page.get_by_text(sentence)).to_be_visible()
        assert not screen.page.evaluate(IS_INERT)
    room.server.start()
    for screen, sentence in screens:
        expect(screen.page.get_by_text(sentence)).to_have_count(0)


def test_what_cannot_be_read_is_said_in_our_words(room: Room, chromium: Browser) -> None:
    page = prepared(chromium, "")
    sockets: list[WebSocketRoute] = []

    def pass_on(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", pass_on)
    page.goto(f"{room.server.url}/")
    expect(page.locator(".st-key-home-code")).to_be_visible()
    expect(page.get_by_text("Aller au contenu")).to_be_attached()

    sockets[0].send(b"\x0a\xff\xff\xff\xff")

    note = page.get_by_role("alert").filter(has_text="quelque chose qu’elle ne peut pas montrer")
    expect(note).to_be_visible()
    expect(note.get_by_role("button", name="Recharger")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not page.evaluate(IS_INERT)
    page.context.close()
