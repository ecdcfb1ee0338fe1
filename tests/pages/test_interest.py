"""Territories say what they do with a concept: participants in their room, accounts beside the concept."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.accounts import Role
from db.concepts import ConceptField
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.interests import InterestKind, declare_interest, interests_of
from facilitation.library.permits import PermitName, grant_permit
from facilitation.workshops import close_workshop
from tests.factories.published import make_published, withdraw_published
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_joined,
    make_workshop,
    open_kind,
    signed_in,
)
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Room:
    """A workshop with a published concept, somebody of Grasse in it, and somebody of nowhere."""

    workshop: int
    concept: int
    person: int
    device: str
    nowhere: str

    def close(self) -> None:
        with writing() as session:
            close_workshop(
                session, actor=Actor(facilitator_of(session, self.workshop)), workshop_id=self.workshop
            )


@pytest.fixture
def room(rules: Engine) -> Room:
    with writing() as session:
        workshop = make_workshop(session)
        amina = make_joined(session, workshop, territory="Pays de Grasse")
        zoe = make_joined(session, workshop, name="Zoé")
        said = (ConceptField.pitch, "Les habitants *décident*.", ())
        concept = make_published(session, workshop, said, title="Un fonds *citoyen*")
        return Room(workshop, concept.id, amina.person_id, amina.token, zoe.token)


def said(room: Room) -> list[tuple[str, str, str]]:
    with reading() as session:
        return [(one.territory, one.kind.value, one.words) for one in interests_of(session, room.concept)]


def texts(at: AppTest) -> list[str]:
    assert not at.exception
    return [text.value for text in at.text]


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def test_participants_see_no_concept_while_the_workshop_goes_on(visit: Visit, room: Room) -> None:
    with writing() as session:
        open_kind(session, room.workshop, StageKind.sharing)
    assert "Les habitants *décident*." not in texts(visit("room", person=room.device))


def test_in_the_closing_stage_and_after_the_end_they_see_the_published_ones(visit: Visit, room: Room) -> None:
    with writing() as session:
        open_kind(session, room.workshop, StageKind.closing)
    assert "Les habitants *décident*." in texts(visit("room", person=room.device))
    room.close()
    assert "Les habitants *décident*." in texts(visit("room", person=room.device))
    with writing() as session:
        withdraw_published(session, room.concept)
    assert "Les habitants *décident*." not in texts(visit("room", person=room.device))


def test_a_participant_says_that_their_territory_is_interested_then_that_it_did_it(
    visit: Visit, room: Room
) -> None:
    room.close()
    at = visit("room", person=room.device)
    at = at.button(key=f"room-concept-interested-{room.concept}").click().run()
    assert said(room) == [("Pays de Grasse", "interested", "")]
    assert f"room-concept-interested-{room.concept}" not in keys(at)

    at.text_area(key=f"room-concept-words-{room.concept}").set_value("Dès 2027")
    at = at.button(key=f"room-concept-words-{room.concept}-save").click().run()
    assert said(room) == [("Pays de Grasse", "interested", "Dès 2027")]

    at = at.button(key=f"room-concept-done-{room.concept}").click().run()
    assert said(room) == [("Pays de Grasse", "done", "Dès 2027")]
    assert "Dès 2027" in texts(at)


def test_a_participant_takes_it_back_and_undoes_that(visit: Visit, room: Room) -> None:
    room.close()
    with writing() as session:
        declare_interest(
            session,
            concept_id=room.concept,
            kind=InterestKind.done,
            words="Oui",
            actor=Actor(person_id=room.person),
        )
    at = visit("room", person=room.device)
    at = at.button(key=f"room-concept-back-{room.concept}").click().run()
    assert said(room) == []
    at.button(key="undo").click().run()
    assert said(room) == [("Pays de Grasse", "done", "Oui")]


def test_who_comes_from_nowhere_reads_what_others_say_and_is_told_what_to_do(
    visit: Visit, room: Room
) -> None:
    room.close()
    with writing() as session:
        declare_interest(
            session,
            concept_id=room.concept,
            kind=InterestKind.done,
            words="Oui",
            actor=Actor(person_id=room.person),
        )
    at = visit("room", person=room.nowhere)
    assert [text for text in texts(at) if "Pays de Grasse" in text and "Oui" in text]
    assert not [key for key in keys(at) if key.startswith("room-concept-interested")]


def test_a_participant_reads_the_whole_concept(visit: Visit, room: Room) -> None:
    room.close()
    at = visit("room", person=room.device)
    at = at.button(key=f"room-concept-read-{room.concept}").click().run()
    assert texts(at).count("Les habitants *décident*.") == 2


def make_reader() -> str:
    """The secret of a browser that is signed in as somebody who runs and studies nothing."""
    with writing() as session:
        return signed_in(session, make_account(session, name="Dina", role=Role.DESIGNER))


def test_an_account_says_it_for_a_territory_and_takes_it_back(visit: Visit, room: Room) -> None:
    at = visit("concept", account=make_reader(), concept=str(room.concept))
    at.text_input(key="interest-territory").set_value("Sicoval")
    at.radio(key="interest-kind").set_value("done")
    at.text_area(key="interest-words").set_value("Depuis *2019*")
    at = at.button(key="interest-submit").click().run()
    assert said(room) == [("Sicoval", "done", "Depuis *2019*")]
    assert at.text_input(key="interest-territory").value == ""

    back = next(key for key in keys(at) if key.startswith("interest-back-"))
    at.button(key=back).click().run()
    assert said(room) == []


def test_an_account_that_names_no_territory_keeps_what_it_typed(visit: Visit, room: Room) -> None:
    at = visit("concept", account=make_reader(), concept=str(room.concept))
    at.text_area(key="interest-words").set_value("Depuis 2019")
    at = at.button(key="interest-submit").click().run()
    assert said(room) == []
    assert len(at.error) == 1
    assert at.text_area(key="interest-words").value == "Depuis 2019"


def test_an_account_from_elsewhere_takes_back_nothing_of_others(visit: Visit, room: Room) -> None:
    with writing() as session:
        declare_interest(
            session, concept_id=room.concept, kind=InterestKind.done, actor=Actor(person_id=room.person)
        )
    at = visit("concept", account=make_reader(), concept=str(room.concept))
    assert "Pays de Grasse" in texts(at)
    assert not [key for key in keys(at) if key.startswith("interest-back-")]


def test_a_concept_leads_to_its_public_page_once_there_is_one(visit: Visit, room: Room) -> None:
    def links() -> list[str]:
        return [
            one.proto.url
            for one in visit("concept", account=account, concept=str(room.concept)).get("link_button")
        ]

    account = make_reader()
    assert links() == []
    with writing() as session:
        grant_permit(
            session,
            actor=Actor(make_account(session, role=Role.ADMINISTRATOR)),
            name=PermitName.public_concepts,
        )
    assert [url.rpartition("/")[0] for url in links()] == ["/concepts"]
