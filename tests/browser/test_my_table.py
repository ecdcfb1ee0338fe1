"""Before and at the tables: wishes ranked by keyboard, a task taken on one screen and seen on another."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import Engine

from db.session import reading, writing
from db.wishes import wishes_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import assign, create_group
from facilitation.results import decide, reveal
from facilitation.running import close_stage
from facilitation.voting import cast_dot
from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.browser.test_axe import violations
from tests.factories.votes import others_vote

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"width": 390, "height": 844}


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    assert rules is not None
    room = Room(server, visit)
    for name, territory in (("Amina", "Pays de Grasse"), ("Paul", "Sicoval")):
        room.join(name, territory)
    return room


def keep_two(room: Room) -> list[int]:
    """The room has voted and keeps two initiatives."""
    kept = list(room.wall.values())[:2]
    vote = room.open(StageKind.voting)
    with writing() as session:
        cast_dot(session, actor=Actor(person_id=room.joined["Amina"].person_id), initiative_id=kept[0])
        others_vote(session, room.workshop_id, kept[0])
        close_stage(session, actor=Actor(room.by), stage_id=vote)
        reveal(session, actor=Actor(room.by), stage_id=vote)
        decide(session, actor=Actor(room.by), stage_id=vote, kept=kept, reason="D’un commun accord")
    return kept


def seat_everybody(room: Room, initiative_id: int) -> None:
    with writing() as session:
        group = create_group(
            session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=initiative_id
        )
        for one in room.joined.values():
            assign(session, actor=Actor(room.by), person_id=one.person_id, group_id=group)


def wished(room: Room, name: str) -> list[int]:
    with reading() as session:
        return list(wishes_of(session, room.joined[name].person_id))


def ranks(screen: Screen) -> Locator:
    return screen.at("wishes").locator(".rank")


def test_wishes_are_ranked_by_keyboard_and_kept(room: Room) -> None:
    kept = keep_two(room)
    amina = room.enter("Amina", **PHONE)
    first, second = (amina.at("wishes").locator(".tap").nth(at) for at in range(2))
    second.focus()
    amina.page.keyboard.press("Enter")
    expect(ranks(amina)).to_have_text(["", "1"])
    first.focus()
    amina.page.keyboard.press("Space")
    expect(ranks(amina)).to_have_text(["2", "1"])
    amina.at("wishes").get_by_role("button", name="Préférer Bon Achat").press("Enter")
    expect(ranks(amina)).to_have_text(["1", "2"])
    until(lambda: wished(room, "Amina") == kept, "the server has kept the order")
    amina.page.reload()
    expect(ranks(amina)).to_have_text(["1", "2"])
    expect(first).to_have_attribute("aria-pressed", "true")


def test_a_task_taken_on_one_screen_is_seen_on_the_others(room: Room) -> None:
    seat_everybody(room, keep_two(room)[0])
    room.open(StageKind.decomposition)
    amina, paul = room.enter("Amina", **PHONE), room.enter("Paul")
    projector = room.projector()
    expect(projector.page.locator(".seat-table .who li")).to_have_count(2)
    amina.at("room-table").get_by_role("button", name="Je m’en charge : Scripteur").click()
    expect(paul.at("room-table")).to_contain_text("Amina")
    expect(amina.at("room-table").locator(".tasks")).to_be_hidden()
    expect(amina.at("post-text")).to_be_visible()
    paul.at("room-table").get_by_role("button", name="Prendre le relais : Scripteur").click()
    paul.at("room-table").locator("summary").click()
    expect(paul.at("room-table").locator(".tasks .mine .name")).to_have_text("Vous")
    expect(amina.at("room-table").locator(".tasks .name").first).to_have_text("Paul")
    paul.fill("post-text", "Un fonds abondé chaque année")
    paul.press("post-submit")
    expect(projector.page.locator(".tables .cell").first).to_be_visible(timeout=150_000)


def test_a_closed_canvas_is_read_again_in_the_menu(room: Room) -> None:
    seat_everybody(room, keep_two(room)[0])
    room.open(StageKind.decomposition)
    paul = room.enter("Paul")
    paul.fill("post-text", "Un fonds abondé chaque année")
    paul.press("post-submit")
    expect(paul.at("canvas")).to_contain_text("Un fonds abondé chaque année")
    paul.rests()
    room.open(StageKind.closing)
    amina = room.enter("Amina", **PHONE)
    amina.press("room-menu")
    expect(amina.at("menu-table")).to_contain_text("Bon Achat")
    expect(amina.at("menu-canvas")).to_contain_text("Un fonds abondé chaque année")
    expect(amina.at("menu-canvas").get_by_role("button", name="Modifier")).to_have_count(0)


def test_axe_finds_nothing_against_wishes_cards_seats_and_tasks(room: Room) -> None:
    kept = keep_two(room)
    found = {"wishes": violations(room.enter("Amina", **PHONE))}
    room.open(StageKind.break_)
    seat_everybody(room, kept[0])
    amina = room.enter("Amina", **PHONE)
    expect(amina.at("room-table").get_by_role("heading", name="Bon Achat")).to_be_visible()
    found["card"] = violations(amina)
    room.open(StageKind.decomposition)
    projector = room.projector()
    expect(projector.page.locator(".seat-table")).to_be_visible()
    found["seats"] = violations(projector)
    console = room.console()
    console.press("console-tasks")
    expect(console.at("console-sheets")).to_be_visible()
    found["tasks"] = violations(console)
    assert found == {name: [] for name in found}
