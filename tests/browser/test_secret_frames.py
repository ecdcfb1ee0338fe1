"""Before the reveal no count leaves the server: every frame that reaches a browser is looked at."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import create_group
from facilitation.voting import cast_dot
from tests.browser.conftest import OpenPage
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.ratings import rate_all

pytestmark = pytest.mark.browser

DOTS = 13
"""A number that nothing else in this workshop has, but for somebody's id: what one initiative received."""
SAID = re.compile(rf'(?<!"id")[:\[,]\s*{DOTS}\s*[,\]}}]')


class Frames:
    """All that a page receives over its sockets and as answers, from its next load on."""

    def __init__(self, page: Page) -> None:
        self.received: list[str] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._keep))

    def _keep(self, frame: str | bytes) -> None:
        self.received.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    def holding(self, pattern: str) -> list[str]:
        """What a pattern finds in all that was received."""
        return [found[0] for text in self.received for found in re.finditer(pattern, text)]

    @property
    def counts(self) -> list[str]:
        """Where the number stands as a value."""
        return [found[0] for text in self.received for found in SAID.finditer(text)]


def test_no_count_reaches_a_screen_before_the_reveal(rules: Engine, server: Server, visit: OpenPage) -> None:
    room = Room(server, visit)
    room.open(StageKind.voting)
    people = [room.join(f"Personne {number}").person_id for number in range(15)]
    with writing() as session:
        for number, person_id in enumerate(people):
            chosen = "Intracting" if number < DOTS - 1 else "Bon Achat"
            cast_dot(session, actor=Actor(person_id=person_id), initiative_id=room.wall[chosen])
    amina, projector, console = room.enter("Amina"), room.projector(), room.console()
    screens = (amina, projector, console)
    frames = [Frames(screen.page) for screen in screens]
    for screen in screens:
        screen.page.reload()
    amina.dot("Intracting").click()
    for screen in (projector, console):
        screen.sees("16 sur 16 ont voté")
    console.confirm("console-close-vote")
    projector.sees("Le résultat sera dévoilé à tout le monde en même temps")
    expect(console.at("console-reveal-ask")).to_be_visible()
    amina.page.reload()
    amina.sees("Le résultat sera dévoilé à tout le monde en même temps")
    assert all(len(one.received) > 3 for one in frames)
    assert [one.counts for one in frames] == [[], [], []]
    console.confirm("console-reveal")
    expect(amina.at("vote-result")).to_contain_text(str(DOTS))
    projector.sees("Intracting")
    assert all(one.counts for one in frames[:2])


ANSWERED = r'"cells":\s*\[\s*\{|"answers":\s*\{\s*"|"(zeros|unknowns|gaps)":\s*[1-9]'
"""A cell of the matrix, somebody's answers, or how many blockages there are."""


def test_no_answer_about_a_territory_reaches_another_screen_before_the_reveal(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    room = Room(server, visit)
    with writing() as session:
        create_group(
            session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=room.wall["Bon Achat"]
        )
    paul = room.join("Paul", "Sicoval").person_id
    room.open(StageKind.perspective)
    with writing() as session:
        rate_all(session, paul, room.wall["Bon Achat"], 0)
    bystander, projector, console = room.enter("Lucie"), room.projector(), room.console()
    screens = (bystander, projector, console)
    frames = [Frames(screen.page) for screen in screens]
    for screen in screens:
        screen.page.reload()
        screen.rests()
    console.pick("console-part", "Matrice")
    console.sees("1 a répondu à tout")
    amina = room.enter("Amina", "Pays de Grasse")
    of_amina = Frames(amina.page)
    amina.at("rating").get_by_role("button", name="Bloquant").click()
    expect(amina.at("rating")).to_contain_text("1 réponse sur 10")
    console.sees("2 sur 2 ont commencé à répondre")
    bystander.page.get_by_role("tab", name="Matrice").click()
    bystander.sees("Les réponses de tout le monde apparaissent ici ensemble")
    amina.rests()
    assert all(len(one.received) > 3 for one in frames)
    assert [one.holding(ANSWERED) for one in frames] == [[], [], []]
    assert of_amina.holding(rf'"topic":\s*"ratings:{paul}"') == []
    console.confirm("console-matrix-reveal")
    expect(bystander.at("room-matrix").get_by_role("grid")).to_contain_text("Sicoval")
    projector.sees("Sicoval")
    assert all(one.holding(ANSWERED) for one in frames)
