"""The projector's page: everything the room may see, and nothing else."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from db.posts import Section
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.running import close_stage
from facilitation.spotlights import show_section
from facilitation.voting import cast_dot
from facilitation.workshops import change_settings, workshop_settings
from tests.factories.tables import Tables, make_tables
from tests.factories.votes import others_vote
from tests.factories.workshops import stage_of
from tests.pages.conftest import Visit


@pytest.fixture
def t(rules: Engine) -> Tables:
    assert rules is not None
    with writing() as session:
        return make_tables(session, opened=StageKind.voting)


def link(t: Tables) -> str:
    with reading() as session:
        token = workshop_settings(session, actor=Actor(t.by), workshop_id=t.workshop).projector_token
    assert token
    return token


def shown(at: AppTest) -> dict[str, Any]:
    """What the projector's display was given."""
    components = [one for one in at.main if isinstance(one, Element) and one.type == "bidi_component"]
    drawn = [json.loads(str(one.proto.json))[0] for one in components]
    (data,) = (one for one in drawn if "qr" in one)
    assert isinstance(data, dict)
    return data


def view(data: dict[str, Any], topic: str) -> Any:
    return next(feed["view"] for feed in data["feeds"] if feed["topic"] == topic)


def test_a_screen_without_a_link_says_where_to_find_one(visit: Visit) -> None:
    at = visit("projector")
    assert [one.value for one in at.info] == ["Cet écran n’a pas d’atelier à montrer."]


SHARED = [
    *("stage", "people", "wall", "pitch", "turnout", "result", "round"),
    *("groups", "progress", "perspectives", "matrix"),
]


def test_it_hears_the_room_and_the_one_canvas_that_is_lit(visit: Visit, t: Tables) -> None:
    heard = [feed["topic"] for feed in shown(visit("projector", projector=link(t)))["feeds"]]
    assert heard == SHARED
    with writing() as session:
        show_section(session, actor=Actor(t.by), group_id=t.second, section=Section.actors)
    heard = [feed["topic"] for feed in shown(visit("projector", projector=link(t)))["feeds"]]
    assert heard == [*SHARED, f"canvas:{t.second}", f"perspective:{t.second}"]


def test_the_qr_code_opens_the_join_page(visit: Visit, t: Tables) -> None:
    data = shown(visit("projector", projector=link(t)))
    assert data["qr"]["url"] == view(data, "stage")["join_url"]
    assert data["qr"]["path"].startswith("M0 0h1v1h-1z")


def test_no_count_is_on_it_before_the_reveal(visit: Visit, t: Tables) -> None:
    with writing() as session:
        cast_dot(session, actor=Actor(person_id=t.amina), initiative_id=t.fund)
    data = shown(visit("projector", projector=link(t)))
    assert (view(data, "turnout")["voted"], view(data, "result")["rows"]) == (1, None)
    with writing() as session:
        others_vote(session, t.workshop, t.fund)
        close_stage(session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.voting))
    data = shown(visit("projector", projector=link(t)))
    assert (view(data, "result")["state"], view(data, "result")["rows"]) == ("hidden", None)


def test_it_speaks_the_language_of_its_workshop(visit: Visit, t: Tables) -> None:
    with writing() as session:
        change_settings(session, actor=Actor(t.by), workshop_id=t.workshop, language="en")
    data = shown(visit("projector", language="fr", projector=link(t)))
    assert (data["language"], data["words"]["join"]) == ("en", "Join the workshop")
