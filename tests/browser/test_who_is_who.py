"""Whoever comes in is known in any spelling, asked once where it is not certain, and put right afterwards."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.people import PersonRole
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.people import PersonLine, expect_people, people
from facilitation.people_table import PersonRow
from facilitation.territories import add_territory, territory_names
from facilitation.tokens import grouped_code
from facilitation.workshops import workshop_settings
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.workshops import make_workshop

pytestmark = pytest.mark.browser

MALO = "Communauté d’agglomération du Pays de Saint-Malo"


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    room = Room(server, visit)
    with writing() as session:
        rows = [
            PersonRow(1, "Zoé BÉRENGER-LEFÈVRE", MALO, PersonRole.elected),
            PersonRow(2, "Maëlys O’NEILL", "Pays de Grasse", PersonRole.officer),
        ]
        expect_people(session, actor=Actor(room.by), workshop_id=room.workshop_id, rows=rows)
    room.open(StageKind.sharing)
    return room


def lines(room: Room) -> list[PersonLine]:
    with reading() as session:
        return people(session, actor=Actor(room.by), workshop_id=room.workshop_id)


def at_the_door(room: Room, code: str = "") -> Screen:
    """The join form on a telephone of its own."""
    return room.at(f"/join/{code or room.code}", {}, width=390, height=844)


def says(screen: Screen, name: str, territory: str = "", role: str = "") -> None:
    screen.fill("join-name", name)
    screen.at("join-name").locator("input").blur()
    screen.rests()
    if territory:
        screen.fill("join-territory", territory)
    if role:
        screen.pick("join-role", role)
    screen.press("join-submit")


def in_the_room(screen: Screen) -> None:
    screen.page.wait_for_url("**/room*")
    screen.press("room-continue")
    screen.stage("Partage")


def test_whoever_is_on_the_list_finds_the_rest_filled_in_and_is_that_person(room: Room) -> None:
    zoe = at_the_door(room)
    zoe.fill("join-name", "Zoe Berenger-Lefevre")
    zoe.at("join-name").locator("input").blur()
    expect(zoe.at("join-territory").locator("input")).to_have_value(MALO)
    expect(zoe.at("join-role").get_by_role("radio", name="Élu·e")).to_be_checked()
    options = zoe.page.locator("datalist option")
    assert options.evaluate_all("all => all.map(one => one.value)") == [MALO, "Pays de Grasse"]
    zoe.press("join-submit")
    in_the_room(zoe)
    zoe.sees("Zoé BÉRENGER-LEFÈVRE")

    maelys = at_the_door(room)
    says(maelys, "Maelys ONeil", "Pays de Grasse", "Technicien·ne")
    maelys.sees("Est-ce vous")
    maelys.at("join-question").get_by_role("button", name="Maëlys O’NEILL").click()
    in_the_room(maelys)
    assert [(line.name, line.here) for line in lines(room)] == [
        ("Maëlys O’NEILL", True),
        ("Zoé BÉRENGER-LEFÈVRE", True),
    ]


def test_a_second_device_under_the_same_name_comes_back_by_the_code_and_makes_nobody(room: Room) -> None:
    code = room.join("Amina", "Pays de Grasse").resume_code
    again = at_the_door(room)
    says(again, "AMINA", "pays de grasse", "Élu·e")
    again.sees("Amina · Pays de Grasse · Élu·e est déjà là.")
    again.fill("join-resume", code)
    again.press("join-resume-submit")
    again.page.wait_for_url("**/room*")
    again.sees("Amina · Pays de Grasse")
    other = at_the_door(room)
    says(other, "Amina", "Sicoval", "Technicien·ne")
    other.press("join-apart")
    in_the_room(other)
    assert [line.name for line in lines(room) if line.here] == ["Amina", "Amina (Sicoval)"]


def test_a_territory_that_was_typed_is_kept_and_a_known_one_never_doubled(room: Room) -> None:
    paul = at_the_door(room)
    says(paul, "Paul", "Communauté d", "Technicien·ne")
    paul.sees("« Communauté d » n’est pas dans la liste")
    paul.press("join-alike-0")
    in_the_room(paul)
    lea = at_the_door(room)
    says(lea, "Léa", "Vallée de l’Hérault", "Autre")
    in_the_room(lea)
    assert {line.name: line.territory for line in lines(room) if line.here} == {
        "Léa": "Vallée de l’Hérault",
        "Paul": MALO,
    }


def test_who_joined_wrongly_is_put_right_by_themselves_and_by_the_facilitator(room: Room) -> None:
    amina = room.enter("Amnia", "Sicoval")
    amina.press("room-menu")
    amina.page.get_by_role("tab", name="Ma place").click()
    amina.at("myself-open").locator("summary").click()
    amina.fill("myself-name", "Amina")
    amina.fill("myself-territory", "Pays de Grase")
    amina.press("myself-save")
    amina.at("myself-open").get_by_role("button", name="Pays de Grasse").click()
    amina.sees("Amina · Pays de Grasse")

    console = room.console()
    console.press("console-people-open")
    console.select("people-chosen", "Amina · Pays de Grasse")
    console.at("people-correct-ask").locator("summary").click()
    (line,) = [line for line in lines(room) if line.here]
    console.fill(f"people-correct-name-{line.id}", "Amina Diallo")
    console.fill(f"people-correct-other-{line.id}", "Vallée de l’Hérault")
    console.press("people-correct")
    amina.page.keyboard.press("Escape")
    amina.sees("Amina Diallo · Vallée de l’Hérault")


def test_two_territories_that_are_one_are_made_one_and_apart_again(room: Room) -> None:
    with writing() as session:
        twin = add_territory(
            session, actor=Actor(room.by), workshop_id=room.workshop_id, name="Pays de Saint-Malo"
        )
        known = dict(
            workshop_settings(session, actor=Actor(room.by), workshop_id=room.workshop_id).territories
        )
    malo = next(one for one, name in known.items() if name == MALO)
    desk = room.desk("prepare")
    desk.page.get_by_role("tab", name="Réglages").click()
    desk.sees("se ressemblent")
    desk.press(f"territories-twins-{twin}-{malo}-merge")
    desk.sees("« Pays de Saint-Malo » a été réuni à")
    with reading() as session:
        assert territory_names(session, room.workshop_id) == [MALO, "Pays de Grasse"]
    desk.page.get_by_role("button", name="Annuler").last.click()
    expect(desk.page.get_by_text("a été réuni à")).to_have_count(0)
    with reading() as session:
        assert territory_names(session, room.workshop_id) == [MALO, "Pays de Grasse", "Pays de Saint-Malo"]


def test_two_workshops_in_two_tabs_of_one_browser_both_live(room: Room) -> None:
    first = room.enter("Amina", "Sicoval")
    first.stage("Partage")
    with writing() as session:
        elsewhere = make_workshop(session, by=room.by, theme="Un autre enjeu")
        code = workshop_settings(session, actor=Actor(room.by), workshop_id=elsewhere).code or ""
    second = Screen(first.page.context.new_page())
    second.page.goto(f"{room.server.url}/join/{grouped_code(code)}")
    says(second, "Amina D.", "Grand Paris", "Élu·e")
    second.page.wait_for_url("**/room*")
    second.press("room-continue")
    second.sees("Amina D. · Grand Paris")
    room.open(StageKind.voting)
    first.page.reload()
    first.dot("Intracting").click()
    expect(first.placed("Intracting")).to_be_visible()
    second.page.reload()
    second.sees("Amina D. · Grand Paris")
    assert [line.has_device for line in lines(room) if line.here] == [True]
