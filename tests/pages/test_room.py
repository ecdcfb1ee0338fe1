"""The frame of the room: who one is, the open stage, being done, the menu."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.people import my_card, remove_person
from facilitation.running import is_done
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
