"""The frame of the room: who one is, the open stage, being done, the menu."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.base import now
from db.session import reading, writing
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.people import my_card, remove_person
from facilitation.running import is_done
from facilitation.voting import cast_dot
from tests.factories.concepts import Studio, make_published, make_studio
from tests.factories.doors import device_of
from tests.factories.votes import make_initiative, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_joined, make_workshop, open_kind
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Room:
    """Somebody in a workshop whose sharing is open, and the secret of their device."""

    workshop: int
    stage: int
    person: int
    device: str


@pytest.fixture
def room(rules: Engine) -> Room:
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop, name="Amina", territory="Pays de Grasse")
        stage = open_kind(session, workshop, StageKind.sharing)
        return Room(workshop, stage, joined.person_id, joined.token)


def texts(at: AppTest) -> list[str]:
    return [text.value for text in at.text]


@pytest.mark.usefixtures("rules")
def test_a_stranger_is_shown_the_way_in(visit: Visit) -> None:
    at = visit("room")
    assert [info.value for info in at.info] == ["Ce navigateur n’est inscrit à aucun atelier."]


def test_a_removed_person_is_a_stranger(visit: Visit, room: Room) -> None:
    with writing() as session:
        remove_person(session, actor=Actor(facilitator_of(session, room.workshop)), person_id=room.person)
    at = visit("room", person=room.device)
    assert [info.value for info in at.info] == ["Ce navigateur n’est inscrit à aucun atelier."]


def test_the_room_says_who_one_is_and_shows_the_open_stage(visit: Visit, room: Room) -> None:
    at = visit("room", person=room.device)
    assert not at.exception
    assert "Amina · Pays de Grasse" in texts(at)
    assert "share-title" in {field.key for field in at.text_input}


def test_done_is_said_and_taken_back(visit: Visit, room: Room) -> None:
    at = visit("room", person=room.device)
    for done in (True, False):
        at.button(key="room-done").click().run()
        with reading() as session:
            assert is_done(session, person_id=room.person, stage_id=room.stage) is done


def test_the_resume_code_is_shown_on_arrival_until_it_is_noted(visit: Visit, room: Room) -> None:
    at = visit("room", person=room.device, welcome="1")
    assert "share-title" not in {field.key for field in at.text_input}
    at.button(key="room-continue").click().run()
    assert "share-title" in {field.key for field in at.text_input}


def test_the_menu_holds_ones_code(visit: Visit, room: Room) -> None:
    with reading() as session:
        code = my_card(session, room.person).resume_code
    at = visit("room", person=room.device)
    at.button(key="room-menu").click().run()
    assert not at.exception
    assert [shown.value for shown in at.code] == [code]


@pytest.mark.usefixtures("rules")
def test_whoever_moves_where_a_candidate_comes_from_is_told_to_vote_anew(visit: Visit) -> None:
    with writing() as session:
        workshop, (one,) = make_wall(session, 1)
        make_initiative(session, workshop, title="D’ici", territory="Pays de Grasse")
        amina = make_joined(session, workshop, name="Amina", territory="Sicoval")
        open_vote(session, workshop)
        cast_dot(session, actor=Actor(person_id=amina.person_id), initiative_id=one)
    at = visit("room", person=amina.token, language="en")
    at.button(key="room-menu").click().run()
    at.text_input(key="myself-territory").input("Pays de Grasse")
    at.button(key="myself-save").click().run()
    assert not at.exception
    assert any("place them anew" in said.value for said in at.toast)


def after_the_end(visit: Visit, *, days: int = 0) -> tuple[AppTest, Studio]:
    """The room of Amina, whose idea a published concept cites, some days after the end."""
    with writing() as session:
        s = make_studio(session)
        make_published(session, s)
        session.get_one(Workshop, s.workshop).closed_at = now() - timedelta(days=days)
        token = device_of(session, s.tables.amina)
    return visit("room", person=token), s


@pytest.mark.usefixtures("rules")
def test_after_the_end_one_reads_what_became_of_what_one_gave(visit: Visit) -> None:
    at, s = after_the_end(visit)
    assert not at.exception
    assert "Ce que j’ai donné, ce qu’il en est advenu" in [one.value for one in at.header]
    assert {"Une enveloppe de 50 000 €", "Donner aux habitants un budget à eux"} <= {
        one.value for one in at.text
    }
    assert any("Citée dans le concept «\u00a0Un fonds d’habitants\u00a0»" in one.value for one in at.markdown)
    assert any("jusqu’au" in one.value for one in at.markdown)
    assert f"/summary/{s.workshop}" in [one.proto.url for one in at.get("link_button")]


@pytest.mark.usefixtures("rules")
def test_thirty_days_after_the_end_it_is_closed(visit: Visit) -> None:
    at, _ = after_the_end(visit, days=30)
    assert not at.exception
    assert "Ce que j’ai donné, ce qu’il en est advenu" not in [one.value for one in at.header]
    assert any("trente jours" in one.value for one in at.info)


@pytest.mark.usefixtures("rules")
def test_before_the_end_nothing_of_it_is_shown(visit: Visit) -> None:
    with writing() as session:
        s = make_studio(session)
        token = device_of(session, s.tables.amina)
    at = visit("room", person=token)
    assert "Ce que j’ai donné, ce qu’il en est advenu" not in [one.value for one in at.header]
