from dataclasses import dataclass
from datetime import time

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.accounts import Role
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import AgendaView, StageKind, agenda
from facilitation.designers import designers
from facilitation.erasure import Contributions
from facilitation.people import PersonLine, people
from facilitation.running import close_stage, open_stage
from facilitation.sharing import initiatives, share_initiative
from facilitation.tokens import grouped_code
from facilitation.workshops import WorkshopSettings, workshop_settings
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
    signed_in,
)
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Prepared:
    """A workshop and its facilitator, signed in."""

    workshop_id: int
    by: int
    token: str

    def agenda(self) -> AgendaView:
        with reading() as session:
            return agenda(session, self.workshop_id)

    def settings(self) -> WorkshopSettings:
        with reading() as session:
            return workshop_settings(session, actor=Actor(self.by), workshop_id=self.workshop_id)

    def people(self) -> list[PersonLine]:
        with reading() as session:
            return people(session, actor=Actor(self.by), workshop_id=self.workshop_id)


@pytest.fixture
def prepared(rules: Engine) -> Prepared:
    with writing() as session:
        workshop_id = make_workshop(session)
        by = facilitator_of(session, workshop_id)
        return Prepared(workshop_id, by, signed_in(session, by))


def open_tab(visit: Visit, prepared: Prepared, tab: str, language: str = "fr") -> AppTest:
    at = visit("prepare", account=prepared.token, workshop=str(prepared.workshop_id), language=language)
    at.session_state["prepare-tab"] = tab
    at.run()
    assert not at.exception
    return at


def said(at: AppTest) -> list[str]:
    return [error.value for error in at.error]


@pytest.mark.parametrize(
    ("language", "tabs"),
    [
        ("fr", ["Déroulé", "Réglages", "Participants", "Initiatives", "Accès", "À imprimer"]),
        ("en", ["Agenda", "Settings", "People", "Initiatives", "Links", "To print"]),
    ],
)
def test_every_tab_opens_in_both_languages(
    visit: Visit, prepared: Prepared, language: str, tabs: list[str]
) -> None:
    for name in tabs:
        at = open_tab(visit, prepared, name, language)
        assert [tab.label for tab in at.tabs] == tabs


def test_the_agenda_shows_clock_times_and_is_edited_in_place(visit: Visit, prepared: Prepared) -> None:
    first, second = prepared.agenda().stages[:2]
    at = open_tab(visit, prepared, "Déroulé")
    assert "De 09:00 à 12:00\u00a0: 180 minutes" in [text.value for text in at.text]

    at.text_input(key=f"prepare-title-{first.id}").input("Accueil café").run()
    at.number_input(key=f"prepare-minutes-{first.id}").set_value(20).run()
    at.text_area(key=f"prepare-instruction-{first.id}").input("Installez-vous.").run()
    at.toggle(key=f"prepare-locks-{first.id}").set_value(True).run()
    at.button(key=f"prepare-down-{first.id}").click().run()

    stages = prepared.agenda().stages
    assert [stage.id for stage in stages[:2]] == [second.id, first.id]
    changed = stages[1]
    assert (changed.title, changed.minutes, changed.instruction, changed.locks) == (
        "Accueil café", 20, "Installez-vous.", True,
    )  # fmt: skip


def test_a_stage_without_a_title_is_refused_with_a_sentence(visit: Visit, prepared: Prepared) -> None:
    first = prepared.agenda().stages[0]
    at = open_tab(visit, prepared, "Déroulé")
    at.text_input(key=f"prepare-title-{first.id}").input("  ").run()

    assert said(at) == ["Remplissez d’abord «\u00a0Titre\u00a0»."]
    assert prepared.agenda().stages[0].title == "Météo d’accueil"


def test_stages_are_added_after_another_and_removed(visit: Visit, prepared: Prepared) -> None:
    stages = prepared.agenda().stages
    at = open_tab(visit, prepared, "Déroulé")
    at.selectbox(key="prepare-add-kind").set_value("voting")
    at.selectbox(key="prepare-add-after").set_value(stages[3].id)
    at.button(key="prepare-add-submit").click().run()
    assert [stage.kind for stage in prepared.agenda().stages][3:5] == ["voting", "voting"]

    at.button(key=f"prepare-remove-{stages[3].id}").click().run()
    assert [stage.id for stage in prepared.agenda().stages][3] != stages[3].id


