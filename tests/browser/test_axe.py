"""axe finds no violation on any screen, in light and in dark."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as Late
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.posts import Section
from db.session import writing
from facilitation.access import cookie_name
from facilitation.accounts import create_setup_link
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.groups import create_group, place_everyone
from facilitation.pitches import put_on_stage
from facilitation.rounds import answer_round
from facilitation.running import close_stage
from facilitation.voting import cast_dot, close_vote, decide, reveal
from facilitation.workshops import workshop_settings
from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server
from tests.factories.tables import make_perspective_post
from tests.factories.workshops import stage_of

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
Moment = tuple[str, Callable[[Room], object]]


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    room = Room(server, visit)
    for number in range(4):
        room.join(f"Personne {number}", f"Territoire {number}")
    return room


def violations(screen: Screen) -> list[str]:
    """What axe holds against a screen, in both looks, each as rule, place and reason."""
    found: list[str] = []
    for scheme in SCHEMES:
        screen.page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        expect(screen.page.locator(".stApp")).to_have_css("color-scheme", scheme)
        screen.rests()
        answer = Axe().run(screen.page).response
        assert len(answer["passes"]) > 5
        for violation in answer["violations"]:
            found += [
                f"{scheme} {violation['id']} {node['target']} {node['html'][:200]}"
                for node in violation["nodes"]
            ]
    screen.page.emulate_media(color_scheme="light")
    return found


def _vote(room: Room) -> None:
    room.open(StageKind.voting)
    with writing() as session:
        for number, titles in enumerate(
            (("Bon Achat", "Intracting"), ("Bon Achat",), ("Café des transitions",))
        ):
            for title in titles:
                voter = room.joined[f"Personne {number}"].person_id
                cast_dot(session, actor=Actor(person_id=voter), initiative_id=room.wall[title])


def _on_the_stage(
    verb: Callable[..., object], kind: StageKind, **arguments: object
) -> Callable[[Room], None]:
    def carry_out(room: Room) -> None:
        with writing() as session:
            verb(
                session, actor=Actor(room.by), stage_id=stage_of(session, room.workshop_id, kind), **arguments
            )

    return carry_out


def _decide(room: Room) -> None:
    kept = [room.wall["Bon Achat"], room.wall["Intracting"]]
    _on_the_stage(decide, StageKind.voting, kept=kept, reason="La salle a argumenté.")(room)


def _pitch(room: Room) -> None:
    room.open(StageKind.sharing)
    with writing() as session:
        put_on_stage(session, actor=Actor(room.by), initiative_id=room.wall["Bon Achat"])


def _take_apart(room: Room) -> None:
    room.open(StageKind.decomposition)
    with writing() as session:
        create_group(
            session, actor=Actor(room.by), workshop_id=room.workshop_id, initiative_id=room.wall["Bon Achat"]
        )
        place_everyone(session, actor=Actor(room.by), workshop_id=room.workshop_id)
        for one in room.joined.values():
            write_post(
                session,
                actor=Actor(person_id=one.person_id),
                section=Section.intention,
                text="Acheter près d’ici",
            )


def _carry_over(room: Room) -> None:
    room.open(StageKind.perspective)
    author = room.joined["Personne 0"].person_id
    with writing() as session:
        known = workshop_settings(session, actor=Actor(room.by), workshop_id=room.workshop_id)
        make_perspective_post(session, author, known.territories[1][0], "Moins de monde ici", Section.gaps)


def _answer(kind: StageKind) -> Callable[[Room], None]:
    def carry_out(room: Room) -> None:
        stage_id = room.open(kind)
        with writing() as session:
            for number, one in enumerate(room.joined.values()):
                answer_round(
                    session,
                    actor=Actor(person_id=one.person_id),
                    stage_id=stage_id,
                    choice=number + 1,
                    words="Ensemble",
                )

    return carry_out


COURSE: list[Moment] = [
    ("before the start", lambda room: None),
    ("check-in", _answer(StageKind.checkin)),
    ("theme", lambda room: room.open(StageKind.theme)),
    ("sharing", _pitch),
    ("vote", _vote),
    ("vote closed", _on_the_stage(close_vote, StageKind.voting)),
    ("result", _on_the_stage(reveal, StageKind.voting)),
    ("decided", _decide),
    ("break", lambda room: room.open(StageKind.break_)),
    ("decomposition", _take_apart),
    ("perspective", _carry_over),
    ("report back", lambda room: room.open(StageKind.report_back)),
    ("closing", _answer(StageKind.closing)),
    ("between", _on_the_stage(close_stage, StageKind.closing)),
]


def through(room: Room, screen: Screen) -> dict[str, list[str]]:
    """Take a screen through a whole workshop; what axe holds against it at each moment."""
    found = {}
    for moment, happens in COURSE:
        happens(room)
        screen.page.reload()
        screen.rests()
        found[moment] = violations(screen)
    return found


NOTHING: dict[str, list[str]] = {moment: [] for moment, _ in COURSE}


def test_the_room_is_accessible_at_every_moment(room: Room) -> None:
    assert through(room, room.enter("Personne 0", width=390, height=844)) == NOTHING


def test_the_console_is_accessible_at_every_moment(room: Room) -> None:
    assert through(room, room.console()) == NOTHING


def test_the_projector_is_accessible_at_every_moment(room: Room) -> None:
    assert through(room, room.projector()) == NOTHING


def test_every_page_of_a_visitor_is_accessible(room: Room, server: Server) -> None:
    with writing() as session:
        link = create_setup_link(session)
    card = room.joined["Personne 0"]
    paths = {
        "home": "/?login=1",
        "join": f"/join/{room.code}",
        "wrong code": "/join/AAA-AAA",
        "resume": f"/resume/{card.resume_code}",
        "set-up": f"/setup/{link}",
        "no workshop": "/room",
        "no projector": "/projector",
        "no account": "/workshops",
    }
    screen = room.at("/", {})
    found = {}
    for name, path in paths.items():
        screen.page.goto(server.url + path)
        screen.rests()
        expect(screen.page.locator("html")).to_have_attribute("lang", "fr")
        found[name] = violations(screen)
    screen = room.at("/room?welcome=1", {cookie_name("person"): card.token})
    screen.rests()
    found["welcome"] = violations(screen)
    assert {name: held for name, held in found.items() if held} == {}


def test_every_page_of_an_account_is_accessible(room: Room, server: Server) -> None:
    for _moment, happens in COURSE:
        happens(room)
    screen = room.desk("workshops")
    found = {}
    for page in ("workshops", "accounts", "report"):
        screen.page.goto(f"{server.url}/{page}?workshop={room.workshop_id}")
        screen.rests()
        expect(screen.page.locator("html")).to_have_attribute("lang", "fr")
        found[page] = violations(screen)
    screen.page.goto(f"{server.url}/trail?post=1")
    screen.rests()
    found["trail"] = violations(screen)
    screen.page.goto(f"{server.url}/prepare?workshop={room.workshop_id}")
    expect(screen.page.get_by_role("tab")).to_have_count(6)
    for tab in screen.page.get_by_role("tab").all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        screen.rests()
        found[f"prepare {tab.inner_text()}"] = violations(screen)
    assert len(found) == 10
    assert {name: held for name, held in found.items() if held} == {}


DIALOGS: list[tuple[str, str]] = [
    ("sharing", "console-share"),
    ("vote", "console-proxy"),
    ("decomposition", "console-seat"),
    ("perspective", "console-post"),
    ("perspective", "console-rate"),
    ("perspective", "console-people-open"),
    ("perspective", "console-journal-open"),
]


def test_every_dialog_is_accessible(room: Room) -> None:
    console, found = room.console(), {}
    for moment, happens in COURSE:
        happens(room)
        for key in (key for when, key in DIALOGS if when == moment):
            console.page.reload()
            found[key] = dialog(console, key)
    found["room-menu"] = dialog(room.enter("Personne 0", width=390, height=844), "room-menu")
    found["workshops-new"] = dialog(room.desk("workshops"), "workshops-new")
    assert {name: held for name, held in found.items() if held} == {}


def dialog(screen: Screen, key: str) -> list[str]:
    """What axe holds against the dialog behind a button.

    A press that falls into the moment in which the page runs again by itself opens nothing: as people do,
    press again, unless the dialog has come in between and covers the button.
    """
    opened, button = screen.page.get_by_role("dialog"), screen.at(key).locator("button").first

    def is_open() -> bool:
        screen.rests()
        if not opened.count():
            with suppress(Late):
                button.click(timeout=2_000)
            screen.rests()
        return opened.is_visible()

    until(is_open, f"the dialog behind {key}")
    screen.rests()
    return violations(screen)
