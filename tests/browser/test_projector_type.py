"""Read from eight metres: the smallest text is 2.5 % of the height, and nothing leaves the screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from pages.ui.surfaces.room import projector_words, qr
from tests.browser.canvas_views import canvas as canvas_view
from tests.browser.canvas_views import post
from tests.browser.matrices import matrix_of
from tests.browser.surface_page import SurfacePage, feed

pytestmark = pytest.mark.browser

TITLES = (
    "Fonds de participation pour les associations et les écoles",
    "Stratégie du Bon Achat (Small Business Act local)",
    "Intracting pour petites et moyennes collectivités",
    "Aides-territoires",
    "Saisonniers et habitants : le chantier commun",
)
NAMES = ("Amina Benali", "Zoé", "Paul Durand", "Marie-Christine Lefèvre-Desrosiers", "Łukasz", "Élodie N.")
SECTIONS = (
    "intention",
    "context",
    "timeline",
    "mechanism",
    "actors",
    "governance",
    "resources",
    "results",
    "obstacles",
    "core_functions",
)

SMALLEST = """() => {
  const root = document.querySelector("#place").shadowRoot
  const shown = [...root.querySelectorAll(".screen *")].filter((one) => one.checkVisibility())
  const says = (node) => node.nodeType === 3 && node.data.trim()
  const told = shown.filter((one) => [...one.childNodes].some(says))
  return Math.min(...told.map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight * 100))
}"""
OUTSIDE = """() => {
  const root = document.querySelector("#place").shadowRoot
  const shown = [...root.querySelectorAll(".screen *")].filter((one) => one.checkVisibility())
  const floor = root.querySelector(".body").getBoundingClientRect().bottom
  const low = (one) => (one.closest(".body") ? floor : innerHeight) + 1
  const far = (one, {right, bottom, width}) => width && (right > innerWidth + 1 || bottom > low(one))
  return shown.filter((one) => far(one, one.getBoundingClientRect())).map((one) => one.outerHTML.slice(0, 80))
}"""


@pytest.fixture(params=[(1920, 1080), (1366, 768), (1280, 800)], ids=["1080p", "768p", "800p"])
def tab(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[SurfacePage]:
    width, height = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": height}, locale="fr-FR", reduced_motion="reduce"
    )
    page = SurfacePage(context)
    page.page.add_style_tag(content="body { margin: 0 } #place { position: fixed; inset: 0 }")
    yield page
    context.close()


def stage(kind: str, state: str = "open") -> dict[str, Any]:
    return {
        "theme": "Mobiliser et faire collaborer TOUS les acteurs du territoire",
        "place": "Grasse",
        "rehearsal": False,
        "code": "K7P4QX",
        "join_url": "https://essaim.example/join/K7P4QX",
        "state": state,
        "number": 3,
        "kind": kind,
        "title": "Décomposition et partage",
        "instruction": "Présentez une initiative qui vous inspire.\nUn titre, un territoire, une phrase.",
        "opened_ms": 0,
        "ends_ms": 1_100_000,
        "previous": None,
        "next": {"title": "Vote", "kind": "voting", "minutes": 15},
    }


def initiatives(many: int) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "title": TITLES[number % len(TITLES)],
            "territory": "Territoire de la Côte Ouest (La Réunion)",
            "pitch": "Une enveloppe de 50 000 € sur trois ans aide les associations et les écoles. " * 2,
            "holder": "",
            "link": "",
            "picture": None,
            "tags": [],
            "hidden": False,
            "fictitious": number % 2 == 0,
            "merged": [],
            "state": None,
        }
        for number in range(1, many + 1)
    ]


def rows(many: int) -> list[dict[str, Any]]:
    return [
        {
            **one,
            "dots": many - at,
            "runoff_dots": None,
            "territories": 2,
            "rank": at + 1,
            "state": "above" if at < 3 else "below",
            "kept": at < 3,
        }
        for at, one in enumerate(initiatives(many))
    ]


def tables(many: int) -> dict[str, Any]:
    sections = [{"section": name, "count": at % 3} for at, name in enumerate(SECTIONS)]
    seated = [people(table, 5) for table in range(many)]
    return {
        "groups": [
            {
                "id": number,
                "number": number,
                "name": "",
                "initiative": TITLES[number % len(TITLES)],
                "members": seated[number - 1],
                "tasks": [],
                "sections": sections,
                "filled": 6,
                "missing": ["obstacles"],
            }
            for number in range(1, many + 1)
        ],
        "unplaced_count": 2,
        "spotlight": None,
    }


def people(table: int, many: int) -> list[dict[str, Any]]:
    return [
        {
            "id": 10 * table + n,
            "name": f"{NAMES[(7 * table + n) % len(NAMES)]} {table}",
            "territory": "Territoire de la Côte Ouest (La Réunion)" if n % 3 == 0 else "Sicoval",
            "role": "elected",
            "here": n != 2,
        }
        for n in range(many)
    ]


def seats(many: int, at_each: int = 6) -> dict[str, Any]:
    told = tables(many)
    for table, group in enumerate(told["groups"]):
        group |= {"filled": 0, "members": people(table, at_each), "name": "" if table % 2 else "Les abeilles"}
    return told


def scenes() -> dict[str, dict[str, Any]]:
    here = {"present": 18, "expected": 20, "done": 5, "by_role": [], "people": None}
    here["by_territory"] = [{"territory": f"Pays du Gévaudan {n}", "count": 2} for n in range(9)]
    vote = {
        "round_id": 1,
        "open": True,
        "runoff": False,
        "voted": 14,
        "proxies": 1,
        "eligible": 18,
        "dots": 3,
    }
    result = {"state": "decided", "round_id": 1, "runoff": False, "keep": 3, "cut_after": 3, "tied": []}
    result |= {"how": "tally", "reason": None, "voted": 18, "proxies": 0, "eligible": 18, "rows": rows(10)}
    answers = {"kind": "closing", "answered": 16, "present": 18, "counts": [0, 1, 3, 7, 5]}
    answers["words"] = ["Des idées concrètes à rapporter", "Plus de temps"]
    tied = [{**row, "dots": 1, "state": "tied", "kept": None} for row in rows(5)]
    tie = {"rows": tied, "tied": [row["id"] for row in tied], "state": "revealed", "cut_after": None}
    shared = {f"sharing {n}": {"stage": stage("sharing"), "wall": wall(n)} for n in (1, 3, 5, 7, 12, 14)}
    voting = {"stage": stage("voting"), "turnout": vote | {"candidates": initiatives(10)}}
    decided = {
        "stage": stage("voting"),
        "turnout": vote | {"open": False, "candidates": []},
        "result": result,
    }
    each: dict[str, dict[str, Any]] = {
        "waiting": {"stage": stage("sharing", "waiting")},
        "theme": {"stage": stage("theme")},
        "break": {"stage": stage("break")},
        "between": {"stage": stage("sharing", "between")},
        "finished": {"stage": stage("closing", "finished")},
        "vote": voting,
        "vote 60": {"stage": stage("voting"), "turnout": vote | {"candidates": initiatives(60)}},
        "result 60": {**decided, "result": result | {"rows": rows(60)}},
        "result tie": {**decided, "result": result | tie},
        "result": decided,
        "decomposition": {"stage": stage("decomposition"), "groups": tables(6)},
        "decomposition 12": {"stage": stage("decomposition"), "groups": tables(12)},
        "closing": {"stage": stage("closing"), "round": answers},
        **{
            f"matrix {many}": {"stage": stage("perspective"), "matrix": matrix_of(works, many)}
            for works, many in ((1, 1), (2, 2), (3, 7), (3, 40))
        },
        **{f"seating {n}": {"stage": stage("decomposition"), "groups": seats(n)} for n in (1, 4, 8, 12, 33)},
        "seating 4 full": {"stage": stage("decomposition"), "groups": seats(4, 8)},
        "seating 7 full": {"stage": stage("decomposition"), "groups": seats(7, 8)},
        **shared,
        **{f"report {n}": report_back(n) for n in (0, 1, 3, 5, 8, 24)},
    }
    return {name: {"people": here, **views} for name, views in each.items()}


def report_back(many: int) -> dict[str, Any]:
    """A table tells of its conditions, or, with none of them, of what it marked as core functions."""
    told = [
        post(
            n, "Une régie de quartier qui emploie dix personnes en insertion, avec l’accord du bailleur. " * 3
        )
        for n in range(many)
    ]
    place = {"id": 1, "name": "Territoire de la Côte Ouest (La Réunion)", "verdict": "adapt"}
    target = place | {"sections": [{"section": "conditions", "posts": told}]}
    return {
        "stage": stage("report_back"),
        "groups": tables(1)
        | {"spotlight": {"group_id": 1, "section": "conditions" if many else "core_functions"}},
        "canvas:1": canvas_view(mechanism=[post(99, "Un jury d’habitants", core=True)]),
        "perspective:1": {"group_id": 1, "territories": [target]},
    }


def wall(many: int) -> dict[str, Any]:
    return {"concealed": False, "count": many, "initiatives": initiatives(many)}


def test_every_scene_is_read_from_the_back_of_the_room(tab: SurfacePage) -> None:
    words, code = projector_words(), qr("https://essaim.example/join/K7P4QX")
    for number, (name, views) in enumerate(scenes().items(), 1):
        feeds = [feed(topic, f"a{number}", view, now=number) for topic, view in views.items()]
        tab.draw("projector", {"feeds": feeds, "words": words, "qr": code})
        expect(tab.page.locator("#place .screen")).to_have_attribute("data-scene", SCENE[name.split()[0]])
        assert (name, tab.page.evaluate(OUTSIDE)) == (name, [])
        assert (name, round(tab.page.evaluate(SMALLEST), 1) >= 2.5) == (name, True)


SCENE = {
    "waiting": "waiting",
    "theme": "theme",
    "break": "break",
    "between": "pause",
    "finished": "finished",
    "vote": "vote",
    "result": "result",
    "decomposition": "canvas",
    "seating": "seating",
    "closing": "round",
    "matrix": "heatmap",
    "sharing": "wall",
    "report": "section",
}
