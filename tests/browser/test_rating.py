"""One's own territory, rated alone: by keyboard, by thumb, in two tabs, after a reload."""

import time
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import Engine

from db.agenda import open_pair
from db.base import now
from db.session import reading, writing
from db.sharing import Initiative
from db.workshops import territory_named
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import create_group, place_everyone
from facilitation.planning import change_stage
from facilitation.ratings import ratings_view
from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import TITLES, Room
from tests.browser.server import Server
from tests.browser.test_axe import violations
from tests.browser.test_phone import expect_no_sideways_scrolling
from tests.factories.workshops import stage_of

pytestmark = pytest.mark.browser

A_MINUTE = 60


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    """Three kept initiatives before Amina of Pays de Grasse, Paul of Sicoval, and Lucie of nowhere."""
    room = Room(server, visit)
    for name, territory in (("Amina", "Pays de Grasse"), ("Paul", "Sicoval"), ("Lucie", "")):
        room.join(name, territory)
    with writing() as session:
        for title in TITLES[:3]:
            create_group(
                session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=room.wall[title]
            )
        place_everyone(session, actor=Actor(room.by), workshop_id=room.workshop_id)
    room.open(StageKind.perspective)
    return room


def answers(room: Room, name: str, title: str) -> list[int | None]:
    """What somebody's answers to an initiative are in the database, in the order of the criteria."""
    with reading() as session:
        view = ratings_view(session, room.joined[name].person_id)
    (line,) = (one for one in view.initiatives if one.title == title)
    return [line.answers[criterion] for criterion in view.criteria if criterion in line.answers]


def card(screen: Screen) -> Locator:
    """The question in sight, with its choices."""
    return screen.at("rating").locator(".stand")


def choice(screen: Screen, label: str) -> Locator:
    return card(screen).get_by_role("button", name=label, exact=True)


def is_asked(screen: Screen, criterion: str) -> None:
    """Wait until this criterion is in sight."""
    expect(card(screen).locator(".name")).to_have_text(criterion)


def progress(screen: Screen) -> Locator:
    return screen.at("rating").locator(".progress")


@pytest.mark.promise("whoever rates is told before the first answer that it is known afterwards")
def test_who_rates_is_told_first_that_the_answer_will_be_known(room: Room) -> None:
    amina = room.enter("Amina")
    expect(progress(amina)).to_contain_text("0 réponse")
    amina.sees("Ensuite, la salle et le compte rendu les montrent comme la réponse de votre territoire")


def test_thirty_answers_by_keyboard_in_less_than_a_minute(room: Room) -> None:
    amina = room.enter("Amina")
    is_asked(amina, "Besoin")
    expect(card(amina)).to_be_focused()
    started = time.monotonic()
    for number in range(30):
        amina.page.keyboard.press("0123?"[number % 5])
    amina.sees("Vous avez répondu à tout")
    expect(progress(amina)).to_have_text("30 réponses sur 30")
    assert time.monotonic() - started < A_MINUTE
    amina.rests()
    amina.page.reload()
    expect(progress(amina)).to_have_text("30 réponses sur 30")
    for title in TITLES[:3]:
        assert answers(room, "Amina", title) == [0, 1, 2, 3, None] * 2


def test_the_keyboard_goes_back_and_on_and_answers_on_any_layout(room: Room) -> None:
    amina = room.enter("Amina")
    is_asked(amina, "Besoin")
    keyboard = amina.page.keyboard
    for code in ("Digit0", "Numpad3", "Digit2"):  # a French keyboard types "à" and "é" with the digits
        keyboard.press(code)
    is_asked(amina, "Compétence et droit")
    for key in ("ArrowLeft", "ArrowLeft"):
        keyboard.press(key)
    is_asked(amina, "Acceptabilité")
    expect(choice(amina, "Déjà réuni")).to_have_attribute("aria-pressed", "true")
    keyboard.press("1")
    is_asked(amina, "Compétence et droit")
    keyboard.press("Backspace")
    is_asked(amina, "Portage politique")
    keyboard.press("ArrowRight")
    keyboard.press("ArrowRight")
    is_asked(amina, "Partenaires")
    expect(progress(amina)).to_have_text("3 réponses sur 30")
    until(lambda: answers(room, "Amina", TITLES[0]) == [0, 1, 2], "the answers, stored")


def test_keys_that_are_typed_elsewhere_answer_nothing(room: Room) -> None:
    amina = room.enter("Amina")
    is_asked(amina, "Besoin")
    amina.page.get_by_role("tab", name="Ma table").click()
    amina.at("perspective-text").locator("textarea").press_sequentially("3 agents, 2 élus ?")
    amina.page.get_by_role("tab", name="Mon territoire").click()
    is_asked(amina, "Besoin")
    expect(progress(amina)).to_have_text("0 réponse sur 30")
    amina.page.get_by_role("tab", name="Ma table").click()
    expect(amina.at("perspective-text").locator("textarea")).to_have_value("3 agents, 2 élus ?")


def test_everything_is_reached_by_the_tab_key(room: Room) -> None:
    amina = room.enter("Amina")
    is_asked(amina, "Besoin")
    passed = []
    for _ in range(7):
        amina.page.keyboard.press("Tab")
        passed.append(amina.at("rating").locator("button:focus").inner_text().split("\n")[0])
    assert passed == [
        "Bloquant", "Difficile", "Faisable avec adaptations", "Déjà réuni", "Ne sait pas", "Passer",
        "Mes réponses",
    ]  # fmt: skip
    amina.page.keyboard.press("Enter")
    amina.sees("30 critères n’ont pas encore de réponse")


