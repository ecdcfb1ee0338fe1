"""Before the reveal no count leaves the server: every frame that reaches a browser is looked at."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.agenda import StageKind
from facilitation.voting import cast_dot
from tests.browser.conftest import OpenPage
from tests.browser.seeded import Room
from tests.browser.server import Server

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
            cast_dot(session, voter_id=person_id, initiative_id=room.wall[chosen])
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