def test_a_stage_that_was_removed_can_be_put_back(visit: Visit, prepared: Prepared) -> None:
    before = prepared.agenda().stages
    at = open_tab(visit, prepared, "Déroulé")
    at.button(key=f"prepare-remove-{before[0].id}").click().run()
    assert [stage.id for stage in prepared.agenda().stages] == [stage.id for stage in before[1:]]
    assert any(before[0].title in text.value for text in at.text)
    at.button(key="undo").click().run()
    again = prepared.agenda().stages
    assert [(one.title, one.minutes) for one in again] == [(one.title, one.minutes) for one in before]


def test_a_stage_that_has_been_open_is_skipped_and_taken_back(visit: Visit, prepared: Prepared) -> None:
    stage_id = prepared.agenda().stages[0].id
    with writing() as session:
        open_stage(session, actor=Actor(prepared.by), stage_id=stage_id)
        close_stage(session, actor=Actor(prepared.by), stage_id=stage_id)
    at = open_tab(visit, prepared, "Déroulé")
    at.button(key=f"prepare-skip-{stage_id}").click().run()
    assert prepared.agenda().stages[0].state == "skipped"
    at.button(key=f"prepare-unskip-{stage_id}").click().run()
    assert prepared.agenda().stages[0].state == "closed"


def test_settings_are_saved_together(visit: Visit, prepared: Prepared) -> None:
    at = open_tab(visit, prepared, "Réglages")
    at.text_area(key="settings-theme").input("Un autre enjeu")
    at.time_input(key="settings-starts").set_value(time(14, 0))
    at.number_input(key="settings-dots").set_value(4)
    at.radio(key="settings-keep").set_value(2)
    at.toggle(key="settings-concealed").set_value(True)
    at.toggle(key="settings-optional_criteria").set_value(True)
    at.selectbox(key="settings-time_zone").set_value("Pacific/Noumea")
    at.button(key="settings-submit").click().run()

    saved = prepared.settings()
    assert (saved.theme, saved.starts, saved.dots, saved.keep, saved.concealed, saved.optional_criteria) == (
        "Un autre enjeu", time(14, 0), 4, 2, True, True,
    )  # fmt: skip
    assert saved.time_zone == "Pacific/Noumea"
    at.text_area(key="settings-theme").input("")
    at.button(key="settings-submit").click().run()
    assert said(at) == ["Remplissez d’abord «\u00a0Enjeu\u00a0»."]


def test_territories_are_added_in_lines_and_renamed(visit: Visit, prepared: Prepared) -> None:
    at = open_tab(visit, prepared, "Réglages")
    at.text_area(key="settings-territories").input("Grasse\n\nTCO")
    at.button(key="territories-submit").click().run()
    territories = prepared.settings().territories
    assert [name for _, name in territories] == ["Grasse", "TCO"]

    at.text_input(key=f"settings-territory-{territories[0][0]}").input("TCO").run()
    assert said(at) == ["«\u00a0TCO\u00a0» existe déjà. Choisissez un autre nom."]


def test_a_co_facilitator_is_added_and_removed(visit: Visit, prepared: Prepared) -> None:
    with writing() as session:
        omar = make_account(session, name="Omar")
    at = open_tab(visit, prepared, "Réglages")
    at.selectbox(key="settings-facilitator-new").set_value(omar)
    at.button(key="facilitators-submit").click().run()
    assert prepared.settings().facilitators == [(prepared.by, "Fanny"), (omar, "Omar")]

    at.button(key=f"settings-facilitator-remove-{omar}").click().run()
    assert prepared.settings().facilitators == [(prepared.by, "Fanny")]


