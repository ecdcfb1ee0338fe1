"""Groups proposed on the console and taken: the room follows; a seat is moved and locked by keyboard."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.session import reading
from facilitation.agenda import StageKind
from facilitation.groups import group_of, groups_view
from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

NAMES = ("Amina", "Bruno", "Claire", "Driss", "Élise", "Farid", "Gaëlle", "Hugo")


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    made = Room(server, visit)
    for name in NAMES:
        made.join(name, f"Pays de {name}")
    made.open(StageKind.decomposition)
    return made


def locked(room: Room) -> list[int] | None:
    with reading() as session:
        return groups_view(session, room.workshop_id, "console").locked


def seat_of(room: Room, name: str) -> int | None:
    with reading() as session:
        return group_of(session, room.joined[name].person_id)


def two_tables(console: Screen, room: Room) -> None:
    """Say that two of the initiatives get one table each, and the others none."""
    console.press("console-propose-how")
    for many, initiative in zip((1, 1, 0, 0), room.wall.values(), strict=True):
        console.fill(f"proposal-tables-{initiative}", str(many))
        console.page.keyboard.press("Tab")
    console.page.keyboard.press("Escape")
    console.rests()


def test_a_proposal_is_asked_for_and_taken_and_the_room_follows(room: Room) -> None:
    amina, console = room.enter("Amina"), room.console()
    expect(console.at("proposal-ask")).to_be_visible()
    expect(amina.at("post-text")).to_have_count(0)
    two_tables(console, room)
    console.press("proposal-ask")
    proposed = console.at("proposal-tables").locator(".proposed > li")
    expect(proposed).to_have_count(2)
    expect(proposed.nth(0).locator(".members > li")).to_have_count(4)
    assert seat_of(room, "Amina") is None
    console.press("proposal-take")
    expect(amina.at("post-text")).to_be_visible()
    with reading() as session:
        groups = groups_view(session, room.workshop_id).groups
    assert [len(group.members) for group in groups] == [4, 4]


def test_a_seat_is_moved_and_locked_by_keyboard_alone(room: Room) -> None:
    console = room.console()
    two_tables(console, room)
    console.press("proposal-ask")
    console.press("proposal-take")
    expect(console.at("console-seat")).to_be_visible()
    person = room.joined["Amina"].person_id
    with reading() as session:
        first, second = groups_view(session, room.workshop_id).groups
    other = second if seat_of(room, "Amina") == first.id else first
    console.at("console-seat").locator("button").focus()
    console.page.keyboard.press("Enter")
    console.at(f"seat-{person}").locator("input").first.focus()
    console.page.keyboard.type(f"Table {other.number}")
    console.page.keyboard.press("Enter")
    until(lambda: seat_of(room, "Amina") == other.id, "Amina sits at the other table")
    console.rests()
    console.at(f"lock-{person}").locator("input").focus()
    console.page.keyboard.press("Space")
    until(lambda: locked(room) == [person], "her seat is locked")
