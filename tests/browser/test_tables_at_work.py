"""Two tables take apart, compare, and follow a cell of the matrix back to the vote: six people live."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import assign, create_group
from facilitation.results import decide, reveal
from facilitation.running import close_stage
from facilitation.voting import cast_dot
from facilitation.workshops import change_settings
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

PEOPLE = {
    "Amina": "Pays de Grasse",
    "Paul": "Côte Ouest",
    "Jeanne": "Sicoval",
    "Luc": "Pays de Grasse",
    "Inès": "Côte Ouest",
    "Hugo": "Sicoval",
}
KEPT = ("Bon Achat", "Intracting")
CONDITION = "Un élu référent dans chaque commune"
TOGETHER = "Plusieurs personnes ont écrit ici en même temps"
FIRST, SECOND = ("Amina", "Paul", "Jeanne"), ("Luc", "Inès", "Hugo")


def voted(room: Room) -> None:
    """Everybody is here, two initiatives are kept by a vote, and each has its table of three."""
    people = {name: room.join(name, territory).person_id for name, territory in PEOPLE.items()}
    with writing() as session:
        change_settings(session, actor=Actor(room.by), workshop_id=room.workshop_id, keep=2)
    stage = room.open(StageKind.voting)
    with writing() as session:
        for person_id in people.values():
            for title in KEPT:
                cast_dot(session, actor=Actor(person_id=person_id), initiative_id=room.wall[title])
        close_stage(session, actor=Actor(room.by), stage_id=stage)
    with writing() as session:
        reveal(session, actor=Actor(room.by), stage_id=stage)
        decide(session, actor=Actor(room.by), stage_id=stage, kept=[room.wall[title] for title in KEPT])
        for title, seated in zip(KEPT, (FIRST, SECOND), strict=True):
            group_id = create_group(
                session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=room.wall[title]
            )
            for name in seated:
                assign(session, actor=Actor(room.by), person_id=people[name], group_id=group_id)
    room.open(StageKind.decomposition)


def card(screen: Screen, text: str) -> Locator:
    """A post on a canvas."""
    return screen.at("canvas").locator("li.post").filter(has_text=text).first


def edit(screen: Screen, text: str) -> Locator:
    """Open a post's own editor; the field."""
    card(screen, text).get_by_role("button", name="Modifier").click()
    return screen.at("canvas").locator("li.post textarea")


def rate(screen: Screen, answers: str) -> None:
    """Answer criterion after criterion by keyboard."""
    screen.at("rating").locator(".stand").focus()
    for answer in answers:
        screen.page.keyboard.press(answer)
    expect(screen.at("rating")).to_contain_text("20 réponses sur 20")


def condition(screen: Screen, text: str, about: str) -> None:
    """Write at the table under which condition it could work at home, and about which post."""
    screen.page.get_by_role("tab", name="Ma table").click()
    screen.pick("perspective-section", "Conditions")
    screen.fill("perspective-text", text)
    screen.at("perspective-about").locator("button").filter(has_text=about).click()
    screen.press("perspective-submit")
    expect(screen.at("perspective-text").locator("textarea")).to_have_value("")


@dataclass
class Live:
    """Everybody's screen."""

    console: Screen
    projector: Screen
    rooms: dict[str, Screen]

    def at(self, *names: str) -> list[Screen]:
        """The screens of some people."""
        return [self.rooms[name] for name in names]


@pytest.fixture
def live(rules: Engine, server: Server, visit: OpenPage) -> Live:
    room = Room(server, visit)
    voted(room)
    return Live(room.console(), room.projector(), {name: room.enter(name) for name in PEOPLE})


def test_from_two_canvases_at_once_to_the_vote_behind_a_cell(live: Live) -> None:
    write_at_once(live)
    see_who_is_writing(live)
    reword_the_same_post(live)
    live.console.goes_on()
    for screen in live.rooms.values():
        screen.stage("Mise en perspective")
    rate_and_reveal(live)
    follow_a_cell_to_the_vote(live.console)
    live.console.page.keyboard.press("Escape")
    live.console.goes_on()
    for screen in (*live.at("Amina"), live.projector):
        screen.stage("Mise en commun")
    report_back(live)