def test_a_designer_is_added_and_removed(visit: Visit, prepared: Prepared) -> None:
    with writing() as session:
        ines = make_account(session, name="Inès", role=Role.DESIGNER)
    at = open_tab(visit, prepared, "Réglages")
    at.selectbox(key="settings-designer-new").set_value(ines)
    at.button(key="designers-submit").click().run()
    with reading() as session:
        assert designers(session, actor=Actor(prepared.by), workshop_id=prepared.workshop_id) == [
            (ines, "Inès")
        ]

    at.button(key=f"settings-designer-remove-{ines}").click().run()
    with reading() as session:
        assert designers(session, actor=Actor(prepared.by), workshop_id=prepared.workshop_id) == []


LONG = "Communauté de communes du Val de Creuse, de la Brenne et des plateaux du Boischaut Sud réunis"


def test_a_pasted_list_is_shown_with_what_is_missing_and_kept_once_confirmed(
    visit: Visit, prepared: Prepared
) -> None:
    at = open_tab(visit, prepared, "Participants")
    at.text_area(key="people-pasted").input(
        "Nom;Territoire;Rôle\nAmina;Grasse;élue\n;TCO;élu\nZoé;nan;reine\n" + f"Max;{LONG};maire"
    )
    at.button(key="people-read").click().run()

    shown = at.data_editor[0].value
    assert list(shown["name"].fillna("")) == ["Amina", "", "Zoé", "Max"]
    assert list(shown["remark"]) == [
        "", "nom manquant", "territoire manquant, rôle à choisir", f"territoire raccourci\u00a0: {LONG}",
    ]  # fmt: skip
    assert "4 lignes dans la liste · 3 à regarder" in [text.value for text in at.text]
    assert at.button(key="people-confirm").label == "Inscrire 4 personnes"
    assert prepared.people() == []

    asked = next(one for one in at.selectbox if one.label == "reine")
    asked.set_value("elected").run()
    assert list(at.data_editor[0].value["remark"])[2] == "territoire manquant"
    at.button(key="people-confirm").click().run()
    assert [(line.name, line.territory, line.role) for line in prepared.people()] == [
        ("À nommer 1", "TCO", "elected"),
        ("Amina", "Grasse", "elected"),
        ("Max", LONG.replace("Communauté de communes", "CC"), "elected"),
        ("Zoé", "", "elected"),
    ]
    assert len(at.data_editor) == 0


def test_columns_that_are_not_sure_are_asked_about(visit: Visit, prepared: Prepared) -> None:
    at = open_tab(visit, prepared, "Participants")
    at.text_area(key="people-pasted").input(
        "Nom;Commune;EPCI;Fonction\nZoé;Éguzon;CC du Val;maire\nTotal;1;;\n"
    )
    at.button(key="people-read").click().run()
    assert [warning.value for warning in at.warning] == [
        "Plusieurs colonnes peuvent convenir\u00a0: Territoire (Commune / EPCI). Choisissez la bonne."
    ]
    territory = at.selectbox(key="people-column-territory")
    assert territory.options[:3] == ["Aucune colonne", "Nom (Zoé, Total)", "Commune (Éguzon, 1)"]
    territory.set_value(2).run()
    at.selectbox(key="people-column-role").set_value(-1).run()
    assert "2 lignes dans la liste · 1 non inscrite" in [text.value for text in at.text]
    at.button(key="people-confirm").click().run()
    assert [(line.name, line.territory, line.role) for line in prepared.people()] == [
        ("Zoé", "CC du Val", "other")
    ]


def test_a_list_without_headings_is_asked_about_and_a_new_one_begins_anew(
    visit: Visit, prepared: Prepared
) -> None:
    at = open_tab(visit, prepared, "Participants")
    at.text_area(key="people-pasted").input("PETIT;Luc;Arles;agent")
    at.button(key="people-read").click().run()
    (asked,) = at.warning
    assert asked.value.startswith(
        "Aucun titre de colonne ne dit où se trouve\u00a0: Nom, Prénom, Territoire, Rôle."
    )
    first_name = at.selectbox(key="people-column-first_name")
    assert first_name.options[2] == "Colonne 2 (Luc)"
    first_name.set_value(-1).run()
    at.text_area(key="people-pasted").input("Nom;Prénom\nPETIT;Luc")
    at.button(key="people-read").click().run()
    assert list(at.data_editor[0].value["name"]) == ["Luc PETIT"]
    assert len(at.warning) == 0


