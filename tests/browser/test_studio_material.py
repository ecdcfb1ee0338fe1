"""From a post written at a table to a cluster on a designer's board, without a reload, and by keyboard."""

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import Engine

from db.accounts import Role
from db.marks import tags_in
from db.posts import Section
from db.session import reading, writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.designers import add_designer
from facilitation.groups import create_group, place_everyone
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.browser.test_axe import violations
from tests.factories.workshops import make_account, signed_in

pytestmark = pytest.mark.browser

FUND, AGAIN, OTHER = (
    "Une enveloppe de 50 000 € par an",
    "Par an, une enveloppe de 50 000 €",
    "Les associations décident <b>ensemble</b>",
)


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    """A table of two people at work, with two posts on its canvas."""
    room = Room(server, visit)
    amina, paul = room.join("Amina", "Pays de Grasse"), room.join("Paul", "Sicoval")
    room.open(StageKind.decomposition)
    with writing() as session:
        create_group(
            session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=room.wall["Bon Achat"]
        )
        place_everyone(session, actor=Actor(room.by), workshop_id=room.workshop_id)
        write_post(session, actor=Actor(person_id=amina.person_id), section=Section.intention, text=FUND)
        write_post(session, actor=Actor(person_id=paul.person_id), section=Section.actors, text=OTHER)
    return room


def studio(room: Room, **browser: object) -> Screen:
    """The studio of a designer who studies the workshop."""
    with writing() as session:
        ines = make_account(session, name="Inès", role=Role.DESIGNER)
        add_designer(session, actor=Actor(room.by), workshop_id=room.workshop_id, account_id=ines)
        token = signed_in(session, ines)
    return room.at(f"/studio?workshop={room.workshop_id}", {cookie_name("account"): token}, **browser)


def ideas(screen: Screen) -> Locator:
    return screen.page.locator("li.idea")


def idea(screen: Screen, text: str) -> Locator:
    return ideas(screen).filter(has_text=text)


def button(screen: Screen, name: str) -> Locator:
    return screen.page.get_by_role("button", name=name, exact=True)


def turn_to(screen: Screen, part: str) -> None:
    screen.at("studio-part").get_by_text(part, exact=True).click()


def test_what_a_table_writes_is_filtered_tagged_laid_on_a_board_and_gathered(room: Room) -> None:
    designer = studio(room)
    expect(ideas(designer)).to_have_count(2)
    expect(idea(designer, OTHER)).to_contain_text("Sicoval")

    paul = room.enter("Paul")
    paul.fill("post-text", AGAIN)
    paul.press("post-submit")
    expect(idea(designer, AGAIN)).to_be_visible()

    designer.fill("filter-text", "ENVELOPPE")
    designer.at("filter-text").locator("input").press("Enter")
    expect(ideas(designer)).to_have_count(2)
    button(designer, "Choisir toutes celles affichées").click()
    designer.page.get_by_label("Étiquette", exact=True).last.fill("budget")
    button(designer, "Étiqueter").click()
    expect(designer.page.locator("li.tag.own", has_text="budget")).to_have_count(2)

    designer.page.get_by_label("Nom du tableau").fill("Finances")
    button(designer, "Mettre sur le tableau").click()
    expect(idea(designer, FUND)).to_contain_text("Sur Finances")

    turn_to(designer, "Tableaux")
    designer.page.get_by_text("Presque pareil\u00a0: 1 suggestion").click()
    button(designer, "Regrouper").click()
    expect(designer.page.get_by_role("heading", name=FUND)).to_be_visible()
    expect(ideas(designer)).to_have_count(2)

    button(designer, f"Défaire\u00a0: {FUND}").click()
    expect(designer.page.get_by_role("heading", name=FUND)).to_have_count(0)
    designer.press("undo")
    expect(designer.page.get_by_role("heading", name=FUND)).to_be_visible()
    idea(designer, AGAIN).get_by_role("checkbox").check()
    button(designer, "Retirer du tableau").click()
    expect(ideas(designer)).to_have_count(1)
    designer.press("undo")
    expect(ideas(designer)).to_have_count(2)


def test_all_that_was_found_is_picked_beyond_the_page(room: Room) -> None:
    with writing() as session:
        author = room.joined["Amina"].person_id
        for n in range(60):
            write_post(
                session, actor=Actor(person_id=author), section=Section.intention, text=f"Une citerne {n}"
            )
    designer = studio(room)
    designer.fill("filter-text", "citerne")
    designer.at("filter-text").locator("input").press("Enter")
    expect(designer.page.get_by_text("60 sur 62")).to_be_visible()
    button(designer, "Choisir les 60 trouvées").click()
    designer.page.get_by_label("Étiquette", exact=True).last.fill("eau")
    button(designer, "Étiqueter").click()
    expect(designer.page.locator("li.tag.own", has_text="eau")).to_have_count(50)
    with reading() as session:
        assert len([tag for _, tag in tags_in(session, room.workshop_id) if tag == "eau"]) == 60


def test_a_note_is_written_and_a_contribution_picked_by_keyboard_alone(room: Room) -> None:
    designer = studio(room)
    box = idea(designer, FUND).get_by_role("checkbox")
    box.focus()
    designer.page.keyboard.press("Space")
    expect(designer.page.get_by_role("status").filter(has_text="1 contribution choisie")).to_be_visible()

    note = idea(designer, FUND).get_by_role("button", name="Ma note sur la contribution")
    note.focus()
    designer.page.keyboard.press("Enter")
    designer.page.keyboard.type("À <b>creuser</b>")
    designer.page.keyboard.press("Tab")
    designer.page.keyboard.press("Enter")
    expect(idea(designer, FUND).locator("p.note")).to_have_text("À <b>creuser</b>")
    expect(note).to_be_focused()
    designer.page.keyboard.press("Enter")
    designer.page.keyboard.press("Escape")
    expect(idea(designer, FUND).locator("form.noting")).to_be_hidden()
    expect(note).to_be_focused()


def test_every_part_of_the_studio_is_accessible(room: Room) -> None:
    designer = studio(room)
    expect(ideas(designer)).to_have_count(2)
    button(designer, "Choisir toutes celles affichées").click()
    found = {"material": violations(designer)}
    designer.page.get_by_label("Nom du tableau").fill("Finances")
    button(designer, "Mettre sur le tableau").click()
    expect(idea(designer, FUND)).to_contain_text("Sur Finances")
    turn_to(designer, "Tableaux")
    expect(button(designer, "Choisir toutes celles affichées")).to_be_visible()
    designer.rests()
    idea(designer, FUND).get_by_role("checkbox").check()
    designer.page.get_by_label("Nom du regroupement").first.fill("Budget")
    button(designer, "Mettre dans le regroupement").click()
    expect(designer.page.get_by_role("heading", name="Budget")).to_be_visible()
    found["boards"] = violations(designer)
    assert found == {"material": [], "boards": []}


def test_the_material_fits_a_phone(room: Room) -> None:
    designer = studio(room, width=390, height=844)
    expect(ideas(designer)).to_have_count(2)
    button(designer, "Choisir toutes celles affichées").click()
    assert designer.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert all((one.bounding_box() or {"width": 999})["width"] <= 390 for one in ideas(designer).all())
