from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.accounts import Role
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import agenda
from facilitation.designers import add_designer
from facilitation.own_templates import own_templates, save_template
from facilitation.workshops import WorkshopCard, workshops_of
from tests.factories.workshops import facilitator_of, make_account, make_workshop, signed_in
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Desk:
    """A facilitator who is signed in."""

    account_id: int
    token: str


@pytest.fixture
def desk(rules: Engine) -> Desk:
    with writing() as session:
        account_id = make_account(session)
        return Desk(account_id, signed_in(session, account_id))


def cards(desk: Desk, *, archived: bool = False, deleted: bool = False) -> list[WorkshopCard]:
    with reading() as session:
        return workshops_of(session, Actor(desk.account_id), archived=archived, deleted=deleted)


def themes(at: AppTest) -> list[str]:
    return [heading.value for heading in at.header]


def test_without_a_workshop_the_page_says_what_will_be_there(visit: Visit, desk: Desk) -> None:
    at = visit("workshops", account=desk.token)

    assert not at.exception
    assert at.title[0].value == "Ateliers"
    assert themes(at) == ["Votre premier atelier"]


def test_the_demo_workshops_are_loaded_from_the_empty_page(visit: Visit, desk: Desk) -> None:
    at = visit("workshops", account=desk.token)
    at.button(key="workshops-demo").click().run()

    assert not at.exception
    assert [card.demo for card in cards(desk)] == [True, True]


def test_a_workshop_is_made_from_the_template(visit: Visit, desk: Desk) -> None:
    at = visit("workshops", account=desk.token)
    at.button(key="workshops-new").click().run()
    at.text_area(key="new-theme").input("Mobiliser *tous* les acteurs")
    at.radio(key="new-template").set_value("atelier-2h")
    at.text_input(key="new-place").input("Grasse")
    at.button(key="new-submit").click().run()

    assert not at.exception
    assert [(card.theme, card.place) for card in cards(desk)] == [("Mobiliser *tous* les acteurs", "Grasse")]
    assert at.tabs[0].label == "Déroulé"


def test_an_agenda_is_kept_as_a_template_and_started_from(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        workshop_id = make_workshop(session, by=desk.account_id, template="one-hour")
    at = visit("prepare", account=desk.token, workshop=str(workshop_id))
    at.text_input(key="prepare-template-name").input("Notre *heure*")
    at.button(key="prepare-template-save").click().run()
    assert not at.exception
    at = visit("workshops", account=desk.token)
    at.button(key="workshops-new").click().run()
    assert {"Une heure", "Une demi-journée", "Avec des habitants"} <= set(
        at.radio(key="new-template").options
    )
    at.text_area(key="new-theme").input("Encore une heure")
    at.radio(key="new-template").set_value("own-1")
    at.button(key="new-submit").click().run()
    assert not at.exception
    with reading() as session:
        made = next(
            one for one in workshops_of(session, Actor(desk.account_id)) if one.theme == "Encore une heure"
        )
        assert len(agenda(session, made.id).stages) == 5


def test_a_template_is_deleted_with_a_way_back(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        workshop_id = make_workshop(session, by=desk.account_id)
        one = save_template(session, actor=Actor(desk.account_id), workshop_id=workshop_id, name="Matin")
    at = visit("workshops", account=desk.token)
    at.button(key="workshops-new").click().run()
    assert f"/templates/{one}" in [link.proto.url for link in at.get("link_button")]
    at.button(key=f"own-template-delete-{one}").click().run()
    assert not at.exception
    with reading() as session:
        assert own_templates(session, actor=Actor(desk.account_id)) == []


def test_a_workshop_without_a_theme_is_refused_with_a_sentence(visit: Visit, desk: Desk) -> None:
    at = visit("workshops", account=desk.token)
    at.button(key="workshops-new").click().run()
    at.button(key="new-submit").click().run()

    assert [error.value for error in at.error] == ["Remplissez d’abord «\u00a0Enjeu\u00a0»."]
    assert cards(desk) == []


def test_a_workshop_is_duplicated_archived_and_taken_back(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        workshop_id = make_workshop(session, by=desk.account_id)
    at = visit("workshops", account=desk.token)
    at.button(key=f"workshop-copy-{workshop_id}").click().run()
    assert len(cards(desk)) == 2

    at.button(key=f"workshop-archive-{workshop_id}").click().run()
    assert [card.id for card in cards(desk, archived=True)] == [workshop_id]
    at.button(key="undo").click().run()
    assert len(cards(desk)) == 2

    at.button(key=f"workshop-archive-{workshop_id}").click().run()
    at.segmented_control(key="workshops-shelf").set_value("archived").run()
    at.button(key=f"workshop-unarchive-{workshop_id}").click().run()
    assert len(cards(desk)) == 2


def test_deleting_asks_once_and_can_be_undone_from_the_bin(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        workshop_id = make_workshop(session, by=desk.account_id)
    at = visit("workshops", account=desk.token)
    assert at.button(key=f"workshop-delete-{workshop_id}").disabled is True

    at.checkbox(key=f"workshop-sure-{workshop_id}").check().run()
    at.button(key=f"workshop-delete-{workshop_id}").click().run()
    assert cards(desk) == []

    at.segmented_control(key="workshops-shelf").set_value("deleted").run()
    at.button(key=f"workshop-restore-{workshop_id}").click().run()
    assert [card.id for card in cards(desk)] == [workshop_id]


def test_the_page_is_for_accounts(visit: Visit) -> None:
    assert [box.value for box in visit("workshops").info] == ["Connectez-vous pour voir cette page."]


def test_a_designer_sees_what_there_is_to_study_and_nothing_to_run(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        workshop_id = make_workshop(session, by=desk.account_id, theme="Logement")
        make_workshop(session, by=desk.account_id, theme="Transports")
        ines = make_account(session, name="Inès", role=Role.DESIGNER)
        token = signed_in(session, ines)

    at = visit("workshops", account=token)
    assert themes(at) == ["Rien à étudier pour l’instant"]

    with writing() as session:
        add_designer(session, actor=Actor(desk.account_id), workshop_id=workshop_id, account_id=ines)
    at = visit("workshops", account=token)
    assert not at.exception
    assert themes(at) == ["Logement"]
    ways = [link.proto.label for link in at.get("page_link")]
    assert ways[-2:] == ["Studio", "Rapport"]
    assert {"Console", "Préparer", "Lancer"} & set(ways) == set()
    assert [button.key for button in at.button] == ["account-leave"]


def test_a_facilitator_finds_what_others_run_and_they_study_too(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        workshop_id = make_workshop(session, theme="Logement")
        fanny = facilitator_of(session, workshop_id)
        add_designer(session, actor=Actor(fanny), workshop_id=workshop_id, account_id=desk.account_id)

    at = visit("workshops", account=desk.token)
    assert not at.exception
    assert themes(at) == ["Logement"]
    at.segmented_control(key="workshops-shelf").set_value("archived").run()
    assert themes(at) == []
