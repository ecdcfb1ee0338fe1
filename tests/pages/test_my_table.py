"""A participant's own table: its card in the room and in the menu, and the wishes of who has none yet."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import assign, create_group
from facilitation.joining import resume
from facilitation.people import my_card
from facilitation.perspective import Section
from facilitation.running import close_stage
from tests.factories.tables import make_perspective_post, make_post, make_tables
from tests.factories.votes import make_wall
from tests.factories.workshops import facilitator_of, make_person, open_kind, stage_of
from tests.pages.conftest import Visit

pytestmark = pytest.mark.usefixtures("rules")


def device(session: Session, person_id: int) -> str:
    return resume(session, resume_code=my_card(session, person_id).resume_code).token


def shown(at: AppTest, name: str) -> list[dict[str, Any]]:
    """What each display of this name was given."""
    assert not at.exception
    found = [one.proto for one in at.get("bidi_component")]
    return [json.loads(str(one.json))[0] for one in found if one.component_name == f"essaim_{name}"]


def table(card: dict[str, Any]) -> int:
    """Which table a card is about."""
    found: int = card["feeds"][0]["view"]["table"]["id"]
    return found


@pytest.mark.parametrize(
    ("kind", "unfolded"),
    [
        (StageKind.break_, "always"),
        (StageKind.decomposition, "while_free"),
        (StageKind.perspective, "never"),
        (StageKind.report_back, "never"),
    ],
)
def test_ones_table_stands_on_top_while_tables_matter(
    visit: Visit, rules: Engine, kind: StageKind, unfolded: str
) -> None:
    assert rules is not None
    with writing() as session:
        t = make_tables(session, opened=kind)
        amina = device(session, t.amina)
    (card,) = shown(visit("room", person=amina), "table_card")
    assert (table(card), card["me"], card["unfolded"]) == (t.first, t.amina, unfolded)


def test_in_other_stages_the_table_is_in_the_menu_only(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.theme)
        amina = device(session, t.amina)
    at = visit("room", person=amina)
    assert shown(at, "table_card") == []
    at.button(key="room-menu").click().run()
    assert [table(card) for card in shown(at, "table_card")] == [t.first]


def test_between_two_stages_one_reads_where_one_sits(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.break_)
        close_stage(session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.break_))
        amina = device(session, t.amina)
    (card,) = shown(visit("room", person=amina), "table_card")
    assert (table(card), card["unfolded"]) == (t.first, "always")


def test_a_closed_canvas_stays_readable_in_the_menu(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une enveloppe")
        close_stage(
            session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.decomposition)
        )
        paul = device(session, t.paul)
    at = visit("room", person=paul)
    at.button(key="room-menu").click().run()
    ((canvas,),) = [one["feeds"] for one in shown(at, "canvas")]
    assert canvas["view"]["writable"] is False
    assert [post["text"] for section in canvas["view"]["sections"] for post in section["posts"]] == [
        "Une enveloppe"
    ]
    assert shown(at, "perspective") == []


def test_the_menu_shows_the_perspective_once_the_table_has_said_something(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        make_perspective_post(session, t.amina, t.sicoval, "Plus petit", Section.gaps)
        open_kind(session, t.workshop, StageKind.closing)
        amina = device(session, t.amina)
    at = visit("room", person=amina)
    at.button(key="room-menu").click().run()
    assert len(shown(at, "perspective")) == 1


def test_whoever_has_no_table_has_none_in_the_menu(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        lucie = device(session, t.lucie)
    at = visit("room", person=lucie)
    at.button(key="room-menu").click().run()
    assert shown(at, "table_card") == []
    assert [tab.label for tab in at.tabs] == ["Mes écrits", "Consentements", "Ma place"]


def make_choice(session: Session) -> tuple[int, list[int], int]:
    """A workshop of two initiatives in decomposition without tables, and Amina."""
    workshop, initiatives = make_wall(session, 2)
    amina = make_person(session, workshop, name="Amina")
    open_kind(session, workshop, StageKind.decomposition)
    return workshop, initiatives, amina


def test_whoever_has_no_table_ranks_what_they_would_like_to_work_on(visit: Visit) -> None:
    with writing() as session:
        _, initiatives, amina = make_choice(session)
        token = device(session, amina)
    (asked,) = shown(visit("room", person=token), "wishes")
    assert [(one["id"], one["rank"]) for one in asked["wishes"]["initiatives"]] == [
        (one, None) for one in initiatives
    ]


def test_a_table_takes_the_place_of_the_wishes(visit: Visit) -> None:
    with writing() as session:
        workshop, initiatives, amina = make_choice(session)
        by = facilitator_of(session, workshop)
        group = create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=initiatives[0])
        assign(session, actor=Actor(by), person_id=amina, group_id=group)
        token = device(session, amina)
    at = visit("room", person=token)
    assert shown(at, "wishes") == []
    assert len(shown(at, "table_card")) == 1


def test_with_one_initiative_there_is_nothing_to_rank(visit: Visit, rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop, _ = make_wall(session, 1)
        amina = make_person(session, workshop, name="Amina")
        open_kind(session, workshop, StageKind.decomposition)
        token = device(session, amina)
    assert shown(visit("room", person=token), "wishes") == []
