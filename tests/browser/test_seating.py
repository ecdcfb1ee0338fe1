"""Where people sit, on the projector: when it is shown, and how many tables' people find their names."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from pages.ui.surfaces.room import projector_words
from tests.browser.surface_page import SurfacePage, feed
from tests.browser.test_projector_type import seats, stage

pytestmark = pytest.mark.browser

MINUTE = 60_000


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="fr-FR")
    yield SurfacePage(context)
    context.close()


class Screen:
    """The projector, redrawn with other views as often as a test likes."""

    def __init__(self, tab: SurfacePage) -> None:
        self.tab, self.version = tab, 0

    def show(self, stage_view: dict[str, Any], tables: dict[str, Any], at: int = 1_000) -> Locator:
        """Draw this stage and these tables at a moment of the server's clock; the screen."""
        self.version += 1
        views = {"stage": stage_view, "groups": tables}
        feeds = [feed(topic, f"v{self.version}", view, now=at) for topic, view in views.items()]
        self.tab.draw("projector", {"feeds": feeds, "words": projector_words(), "qr": None})
        return self.tab.page.locator("#place .screen")

    def scene(self, stage_view: dict[str, Any], tables: dict[str, Any], at: int = 1_000) -> str | None:
        """What is drawn then."""
        screen = self.show(stage_view, tables, at)
        expect(screen).to_be_visible()
        return screen.get_attribute("data-scene")


def written(tables: dict[str, Any], *filled: int) -> dict[str, Any]:
    """The same tables, so many sections of each begun."""
    groups = [group | {"filled": n} for group, n in zip(tables["groups"], filled, strict=True)]
    return tables | {"groups": groups}


def followed_by(kind: str, state: str = "between", ends: int | None = None) -> dict[str, Any]:
    """A break or a moment between two stages, with this kind of stage to come."""
    coming = {"title": "Décomposition", "kind": kind, "minutes": 35}
    own = "break" if state == "open" else None
    return stage("break", state) | {"kind": own, "next": coming, "ends_ms": ends}


def test_seats_are_shown_until_the_tables_write(tab: SurfacePage) -> None:
    screen, opened = Screen(tab), stage("decomposition")
    assert screen.scene(opened, seats(2)) == "seating"
    assert screen.scene(opened, written(seats(2), 1, 0), at=MINUTE) == "seating"
    assert screen.scene(opened, written(seats(2), 1, 0), at=3 * MINUTE) == "canvas"
    assert screen.scene(opened, written(seats(2), 0, 0), at=4 * MINUTE) == "seating"


def test_once_every_table_writes_nobody_looks_for_a_seat(tab: SurfacePage) -> None:
    assert Screen(tab).scene(stage("decomposition"), written(seats(2), 1, 3)) == "canvas"


def test_between_two_stages_seats_are_shown_when_tables_come_next(tab: SurfacePage) -> None:
    screen = Screen(tab)
    assert screen.scene(followed_by("decomposition"), seats(2)) == "seating"
    assert screen.scene(followed_by("closing"), seats(2)) == "pause"
    assert screen.scene(followed_by("decomposition"), seats(2, 0)) == "pause"


def test_a_break_shows_the_seats_in_its_last_two_minutes_by_itself(tab: SurfacePage) -> None:
    before = followed_by("decomposition", "open", ends=2 * MINUTE + 3_000)
    screen = Screen(tab).show(before, seats(2))
    expect(screen).to_have_attribute("data-scene", "break")
    expect(screen).to_have_attribute("data-scene", "seating")


def test_up_to_eight_tables_stand_side_by_side(tab: SurfacePage) -> None:
    screen = Screen(tab).show(stage("decomposition"), seats(8))
    expect(screen.locator(".seat-table")).to_have_count(8)
    expect(screen.locator(".seat-table").first.locator(".who li")).to_have_count(6)
    expect(screen.locator(".away b").first).to_have_css("font-style", "italic")


def test_more_tables_are_read_by_name_and_the_pages_turn(tab: SurfacePage) -> None:
    screen = Screen(tab).show(stage("decomposition"), seats(33))
    names = screen.locator(".names li")
    expect(names).to_have_count(52)
    first = names.first.inner_text()
    assert first.startswith("Amina Benali 0")
    expect(names.first.get_by_label("Table 1", exact=True)).to_be_visible()
    expect(screen.locator(".seating .page")).to_contain_text(re.compile(r"1 (sur|of) 4"))
    tab.until(lambda: names.first.inner_text() != first, "the second page", tries=900)
    expect(screen.locator(".seating .page")).to_contain_text(re.compile(r"2 (sur|of) 4"))
