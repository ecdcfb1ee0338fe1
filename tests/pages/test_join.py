from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.links import renew_code
from facilitation.people import PersonRole, expect_people
from facilitation.people_table import PersonRow
from facilitation.territories import add_territory
from facilitation.workshops import change_settings, close_workshop, workshop_settings
from tests.factories.workshops import facilitator_of, make_joined, make_workshop
from tests.pages.conftest import Visit


def code_of(session: Session, workshop_id: int) -> str:
    by = facilitator_of(session, workshop_id)
    return workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).code or ""


@pytest.fixture
def workshop_id(rules: Engine) -> int:
    with writing() as session:
        workshop_id = make_workshop(session)
        by = facilitator_of(session, workshop_id)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, organiser="ANCT", place="Grasse")
        add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="Pays de Grasse")
        return workshop_id


@pytest.fixture
def code(workshop_id: int) -> str:
    with reading() as session:
        return code_of(session, workshop_id)


def said(at: AppTest) -> list[str]:
    return [error.value for error in at.error]


def sending(at: AppTest) -> dict[str, Any]:
    kept: dict[str, Any] = at.session_state["join-sending"]
    return kept


def test_the_form_says_what_one_joins_and_asks_little(visit: Visit, code: str) -> None:
    at = visit("join", code=code)

    assert not at.exception
    assert at.header[0].value == "Mobiliser tous les acteurs"
    assert "Grasse · ANCT" in [text.value for text in at.text]
    assert [field.label for field in at.text_input] == [
        "Votre nom",
        "Votre territoire",
        "Contact (courriel ou téléphone)",
    ]
    assert at.radio(key="join-role").options == [
        "Élu·e", "Technicien·ne", "Agent·e de l’État", "Porteur·se de projet", "Autre",
    ]  # fmt: skip


def test_the_form_is_complete_in_english(visit: Visit, code: str) -> None:
    at = visit("join", code=code, language="en")

    assert at.text_input(key="join-name").label == "Your name"
    assert at.button(key="join-submit").label == "Join"


def test_what_is_filled_in_is_sent_to_the_door_once_an_attempt(visit: Visit, code: str) -> None:
    at = visit("join", code=code)
    at.text_input(key="join-name").input("Amina")
    at.text_input(key="join-territory").input("Pays de Grasse")
    at.radio(key="join-role").set_value("elected")
    at.button(key="join-submit").click().run()

    sent = sending(at)
    attempt = sent.pop("attempt")
    assert len(attempt) == 43
    assert sent == {
        "name": "Amina",
        "territory_name": "Pays de Grasse",
        "role": "elected",
        "attribution": "territory",
        "contact_consent": False,
        "contact": "",
    }
    at.button(key="join-submit").click().run()
    assert sending(at)["attempt"] == attempt


@pytest.mark.parametrize(
    ("name", "role", "sentence"),
    [
        ("  ", "elected", "Remplissez d’abord «\u00a0Nom\u00a0»."),
        ("Amina", None, "Remplissez d’abord «\u00a0Rôle\u00a0»."),
    ],
)
def test_name_and_role_are_needed(
    visit: Visit, code: str, name: str, role: str | None, sentence: str
) -> None:
    at = visit("join", code=code)
    at.text_input(key="join-name").input(name)
    if role:
        at.radio(key="join-role").set_value(role)
    at.button(key="join-submit").click().run()

    assert said(at) == [sentence]
    assert "join-sending" not in at.session_state


def test_without_a_list_of_territories_one_types_it(visit: Visit, rules: Engine) -> None:
    with writing() as session:
        code = code_of(session, make_workshop(session))

    assert visit("join", code=code).text_input(key="join-territory").label == "Votre territoire"


def test_without_a_code_the_page_asks_for_one(visit: Visit, code: str) -> None:
    at = visit("join")
    at.text_input(key="join-code").input(code)
    at.button(key="join-code-submit").click().run()

    assert at.text_input(key="join-name").value == ""


def test_a_wrong_a_revoked_and_a_dead_code_each_have_a_sentence(visit: Visit, workshop_id: int) -> None:
    with writing() as session:
        by = facilitator_of(session, workshop_id)
        revoked = code_of(session, workshop_id)
        renew_code(session, actor=Actor(by), workshop_id=workshop_id)
        dead = code_of(session, workshop_id)
        close_workshop(session, actor=Actor(by), workshop_id=workshop_id)
    assert [said(visit("join", code=code)) for code in ("ABC-DEF", revoked, dead)] == [
        ["Aucun atelier ne répond à ce code. Vérifiez-le sur l’écran de la salle."],
        ["Ce code a été remplacé ou retiré. Demandez le nouveau à l’animateur·rice."],
        ["Cet atelier est clos. Demandez le compte rendu à l’animateur·rice."],
    ]


