"""Live displays in a real browser: one socket, the newest view, nothing lost, nothing run."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from pages.ui.surfaces.inputs import wall_words
from tests.browser.surface_page import SurfacePage, feed

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(locale="fr-FR")
    yield SurfacePage(context)
    context.close()


def initiative(number: int, title: str, **facts: Any) -> dict[str, Any]:
    return {
        "id": number,
        "title": title,
        "pitch": "",
        "territory": "Sicoval",
        "link": "",
        "picture": None,
        "tags": [],
        "hidden": False,
        "fictitious": False,
        "merged": [],
        "state": None,
        "holder": "",
        "author": None,
        **facts,
    }


def wall(*titles: str) -> dict[str, Any]:
    shown = [initiative(number, title) for number, title in enumerate(titles, 1)]
    return {"concealed": False, "count": len(shown), "initiatives": shown}


def wall_data(version: str, *titles: str, now: int = 0) -> dict[str, Any]:
    return {"feeds": [feed("wall", version, wall(*titles), now)], "actions": [], "words": wall_words()}


def ballot(mine: int = 0, left: int = 1, **facts: Any) -> dict[str, Any]:
    one = {"id": 7, "title": "Le café des transitions", "pitch": "", "territory": "", "picture": None}
    two = {"id": 8, "title": "Budget climat", "pitch": "", "territory": "", "picture": None}
    candidates = [{**one, "mine": mine, "why_not": None}, {**two, "mine": 0, "why_not": None}]
    return {
        "open": True,
        "runoff": False,
        "dots": 1,
        "cap": 1,
        "left": left,
        "candidates": candidates,
    } | facts


BALLOT_WORDS = {
    "left": ["Il vous reste {n} gommette", "Il vous reste {n} gommettes"],
    "used": "Toutes posées.",
    "change": "",
    "put": "Poser sur {title}",
    "take": "Reprendre de {title}",
    "own_territory": "",
    "closed": "",
    "runoff": "",
    "secret": "",
    "saving": "",
    "none": "",
}


def ballot_data(version: str, view: dict[str, Any], seen: int = 0, now: int = 0) -> dict[str, Any]:
    return {"feeds": [feed("ballot:1", version, view, now)], "words": BALLOT_WORDS, "seen": seen}


def test_a_pushed_view_replaces_the_one_that_came_with_the_page(tab: SurfacePage) -> None:
    tab.draw("wall", wall_data("a1", "Bon achat"))
    tab.push("wall", "a2", wall("Bon achat", "Intracting"))
    expect(tab.page.locator("#place .title")).to_have_text(["Bon achat", "Intracting"])


def test_a_page_loaded_before_the_last_push_does_not_take_the_screen_back(tab: SurfacePage) -> None:
    tab.draw("wall", wall_data("a1", "Bon achat"))
    tab.push("wall", "a3", wall("Bon achat", "Intracting"), now=500)
    expect(tab.page.locator("#place .title")).to_have_count(2)
    tab.draw("wall", wall_data("a2", "Bon achat", now=400))
    expect(tab.page.locator("#place .title")).to_have_text(["Bon achat", "Intracting"])


def test_a_page_newer_than_the_last_push_is_drawn_and_the_server_asked_whether_it_stands(
    tab: SurfacePage,
) -> None:
    tab.draw("wall", wall_data("a1", "Bon achat"))
    tab.push("wall", "a2", wall("Bon achat"), now=100)
    tab.draw("wall", wall_data("b9", "Bon achat", "Intracting", now=200))
    expect(tab.page.locator("#place .title")).to_have_count(2)
    tab.until(lambda: ("wall", "b9") in tab.hearings(), "the question about b9")
    tab.push("wall", "a3", wall("Seule"), now=150)
    expect(tab.page.locator("#place .title")).to_have_text(["Seule"])


def test_one_socket_serves_every_surface_of_a_tab(tab: SurfacePage) -> None:
    tab.draw("wall", wall_data("a1", "Bon achat"), place="one")
    tab.draw("wall", wall_data("a1", "Bon achat"), place="two")
    tab.push("wall", "a2", wall("Intracting"))
    expect(tab.page.locator("#one .title")).to_have_text(["Intracting"])
    expect(tab.page.locator("#two .title")).to_have_text(["Intracting"])
    assert len(tab.sockets) == 1


def test_a_lost_connection_comes_back_by_itself_and_names_the_version_it_has(tab: SurfacePage) -> None:
    tab.draw("wall", wall_data("a1", "Bon achat"))
    tab.push("wall", "a2", wall("Intracting"))
    expect(tab.page.locator("#place .title")).to_have_text(["Intracting"])
    tab.accept = False
    tab.sockets[0].close()
    expect(tab.page.get_by_role("status").filter(has_text="Connexion perdue.")).to_be_visible()
    expect(tab.page.locator("#place .title")).to_have_text(["Intracting"])
    tab.accept = True
    tab.until(lambda: tab.hearings()[-1:] == [("wall", "a2")] and len(tab.sockets) == 2, "a new socket")
    expect(tab.page.get_by_role("status").filter(has_text="Rétablie.")).to_be_visible()


def test_what_people_typed_is_text_and_nothing_else(tab: SurfacePage) -> None:
    hostile = '<img src=x onerror="window.ran=true"><script>window.ran=true</script>'
    view = wall(hostile)
    view["initiatives"][0] |= {"link": "javascript:window.ran=true", "pitch": hostile, "tags": [hostile]}
    tab.draw("wall", wall_data("a1") | {"feeds": [feed("wall", "a1", view)]})
    expect(tab.page.locator("#place .title")).to_have_text([hostile])
    assert tab.page.locator("#place img:visible, #place script, #place a").count() == 0
    assert tab.page.evaluate("window.ran") is None


def test_a_pulse_asks_for_a_rerun_once_for_a_version_the_page_does_not_have(tab: SurfacePage) -> None:
    data = {"feeds": [feed("stage", "a1")], "spread": 0}
    tab.draw("pulse", data)
    tab.push("stage", "a1", None)
    tab.push("stage", "a2", None)
    tab.until(lambda: len(tab.triggers()) == 1, "the rerun")
    tab.draw("pulse", {"feeds": [feed("stage", "a2", now=2_000)], "spread": 0})
    tab.push("stage", "a2", None, now=3_000)
    tab.page.wait_for_timeout(700)
    assert [sent["event"] for sent in tab.triggers()] == ["changed"]


def test_a_pulse_asks_again_until_the_page_has_run(tab: SurfacePage) -> None:
    tab.draw("pulse", {"feeds": [feed("stage", "a1")], "spread": 0})
    tab.push("stage", "a2", None)
    tab.until(lambda: len(tab.triggers()) == 2, "a second try")


def test_a_page_of_another_replica_does_not_rerun_for_ever(tab: SurfacePage) -> None:
    tab.draw("pulse", {"feeds": [feed("stage", "b1")], "spread": 0})
    tab.push("stage", "a1", None)
    tab.until(lambda: len(tab.triggers()) == 1, "the rerun")
    tab.draw("pulse", {"feeds": [feed("stage", "b2", now=2_000)], "spread": 0})
    tab.push("stage", "a1", None, now=3_000)
    tab.page.wait_for_timeout(1_800)
    assert len(tab.triggers()) == 1


def test_a_page_drawn_by_a_run_from_before_is_asked_for_again(tab: SurfacePage) -> None:
    tab.draw("pulse", {"feeds": [feed("stage", "a1")], "spread": 0})
    tab.push("stage", "a2", None)
    tab.until(lambda: len(tab.triggers()) == 1, "the rerun")
    tab.draw("pulse", {"feeds": [feed("stage", "a1", now=2_000)], "spread": 0})
    tab.until(lambda: len(tab.triggers()) == 2, "a second try")


def test_a_dot_shows_at_once_and_stays_when_the_server_has_it(tab: SurfacePage) -> None:
    tab.draw("ballot", ballot_data("a1", ballot()))
    tab.page.get_by_role("button", name="Poser sur Le café des transitions").click()
    expect(tab.page.get_by_role("button", name="Reprendre de Le café des transitions")).to_be_visible()
    expect(tab.page.get_by_text("Toutes posées.")).to_be_visible()
    expect(tab.page.get_by_role("button", name="Poser sur Budget climat")).to_be_disabled()
    (sent,) = tab.triggers()
    assert (sent["event"], sent["value"]["initiative"], sent["value"]["place"]) == ("dot", 7, True)
    tab.draw("ballot", ballot_data("a2", ballot(mine=1, left=0), seen=sent["value"]["n"], now=5))
    expect(tab.page.get_by_role("button", name="Reprendre de Le café des transitions")).to_be_visible()


def test_a_double_click_places_a_dot_and_does_not_take_it_back(tab: SurfacePage) -> None:
    tab.draw("ballot", ballot_data("a1", ballot()))
    tab.page.get_by_role("button", name="Poser sur Le café des transitions").dblclick()
    expect(tab.page.get_by_role("button", name="Reprendre de Le café des transitions")).to_be_visible()
    (sent,) = tab.triggers()
    assert sent["value"]["place"]


def test_a_refused_dot_is_taken_back(tab: SurfacePage) -> None:
    tab.draw("ballot", ballot_data("a1", ballot()))
    tab.page.get_by_role("button", name="Poser sur Le café des transitions").click()
    (sent,) = tab.triggers()
    tab.draw("ballot", ballot_data("a1", ballot(), seen=sent["value"]["n"], now=5))
    expect(tab.page.get_by_role("button", name="Poser sur Le café des transitions")).to_be_visible()
    expect(tab.page.get_by_text("Il vous reste 1 gommette")).to_be_visible()


def test_a_dot_that_the_connection_lost_is_sent_again_with_the_same_number(tab: SurfacePage) -> None:
    tab.draw("ballot", ballot_data("a1", ballot()))
    tab.page.get_by_role("button", name="Poser sur Le café des transitions").click()
    tab.until(lambda: len(tab.triggers()) == 2, "the second try")
    first, second = tab.triggers()
    assert first == second


AT_WORK = """(state) => {
  const app = document.querySelector(".app") ?? document.body.appendChild(document.createElement("div"))
  app.className = "app"
  Object.assign(app.dataset, { testScriptState: state, testConnectionState: "CONNECTED" })
}"""


def test_what_the_server_is_at_is_not_asked_for_again_however_long_it_takes(tab: SurfacePage) -> None:
    """Another request would stop the run that shows what came of the first."""
    tab.page.clock.install()
    tab.draw("ballot", ballot_data("a1", ballot()))
    tab.draw("pulse", {"feeds": [feed("groups", "p1", None)], "spread": 0}, place="pulse")
    tab.push("groups", "p2", None)
    tab.page.get_by_role("button", name="Poser sur Le café des transitions").click()
    tab.page.clock.run_for(1_000)
    sent = tab.triggers()
    assert sorted(one["event"] for one in sent) == ["changed", "dot"]
    tab.page.evaluate(AT_WORK, "running")
    tab.page.clock.run_for(60_000)
    assert tab.triggers() == sent
    tab.page.evaluate(AT_WORK, "notRunning")
    tab.page.clock.run_for(5_000)
    again = tab.triggers()[2:]
    assert {one["event"] for one in again} == {"changed", "dot"}
    assert sent[[one["event"] for one in sent].index("dot")] in again


def test_a_second_dot_waits_until_the_server_has_seen_the_first(tab: SurfacePage) -> None:
    tab.draw("ballot", ballot_data("a1", ballot(dots=2, left=2)))
    tab.page.get_by_role("button", name="Poser sur Le café des transitions").click()
    tab.page.get_by_role("button", name="Poser sur Budget climat").click()
    expect(tab.page.get_by_text("Toutes posées.")).to_be_visible()
    (first,) = tab.triggers()
    tab.draw("ballot", ballot_data("a2", ballot(mine=1, left=1, dots=2), seen=first["value"]["n"], now=5))
    _, second = tab.triggers()
    assert (second["value"]["initiative"], second["value"]["n"] > first["value"]["n"]) == (8, True)


def test_what_one_place_had_not_sent_yet_is_sent_by_the_one_that_follows_it(tab: SurfacePage) -> None:
    tab.draw("ballot", {"key": "ballot"} | ballot_data("a1", ballot(dots=2, left=2)), place="old")
    tab.page.get_by_role("button", name="Poser sur Le café des transitions").click()
    tab.page.get_by_role("button", name="Poser sur Budget climat").click()
    (first,) = tab.triggers()
    data = ballot_data("a2", ballot(mine=1, left=1, dots=2), seen=first["value"]["n"], now=5)
    tab.page.evaluate("document.getElementById('old').remove()")
    tab.draw("ballot", {"key": "ballot"} | data, place="new")
    expect(tab.page.get_by_text("Toutes posées.")).to_be_visible()
    _, second = tab.triggers()
    assert (second["place"], second["value"]["initiative"]) == ("new", 8)


def test_the_focus_stays_where_it_is_when_a_view_arrives(tab: SurfacePage) -> None:
    tab.draw("ballot", ballot_data("a1", ballot()))
    button = tab.page.get_by_role("button", name="Poser sur Budget climat")
    button.focus()
    tab.push("ballot:1", "a2", ballot(candidates=list(reversed(ballot()["candidates"]))))
    expect(tab.page.locator("#place h3")).to_have_text(["Budget climat", "Le café des transitions"])
    expect(button).to_be_focused()