def test_on_a_telephone_a_thumb_answers_and_the_next_question_comes(room: Room) -> None:
    phone = room.enter("Amina", width=390, height=844)
    is_asked(phone, "Besoin")
    expect_no_sideways_scrolling(phone)
    choice(phone, "Difficile").dblclick()
    is_asked(phone, "Acceptabilité")
    expect(progress(phone)).to_have_text("1 réponse sur 30")
    choice(phone, "Ne sait pas").click()
    is_asked(phone, "Portage politique")
    box = card(phone).bounding_box()
    assert box is not None
    assert (box["y"] >= 0, box["y"] + box["height"] <= 844) == (True, True)
    phone.at("rating").get_by_role("button", name="Retour").click()
    is_asked(phone, "Acceptabilité")
    phone.at("rating").get_by_role("button", name="Retirer ma réponse").click()
    expect(progress(phone)).to_have_text("1 réponse sur 30")
    phone.at("rating").get_by_role("button", name="Mes réponses").click()
    phone.sees("29 critères n’ont pas encore de réponse")
    expect_no_sideways_scrolling(phone)
    phone.at("rating").get_by_role("button", name="Continuer avec la question suivante").click()
    is_asked(phone, "Acceptabilité")
    phone.at("rating").get_by_role("button", name="Mes réponses").click()
    phone.at("rating").get_by_role("button", name="Besoin").first.click()
    is_asked(phone, "Besoin")
    phone.rests()
    assert answers(room, "Amina", TITLES[0]) == [1]


def test_a_reload_half_way_goes_on_with_the_next_question(room: Room) -> None:
    amina = room.enter("Amina")
    is_asked(amina, "Besoin")
    for key in "32?":
        amina.page.keyboard.press(key)
    is_asked(amina, "Compétence et droit")
    amina.rests()
    expect(amina.at("rating").locator(".far")).not_to_contain_text("Enregistrement")
    until_stored(room, 3)
    amina.page.reload()
    is_asked(amina, "Compétence et droit")
    expect(progress(amina)).to_have_text("3 réponses sur 30")


def until_stored(room: Room, many: int) -> None:
    patience = time.monotonic() + 15
    while len(answers(room, "Amina", TITLES[0])) < many:
        assert time.monotonic() < patience


def test_two_tabs_of_one_person_show_the_same_answers(room: Room) -> None:
    one, other = room.enter("Amina"), room.enter("Amina", width=390, height=844)
    for tab in (one, other):
        is_asked(tab, "Besoin")
    one.page.keyboard.press("0")
    expect(progress(other)).to_have_text("1 réponse sur 30")
    expect(choice(other, "Bloquant")).to_have_attribute("aria-pressed", "true")
    is_asked(other, "Besoin")
    choice(other, "Déjà réuni").click()
    one.page.keyboard.press("ArrowLeft")
    expect(choice(one, "Déjà réuni")).to_have_attribute("aria-pressed", "true")
    expect(progress(one)).to_have_text("1 réponse sur 30")


def test_ones_own_initiative_is_not_asked_and_without_a_territory_nothing_is(room: Room) -> None:
    with writing() as session:
        sicoval = territory_named(session, room.workshop_id, "Sicoval")
        assert sicoval is not None
        session.get_one(Initiative, room.wall["Bon Achat"]).territory_id = sicoval.id
    paul, lucie = room.enter("Paul"), room.enter("Lucie")
    expect(progress(paul)).to_have_text("0 réponse sur 20")
    expect(card(paul).locator(".where")).to_have_text("Intracting, chez nous\u00a0: Sicoval")
    paul.at("rating").get_by_role("button", name="Mes réponses").click()
    paul.sees("Elle vient de votre territoire, qui l’a déjà")
    lucie.page.get_by_role("tab", name="Mon territoire").click()
    lucie.sees("Vous participez sans territoire")
    expect(card(lucie)).to_be_hidden()


def test_a_locked_stage_takes_no_answer_and_says_so(room: Room) -> None:
    with writing() as session:
        stage = stage_of(session, room.workshop_id, StageKind.perspective)
        change_stage(session, actor=Actor(room.by), stage_id=stage, locks=True)
    amina = room.enter("Amina")
    is_asked(amina, "Besoin")
    with writing() as session:
        pair = open_pair(session, room.workshop_id)
        assert pair is not None
        pair[1].ends_at = now() - timedelta(seconds=1)
    amina.page.keyboard.press("0")
    amina.sees("Le temps de cette séquence est écoulé")
    expect(progress(amina)).to_have_text("0 réponse sur 30")
    amina.page.reload()
    expect(choice(amina, "Bloquant")).to_be_disabled()
    amina.sees("L’écriture est close")


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
def test_the_rating_is_accessible_in_both_looks(room: Room, wide: bool) -> None:
    browser: dict[str, Any] = {} if wide else {"width": 390, "height": 844}
    amina = room.enter("Amina", **browser)
    is_asked(amina, "Besoin")
    choice(amina, "Difficile").click()
    is_asked(amina, "Acceptabilité")
    found = violations(amina)
    amina.at("rating").get_by_role("button", name="Retour").click()
    found += violations(amina)
    amina.at("rating").get_by_role("button", name="Mes réponses").click()
    amina.sees("29 critères n’ont pas encore de réponse")
    found += violations(amina)
    assert found == []


def test_the_rating_speaks_english(room: Room) -> None:
    paul = room.enter("Paul", language="en-GB")
    is_asked(paul, "Need")
    expect(card(paul).get_by_role("heading")).to_have_text("Is the problem comparable here?")
    expect(choice(paul, "Feasible with changes")).to_be_visible()
    expect(progress(paul)).to_have_text("0 answers of 30")
