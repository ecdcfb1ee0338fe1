"""The matrix in a real browser: walked through by keyboard, opened cell by cell, accessible everywhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.groups import create_group, place_everyone
from facilitation.matrix import reveal_matrix
from facilitation.perspective import Section
from facilitation.ratings import Criterion, rate
from facilitation.workshops import workshop_settings
from pages.ui.surfaces.lexicon import CRITERIA
from pages.ui.surfaces.matrix_display import matrix_words
from pages.ui.surfaces.room import projector_words
from tests.browser.conftest import OpenPage
from tests.browser.matrices import matrix_of
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.browser.surface_page import SurfacePage, feed
from tests.browser.test_axe import violations
from tests.browser.test_projector_type import stage
from tests.factories.tables import make_perspective_post

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce")
    yield SurfacePage(context)
    context.close()


def grid_of(tab: SurfacePage, view: dict[str, Any], version: str = "a1", now: int = 0) -> Locator:
    """The grid, and the cell that Tab reaches has the focus."""
    tab.draw("matrix", {"feeds": [feed("matrix", version, view, now)], "mine": 2, "words": matrix_words()})
    grid = tab.page.get_by_role("grid")
    expect(grid).to_be_visible()
    grid.locator("td[tabindex='0']").focus()
    return grid


def place(tab: SurfacePage) -> tuple[int, int]:
    """Row and column of the cell that has the focus."""
    at: list[int] = tab.page.evaluate(
        """() => {
          const cell = document.querySelector("#place").shadowRoot.activeElement
          const row = cell.parentElement
          return [[...row.parentElement.children].indexOf(row), [...row.querySelectorAll("td")].indexOf(cell)]
        }"""
    )
    return at[0], at[1]


def test_the_grid_is_walked_through_by_keyboard(tab: SurfacePage) -> None:
    grid = grid_of(tab, matrix_of(1, 15))
    walked = []
    for key in (
        "ArrowRight",
        "ArrowDown",
        "ArrowLeft",
        "ArrowLeft",
        "End",
        "PageDown",
        "PageDown",
        "Home",
        "PageUp",
        "Control+End",
        "ArrowRight",
        "ArrowDown",
        "Control+Home",
        "ArrowUp",
    ):
        tab.page.keyboard.press(key)
        walked.append(place(tab))
    assert walked == [
        (0, 1),
        (1, 1),
        (1, 0),
        (1, 0),
        (1, 12),
        (11, 12),
        (14, 12),
        (14, 0),
        (4, 0),
        (14, 12),
        (14, 12),
        (14, 12),
        (0, 0),
        (0, 0),
    ]
    expect(grid.locator("td[tabindex='0']")).to_have_count(1)


def test_enter_space_and_a_click_open_what_is_behind(tab: SurfacePage) -> None:
    grid = grid_of(tab, matrix_of(2, 3))
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("End")
    tab.page.keyboard.press(" ")
    grid.locator("tbody tr").nth(2).locator("td").nth(4).click()
    tab.until(lambda: bool(tab.triggers()), "something is sent")
    tab.draw("matrix", {"feeds": [feed("matrix", "a1", matrix_of(2, 3))], "mine": 2, "words": matrix_words()})
    sent = sent_in_turn(tab)
    assert sent == [(1, 1, CRITERIA[1]), (1, 1, None), (1, 3, CRITERIA[4])]


def sent_in_turn(tab: SurfacePage) -> list[tuple[int, int, str | None]]:
    """Everything the grid sends, each acknowledged as the page would."""
    for _turn in range(3):
        seen = tab.triggers()[-1]["value"]["n"]
        view = matrix_of(2, 3)
        data = {"feeds": [feed("matrix", "a1", view)], "mine": 2, "words": matrix_words(), "seen": seen}
        tab.draw("matrix", data)
    told = {one["value"]["n"]: one["value"] for one in tab.triggers() if one["event"] == "cell"}
    return [(one["initiative"], one["territory"], one["criterion"]) for _n, one in sorted(told.items())]


def test_the_focus_stays_on_its_cell_when_answers_come(tab: SurfacePage) -> None:
    grid_of(tab, matrix_of(1, 5))
    tab.page.keyboard.press("ArrowDown")
    tab.push("matrix", "a2", matrix_of(1, 6), now=2_000)
    expect(tab.page.get_by_role("grid").locator("tbody tr")).to_have_count(6)
    assert place(tab) == (1, 0)


def test_territories_stand_by_name_or_by_table_and_never_by_answers(tab: SurfacePage) -> None:
    grid = grid_of(tab, matrix_of(1, 5))
    names = grid.locator("tbody th > span:first-child")
    by_name = names.all_inner_texts()
    order = tab.page.locator("#place select")
    assert order.locator("option").all_inner_texts() == [
        matrix_words()["by_name"],
        matrix_words()["by_table"],
    ]
    order.select_option("table")
    assert [by_name.index(one) + 1 for one in names.all_inner_texts()] == [2, 5, 1, 3, 4]
    order.select_option("name")
    assert names.all_inner_texts() == by_name


def test_every_cell_says_in_words_what_it_shows(tab: SurfacePage) -> None:
    view = matrix_of(1, 1, 3)
    told = {"value": 2, "rated": 4, "unknown": 1, "zeros": 1, "low": 0, "high": 3, "gap": True}
    nothing = {"value": None, "rated": 0, "unknown": 0, "zeros": 0, "low": None, "high": None, "gap": False}
    cells = view["initiatives"][0]["rows"][0]["cells"]
    cells[0] |= told
    cells[1] |= nothing
    cells[2] |= nothing | {"unknown": 2}
    grid = grid_of(tab, view)
    words = matrix_words()
    labels = [one.get_attribute("aria-label") or "" for one in grid.locator("td.heat").all()]
    assert [label.split(": ", 1)[1].split(", ")[0] for label in labels] == [
        words["levels"]["2"],
        words["nobody"],
        words["levels"]["unknown"],
    ]
    assert words["gap"] in labels[0]
    signs = [one.locator(".sign").count() for one in grid.locator("td.heat").all()]
    assert signs == [4, 0, 1]


def test_ones_own_territory_is_in_sight_among_forty(tab: SurfacePage) -> None:
    view = matrix_of(2, 40)
    tab.draw("matrix", {"feeds": [feed("matrix", "a1", view)], "mine": 30, "words": matrix_words()})
    expect(tab.page.locator("#place tr.mine")).to_have_count(1)
    assert tab.page.evaluate(
        """() => {
          const root = document.querySelector("#place").shadowRoot
          const frame = root.querySelector(".frame").getBoundingClientRect()
          const own = root.querySelector("tr.mine").getBoundingClientRect()
          return own.top > frame.top && own.bottom < frame.bottom
        }"""
    )


def test_before_the_reveal_there_is_no_grid(tab: SurfacePage) -> None:
    view = matrix_of(2, 3, revealed=False)
    tab.draw("matrix", {"feeds": [feed("matrix", "a1", view)], "mine": None, "words": matrix_words()})
    expect(tab.page.get_by_text(matrix_words()["hidden"])).to_be_visible()
    expect(tab.page.get_by_role("grid")).to_be_hidden()


def test_the_projector_turns_the_pages_of_a_long_matrix(tab: SurfacePage) -> None:
    page = tab.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.add_style_tag(content="body { margin: 0 } #place { position: fixed; inset: 0 }")
    page.clock.install()
    here = {"present": 18, "expected": 20, "done": 5, "by_role": [], "by_territory": [], "people": None}
    views = {"stage": stage("perspective"), "people": here, "matrix": matrix_of(3, 40)}
    feeds = [feed(topic, "a1", view) for topic, view in views.items()]
    tab.draw("projector", {"feeds": feeds, "words": projector_words(), "qr": None})
    expect(page.locator("#place .alone")).to_have_text(matrix_of(1, 1)["initiatives"][0]["title"])
    seen = set()
    for _second in range(12 * 16):
        seen |= set(page.locator("#place .heatmap tbody th[scope=row]").all_inner_texts())
        page.clock.run_for(1_000)
    assert len(seen) == 40
    assert page.locator("#place .alone").inner_text() != ""


# The whole way, on a real server.


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    """Four people of four territories at one table: rated, written, revealed."""
    room = Room(server, visit)
    people = [room.join(f"Personne {n}", f"Territoire {n}").person_id for n in range(4)]
    room.open(StageKind.decomposition)
    work = room.wall["Bon Achat"]
    with writing() as session:
        create_group(session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=work)
        place_everyone(session, actor=Actor(room.by), workshop_id=room.workshop_id)
        about = write_post(
            session, actor=Actor(person_id=people[0]), section=Section.mechanism, text="Acheter près d’ici"
        )
    room.open(StageKind.perspective)
    with writing() as session:
        known = workshop_settings(session, actor=Actor(room.by), workshop_id=room.workshop_id)
        homes = {name: one for one, name in known.territories}
        make_perspective_post(
            session, people[1], homes["Territoire 1"], "Un élu référent", Section.conditions, about=[about]
        )
        for at, person_id in enumerate(people):
            for number, criterion in enumerate(list(Criterion)[:10]):
                value = None if (number + at) % 5 == 4 else (number + at) % 5
                rate(
                    session,
                    actor=Actor(person_id=person_id),
                    initiative_id=work,
                    criterion=criterion,
                    value=value,
                )
        reveal_matrix(session, actor=Actor(room.by), workshop_id=room.workshop_id)
    return room


def cell_of(screen: Screen, territory: str, column: int) -> Locator:
    row = screen.page.get_by_role("row").filter(has_text=territory)
    return row.locator("td").nth(column)


def open_dialog(screen: Screen) -> Locator:
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    screen.rests()
    return dialog


def test_from_a_cell_to_its_posts_and_to_their_trail_by_keyboard(room: Room) -> None:
    console = room.console()
    console.pick("console-part", "Matrice")
    cell = cell_of(console, "Territoire 1", 0)
    cell.focus()
    console.page.keyboard.press("Enter")
    dialog = open_dialog(console)
    for text in ("Un élu référent", "Acheter près d’ici"):
        expect(dialog.get_by_text(text).first).to_be_visible()
    assert violations(console) == []
    with console.page.context.expect_page() as opened:
        dialog.get_by_role("link").first.click()
    trail: Page = opened.value
    expect(trail.get_by_text("Un élu référent").first).to_be_visible()
    trail.close()
    console.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(cell).to_be_focused()


def test_every_part_of_the_console_is_accessible(room: Room) -> None:
    console, found = room.console(), {}
    for part in ("Matrice", "Carte de chaleur", "Conditions à lever", "Questions aux porteurs"):
        console.pick("console-part", part)
        console.rests()
        found[part] = violations(console)
    assert {part: held for part, held in found.items() if held} == {}


def test_a_click_on_the_chart_opens_the_cell_too(room: Room) -> None:
    console = room.console()
    console.pick("console-part", "Carte de chaleur")
    plot = console.page.locator(".js-plotly-plot .nsewdrag").first
    expect(plot).to_be_visible()
    console.rests()
    plot.click(position={"x": 20, "y": 20})
    expect(open_dialog(console).get_by_text("Territoire 0").first).to_be_visible()


def test_the_room_reads_the_matrix_on_a_phone(room: Room) -> None:
    phone = room.enter("Personne 1", width=390, height=844)
    expect(phone.page.get_by_role("grid")).to_be_visible()
    phone.rests()
    assert violations(phone) == []
    cell_of(phone, "Territoire 1", 1).click()
    expect(open_dialog(phone).get_by_text("Un élu référent").first).to_be_visible()
    assert violations(phone) == []
    phone.page.keyboard.press("Escape")
    phone.pick("room-matrix-shown", "Conditions")
    phone.rests()
    assert violations(phone) == []


def test_the_projector_shows_the_matrix_to_the_room(room: Room) -> None:
    projector = room.projector()
    expect(projector.page.locator(".screen")).to_have_attribute("data-scene", "heatmap")
    projector.rests()
    assert violations(projector) == []
