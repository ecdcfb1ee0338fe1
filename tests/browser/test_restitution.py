"""From the material to a published concept, to the library, to a page that everybody can read, and back."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from db.accounts import Role
from db.people import Attribution
from db.posts import Post
from db.session import writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.designers import add_designer
from facilitation.library.permits import PermitName, grant_permit
from facilitation.studio.concept_views import published_concept
from facilitation.studio.concepts import create_concept
from facilitation.studio.publishing import publish
from facilitation.studio.statements import ConceptField, write_statement
from facilitation.workshops import close_workshop
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.server import Server
from tests.factories.tables import Tables, make_post, make_tables, sign_as
from tests.factories.workshops import make_account, make_joined, signed_in

pytestmark = pytest.mark.browser

JURY = "Un jury d’habitants tirés au sort"
MONEY = "50 000 € par an"
MEANS = "De quoi commencer tout de suite."
SECRET = "Le maire n’y croit pas"
PITCH = "Les habitants décident de ce que la commune s’engage à faire."
TITLE = "Un fonds que les habitants décident"


@dataclass(frozen=True)
class Afterwards:
    """A workshop that has ended, and the browsers of those who make something of it."""

    t: Tables
    server: Server
    visit: OpenPage
    designer: str
    reader: str
    administrator: str
    participant: str
    post: int

    def account(self, token: str, path: str) -> Screen:
        return self._at(path, {cookie_name("account"): token})

    def room(self) -> Screen:
        return self._at("/room", {cookie_name("person"): self.participant}, width=390, height=844)

    def stranger(self, path: str) -> Page:
        return self.visit(self.server.url + path.removeprefix(self.server.url))

    def _at(self, path: str, cookies: dict[str, str], **browser: object) -> Screen:
        return Screen(self.visit(self.server.url + path, cookies=cookies, **browser))


@pytest.fixture
def afterwards(rules: Engine, server: Server, visit: OpenPage) -> Afterwards:
    with writing() as session:
        t = make_tables(session)
        sign_as(session, t.amina, Attribution.name)
        post = make_post(session, t.amina, JURY)
        make_post(session, t.paul, MONEY)
        session.get_one(Post, make_post(session, t.paul, SECRET)).off_record = True
        lea = make_joined(session, t.workshop, name="Léa", territory="Sicoval")
        close_workshop(session, actor=Actor(t.by), workshop_id=t.workshop)
        dina = make_account(session, name="Dina", role=Role.DESIGNER)
        add_designer(session, actor=Actor(t.by), workshop_id=t.workshop, account_id=dina)
        reader = make_account(session, name="Rachid", role=Role.DESIGNER)
        fanny = make_account(session, name="Fanny", role=Role.ADMINISTRATOR)
        designs, reads, administers = [signed_in(session, one) for one in (dina, reader, fanny)]
    return Afterwards(t, server, visit, designs, reads, administers, lea.token, post)


def write(studio: Screen, field: str, text: str, numbers: str) -> None:
    """Write a statement of the concept that is open."""
    at = studio.at(f"concept-field-{field}")
    at.get_by_role("button").first.click()
    at.locator("textarea").fill(text)
    at.locator("input").fill(numbers)
    at.locator("[class*=st-key-statement-new-][class*=-save] button").click()
    expect(at.locator("textarea")).to_have_count(0)


def written_concept(afterwards: Afterwards) -> Screen:
    """The designer's screen of a concept with a cited pitch and a statement that rests on nothing."""
    studio = afterwards.account(afterwards.designer, f"/studio?workshop={afterwards.t.workshop}")
    studio.sees(JURY)
    expect(studio.page.get_by_text(SECRET)).to_have_count(0)
    studio.at("studio-part").get_by_role("radio").nth(2).click()
    studio.fill("concept-new-title", TITLE)
    studio.press("concept-new-save")
    studio.page.get_by_role("link", name=TITLE).click()
    expect(studio.page.get_by_role("heading", name=TITLE)).to_be_visible()
    write(studio, "pitch", PITCH, str(afterwards.post))
    studio.sees(PITCH, JURY)
    write(studio, "means", MEANS, "")
    studio.sees(MEANS)
    return studio


