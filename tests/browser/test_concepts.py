"""Two designers at one concept, each in a browser of their own, and somebody else who reads it."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import Engine

from db.session import reading, writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.studio.concepts import concept
from facilitation.studio.statements import ConceptField
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.server import Server
from tests.browser.test_axe import violations
from tests.factories.concepts import Studio, make_concept, make_statement, make_studio
from tests.factories.workshops import make_account, signed_in

pytestmark = pytest.mark.browser


@dataclass
class Desk:
    """A concept with two statements, the second of which cites nothing, and who looks at it."""

    server: Server
    visit: OpenPage
    studio: Studio
    concept: int
    first: int
    second: int
    accounts: dict[str, str]

    def at(self, name: str, **browser: object) -> Screen:
        """The page of the concept on the browser of somebody."""
        address = f"{self.server.url}/concept?concept={self.concept}"
        return Screen(self.visit(address, cookies={cookie_name("account"): self.accounts[name]}, **browser))

    def words(self, screen: Screen) -> Locator:
        """The field in which the first statement is worded anew."""
        return screen.at(f"statement-{self.first}-words").locator("textarea")

    def said(self) -> list[str]:
        """What the concept says now."""
        with reading() as session:
            view = concept(session, actor=Actor(self.studio.dina), concept_id=self.concept)
        return [one.text for one in view.statements]


def part(screen: Screen, number: int) -> None:
    """Go to one part of the page: to write, to read, or to the versions."""
    screen.at("concept-part").locator("button").nth(number).click()


@pytest.fixture
def desk(rules: Engine, server: Server, visit: OpenPage) -> Desk:
    assert rules is not None
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        first = make_statement(session, s, c, s.envelope, text="Donner un budget aux habitants")
        second = make_statement(session, s, c, text="Aller vite", field=ConceptField.delays)
        who = {"Dina": s.dina, "Max": s.max, "Lise": make_account(session, name="Lise")}
        accounts = {name: signed_in(session, account_id) for name, account_id in who.items()}
    return Desk(server, visit, s, c, first, second, accounts)


def test_what_two_designers_write_over_each_other_is_lost_to_neither(desk: Desk) -> None:
    dina, max_ = desk.at("Dina"), desk.at("Max")
    for screen in (dina, max_):
        screen.press(f"statement-{desk.first}-edit")
    desk.words(max_).fill("Confier un budget aux habitants")
    desk.words(dina).fill("Donner un vrai budget aux habitants")
    dina.press(f"statement-{desk.first}-words-save")
    expect(desk.words(dina)).to_have_count(0)
    max_.sees("Donner un vrai budget aux habitants")
    expect(desk.words(max_)).to_have_value("Confier un budget aux habitants")
    max_.press(f"statement-{desk.first}-words-instead")
    dina.sees("Confier un budget aux habitants")
    assert desk.said() == ["Confier un budget aux habitants", "Aller vite"]

    part(max_, 2)
    shown = max_.at("concept-differences")
    expect(shown.locator("del")).to_have_text([re.compile("Donner"), re.compile("vrai")])
    expect(shown.locator("ins")).to_have_text([re.compile("Confier")])


def test_words_for_a_statement_that_somebody_removes_meanwhile_are_kept(desk: Desk) -> None:
    dina, max_ = desk.at("Dina"), desk.at("Max")
    dina.press(f"statement-{desk.first}-edit")
    desk.words(dina).fill("Donner un vrai budget aux habitants")
    max_.press(f"statement-{desk.first}-more")
    max_.press(f"statement-{desk.first}-remove")
    expect(dina.page.get_by_test_id("stAlert")).to_be_visible()
    expect(desk.words(dina)).to_have_value("Donner un vrai budget aux habitants")
    dina.press(f"statement-{desk.first}-words-save")
    max_.sees("Donner un vrai budget aux habitants")
    assert desk.said() == ["Donner un vrai budget aux habitants", "Aller vite"]


def test_a_concept_is_published_once_every_statement_cites_something(desk: Desk) -> None:
    dina, lise = desk.at("Dina"), desk.at("Lise")
    expect(lise.page.get_by_test_id("stAlert")).to_be_visible()
    dina.confirm("concept-publish")
    expect(dina.page.get_by_test_id("stAlert")).to_contain_text("2")
    dina.page.keyboard.press("Escape")
    dina.press(f"statement-{desk.second}-cite")
    dina.fill("concept-cite-text", "jury")
    dina.page.keyboard.press("Enter")
    expect(dina.page.get_by_role("dialog").get_by_role("checkbox")).to_have_count(1)
    dina.at(f"concept-cite-post-{desk.studio.council}").locator("label").click()
    dina.sees(f"#{desk.studio.council}")
    dina.fill("concept-cite-numbers", str(desk.studio.catalogue))
    dina.page.keyboard.press("Enter")
    dina.press("concept-cite-save")
    expect(dina.page.get_by_role("dialog")).to_have_count(0)
    dina.sees("Un jury d’habitants décide", "Un catalogue d’achats en ligne")
    dina.confirm("concept-publish")
    expect(dina.at("concept-withdraw-ask")).to_be_visible()
    lise.page.reload()
    lise.sees("Aller vite", "Un jury d’habitants décide")
    with dina.page.context.expect_page() as opened:
        dina.page.locator(f"a[href='/trail?post={desk.studio.council}']").click()
    expect(opened.value.locator(".st-key-trail-said")).to_contain_text("Un jury d’habitants décide")
    expect(opened.value.get_by_text("Aller vite")).to_be_visible()


def test_axe_finds_nothing_against_a_concept(desk: Desk) -> None:
    found = {}
    dina = desk.at("Dina")
    dina.sees("Aller vite")
    found["write"] = violations(dina)
    dina.press(f"statement-{desk.first}-edit")
    dina.press(f"statement-{desk.first}-talk-show")
    dina.press(f"statement-new-{desk.concept}-means-show")
    expect(dina.at(f"statement-new-{desk.concept}-means-text")).to_be_visible()
    found["forms"] = violations(dina)
    dina.press(f"statement-{desk.second}-cite")
    expect(dina.page.get_by_role("dialog")).to_be_visible()
    found["cite"] = violations(dina)
    dina.page.keyboard.press("Escape")
    for number, name in ((1, "read"), (2, "versions")):
        part(dina, number)
        dina.rests()
        found[name] = violations(dina)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
