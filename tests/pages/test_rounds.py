from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.agenda import StageKind
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.people import PersonRole, add_person
from facilitation.rounds import MyAnswer, answer_round, my_answer
from facilitation.workshops import workshop_settings
from tests.factories.workshops import facilitator_of, make_joined, make_workshop, open_kind, signed_in
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Room:
    """A workshop with somebody in it, and its facilitator."""

    workshop_id: int
    person_id: int
    person: str
    by: int
    account: str

    def open(self, kind: StageKind) -> int:
        with writing() as session:
            return open_kind(session, self.workshop_id, kind)


@pytest.fixture
def room(rules: Engine) -> Room:
    with writing() as session:
        workshop_id = make_workshop(session, theme="Mobiliser *tous* les acteurs")
        joined = make_joined(session, workshop_id)
        by = facilitator_of(session, workshop_id)
        return Room(workshop_id, joined.person_id, joined.token, by, signed_in(session, by))


def answered(person_id: int, stage_id: int) -> MyAnswer | None:
    with reading() as session:
        return my_answer(session, person_id, stage_id)


def console(visit: Visit, room: Room) -> AppTest:
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    assert not at.exception
    return at


@pytest.mark.parametrize(
    ("kind", "label"), [(StageKind.checkin, "Sunny"), (StageKind.closing, "Worth far more")]
)
def test_a_participant_answers_a_round_and_changes_the_answer(
    visit: Visit, room: Room, kind: StageKind, label: str
) -> None:
    stage_id = room.open(kind)
    at = visit("room", person=room.person, language="en")
    assert not at.exception
    key = f"round-{stage_id}"
    assert label in " ".join(at.pills(key=f"{key}-choice").options)

    at.pills(key=f"{key}-choice").set_value(5)
    at.text_input(key=f"{key}-words").input("Merci")
    at.button(key="round-submit").click().run()
    assert answered(room.person_id, stage_id) == MyAnswer(5, "Merci")
    assert at.button(key="round-submit").label == "Change my answer"

    at.pills(key=f"{key}-choice").set_value(2)
    at.button(key="round-submit").click().run()
    assert answered(room.person_id, stage_id) == MyAnswer(2, "Merci")


def test_an_answer_without_a_choice_is_refused_with_a_sentence(visit: Visit, room: Room) -> None:
    stage_id = room.open(StageKind.checkin)
    at = visit("room", person=room.person)
    at.button(key="round-submit").click().run()

    assert [error.value for error in at.error] == ["Remplissez d’abord «\u00a0Votre réponse\u00a0»."]
    assert answered(room.person_id, stage_id) is None


def test_the_facilitator_answers_for_somebody_without_a_device(visit: Visit, room: Room) -> None:
    stage_id = room.open(StageKind.checkin)
    with writing() as session:
        odile = add_person(
            session, actor=Actor(room.by), workshop_id=room.workshop_id, name="Odile", role=PersonRole.other
        )
    at = console(visit, room)
    at.pills(key=f"round-for-{stage_id}-choice").set_value(4)
    at.button(key="round-for-submit").click().run()

    assert answered(odile, stage_id) == MyAnswer(4, "")


def test_an_earlier_round_is_shown_when_its_stage_is_looked_at(visit: Visit, room: Room) -> None:
    checkin = room.open(StageKind.checkin)
    with writing() as session:
        others = [make_joined(session, room.workshop_id, name=name).person_id for name in ("Paul", "Zoé")]
        for person_id in (room.person_id, *others):
            answer_round(
                session, actor=Actor(person_id=person_id), stage_id=checkin, choice=5, words="Soleil"
            )
    room.open(StageKind.closing)
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    at.session_state["console-stage"] = checkin
    at.run()

    assert not at.exception
    assert "Soleil" in [text.value for text in at.text]
    assert at.dataframe[0].value.to_numpy().tolist()[0] == ["Ensoleillé", 3]


def test_a_round_to_come_says_what_will_appear(visit: Visit, room: Room) -> None:
    at = console(visit, room)

    assert "Les réponses de la salle apparaîtront ici à l’ouverture de cette séquence." in [
        text.value for text in at.markdown
    ]


def test_the_theme_is_shown_as_it_was_typed_and_reworded_live(visit: Visit, room: Room) -> None:
    room.open(StageKind.theme)
    assert "tous" in visit("room", person=room.person).header[0].value

    at = console(visit, room)
    at.text_area(key="theme-words").input("Un enjeu plus net")
    at.button(key="theme-save").click().run()
    with reading() as session:
        settings = workshop_settings(session, actor=Actor(room.by), workshop_id=room.workshop_id)
    assert settings.theme == "Un enjeu plus net"
    assert visit("room", person=room.person).header[0].value == "Un enjeu plus net"


def test_nobody_has_anything_to_do_during_the_break(visit: Visit, room: Room) -> None:
    room.open(StageKind.break_)
    at = visit("room", person=room.person)
    assert not at.exception
    assert "Rien à faire ici. Cet écran avance de lui-même à la fin de la pause." in [
        text.value for text in at.markdown
    ]
    console(visit, room)


def test_the_facilitator_ends_the_workshop_and_takes_it_back(visit: Visit, room: Room) -> None:
    room.open(StageKind.closing)
    at = console(visit, room)
    at.button(key="closing-end").click().run()
    with reading() as session:
        assert workshop_settings(session, actor=Actor(room.by), workshop_id=room.workshop_id).closed is True
    at.button(key="undo").click().run()
    with reading() as session:
        assert workshop_settings(session, actor=Actor(room.by), workshop_id=room.workshop_id).closed is False
