"""The perspective in a real browser: posts by territory, and who is writing for which."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from pages.ui.surfaces.canvases import post_words
from pages.ui.surfaces.lexicon import PERSPECTIVE_SECTIONS, perspective_words
from tests.browser.canvas_views import post
from tests.browser.surface_page import SurfacePage, feed

pytestmark = pytest.mark.browser

TOPIC = "perspective:3"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1366, "height": 768})
    yield SurfacePage(context)
    context.close()


def territory(number: int, name: str, **posts: list[dict[str, Any]]) -> dict[str, Any]:
    sections = [{"section": one, "posts": posts.get(one, [])} for one in PERSPECTIVE_SECTIONS]
    return {"id": number, "name": name, "verdict": None, "conditions": 0, "sections": sections}


def draw(tab: SurfacePage) -> None:
    about = [{"id": 1, "section": "mechanism", "text": "Un jury mixte"}]
    view = {
        "group_id": 3,
        "writable": True,
        "territories": [
            territory(1, "Sicoval", reproduce=[post(5, "Le jury, tel quel", about=about)]),
            territory(2, "Pays de Grasse", gaps=[post(6, "Moins de monde ici")]),
        ],
    }
    data = {"feeds": [feed(TOPIC, "p1", view)], "mine": None, "territory": 1, "section": "gaps"}
    words = post_words() | perspective_words()
    tab.draw("perspective", data | {"field": "perspective-text", "words": words})


def test_a_post_moves_among_the_sections_of_its_territory(tab: SurfacePage) -> None:
    draw(tab)
    card = tab.page.locator(".post")
    expect(card.locator(".about")).to_have_text("Un jury mixte")
    card.locator("button.dots").click()
    menu = tab.page.get_by_role("menu")
    menu.get_by_role("menuitem", name="Déplacer dans une autre rubrique").click()
    entries = menu.get_by_role("menuitem").all_inner_texts()
    assert entries[1:] == ["Écarts", "Améliorer", "Conditions", "Écarter", "Premier pas"]
    menu.get_by_role("menuitem", name="Améliorer").click()
    (sent,) = tab.triggers()
    assert (sent["value"]["section"], sent["value"]["id"]) == ("improve", 5)
    expect(tab.page.locator(".section").nth(2).locator(".post .text")).to_have_text("Le jury, tel quel")


def test_who_is_writing_is_shown_for_their_territory_only(tab: SurfacePage) -> None:
    draw(tab)
    tab.until(lambda: bool(tab.heard), "a socket that hears")
    hands = [{"name": "Paul", "section": "gaps:2"}]
    tab.sockets[-1].send(json.dumps({"topic": TOPIC, "writing": hands}))
    place = tab.page.get_by_role("tab", name="Pays de Grasse")
    expect(place).to_have_class("busy")
    expect(tab.page.locator(".hands:visible")).to_have_count(0)
    place.click()
    expect(tab.page.locator(".section").first.locator(".hands")).to_have_text("Paul écrit…")


def test_typing_in_an_editor_is_told_for_the_territory(tab: SurfacePage) -> None:
    draw(tab)
    tab.page.get_by_role("tab", name="Pays de Grasse").click()
    tab.page.locator(".post").get_by_role("button", name="Modifier").click()
    tab.page.keyboard.type(" !")
    tab.until(lambda: any("writing" in one for one in tab.heard), "the hand that writes")
    said = [one["writing"] for one in tab.heard if "writing" in one]
    assert said == [{"topic": TOPIC, "section": "gaps:2"}]