def write_at_once(live: Live) -> None:
    """Each table reads its own canvas only."""
    for name, screen in live.rooms.items():
        screen.fill("post-text", f"Une idée de {name}")
    for screen in live.rooms.values():
        screen.press("post-submit")
    for own, others in ((FIRST, SECOND), (SECOND, FIRST)):
        for screen in live.at(*own):
            expect(screen.at("canvas").locator("li.post")).to_have_count(3)
            expect(screen.at("canvas")).not_to_contain_text(f"Une idée de {others[0]}")


def see_who_is_writing(live: Live) -> None:
    """What is half typed is nobody's to read, but that somebody writes is seen."""
    luc, ines = live.at("Luc", "Inès")
    luc.at("post-text").locator("textarea").press_sequentially("Je réfléchis à")
    expect(ines.at("canvas")).to_contain_text(re.compile("écrit…"))
    expect(ines.at("canvas")).not_to_contain_text("Je réfléchis")


def reword_the_same_post(live: Live) -> None:
    """Nothing is lost: both wordings stand until the table chooses."""
    amina, paul, jeanne = table = live.at(*FIRST)
    edit(paul, "Une idée de Amina").fill("Une idée d’Amina, dite par Paul")
    edit(jeanne, "Une idée de Amina").fill("Une idée d’Amina, dite par Jeanne")
    for screen in (paul, jeanne):
        screen.at("canvas").get_by_role("button", name="Enregistrer").click()
    for screen in table:
        screen.sees(TOGETHER, "dite par Jeanne", "dite par Paul")
    wording = amina.at("canvas").locator("li, .wording").filter(has_text="dite par Jeanne").last
    wording.get_by_role("button", name="Garder cette formulation").click()
    for screen in table:
        expect(card(screen, "dite par Jeanne")).to_be_visible()
        for gone in (TOGETHER, "dite par Paul"):
            expect(screen.page.get_by_text(gone).filter(visible=True)).to_have_count(0)


def rate_and_reveal(live: Live) -> None:
    """Each rates their own territory alone; then every screen shows the matrix at once."""
    amina, paul, luc = live.at("Amina", "Paul", "Luc")
    rate(amina, "0?" + "2" * 18)
    rate(paul, "3" * 20)
    condition(paul, CONDITION, "dite par Jeanne")
    live.projector.sees("2 personnes ont répondu")
    live.console.pick("console-part", "Matrice")
    live.console.confirm("console-matrix-reveal")
    live.projector.sees("Pays de Grasse", "Côte Ouest", "Bon Achat")
    expect(luc.page.get_by_role("tab", name="Matrice")).to_be_visible()


def follow_a_cell_to_the_vote(console: Screen) -> None:
    """Behind a cell are the posts, and behind a post all that led to it."""
    row = console.at("console-matrix").get_by_role("row", name=re.compile("Côte Ouest"))
    row.get_by_role("gridcell").first.click()
    dialog = console.page.get_by_role("dialog")
    expect(dialog).to_contain_text(CONDITION)
    with console.page.expect_popup() as opened:
        dialog.get_by_role("link").first.click()
    Screen(opened.value).sees(CONDITION, "dite par Jeanne", "Bon Achat", "6 gommettes")


def report_back(live: Live) -> None:
    """Who reports leads the projector from their own laptop, section by section."""
    (amina,) = live.at("Amina")
    amina.page.get_by_role("button", name="Je rapporte pour notre table").click()
    amina.page.get_by_role("button", name="Commencer").click()
    live.projector.sees("Une idée d’Amina, dite par Jeanne")
    amina.page.get_by_role("button", name=re.compile("^Suivant · Conditions")).click()
    live.projector.sees(CONDITION)
