"""From the report through the trails of posts back to the vote, by click, on a laptop and on a phone."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.accounts import Role
from db.base import now
from db.devices import PersonDevice
from db.people import people_of
from db.session import writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.demo import load_played
from facilitation.report import report
from facilitation.tokens import digest, new_token
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.server import Server
from tests.factories.workshops import make_account, signed_in

pytestmark = pytest.mark.browser

# A label holds word joiners at its punctuation, so that links are found by how they begin.
BETTER_BEGINS, WORDED_BEGINS = re.compile("Verser la moitié"), re.compile("Avancer l’argent")
BETTER = "Verser la moitié dès l’accord, pour que personne n’avance l’argent."


def test_an_idea_of_the_report_is_followed_to_the_vote(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    assert rules is not None
    with writing() as session:
        by = make_account(session, role=Role.ADMINISTRATOR)
        workshop, account = load_played(session, actor=Actor(by)), signed_in(session, by)
    address = f"{server.url}/report?workshop={workshop}"
    screen = Screen(visit(address, cookies={cookie_name("account"): account}))
    screen.rests()
    expect(screen.page.locator(f"a[href$='/download/{workshop}/report.md']")).to_be_visible()
    screen.page.get_by_role("tab", name="Mise en perspective").click()
    screen.page.get_by_role("link", name=BETTER_BEGINS).click()
    expect(screen.page.get_by_role("heading", name="D’où vient cette contribution")).to_be_visible()
    screen.sees("Améliorer → Rochefort Océan", "De quoi elle parle", "11 gommettes")
    screen.page.get_by_role("link", name=WORDED_BEGINS).click()
    screen.sees(f"Avant\u00a0: {'Les petites associations avançaient l’argent et certaines ont renoncé.'}")
    screen.sees("Ce qu’elle a inspiré", "Motif\u00a0: Douze personnes font deux tables")


def test_a_trail_fits_a_phone_and_leads_back_to_the_room(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    assert rules is not None
    token = new_token()
    with writing() as session:
        workshop = load_played(session, actor=Actor(make_account(session)))
        post = next(one for one in report(session, workshop).contributions if one.text == BETTER)
        somebody = people_of(session, workshop)[0][0]
        session.add(PersonDevice(person_id=somebody.id, token_hash=digest(token), created_at=now()))
    address = f"{server.url}/trail?post={post.id}"
    screen = Screen(visit(address, cookies={cookie_name("person"): token}, width=390, height=844))
    screen.sees(BETTER, "Le vote")
    screen.rests()
    assert screen.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    screen.page.get_by_role("link", name="Revenir à l’atelier").click()
    screen.stage("Mise en perspective")
