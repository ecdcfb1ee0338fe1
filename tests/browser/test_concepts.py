"""Two designers at one concept, each in a browser of their own, and somebody else who reads it."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import Engine

from db.session import reading, writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.studio.boards import put_on_new_board
from facilitation.studio.clusters import create_cluster
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


def ideas(screen: Screen) -> Locator:
    """The contributions beside the concept."""
    return screen.at("concept-material").locator("li.idea")


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
    dina.sees("aucune contribution n’est citée par l’énoncé 2")
    dina.press(f"statement-{desk.second}-cite")
    dina.fill("concept-cite-text", "jury")
    dina.page.keyboard.press("Enter")
    expect(ideas(dina)).to_have_count(1)
    ideas(dina).get_by_role("checkbox").check()
    dina.page.get_by_role("button", name="Citer dans\u00a0: 2. Aller vite").click()
    expect(dina.at(f"cited-{desk.second}-{desk.studio.council}")).to_be_visible()
    expect(dina.page.get_by_text("aucune contribution n’est citée")).to_have_count(0)
    dina.confirm("concept-publish")
    expect(dina.at("concept-withdraw-ask")).to_be_visible()
    lise.page.reload()
    lise.sees("Aller vite", "Un jury d’habitants décide")
    with dina.page.context.expect_page() as opened:
        dina.at(f"cited-{desk.second}-{desk.studio.council}").get_by_role("link").click()
    expect(opened.value.locator(".st-key-trail-said")).to_contain_text("Un jury d’habitants décide")
    expect(opened.value.get_by_text("Aller vite")).to_be_visible()


class Clicks:
    """Every click of a page, counted by the browser itself."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.page.evaluate(
            "() => { window.clicks = 0; addEventListener('pointerdown', () => window.clicks++, true) }"
        )

    def spent(self) -> int:
        """How many there were since this was last asked."""
        spent: int = self.screen.page.evaluate(
            "() => { const n = window.clicks; window.clicks = 0; return n }"
        )
        return spent


def test_a_cited_statement_takes_three_clicks_at_most_beside_the_material(desk: Desk) -> None:
    s = desk.studio
    with writing() as session:
        board = put_on_new_board(
            session, actor=Actor(s.dina), workshop_id=s.workshop, name="Tri", post_ids=[s.envelope, s.council]
        )
        create_cluster(
            session,
            actor=Actor(s.dina),
            board_id=board,
            name="Décider avec un budget",
            post_ids=[s.envelope, s.council],
        )
    dina = desk.at("Dina", width=1366, height=768)
    expect(ideas(dina)).to_have_count(3)
    material, first = dina.at("concept-material"), dina.at(f"statement-{desk.first}")
    beside, text = material.bounding_box(), first.bounding_box()
    assert beside is not None
    assert text is not None
    assert beside["x"] + beside["width"] <= text["x"]
    assert 0 <= text["y"] < 768
    assert dina.page.evaluate("document.documentElement.scrollWidth") <= 1366

    clicks = Clicks(dina)
    ideas(dina).filter(has_text="catalogue").get_by_role("checkbox").click()
    dina.page.get_by_role("button", name="Moyens", exact=True).click()
    dina.at("concept-field-means").get_by_text("Un catalogue d’achats en ligne").first.wait_for()
    assert clicks.spent() <= 3

    dina.at("concept-cite-source").get_by_role("combobox").click()
    dina.page.get_by_role("option", name="Tri").click()
    dina.page.get_by_role(
        "button", name="Choisir les contributions de\u00a0: Décider avec un budget"
    ).wait_for()
    clicks.spent()
    dina.page.get_by_role("button", name="Choisir les contributions de\u00a0: Décider avec un budget").click()
    dina.page.get_by_role("button", name="Conditions", exact=True).click()
    dina.at("concept-field-conditions").get_by_text("Décider avec un budget").wait_for()
    assert clicks.spent() <= 3

    ideas(dina).filter(has_text="jury").get_by_role("checkbox").click()
    dina.page.get_by_label("Ou citer dans un énoncé déjà écrit").select_option(str(desk.second))
    expect(dina.at(f"cited-{desk.second}-{s.council}")).to_be_visible()
    assert clicks.spent() <= 3
    with reading() as session:
        view = concept(session, actor=Actor(s.dina), concept_id=desk.concept)
    assert [(one.field, one.text, [c.post_id for c in one.citations]) for one in view.statements[1:3]] == [
        ("means", "Un catalogue d’achats en ligne", [s.catalogue]),
        ("conditions", "Décider avec un budget", [s.envelope, s.council]),
    ]


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
    ideas(dina).first.get_by_role("checkbox").check()
    expect(dina.page.get_by_label("Formulation de l’énoncé")).to_be_visible()
    found["cite"] = violations(dina)
    for number, name in ((1, "read"), (2, "versions")):
        part(dina, number)
        dina.rests()
        found[name] = violations(dina)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
