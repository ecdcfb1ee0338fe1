"""Leading a report-back in a real browser: who may, by buttons, arrow keys and a presenter's remote."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from pages.ui.surfaces.walk import walk_words
from tests.browser.canvas_views import canvas, post
from tests.browser.surface_page import SurfacePage, feed

pytestmark = pytest.mark.browser

AMINA, PAUL = 11, 12


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1366, "height": 768})
    yield SurfacePage(context)
    context.close()


def tables(reporter: int | None = AMINA, lit: tuple[int, str] | None = None) -> dict[str, Any]:
    task = {"task": "reporter", "person_id": reporter, "name": "Amina" if reporter else ""}
    return {
        "groups": [{"id": 3, "number": 2, "tasks": [task]}, {"id": 4, "number": 5, "tasks": []}],
        "spotlight": {"group_id": lit[0], "section": lit[1], "number": {3: 2, 4: 5}[lit[0]]} if lit else None,
    }


def perspective() -> dict[str, Any]:
    conditions = [post(8, "Un budget voté")]
    sections = [{"section": "gaps", "posts": []}, {"section": "conditions", "posts": conditions}]
    return {
        "group_id": 3,
        "territories": [{"id": 1, "name": "Sicoval", "verdict": "adapt", "sections": sections}],
    }


WORK = canvas(
    intention=[post(1, "Acheter ensemble", core=True), post(2, "Entre nous", off_record=True)],
    obstacles=[post(3, "Personne pour animer")],
    results=[post(4, "Rien à dire dehors", off_record=True)],
)
STEPS = ["Intention1", "Obstacles1", "Fonctions clés1", "Conditions1"]


def data(groups: dict[str, Any], me: int | None = AMINA, **facts: Any) -> dict[str, Any]:
    feeds = [
        feed("groups", "g1", groups),
        feed("canvas:3", "c1", WORK),
        feed("perspective:3", "p1", perspective()),
    ]
    return {"feeds": feeds, "group": 3, "me": me, "words": walk_words(), **facts}


def shown(tab: SurfacePage) -> list[str]:
    return [one["value"]["section"] for one in tab.triggers() if one["event"] == "show"]


def test_the_steps_are_what_holds_something_that_may_leave_the_room(tab: SurfacePage) -> None:
    tab.draw("walk", data(tables()))
    expect(tab.page.locator(".steps button")).to_have_text(STEPS)


def test_the_arrow_keys_lead_from_section_to_section(tab: SurfacePage) -> None:
    tab.draw("walk", data(tables()))
    expect(tab.page.get_by_role("status")).to_have_text("Le projecteur montre toutes les tables.")
    for key in ("ArrowRight", "PageDown", "ArrowRight", "PageUp"):
        tab.page.keyboard.press(key)
    expect(tab.page.get_by_role("status")).to_have_text("Au projecteur\u00a0: Obstacles")
    expect(tab.page.locator("[aria-current=step]")).to_have_text("Obstacles1")
    tab.draw("walk", data(tables(), seen=10**15))
    tab.push("groups", "g2", tables(lit=(3, "core_functions")))
    expect(tab.page.locator(".cards li")).to_contain_text(["Fonction clé · Intention"])


def test_the_arrow_keys_of_a_field_stay_its_own(tab: SurfacePage) -> None:
    tab.draw("walk", data(tables()))
    tab.page.evaluate("document.body.append(document.createElement('textarea'))")
    tab.page.locator("textarea").focus()
    for key in ("ArrowRight", "PageDown"):
        tab.page.keyboard.press(key)
    assert shown(tab) == []


def test_buttons_lead_and_name_where_to(tab: SurfacePage) -> None:
    tab.draw("walk", data(tables(lit=(3, "obstacles"))))
    tab.page.get_by_role("button", name="Suivant · Fonctions clés").click()
    assert shown(tab) == ["core_functions"]
    expect(tab.page.get_by_role("button", name="Précédent · Obstacles")).to_be_enabled()
    tab.page.get_by_role("button", name="Montrer toutes les tables").click()
    expect(tab.page.get_by_role("status")).to_have_text("Le projecteur montre toutes les tables.")


def test_who_does_not_report_reads_along_and_may_take_it_over(tab: SurfacePage) -> None:
    tab.draw("walk", data(tables(lit=(3, "obstacles")), me=PAUL))
    expect(tab.page.get_by_role("status")).to_have_text(
        "Amina rapporte pour cette table. Au projecteur\u00a0: Obstacles"
    )
    expect(tab.page.locator(".cards li")).to_contain_text(["Personne pour animer"])
    tab.page.keyboard.press("ArrowRight")
    assert shown(tab) == []
    tab.page.get_by_role("button", name="Je rapporte pour notre table").click()
    assert [one["event"] for one in tab.triggers()] == ["lead"]
    tab.push("groups", "g2", tables(reporter=PAUL, lit=(3, "obstacles")))
    expect(tab.page.get_by_role("button", name="Suivant")).to_be_enabled()


def test_a_reporter_waits_for_the_table_in_the_light_and_the_facilitator_does_not(tab: SurfacePage) -> None:
    tab.draw("walk", data(tables(lit=(4, "obstacles"))))
    expect(tab.page.get_by_role("status")).to_have_text("La table 5 est au projecteur.")
    expect(tab.page.get_by_role("button", name="Commencer")).to_be_disabled()
    tab.draw("walk", data(tables(lit=(4, "obstacles")), me=None), place="console")
    expect(tab.page.locator("#console").get_by_role("button", name="Commencer")).to_be_enabled()
