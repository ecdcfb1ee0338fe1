"""Documents to take away, in a browser: one sees that a file is being written, gets it, or hears why not."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.surface_page import HOME, SurfacePage

pytestmark = pytest.mark.browser

WORDS = {
    "writing": "« {name} » s’écrit : {n} s…",
    "waiting": "« {name} » est le n° {n} de la file.",
    "taken": "« {name} » est là.",
    "failed": "« {name} » n’a pas pu être écrit.",
    "full": "La file est pleine.",
}


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(locale="fr-FR", accept_downloads=True)
    yield SurfacePage(context)
    context.close()


def shelves() -> dict[str, Any]:
    file = {
        "label": "PDF",
        "name": "Compte rendu (PDF)",
        "href": f"{HOME}download/1/minutes.pdf",
        "first": False,
    }
    return {
        "shelves": [{"title": "Compte rendu", "text": "Ce qui fut décidé.", "files": [file]}],
        "words": WORDS,
    }


def answers(tab: SurfacePage) -> list[Route]:
    """The requests for files, for the test to answer when it likes."""
    waiting: list[Route] = []
    tab.page.route(re.compile("/download/"), lambda route: waiting.append(route))
    tab.draw("downloads", shelves())
    return waiting


def test_a_file_that_is_being_written_says_so_until_it_is_there(tab: SurfacePage) -> None:
    waiting = answers(tab)
    link = tab.page.get_by_role("link", name="Compte rendu, PDF")
    link.click()
    expect(tab.page.get_by_role("status")).to_contain_text("« Compte rendu (PDF) » s’écrit")
    expect(link).to_have_attribute("aria-busy", "true")
    link.click()
    with tab.page.expect_download() as taken:
        (only,) = waiting
        only.fulfill(
            body=b"%PDF", headers={"Content-Disposition": 'attachment; filename="essaim-1-minutes.pdf"'}
        )
    assert taken.value.suggested_filename == "essaim-1-minutes.pdf"
    expect(tab.page.get_by_role("status")).to_have_text("« Compte rendu (PDF) » est là.")
    expect(link).not_to_have_attribute("aria-busy", "true")


def test_a_file_that_cannot_be_written_says_so_and_can_be_asked_for_again(tab: SurfacePage) -> None:
    waiting = answers(tab)
    link = tab.page.get_by_role("link", name="Compte rendu, PDF")
    link.click()
    tab.until(lambda: len(waiting) == 1, "a request")
    waiting[0].fulfill(status=500)
    expect(tab.page.get_by_role("status")).to_have_text("« Compte rendu (PDF) » n’a pas pu être écrit.")
    link.click()
    tab.until(lambda: len(waiting) == 2, "another request")
    with tab.page.expect_download() as taken:
        waiting[1].fulfill(body=b"%PDF")
    assert taken.value.suggested_filename


def test_files_wait_in_turn_and_each_says_its_place(tab: SurfacePage) -> None:
    two = shelves()
    summary = {"label": "Word", "name": "Synthèse (Word)", "href": f"{HOME}download/1/summary.docx"}
    two["shelves"].append({"title": "Synthèse", "text": "En deux pages.", "files": [summary]})
    waiting: list[Route] = []
    tab.page.route(re.compile("/download/"), lambda route: waiting.append(route))
    tab.page.route(re.compile("/waiting"), lambda route: route.fulfill(json={"place": 3}))
    tab.draw("downloads", two)
    minutes, other = (tab.page.get_by_role("link", name=name) for name in ("Compte rendu", "Synthèse"))
    minutes.click()
    other.click()
    said = tab.page.get_by_role("status")
    expect(said.nth(0)).to_have_text("« Compte rendu (PDF) » est le n° 3 de la file.")
    expect(said.nth(1)).to_have_text("« Synthèse (Word) » est le n° 4 de la file.")
    assert len(waiting) == 1
    waiting[0].fulfill(status=429)
    expect(said.nth(0)).to_have_text("La file est pleine.")
    tab.until(lambda: len(waiting) == 2, "the next request")
    with tab.page.expect_download() as taken:
        waiting[1].fulfill(body=b"PK")
    assert taken.value.suggested_filename
    expect(said.nth(1)).to_have_text("« Synthèse (Word) » est là.")
