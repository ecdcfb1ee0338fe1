"""The projector stays lit, cuts no accent, turns whole pages; dots are told apart and words left whole."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from pages.ui.surfaces.displays import vote_words
from pages.ui.surfaces.room import projector_words
from tests.browser.surface_page import SurfacePage, feed
from tests.browser.test_projector_type import initiatives, scenes, stage
from tests.browser.test_surfaces import BALLOT_WORDS, ballot

pytestmark = pytest.mark.browser

FILLS = "body { margin: 0 } #place { position: fixed; inset: 0 }"
CUT = """(place) => {
  const pen = document.createElement("canvas").getContext("2d")
  const all = [...document.querySelector(place).shadowRoot.querySelectorAll("*")]
  const shown = all.filter((one) => one.checkVisibility())
  const says = (node) => node.nodeType === 3 && node.data.trim()
  const clips = (one) => getComputedStyle(one).overflowY !== "visible"
  return shown.filter((one) => clips(one) && [...one.childNodes].some(says)).flatMap((one) => {
    const look = getComputedStyle(one)
    pen.font = `${look.fontStyle} ${look.fontWeight} ${look.fontSize} ${look.fontFamily}`
    const high = pen.measureText("ÉÈÊÔÎÀÇŸ")
    const low = pen.measureText("çgÇy")
    const [up, down] = [high.fontBoundingBoxAscent, high.fontBoundingBoxDescent]
    const line = parseFloat(look.lineHeight) || up + down
    const above = (line - up - down) / 2 + up + parseFloat(look.paddingTop)
    const below = (line - up - down) / 2 + down + parseFloat(look.paddingBottom)
    const cut = Math.max(high.actualBoundingBoxAscent - above, low.actualBoundingBoxDescent - below)
    return cut > 0.5 ? [`${one.closest("[class]").className} ${one.localName}: ${cut.toFixed(1)} px`] : []
  })
}"""
"""What of capitals with accents, or of letters that hang down, is outside of what clips it."""
BROKEN = """(selector) => {
  const found = []
  for (const one of document.querySelector("#place").shadowRoot.querySelectorAll(selector))
    for (const node of one.childNodes)
      for (const { index, 0: word } of node.nodeType === 3 ? node.data.matchAll(/[^\\s-]+/g) : []) {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word)
      }
  return found
}"""
"""The words that go over the end of a line."""
LOCKS = """
  window.locks = []
  Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
    const lock = { kind, released: false, release: async () => ((lock.released = true), lock.onrelease?.()) }
    locks.push(lock)
    return lock
  } } })