def cite_from_the_material(studio: Screen, field: str, text: str) -> None:
    """Let the only statement of a field rest on the contribution that says `text`."""
    studio.at(f"concept-field-{field}").locator("[class*=-cite] button").click()
    dialog = studio.page.get_by_role("dialog")
    dialog.get_by_text(text).click()
    expect(dialog.get_by_role("checkbox", name=text)).to_be_checked()
    dialog.locator(".st-key-concept-cite-save button").click()
    expect(dialog).to_have_count(0)


def test_what_a_table_wrote_becomes_a_concept_that_everybody_can_read(afterwards: Afterwards) -> None:
    studio = written_concept(afterwards)
    concept = studio.page.url.rpartition("concept=")[2]
    reader = afterwards.account(afterwards.reader, f"/concept?concept={concept}")
    expect(reader.page.get_by_role("status")).to_be_visible()

    studio.confirm("concept-publish")
    expect(studio.page.get_by_role("alert").first).to_contain_text("2")
    cite_from_the_material(studio, "means", MONEY)
    studio.confirm("concept-publish")
    expect(studio.at("concept-withdraw-ask")).to_be_visible()

    reader.page.goto(f"{afterwards.server.url}/library")
    reader.at("library-words").locator("input").fill("decider habitant")
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("link", name=TITLE)).to_have_count(1)
    reader.rests()
    reader.page.get_by_role("link", name=TITLE).click()
    reader.sees(PITCH, MEANS, JURY, MONEY, "Amina")
    expect(reader.at("concept-public")).to_have_count(0)

    administrator = afterwards.account(afterwards.administrator, "/accounts")
    administrator.at("accounts-permit-public_concepts").locator("label").last.click()
    expect(administrator.page.get_by_test_id("stToast")).to_be_visible()

    reader.page.reload()
    address = reader.at("concept-public").get_by_role("link").get_attribute("href")
    assert address
    public = afterwards.stranger(address)
    expect(public.get_by_role("heading", level=1)).to_have_text(TITLE)
    public.locator("summary").first.click()
    expect(public.locator("blockquote").first).to_have_text(JURY)
    expect(public.locator(".who").first).to_have_text("Amina, Élu·e, Pays de Grasse")
    expect(public.get_by_text(SECRET)).to_have_count(0)

    room = afterwards.room()
    room.sees(TITLE, PITCH)
    room.press(f"room-concept-interested-{concept}")
    expect(room.at(f"room-concept-back-{concept}")).to_be_visible()
    public.reload()
    expect(public.locator(".territories.interested li")).to_have_text(["Sicoval"])

    studio.confirm("concept-withdraw")
    expect(studio.at("concept-withdraw-ask")).to_have_count(0)
    gone = public.reload()
    assert gone is not None
    assert gone.status == 404
    expect(public.get_by_role("heading", level=1)).not_to_have_text(TITLE)
    expect(room.page.get_by_text(PITCH)).to_have_count(0)
    reader.page.reload()
    expect(reader.page.get_by_text(PITCH)).to_have_count(0)


def test_who_takes_their_name_back_is_no_longer_named_by_the_public_page(afterwards: Afterwards) -> None:
    with writing() as session:
        by = make_account(session, role=Role.ADMINISTRATOR)
        grant_permit(session, actor=Actor(by), name=PermitName.public_concepts)
        concept_id = create_concept(session, actor=Actor(by), workshop_id=afterwards.t.workshop, title=TITLE)
        write_statement(
            session,
            actor=Actor(by),
            concept_id=concept_id,
            field=ConceptField.pitch,
            text=PITCH,
            post_ids=[afterwards.post],
        )
        publish(session, actor=Actor(by), concept_id=concept_id)
        slug = published_concept(session, concept_id).slug
    public = afterwards.stranger(f"/concepts/{slug}")
    public.locator("summary").click()
    expect(public.locator(".who")).to_have_text("Amina, Élu·e, Pays de Grasse")
    with writing() as session:
        sign_as(session, afterwards.t.amina, Attribution.anonymous)
    public.reload()
    public.locator("summary").click()
    expect(public.locator(".who")).to_have_text("Anonyme")
    expect(public.get_by_text("Amina")).to_have_count(0)
    with writing() as session:
        session.get_one(Post, afterwards.post).off_record = True
    public.reload()
    expect(public.get_by_text(JURY)).to_have_count(0)
    expect(public.get_by_text(PITCH)).to_be_visible()
