"""A whole workshop, as it happens in a room: a facilitator, a projector, six participants, in French."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.server import Server

PEOPLE = [
    ("Amina Benali", "Pays de Grasse", "Technicien·ne"),
    ("Paul Hoarau", "Côte Ouest", "Élu·e"),
    ("Jeanne Roux", "Sicoval", "Élu·e"),
    ("Luc Morel", "Rochefort Océan", "Agent·e de l’État"),
    ("Inès Faure", "Terres de Lorraine", "Technicien·ne"),
    ("Hugo Petit", "Pays de Grasse", "Porteur·se de projet"),
]
INITIATIVES = [
    ("Fonds de participation", "50 000 € pour les associations et les écoles"),
    ("Bon Achat", "La commande publique s’ouvre aux entreprises locales"),
    ("Le parlement des voisins", "Une assemblée par quartier, deux fois par an"),
    ("Ambassadeurs du littoral", "Des habitants formés accueillent les visiteurs"),
    ("Intracting", "Les économies d’énergie paient les travaux"),
    ("Café des transitions", "Un café itinérant dans les villages"),
]
CODE = re.compile(r"\b[A-Z2-9]{3}-[A-Z2-9]{3}\b")


@dataclass
class Atelier:
    """Everybody in the room."""

    server: Server
    visit: OpenPage
    console: Screen
    projector: Screen
    code: str
    rooms: list[Screen]


def _set_up(server: Server, visit: OpenPage) -> Screen:
    link = re.search(r"http\S+/setup/\S+", server.log)
    assert link is not None
    screen = Screen(visit(link[0]))
    screen.fill("setup-name", "Camille Martin")
    screen.fill("setup-username", "camille")
    screen.fill("setup-password", "un mot de passe solide")
    screen.press("setup-submit")
    expect(screen.at("workshops-new")).to_be_visible()
    return screen


def _make_workshop(console: Screen) -> None:
    console.press("workshops-new")
    console.fill("new-theme", "Mobiliser TOUS les acteurs du territoire")
    console.option("new-template", 1)
    console.press("new-submit")
    console.page.wait_for_url("**/prepare?workshop=*")


def _join(server: Server, visit: OpenPage, code: str, name: str, territory: str, role: str) -> Screen:
    screen = Screen(visit(f"{server.url}/join/{code}", width=390, height=844))
    screen.fill("join-name", name)
    screen.at("join-territory").locator("input").first.fill(territory)
    if screen.at("join-territory").locator("[role=combobox]").count():
        screen.at("join-territory").locator("input").first.press("Enter")
    screen.pick("join-role", role)
    screen.press("join-submit")
    screen.page.wait_for_url("**/room*")
    expect(screen.at("room-resume-code")).to_contain_text(re.compile(r"[A-Z]+-\d+-[A-Z]+"))
    screen.press("room-continue")
    return screen


def _link(console: Screen, server: Server, url: str) -> str:
    """The address behind a button, on this server."""
    address = console.page.locator(f"a[href*='{url}']").first.get_attribute("href")
    assert address is not None
    return address if address.startswith("http") else server.url + address


def _code_on(projector: Screen) -> str:
    """The code of the workshop, as the room reads it."""
    shown = projector.page.get_by_text(CODE).filter(visible=True).first
    expect(shown).to_be_visible()
    found = CODE.search(shown.inner_text())
    assert found is not None
    return found[0]


def _open(atelier: "Atelier", title: str) -> None:
    """Go to the next stage from the console; six rooms and the projector follow by themselves."""
    atelier.console.goes_on()
    for screen in (*atelier.rooms, atelier.projector):
        screen.stage(title)


def _share(room: Screen, title: str, pitch: str) -> None:
    room.fill("share-title", title)
    room.fill("share-pitch", pitch)
    room.press("share-submit")
    expect(room.at("share-title").locator("input")).to_have_value("")


def _vote(room: Screen, *titles: str) -> None:
    for title in titles:
        room.at("ballot").get_by_role("button", name=f"Poser une gommette sur {title}").click()


def _picture(screen: Screen, name: str) -> None:
    """Keep what a screen shows for the README, where `make screenshots` asks for it."""
    if folder := os.environ.get("SCREENSHOTS"):
        screen.page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


def _report(console: Screen, server: Server, workshop: str) -> None:
    """Download the zip, and find in it what the room has said."""
    console.page.goto(f"{server.url}/report?workshop={workshop}")
    with console.page.expect_download() as taken:
        console.at("report-downloads").locator("a[href*='archive.zip']").click()
    with ZipFile(taken.value.path()) as bundle:
        readable = [name for name in bundle.namelist() if name.endswith((".md", ".csv", ".json"))]
        texts = {name: bundle.read(name).decode("utf-8-sig") for name in readable}
    report = next(text for name, text in texts.items() if name.endswith(".md"))
    for title, _ in INITIATIVES:
        assert title in report
    for name, *_ in PEOPLE:
        assert any(f"Une idée de {name}" in text for text in texts.values())
        assert any(f"Une condition de {name}" in text for text in texts.values())


@pytest.mark.browser
def test_a_whole_workshop_from_creating_it_to_opening_the_report(server: Server, visit: OpenPage) -> None:
    console = _set_up(server, visit)
    _make_workshop(console)
    workshop = re.search(r"workshop=(\d+)", console.page.url)
    assert workshop is not None
    console.page.goto(f"{server.url}/console?workshop={workshop[1]}")
    projector = Screen(visit(_link(console, server, "/projector/"), width=1920, height=1080))
    code = _code_on(projector)
    rooms = [_join(server, visit, code, *person) for person in PEOPLE]
    atelier = Atelier(server, visit, console, projector, code, rooms)
    projector.sees("6 personnes présentes")

    _open(atelier, "Météo d’accueil")
    _open(atelier, "L’enjeu")
    _open(atelier, "Partage")
    for room, initiative in zip(rooms, INITIATIVES, strict=True):
        _share(room, *initiative)
    for screen in (*rooms, projector, console):
        screen.sees(*(title for title, _ in INITIATIVES))

    _picture(console, "console")

    _open(atelier, "Vote")
    amina, paul, jeanne, luc, ines, hugo = rooms
    for room in (amina, paul, jeanne, luc):
        _vote(room, "Intracting")
    for room in (paul, luc, hugo):
        _vote(room, "Le parlement des voisins")
    _vote(ines, "Bon Achat")
    _vote(jeanne, "Fonds de participation")
    projector.sees("6 sur 6 ont voté")
    expect(amina.at("ballot")).to_contain_text("Il vous reste 1 gommette")
    _picture(paul, "room")
    console.confirm("console-close-vote")
    projector.sees("Le résultat sera dévoilé à tout le monde en même temps")
    console.confirm("console-reveal")
    projector.sees("À égalité", "Fonds de participation", "Bon Achat")

    console.press("console-runoff")
    for room in (amina, jeanne, luc, ines, hugo):
        _vote(room, "Bon Achat")
    _vote(paul, "Fonds de participation")
    projector.sees("6 sur 6 ont voté")
    console.confirm("console-close-vote")
    console.confirm("console-reveal")
    console.press("console-decide")
    projector.sees("Égalité départagée par un second tour")
    _picture(projector, "projector")

    _open(atelier, "Décomposition")
    console.press("console-first-tables")
    for number, room in enumerate(rooms):
        expect(room.at("canvas")).to_be_visible()
        room.fill("post-text", f"Une idée de {PEOPLE[number][0]}")
        room.press("post-submit")
        expect(room.at("post-text").locator("textarea")).to_have_value("")
        expect(room.at("canvas")).to_contain_text(f"Une idée de {PEOPLE[number][0]}")
    expect(console.at("console-groups")).to_contain_text("Obstacles")

    _open(atelier, "Mise en perspective")
    for number, room in enumerate(rooms):
        room.page.get_by_role("tab", name="Ma table").click()
        room.pick("perspective-section", "Conditions")
        expect(room.at("perspective-text")).to_contain_text("À quelles conditions")
        room.fill("perspective-text", f"Une condition de {PEOPLE[number][0]}")
        room.at("perspective-about").locator("button").first.click()
        room.press("perspective-submit")
        expect(room.at("perspective-text").locator("textarea")).to_have_value("")
        expect(room.at("perspective-display")).to_contain_text(f"Une condition de {PEOPLE[number][0]}")

    _open(atelier, "Mise en commun")
    _open(atelier, "Clôture")
    for room in rooms:
        room.page.get_by_text("Valait bien plus").filter(visible=True).first.click()
        room.press("round-submit")
    projector.sees("6 sur 6 ont répondu")
    _report(console, server, workshop[1])
