"""The canvas in a real browser: what a table does to its posts, by keyboard, and who is writing where."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from tests.browser.canvas_views import TOPIC, canvas, canvas_data, post
from tests.browser.surface_page import SurfacePage

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1366, "height": 768})
    yield SurfacePage(context)
    context.close()


WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
THREE = canvas(
    intention=[post(1, "Acheter ensemble"), post(2, "Payer moins"), post(3, "Soutenir la filière")],
    context=[post(4, "Un marché de gros à côté")],
)


def card(tab: SurfacePage, text: str) -> Locator:
    return tab.page.locator(".post").filter(has_text=text)


def more(tab: SurfacePage, text: str) -> Locator:
    return card(tab, text).locator("button.dots")


def menu(tab: SurfacePage) -> Locator:
    return tab.page.get_by_role("menu")


def choose(tab: SurfacePage, text: str, *names: str) -> None:
    """Walk the menu of a post to an entry, by its names."""
    more(tab, text).click()
    for name in names:
        menu(tab).locator("[role^=menuitem]").filter(has_text=name).first.click()


def sent(tab: SurfacePage) -> list[dict[str, Any]]:
    """What was told to the page, without its running number."""
    told = [{**one["value"]} for one in tab.triggers()]
    for one in told:
        del one["n"]
    return told


def in_section(tab: SurfacePage, number: int) -> list[str]:
    section = tab.page.locator(".section").nth(number)
    return section.locator(".posts > .post > .text").all_inner_texts()


def say_writing(tab: SurfacePage, *hands: tuple[str, str]) -> None:
    tab.until(lambda: bool(tab.heard), "a socket that hears")
    writing = [{"name": name, "section": section} for name, section in hands]
    tab.sockets[-1].send(json.dumps({"topic": TOPIC, "writing": writing}))


def hand(tab: SurfacePage) -> list[dict[str, str]]:
    """Where the tab said that its reader is writing."""
    return [said["writing"] for said in tab.heard if "writing" in said]


def test_a_menu_is_opened_walked_and_left_by_keyboard_alone(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    more(tab, "Payer moins").focus()
    tab.page.keyboard.press("Enter")
    expect(menu(tab)).to_be_visible()
    expect(menu(tab).get_by_role("menuitem").first).to_be_focused()
    tab.page.keyboard.press("ArrowUp")
    expect(menu(tab).locator("[role^=menuitem]").last).to_be_focused()
    tab.page.keyboard.press("Home")
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("ArrowRight")
    expect(menu(tab).get_by_role("menuitem", name="Contexte")).to_be_focused()
    tab.page.keyboard.press("ArrowLeft")
    expect(menu(tab).get_by_role("menuitem").first).to_be_focused()
    tab.page.keyboard.press("Escape")
    expect(menu(tab)).to_be_hidden()
    expect(more(tab, "Payer moins")).to_be_focused()
    more(tab, "Payer moins").press("Enter")
    tab.page.keyboard.press("s")
    tab.page.keyboard.press("Enter")
    assert sent(tab) == [{"name": "delete", "id": 2}]


def test_a_post_goes_to_another_section_at_once_and_takes_the_focus_along(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    choose(tab, "Payer moins", "Déplacer dans une autre rubrique", "Résultats")
    assert sent(tab) == [{"name": "move", "id": 2, "section": "results", "resource": None}]
    assert in_section(tab, 0) == ["Acheter ensemble", "Soutenir la filière"]
    assert in_section(tab, 7) == ["Payer moins"]
    expect(more(tab, "Payer moins")).to_be_focused()


def test_resources_ask_for_their_kind(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    choose(tab, "Payer moins", "Déplacer dans une autre rubrique", "Ressources", "Financière")
    assert sent(tab) == [{"name": "move", "id": 2, "section": "resources", "resource": "financial"}]
    expect(card(tab, "Payer moins").get_by_text("Financière")).to_be_visible()


def test_a_post_goes_up_and_down(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    choose(tab, "Payer moins", "Monter")
    assert in_section(tab, 0) == ["Payer moins", "Acheter ensemble", "Soutenir la filière"]
    choose(tab, "Acheter ensemble", "Descendre")
    assert in_section(tab, 0) == ["Payer moins", "Soutenir la filière", "Acheter ensemble"]
    assert sent(tab)[0] == {"name": "order", "id": 2, "before": 1}
    more(tab, "Acheter ensemble").click()
    expect(menu(tab).get_by_text("Descendre")).to_have_count(0)


def test_posts_are_merged_with_their_words_kept_and_separated_again(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    choose(tab, "Acheter ensemble", "Fusionner avec")
    box = tab.page.get_by_role("checkbox", name="Payer moins")
    expect(tab.page.get_by_role("checkbox").first).to_be_focused()
    box.check()
    tab.page.get_by_role("button", name="Fusionner ici").click()
    assert sent(tab) == [{"name": "merge", "id": 1, "posts": [2]}]
    expect(card(tab, "Acheter ensemble").locator(".merged")).to_contain_text("Payer moins")
    assert in_section(tab, 0) == ["Acheter ensemble", "Soutenir la filière"]
    merged = post(1, "Acheter ensemble", merged=[{"id": 2, "text": "Payer moins", "author": "Paul"}])
    tab.draw("canvas", canvas_data("a2", canvas(intention=[merged]), now=5, seen=10**15))
    tab.page.get_by_role("button", name="Séparer à nouveau : Payer moins").click()
    assert sent(tab)[-1] == {"name": "unmerge", "id": 1, "post": 2}


def test_marks_are_put_and_taken_back(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    choose(tab, "Payer moins", "Fonction clé")
    core = tab.page.locator(".section").nth(9)
    expect(core.locator(".marked")).to_contain_text("Payer moins")
    more(tab, "Payer moins").first.click()
    expect(menu(tab).get_by_role("menuitemcheckbox", name="Fonction clé")).to_be_checked()
    tab.page.keyboard.press("Escape")
    choose(tab, "Un marché de gros", "Hors compte rendu")
    expect(card(tab, "Un marché de gros").locator(".tag")).to_have_text("Hors compte rendu")
    tab.draw("canvas", canvas_data("a1", THREE, seen=10**15))
    assert sent(tab) == [{"name": "core", "id": 2, "on": True}]


def test_only_authors_take_a_post_away_and_all_reword_it(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE, mine=[1]))
    more(tab, "Payer moins").click()
    names = menu(tab).locator("[role^=menuitem]").all_inner_texts()
    assert not [name for name in names if name.startswith(("Supprimer", "Hors compte rendu"))]
    assert names[0] == "Modifier"
    tab.page.keyboard.press("Escape")
    choose(tab, "Acheter ensemble", "Supprimer")
    assert sent(tab) == [{"name": "delete", "id": 1}]
    expect(card(tab, "Acheter ensemble")).to_have_count(0)
    expect(more(tab, "Payer moins")).to_be_focused()


def test_where_a_post_comes_from_is_a_link(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", canvas(writable=False, intention=[post(5, "Acheter")]), mine=[]))
    more(tab, "Acheter").click()
    entries = menu(tab).locator("[role^=menuitem]")
    expect(entries).to_have_count(1)
    expect(entries.first).to_have_attribute("href", "/trail?post=5")


def test_two_wordings_stand_side_by_side_until_someone_chooses(tab: SurfacePage) -> None:
    other = {"id": 9, "text": "Acheter local", "author": "Paul · Sicoval"}
    tab.draw(
        "canvas",
        canvas_data("a1", canvas(intention=[post(1, "Acheter ensemble", version=4, alternatives=[other])])),
    )
    expect(tab.page.get_by_role("button", name="Garder cette formulation : Acheter ensemble")).to_be_visible()
    tab.page.get_by_role("button", name="Garder cette formulation : Acheter local").click()
    assert sent(tab) == [{"name": "choose", "id": 1, "alternative": 9, "version": 4, "seen": [9]}]
    assert in_section(tab, 0) == ["Acheter local"]


def test_what_is_typed_is_kept_while_the_post_changes_moves_and_goes(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    card(tab, "Payer moins").get_by_role("button", name="Modifier").click()
    field = tab.page.get_by_role("textbox")
    field.fill("Payer nettement moins")
    tab.push(TOPIC, "a2", canvas(intention=[post(2, "Payer mieux", version=2)]))
    expect(tab.page.locator(".note")).to_contain_text("Payer mieux")
    expect(field).to_be_focused()
    tab.push(TOPIC, "a3", canvas(results=[post(2, "Payer mieux", version=2)]))
    expect(tab.page.locator(".section").nth(7).get_by_role("textbox")).to_have_value("Payer nettement moins")
    expect(field).to_be_focused()
    tab.push(TOPIC, "a4", canvas(intention=[post(1, "Acheter ensemble")]))
    expect(tab.page.locator(".note")).to_contain_text("n’est plus là")
    expect(field).to_have_value("Payer nettement moins")
    expect(tab.page.get_by_role("button", name="Enregistrer")).to_be_disabled()
    field.press("Escape")
    expect(tab.page.locator(".post")).to_have_count(1)


def test_a_change_says_over_which_version_it_was_written(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    card(tab, "Payer moins").get_by_role("button", name="Modifier").click()
    tab.page.get_by_role("textbox").fill("Payer nettement moins")
    tab.push(TOPIC, "a2", canvas(intention=[post(2, "Payer mieux", version=2)]))
    expect(tab.page.locator(".note")).to_be_visible()
    tab.page.get_by_role("textbox").press("Control+Enter")
    assert sent(tab) == [{"name": "edit", "id": 2, "text": "Payer nettement moins", "version": 1}]


def test_words_that_were_refused_come_back_into_the_field(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    card(tab, "Payer moins").get_by_role("button", name="Modifier").click()
    tab.page.get_by_role("textbox").fill("Payer nettement moins")
    tab.page.get_by_role("button", name="Enregistrer").click()
    expect(tab.page.get_by_role("textbox")).to_have_count(0)
    (told,) = tab.triggers()
    tab.draw("canvas", canvas_data("a1", THREE, seen=told["value"]["n"], now=5))
    expect(tab.page.get_by_role("textbox")).to_have_value("Payer nettement moins")
    expect(tab.page.locator(".note")).to_have_text(
        "Ce n’est pas enregistré. Essayez à nouveau, ou copiez vos mots."
    )
    tab.page.get_by_role("button", name="Enregistrer").click()
    _, told = tab.triggers()
    done = post(2, "Payer nettement moins", version=2)
    tab.push(TOPIC, "a2", canvas(intention=[done]))
    tab.draw("canvas", canvas_data("a2", canvas(intention=[done]), seen=told["value"]["n"], now=2_000))
    expect(tab.page.get_by_role("textbox")).to_have_count(0)
    assert in_section(tab, 0) == ["Payer nettement moins"]


def test_who_is_writing_is_shown_in_the_section_by_name(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    say_writing(tab, ("Paul", "context"), ("Zoé", "context"), ("", "results"))
    sections = tab.page.locator(".section")
    expect(sections.nth(1).locator(".hands")).to_have_text("Paul et Zoé écrivent…")
    expect(sections.nth(7).locator(".hands")).to_have_text("Quelqu’un écrit…")
    expect(sections.nth(0).locator(".hands")).to_be_hidden()
    say_writing(tab)
    expect(sections.nth(1).locator(".hands")).to_be_hidden()


def test_typing_in_an_editor_is_told_once_and_its_end_too(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    card(tab, "Un marché").get_by_role("button", name="Modifier").click()
    tab.page.keyboard.type(" très vivant")
    tab.until(lambda: bool(hand(tab)), "the hand that writes")
    tab.page.keyboard.press("Escape")
    tab.until(lambda: len(hand(tab)) == 2, "the hand that rests")
    assert hand(tab) == [{"topic": TOPIC, "section": "context"}, {"topic": TOPIC, "section": ""}]


def test_typing_in_the_field_of_the_page_is_told_for_the_section_it_asks_about(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE, section="obstacles"))
    tab.until(lambda: bool(tab.heard), "a socket that hears")
    tab.page.evaluate(
        """() => {
          const box = document.createElement("div")
          box.className = "st-key-post-text"
          box.append(document.createElement("textarea"))
          document.body.append(box)
          box.firstChild.focus()
        }"""
    )
    tab.page.keyboard.type("Personne")
    tab.page.keyboard.press("Tab")
    tab.until(lambda: len(hand(tab)) == 2, "the hand that writes and rests")
    assert hand(tab) == [{"topic": TOPIC, "section": "obstacles"}, {"topic": TOPIC, "section": ""}]


def test_another_table_is_no_news(tab: SurfacePage) -> None:
    many = [post(number, f"Une idée parmi d’autres, la {number}") for number in range(10, 40)]
    tab.draw("canvas", canvas_data("a1", THREE))
    other = canvas_data("b1", canvas(intention=many), now=5)
    other["feeds"][0]["topic"] = "canvas:4"
    tab.draw("canvas", other)
    expect(tab.page.locator(".post")).to_have_count(30)
    expect(tab.page.locator(".post.new")).to_have_count(0)
    expect(tab.page.locator(".live")).to_have_text("")
    assert tab.page.locator(".posts").first.evaluate("(list) => list.scrollTop") == 0
    tab.push("canvas:4", "b2", canvas(intention=[*many, post(50, "La dernière")]))
    expect(tab.page.locator(".post.new .text")).to_have_text("La dernière")
    expect(tab.page.locator(".post.new")).to_be_in_viewport()


def test_a_lost_connection_forgets_who_was_writing(tab: SurfacePage) -> None:
    tab.draw("canvas", canvas_data("a1", THREE))
    say_writing(tab, ("Paul", "context"))
    expect(tab.page.locator(".hands:visible")).to_have_count(1)
    tab.accept = False
    tab.sockets[-1].close()
    expect(tab.page.locator(".hands:visible")).to_have_count(0)


def busy() -> dict[str, Any]:
    """A canvas with everything that can stand on it."""
    merged = [{"id": 8, "text": "Payer moins", "author": "Paul"}]
    picture = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    return canvas(
        intention=[post(1, "Acheter ensemble", core=True, merged=merged, verbatim=False)],
        context=[post(2, "Un marché", alternatives=[{"id": 9, "text": "Une halle", "author": ""}])],
        results=[post(3, "Moins cher", picture=picture, alt="La feuille", off_record=True, author="")],
        obstacles=[post(4, "الشراء المشترك")],
    )


def test_axe_finds_nothing_on_a_busy_canvas_its_menu_and_its_panels(tab: SurfacePage) -> None:
    tab.page.emulate_media(reduced_motion="reduce")
    tab.draw("canvas", canvas_data("a1", busy()))
    say_writing(tab, ("Paul", "timeline"))
    expect(tab.page.locator(".hands:visible")).to_have_count(1)
    held = {"canvas": violations(tab)}
    more(tab, "Acheter ensemble").click()
    held["menu"] = violations(tab)
    tab.page.keyboard.press("Escape")
    choose(tab, "Acheter ensemble", "Fusionner avec")
    held["merging"] = violations(tab)
    tab.page.keyboard.press("Escape")
    choose(tab, "Acheter ensemble", "Ajouter une image")
    held["picture"] = violations(tab)
    tab.page.keyboard.press("Escape")
    card(tab, "الشراء").get_by_role("button", name="Modifier").click()
    held["editor"] = violations(tab)
    assert held == {"canvas": [], "menu": [], "merging": [], "picture": [], "editor": []}


def violations(tab: SurfacePage) -> list[str]:
    answer = Axe().run(tab.page, options={"runOnly": WCAG}).response
    assert len(answer["passes"]) > 5
    return [f"{held['id']} {node['html'][:160]}" for held in answer["violations"] for node in held["nodes"]]