def test_whoever_is_there_already_goes_back_or_says_that_they_are_somebody_else(
    visit: Visit, workshop_id: int, code: str
) -> None:
    with writing() as session:
        token = make_joined(session, workshop_id).token
    at = visit("join", code=code, person=token)

    assert "Vous êtes déjà là, sous le nom de Amina." in [text.value for text in at.text]
    at.button(key="join-somebody-else-yes").click().run()
    assert at.text_input(key="join-name").label == "Votre nom"


def test_a_resume_code_in_the_address_is_filled_in(visit: Visit, rules: Engine) -> None:
    at = visit("join", resume="LUNE-42-GAZ")

    assert at.text_input(key="join-resume-code").value == "LUNE-42-GAZ"
    at.button(key="join-back").click().run()
    assert at.session_state["join-coming-back"] == {"resume_code": "LUNE-42-GAZ"}


def test_a_readmit_link_is_used_up_by_a_button_and_not_by_a_visit(visit: Visit, rules: Engine) -> None:
    at = visit("join", readmit="a-token")

    assert "join-coming-back" not in at.session_state
    at.button(key="join-back").click().run()
    assert at.session_state["join-coming-back"] == {}


@pytest.fixture
def listed(workshop_id: int) -> int:
    with writing() as session:
        rows = [PersonRow(1, "Zoé BÉRENGER-LEFÈVRE", "Pays de Saint-Malo", PersonRole.officer)]
        by = facilitator_of(session, workshop_id)
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
    return workshop_id


def test_whoever_is_on_the_list_finds_territory_and_role_filled_in(
    visit: Visit, code: str, listed: int
) -> None:
    at = visit("join", code=code)
    at.text_input(key="join-name").input("Zoe Berenger-Lefevre").run()

    assert at.text_input(key="join-territory").value == "Pays de Saint-Malo"
    assert at.radio(key="join-role").value == "officer"
    at.radio(key="join-role").set_value("elected")
    at.text_input(key="join-name").input("Paul").run()
    assert at.text_input(key="join-territory").value == ""
    assert at.radio(key="join-role").value == "elected"
    at.text_input(key="join-name").input("\u3164").run()
    assert said(at) == ["Remplissez d’abord «\u00a0Nom\u00a0»."]


def test_what_the_door_asks_is_asked_in_the_form_and_answered_there(visit: Visit, code: str) -> None:
    at = visit("join", code=code)
    at.text_input(key="join-name").input("Zoe")
    at.text_input(key="join-territory").input("Pays de Grase")
    at.radio(key="join-role").set_value("elected").run()
    people = [
        {"id": 7, "name": "Zoé", "territory": "TCO", "role": "elected", "here": False},
        {"id": 8, "name": "Zoé", "territory": "", "role": "state", "here": True},
    ]
    at.session_state["join-asked"] = {"name": "Zoe", "people": people}
    at.run()
    assert "Zoé · Agent·e de l’État est déjà là." in [text.value for text in at.text]
    at.button(key="join-resume-submit").click().run()
    assert said(at) == ["Remplissez d’abord «\u00a0Code\u00a0»."]
    at.button(key="join-known-7").click().run()
    assert sending(at)["known_id"] == 7

    at.session_state["join-asked"] = {"name": "Pays de Grase", "alike": ["Pays de Grasse"]}
    at.run()
    at.button(key="join-alike-0").click().run()
    assert (sending(at)["territory_name"], sending(at)["known_id"]) == ("Pays de Grasse", 7)
    at.text_input(key="join-name").input("Anne").run()
    assert "join-sending" not in at.session_state


def test_whoever_only_bears_an_expected_name_says_so_beside_what_the_list_filled_in(
    visit: Visit, code: str, listed: int
) -> None:
    at = visit("join", code=code)
    at.text_input(key="join-name").input("Zoe Berenger-Lefevre").run()
    at.button(key="join-not-me").click().run()
    assert (at.text_input(key="join-territory").value, at.radio(key="join-role").value) == ("", None)
    assert "join-not-me" not in [button.key for button in at.button]
    at.text_input(key="join-territory").input("Loire")
    at.radio(key="join-role").set_value("elected").run()
    at.button(key="join-submit").click().run()
    assert (sending(at)["apart"], sending(at)["territory_name"]) == (True, "Loire")