def test_a_list_can_be_given_up_and_an_empty_one_has_a_sentence(visit: Visit, prepared: Prepared) -> None:
    at = open_tab(visit, prepared, "Participants")
    at.text_area(key="people-pasted").input("Amina")
    at.button(key="people-read").click().run()
    at.button(key="people-forget").click().run()
    at.text_area(key="people-pasted").input("")
    at.button(key="people-read").click().run()

    assert said(at) == [
        "Il n’y a personne dans cette liste. Mettez une personne par ligne\u00a0: nom, territoire, rôle."
    ]
    assert prepared.people() == []


def test_people_are_removed_and_put_back(visit: Visit, prepared: Prepared) -> None:
    with writing() as session:
        amina = make_person(session, prepared.workshop_id)
    at = open_tab(visit, prepared, "Participants")
    at.button(key=f"people-remove-{amina}").click().run()
    assert prepared.people()[0].removed is True
    at.button(key=f"people-restore-{amina}").click().run()
    assert prepared.people()[0].removed is False


@pytest.mark.parametrize("number", [0, 1])
def test_somebody_is_erased_for_good(visit: Visit, prepared: Prepared, number: int) -> None:
    with writing() as session:
        amina = make_person(session, prepared.workshop_id)
        make_person(session, prepared.workshop_id, name="Paul")
        open_kind(session, prepared.workshop_id, StageKind.sharing)
        share_initiative(session, actor=Actor(person_id=amina), title="Bon Achat", pitch="Acheter ensemble.")
    at = open_tab(visit, prepared, "Participants")
    at.selectbox(key="people-erase-whom").select(amina).run()
    chosen = at.radio(key=f"people-erase-{amina}-contributions")
    assert chosen.options == [
        "Ce qu’elle ou il a écrit reste, sans son nom",
        "Ce qu’elle ou il a écrit disparaît aussi",
    ]
    chosen.set_value(list(Contributions)[number]).run()
    assert at.button(key="people-erase").label == "Effacer définitivement Amina"
    at.button(key="people-erase").click().run()
    assert not at.exception
    assert [one.name for one in prepared.people()] == ["Paul"]
    with reading() as session:
        assert len(initiatives(session, prepared.workshop_id)) == 1 - number


def test_initiatives_are_entered_beforehand_and_hidden(visit: Visit, prepared: Prepared) -> None:
    at = open_tab(visit, prepared, "Initiatives")
    at.text_input(key="prepare-share-title").input("Bon Achat")
    at.text_area(key="prepare-share-pitch").input("Acheter ensemble.")
    at.button(key="prepare-share-submit").click().run()
    with reading() as session:
        wall = initiatives(session, prepared.workshop_id, audience="console", hidden=True)
    assert [(one.title, one.hidden) for one in wall] == [("Bon Achat", False)]

    at.button(key=f"prepare-hide-{wall[0].id}").click().run()
    with reading() as session:
        wall = initiatives(session, prepared.workshop_id, audience="console", hidden=True)
    assert [(one.title, one.hidden) for one in wall] == [("Bon Achat", True)]


def test_code_and_projector_link_are_replaced_and_withdrawn(visit: Visit, prepared: Prepared) -> None:
    before = prepared.settings()
    at = open_tab(visit, prepared, "Accès")
    assert at.metric[0].value == grouped_code(before.code or "")
    for key in ("code-renew", "projector-renew"):
        at.button(key=key).click().run()
    between = prepared.settings()
    for key in ("code-revoke", "projector-revoke"):
        at.button(key=key).click().run()
    after = prepared.settings()
    for key in ("code-renew", "projector-renew"):
        at.button(key=key).click().run()

    assert len({before.code, between.code, prepared.settings().code}) == 3
    assert len({before.projector_token, between.projector_token, prepared.settings().projector_token}) == 3
    assert (after.code, after.projector_token) == (None, None)


def test_somebody_elses_workshop_cannot_be_prepared(visit: Visit, prepared: Prepared) -> None:
    with writing() as session:
        stranger = signed_in(session, make_account(session))
    at = visit("prepare", account=stranger, workshop=str(prepared.workshop_id))

    assert len(at.tabs) == 0
