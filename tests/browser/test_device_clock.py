"""The clock of a laptop is minutes off, and set during the workshop: countdowns stay together."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.pitches import put_on_stage
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

FAST = """{
  const real = Date.now.bind(Date), D = Date
  let off = 11 * 60_000
  window.__jump = (ms) => (off += ms)
  window.Date = class extends D {
    constructor(...a) { a.length ? super(...a) : super(real() + off) }
    static now() { return real() + off }
  }
}"""
"""A clock that is eleven minutes fast, and can be set."""
DIGITS = {"stage": ".countdown .digits:visible", "pitch": ".stage-pitch .value span:visible"}


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    return Room(server, visit)


def seconds(told: str) -> int:
    sign = -1 if told.startswith("+") else 1
    total = 0
    for part in told.lstrip("+").split(":"):
        total = total * 60 + int(part)
    return sign * total


def left(screen: Screen, digits: str) -> int:
    return seconds(screen.page.locator(digits).first.inner_text())


def set_fast(screen: Screen) -> Screen:
    screen.page.context.add_init_script(FAST)
    screen.page.reload()
    return screen


def together(projector: Screen, screens: tuple[Screen, ...], digits: str) -> None:
    """Each screen's countdown is within a second of the projector's."""
    for screen in screens:
        before, here, after = (left(one, digits) for one in (projector, screen, projector))
        assert after - 1 <= here <= before + 1, (screen.page.url, before, here, after)


@pytest.mark.parametrize("counted", DIGITS)
def test_a_countdown_is_the_projectors_whatever_the_clock_of_the_device_does(
    room: Room, counted: str
) -> None:
    room.open(StageKind.sharing)
    if counted == "pitch":
        with writing() as session:
            put_on_stage(session, actor=Actor(room.by), initiative_id=room.wall["Intracting"])
    projector, digits = room.projector(), DIGITS[counted]
    screens = tuple(map(set_fast, (room.console(), room.enter("Amina"), room.projector())))
    for screen in (projector, *screens):
        expect(screen.page.locator(digits).first).to_be_visible()
    together(projector, screens, digits)
    for jump in (-40_000, 40_000, 40_000, -3_600_000):
        for screen in screens:
            screen.page.evaluate("(ms) => __jump(ms)", jump)
        projector.page.wait_for_timeout(1_100)
        together(projector, screens, digits)