"""


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    one = chromium.new_context(
        viewport={"width": 1920, "height": 1080}, locale="fr-FR", reduced_motion="reduce"
    )
    yield one
    one.close()


def projector(context: BrowserContext, view: dict[str, Any], tab: SurfacePage | None = None) -> SurfacePage:
    shown = tab or SurfacePage(context)
    shown.page.add_style_tag(content=FILLS)
    project(shown, view, 1)
    return shown


def project(tab: SurfacePage, views: dict[str, Any], number: int) -> None:
    feeds = [feed(topic, f"a{number}", view, now=number) for topic, view in views.items()]
    tab.draw("projector", {"feeds": feeds, "words": projector_words(), "qr": None})


def test_no_accent_of_a_capital_is_cut_in_any_scene(context: BrowserContext) -> None:
    tab = SurfacePage(context)
    tab.page.add_style_tag(content=FILLS)
    found: set[tuple[str, str]] = set()
    for number, (name, views) in enumerate(scenes().items(), 1):
        project(tab, views, number)
        found |= {(name, one) for one in tab.page.evaluate(CUT, "#place")}
    assert "\n".join(sorted(map(" ".join, found))) == ""


def voting(many: int) -> dict[str, Any]:
    turnout = {
        "round_id": 1, "open": True, "runoff": False, "voted": 3, "proxies": 0, "eligible": 9, "dots": 3,
        "candidates": [one | {"title": f"{one['title']} {one['id']}"} for one in initiatives(many)],
    }  # fmt: skip
    return {"stage": stage("voting"), "turnout": turnout}


@pytest.mark.parametrize("line_height", ["1", "1.15", "1.5", "1.9"])
def test_the_pages_of_a_vote_show_every_candidate_once_and_whole(
    context: BrowserContext, line_height: str
) -> None:
    context.clock.install()
    tab = projector(context, voting(45))
    tab.page.evaluate(
        """(height) => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(`.vote .list b, .vote .list span { line-height: ${height} !important }`)
          document.querySelector("#place").shadowRoot.adoptedStyleSheets.push(sheet)
        }""",
        line_height,
    )
    project(tab, voting(45), 2)
    pages = tab.page.locator("#place .vote .page")
    count = int(re.findall(r"\d+", pages.inner_text())[-1])
    seen: list[int] = []
    for number in range(1, count + 1):
        expect(pages).to_have_text(re.compile(rf"\b{number}\D+{count}\b"))
        lines = tab.page.locator("#place .vote .list li")
        floor = tab.page.locator("#place .vote .list").evaluate(
            "one => one.getBoundingClientRect().bottom + 1"
        )
        assert all(
            one <= floor
            for one in lines.evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
        )
        seen += [int(text.rsplit(" ", 1)[1]) for text in lines.locator("b").all_inner_texts()]
        tab.page.clock.run_for(12_500)
    assert seen == list(range(1, 46))


@pytest.mark.parametrize("width", [320, 390, 700, 1000, 1366])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_words_beside_a_result_of_few_dots_stay_whole(context: BrowserContext, width: int, most: int) -> None:
    decided = scenes()["result"]["result"]
    rows = [row | {"dots": min(most, row["dots"]), "runoff_dots": 1} for row in decided["rows"]]
    tab = SurfacePage(context)
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.draw("result", {"feeds": [feed("result", "a1", decided | {"rows": rows})], "words": vote_words()})
    expect(tab.page.locator("#place .facts").first).to_be_visible()
    assert tab.page.evaluate(BROKEN, ".facts *, .name *") == []


def test_a_placed_dot_is_told_from_a_free_place_in_the_colours_of_the_system(context: BrowserContext) -> None:
    tab = SurfacePage(context)
    tab.page.emulate_media(forced_colors="active")
    view = ballot(mine=1, dots=2, left=1)
    tab.draw("ballot", {"feeds": [feed("ballot:1", "a1", view)], "words": BALLOT_WORDS})
    places = tab.page.locator("#place .place")
    placed, free = (places.and_(tab.page.locator(f"[aria-pressed={yes}]")).first for yes in ("true", "false"))
    inks = [
        one.locator(".dot").evaluate(
            "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).opacity]"
        )
        for one in (placed, free)
    ]
    assert (inks[0][1], inks[1][1]) == ("1", "0")
    assert inks[0][0] == tab.page.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("i"))
          probe.style.cssText = "forced-color-adjust: none; background: Highlight"
          return getComputedStyle(probe).backgroundColor
        }"""
    )
    styles = [one.evaluate("one => getComputedStyle(one).borderTopStyle") for one in (placed, free)]
    assert styles == ["solid", "dashed"]


def test_the_display_stays_awake_while_a_stage_is_open_and_when_its_tab_is_back(
    context: BrowserContext,
) -> None:
    context.add_init_script(LOCKS)
    tab = projector(context, scenes()["theme"])

    def held() -> int:
        many: int = tab.page.evaluate("locks.filter((one) => !one.released && one.kind === 'screen').length")
        return many

    tab.until(lambda: held() == 1, "a display that is kept awake")
    project(tab, scenes()["theme"], 2)
    assert tab.page.evaluate("locks.length") == 1
    tab.page.evaluate("locks[0].release(); document.dispatchEvent(new Event('visibilitychange'))")
    tab.until(lambda: held() == 1, "a display that is kept awake again")
    project(tab, scenes()["between"], 3)
    tab.until(lambda: held() == 0, "a display that may sleep between stages")


def test_a_browser_that_keeps_no_display_awake_shows_everything(context: BrowserContext) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'wakeLock', { value: undefined })")
    tab = projector(context, scenes()["theme"])
    expect(tab.page.locator("#place .screen")).to_have_attribute("data-scene", "theme")
