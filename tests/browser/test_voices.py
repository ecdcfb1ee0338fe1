"""No screen speaks for somebody else, and no field is too small: every screen looked over, unfolded.

What Streamlit says by itself is said in our words, or not at all. What it could say is read from its own
scripts, so that a version that says something new fails here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine

from db.session import writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import create_group, place_everyone
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.workshops import make_joined
from tests.house.test_catalogue import sentences

pytestmark = pytest.mark.browser

SCRIPTS = Path(streamlit.__file__).with_name("static") / "static" / "js"
WIDGETS = (
    "index Selectbox Multiselect NumberInput TextInput TextArea DateInput TimeInput Pagination Radio"
    " ButtonGroup Toast Toolbar WidgetLabel Tooltip InputInstructions useCopyToClipboard DataFrame Checkbox"
).split()
"""The scripts of what the product draws with."""
SAID = re.compile(r"(?=`([A-Z(][^`\n]{2,160})`)")
SHOWN = """() => {
  const said = new Set()
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const one = walk.currentNode
    const element = one.nodeType === Node.TEXT_NODE ? one.parentElement : one
    if (!element.checkVisibility() || element.closest("script, style, canvas")) continue
    if (one.nodeType === Node.TEXT_NODE) said.add(one.data.trim())
    else for (const name of ["aria-label", "title", "placeholder"]) said.add(one.getAttribute(name)?.trim())
  }
  return [...said].filter(Boolean)
}"""


LEAST = 16
"""Pixels: an iPhone enlarges the page when a smaller field is touched."""
FIELDS = """() => {
  const asked = "textarea, select:not([tabindex='-1']), input:not([type=radio], [type=checkbox], [type=file])"
  const found = [], look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) look(one.shadowRoot)
      if (one.matches(asked)) found.push([parseFloat(getComputedStyle(one).fontSize), one.outerHTML])
    }
  }
  look(document)
  return found
}"""


@cache
def streamlits() -> re.Pattern[str]:
    """All that Streamlit could say with what the product draws."""
    found = set()
    for name in WIDGETS:
        for script in SCRIPTS.glob(f"{name}.*.js"):
            found |= set(SAID.findall(script.read_text()))
    worded = {one for one in found if re.search(r"[A-Za-z]{3}", re.sub(r"\$\{[^}]*\}", "", one))}
    assert {"No results", "Add: ${M}", "Clear value", "Fullscreen", "Connection error"} <= worded
    likes = (".+".join(map(re.escape, re.split(r"\$\{[^}]*\}", one))) for one in sorted(worded))
    return re.compile("|".join(likes))


@cache
def ours() -> frozenset[str]:
    """What stands in the French catalogue."""
    return frozenset(french for _, french in sentences())


def foreign(page: Page) -> list[str]:
    """What is on the screen, or read out, in Streamlit's words."""
    shown = page.evaluate(SHOWN)
    return sorted(one for one in shown if one not in ours() and streamlits().fullmatch(one))


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    return Room(server, visit)


def opened(screen: Screen) -> Iterator[None]:
    """The page tab by tab, its folds open, then its lists, its wrong numbers, its calendars one by one."""
    page = screen.page
    expect(page.get_by_text("Aller au contenu")).to_be_attached()
    tabs = page.get_by_role("tab").all()
    for tab in tabs:
        tab.click()
        yield from unfolded(screen)
    if not tabs:
        yield from unfolded(screen)


def unfolded(screen: Screen) -> Iterator[None]:
    page = screen.page
    screen.rests()
    for fold in usable(page, "[data-testid=stExpander] details > summary"):
        if not fold.evaluate("one => one.parentElement.open"):
            fold.click()
    screen.rests()
    yield
    for fold in usable(page, "[data-testid=stPopoverButton]"):
        fold.click()
        yield
        page.keyboard.press("Escape")
    for box in usable(page, "input[role=combobox]"):
        box.click()
        yield
        box.press_sequentially("zzz")
        yield
        page.keyboard.press("Escape")
    for box in usable(page, "[data-testid=stNumberInput] input"):
        box.fill("999999")
        yield
        page.keyboard.press("Escape")
    for button in usable(page, "[data-testid=stDateInput] button, [data-testid=stTimeInput] button"):
        button.click()
        yield
        page.keyboard.press("Escape")
    for table in usable(page, "[data-testid=stDataFrame]"):
        table.hover()
        yield


def usable(page: Page, what: str) -> list[Locator]:
    """What can be seen and used of it."""
    return [one for one in page.locator(what).all() if one.is_visible() and one.is_enabled()]


@dataclass
class Walk:
    """What was found on the screens that were looked over."""

    foreign: dict[str, list[str]] = field(default_factory=dict)
    small: list[str] = field(default_factory=list)
    fields: int = 0

    def over(self, where: str, screen: Screen) -> None:
        """Look a screen over, whatever is folded open."""
        for _ in opened(screen):
            if said := foreign(screen.page):
                self.foreign.setdefault(where, []).extend(said)
            sizes = screen.page.evaluate(FIELDS)
            self.fields += len(sizes)
            self.small += [f"{where}: {what}" for size, what in sizes if size < LEAST]


def test_no_screen_of_an_account_speaks_for_streamlit_or_has_a_small_field(room: Room) -> None:
    room.open(StageKind.sharing)
    room.join("Amina", "Pays de Grasse")
    walk = Walk()
    for desk in ("prepare", "console", "report", "studio"):
        walk.over(desk, room.desk(desk))
    for path in ("/workshops", "/accounts", "/library", "/account"):
        walk.over(path, room.at(path, {cookie_name("account"): room.account}))

    assert walk.foreign == {}
    assert walk.fields > 20
    assert walk.small == []


def test_no_screen_of_a_participant_speaks_for_streamlit_or_has_a_small_field(room: Room) -> None:
    amina = room.join("Amina", "Pays de Grasse")
    room.join("Paul", "Sicoval")
    kept = room.wall["Bon Achat"]
    with writing() as session:
        create_group(session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=kept)
        place_everyone(session, actor=Actor(room.by), workshop_id=room.workshop_id)
    walk = Walk()
    for path in ("/", f"/join/{room.code}", "/join", "/join?resume=LUNE-42-GAZ"):
        walk.over(path, room.at(path, {}, width=390, height=844))
    for kind in (StageKind.checkin, StageKind.sharing, StageKind.decomposition, StageKind.perspective):
        room.open(kind)
        walk.over(kind, room.at("/room", {cookie_name("person"): amina.token}, width=390, height=844))

    assert walk.foreign == {}
    assert walk.fields > 20
    assert walk.small == []


def test_what_a_list_says_of_a_word_that_it_lacks_is_ours(room: Room) -> None:
    with writing() as session:
        make_joined(session, room.workshop_id, territory="Pays de Grasse")
    screen = room.at(f"/join/{room.code}", {})
    screen.at("join-territory").locator("input").first.fill("Communauté d")

    expect(screen.page.get_by_role("option", name="Ajouter « Communauté d »")).to_be_visible()
