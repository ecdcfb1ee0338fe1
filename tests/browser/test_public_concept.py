"""The public page of a concept in a browser: for everybody, inside its layout, on paper, and gone at once."""

from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from db.accounts import Role
from db.concepts import ConceptField
from db.people import Attribution, Person
from db.session import writing
from db.sharing import Initiative
from db.workshops import Territory, Workshop
from facilitation.actors import Actor
from facilitation.interests import InterestKind, declare_interest
from facilitation.library.permits import PermitName, grant_permit, withdraw_permit
from tests.browser.conftest import OpenPage
from tests.browser.server import Server
from tests.factories.published import make_published
from tests.factories.tables import make_post, make_tables, sign_as
from tests.factories.workshops import make_account

pytestmark = pytest.mark.browser

PLAIN = "Un jury d’habitants décide avec les élus."
HOSTILE = (
    "<script>document.title = 'pwned'</script>",
    "<img src=x onerror=\"document.title = 'pwned'\">",
    "W" * 80,
    "مرحبا بالعالم עברית 🎉",
)


@dataclass(frozen=True)
class Public:
    """A public concept, and who administers."""

    url: str
    fanny: int


def make_public(server: Server, text: str, slug: str = "fonds") -> Public:
    """A concept in which everything says `text`, each statement citing two contributions."""
    with writing() as session:
        t = make_tables(session)
        workshop = session.get_one(Workshop, t.workshop)
        workshop.theme = workshop.organiser = workshop.place = text
        session.get_one(Person, t.amina).name = text[:80]
        session.get_one(Territory, t.grasse).name = text[:80]
        session.get_one(Initiative, t.fund).title = text[:80]
        sign_as(session, t.amina, Attribution.name)
        posts = [make_post(session, t.amina, text), make_post(session, t.paul, text)]
        said = [(field, text, posts) for field in ConceptField]
        concept = make_published(session, t.workshop, *said, title=text, slug=slug)
        fanny = make_account(session, role=Role.ADMINISTRATOR)
        for number, kind in enumerate(InterestKind):
            declare_interest(
                session,
                concept_id=concept.id,
                kind=kind,
                territory=f"{text[:78]} {number}",
                words=text,
                actor=Actor(fanny),
            )
        grant_permit(session, actor=Actor(fanny), name=PermitName.public_concepts)
    return Public(f"{server.url}/concepts/{slug}", fanny)


def violations(page: Page) -> list[str]:
    answer: dict[str, Any] = Axe().run(page).response
    assert len(answer["passes"]) > 5
    return [f"{one['id']} {node['html'][:200]}" for one in answer["violations"] for node in one["nodes"]]


def complaints(page: Page) -> list[str]:
    """What the page's console says from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_reads_it_and_axe_finds_nothing(server: Server, visit: OpenPage, scheme: str) -> None:
    public = make_public(server, PLAIN)
    page = visit(public.url, scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text(PLAIN)
    assert violations(page) == []
    for each in page.locator("summary").all():
        each.click()
    assert violations(page) == []
    assert page.context.cookies() == []


@pytest.mark.usefixtures("rules")
def test_a_citation_opens_by_keyboard_and_leads_to_its_initiative(server: Server, visit: OpenPage) -> None:
    public = make_public(server, PLAIN)
    page = visit(public.url)
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_be_visible()
    page.locator("details[open] a").first.click()
    expect(page.locator("li:target")).to_be_in_viewport()


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("width", [360, 1366, 1920])
def test_whatever_was_typed_is_inert_and_stays_inside(server: Server, visit: OpenPage, width: int) -> None:
    urls = [make_public(server, text, f"hostile{at}").url for at, text in enumerate(HOSTILE)]
    page = visit(server.url + "/healthz", width=width)
    said = complaints(page)
    for url, text in zip(urls, HOSTILE, strict=True):
        page.goto(url)
        for each in page.locator("summary").all():
            each.click()
        expect(page).to_have_title(f"{' '.join(text.split())} · Essaim")
        outside = page.evaluate(
            """() => [...document.body.querySelectorAll("*")].filter((one) => {
                const box = one.getBoundingClientRect();
                return box.width && (box.left < -1 || box.right > innerWidth + 1);
            }).map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert outside == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert said == []


@pytest.mark.usefixtures("rules")
def test_on_paper_every_contribution_is_there(server: Server, visit: OpenPage) -> None:
    page = visit(make_public(server, PLAIN).url)
    expect(page.locator("blockquote").first).to_be_hidden()
    page.emulate_media(media="print")
    quotes = page.locator("blockquote")
    expect(quotes).to_have_count(2 * len(ConceptField))
    for quote in quotes.all():
        expect(quote).to_be_visible()


@pytest.mark.usefixtures("rules")
def test_its_letters_are_ours(server: Server, visit: OpenPage) -> None:
    page = visit(make_public(server, PLAIN).url)
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")
    assert {name.strip('"') for name in loaded} >= {"Bricolage Grotesque", "Atkinson Hyperlegible Next"}


def test_what_is_no_longer_allowed_is_gone_with_the_next_look(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    public = make_public(server, PLAIN)
    page = visit(public.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(PLAIN)
    with writing() as session:
        withdraw_permit(session, actor=Actor(public.fanny), name=PermitName.public_concepts)
    page.goto(f"{server.url}/healthz")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(PLAIN)
    assert violations(page) == []
