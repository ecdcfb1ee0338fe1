"""Somebody searches the library by keyboard, narrows it down, follows a hit, and finds what resembles it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.accounts import Role
from db.base import now
from db.session import writing
from db.workshops import Workshop
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.demo import load_played
from facilitation.sharing import share_initiative
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.server import Server
from tests.browser.test_axe import violations
from tests.factories.workshops import make_account, make_workshop, signed_in

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> **associations** $x$"


@pytest.fixture
def account(rules: Engine) -> str:
    """The cookie of somebody who reads; the library holds the demo and one more workshop."""
    assert rules is not None
    with writing() as session:
        by = make_account(session, role=Role.ADMINISTRATOR)
        load_played(session, actor=Actor(by))
        workshop = make_workshop(session, by=by, theme="Soutenir *les* associations")
        share_initiative(
            session,
            actor=Actor(by),
            workshop_id=workshop,
            title=HOSTILE,
            pitch="Un fonds de participation pour les écoles et les associations",
        )
        session.get_one(Workshop, workshop).closed_at = now()
        return signed_in(session, make_account(session, name="Rita", role=Role.DESIGNER))


def test_what_workshops_left_is_found_narrowed_down_and_followed(
    account: str, server: Server, visit: OpenPage
) -> None:
    screen = Screen(visit(f"{server.url}/library", cookies={cookie_name("account"): account}))
    page = screen.page
    field = screen.at("library-words").locator("input")
    cards = page.locator(".found > li")
    field.fill("L’ASSOCIATION")
    field.press("Enter")
    expect(page.locator(".told")).to_contain_text("9")
    expect(cards.first.locator("mark").first).to_be_visible()
    expect(page).to_have_url(f"{server.url}/library?search=L%E2%80%99ASSOCIATION")
    screen.sees(HOSTILE)
    assert violations(screen) == []
    screen.pick("library-kind", "Initiatives")
    expect(cards).to_have_count(3)
    screen.press("library-narrow")
    screen.select("library-theme", "Soutenir")
    expect(cards).to_have_count(1)
    page.keyboard.press("Escape")
    cards.first.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("associations")
    expect(screen.at("library-similar").locator("a").first).to_have_text(
        "Fonds de participation pour les associations et les écoles"
    )
    assert violations(screen) == []
    screen.at("library-similar").locator("a").first.click()
    screen.sees("Réunir une fois les associations et les écoles.")
    screen.press("library-back")
    expect(field).to_have_value("L’ASSOCIATION")
    expect(cards).to_have_count(1)


def test_conditions_are_read_in_english_on_a_phone(account: str, server: Server, visit: OpenPage) -> None:
    screen = Screen(
        visit(
            f"{server.url}/library?search=%C3%A9coles",
            language="en-GB",
            width=390,
            height=844,
            cookies={cookie_name("account"): account},
        )
    )
    screen.pick("library-part", "Conditions")
    screen.sees("2 conditions", "Partners: blocking", "Who can lift it: La maison des associations")
    assert screen.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert violations(screen) == []
    field = screen.at("library-words").locator("input")
    field.fill('"NEAR( AND *')
    field.press("Enter")
    screen.sees("Nothing found")
