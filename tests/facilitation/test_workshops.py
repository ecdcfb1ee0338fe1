from datetime import date, time

import pytest
from sqlalchemy import Engine

from db.accounts import Role, account_with_id
from db.agenda import StageKind
from db.base import now
from db.session import Session, reading, writing
from facilitation.access import projector_of
from facilitation.actors import Actor
from facilitation.agenda import agenda
from facilitation.errors import (
    LastFacilitator,
    Missing,
    NameTaken,
    NotAllowed,
    NotFound,
    OutOfRange,
    TerritoryInUse,
    TooLong,
)
from facilitation.facilitators import (
    add_facilitator,
    facilitators,
    possible_facilitators,
    remove_facilitator,
)
from facilitation.joining import workshop_by_code
from facilitation.journal import story
from facilitation.links import renew_projector, revoke_projector
from facilitation.people import people
from facilitation.planning import change_stage
from facilitation.templates import TEMPLATES, template_stages
from facilitation.territories import (
    add_territories,
    add_territory,
    remove_territory,
    rename_territory,
    territory_names,
)
from facilitation.workshops import (
    archive_workshop,
    change_settings,
    close_workshop,
    create_workshop,
    delete_workshop,
    duplicate_workshop,
    reopen_workshop,
    restore_workshop,
    unarchive_workshop,
    workshop_settings,
    workshops_of,
)
from tests.factories.workshops import facilitator_of, make_account, make_person, make_workshop, stage_of


def start(session: Session) -> tuple[int, int]:
    workshop_id = make_workshop(session)
    return workshop_id, facilitator_of(session, workshop_id)


def test_a_new_workshop_has_the_rules_of_the_method(rules: Engine) -> None:
    with writing() as session:
        by = make_account(session)
        workshop_id = create_workshop(
            session,
            actor=Actor(by),
            theme="  Mobiliser  tous les acteurs ",
            template="atelier-2h",
            language="en",
            date=date(2026, 3, 2),
            place="Grasse",
            organiser="ANCT",
            expected=18,
        )
        settings = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id)
    assert (settings.theme, settings.language, settings.date, settings.place) == (
        "Mobiliser tous les acteurs", "en", date(2026, 3, 2), "Grasse",
    )  # fmt: skip
    assert (settings.organiser, settings.expected, settings.seats, settings.starts) == (
        "ANCT", 18, 400, time(9, 0),
    )  # fmt: skip
    assert (settings.dots, settings.cap, settings.keep) == (None, 1, 3)
    assert (settings.own_territory, settings.concealed, settings.closed, settings.archived) == (
        False, False, False, False,
    )  # fmt: skip
    assert settings.facilitators == [(by, "Fanny")]


def test_designers_and_disabled_accounts_make_no_workshops(rules: Engine) -> None:
    with writing() as session:
        designer = make_account(session, role=Role.DESIGNER)
        with pytest.raises(NotAllowed):
            create_workshop(session, actor=Actor(designer), theme="X")
        gone = make_account(session)
        account = account_with_id(session, gone)
        assert account is not None
        account.disabled_at = now()
        for nobody in (gone, 404):
            with pytest.raises(NotFound):
                create_workshop(session, actor=Actor(nobody), theme="X")


def test_a_workshop_needs_a_theme_of_at_most_two_hundred_characters(rules: Engine) -> None:
    with writing() as session:
        by = make_account(session)
        with pytest.raises(Missing):
            create_workshop(session, actor=Actor(by), theme="")
        with pytest.raises(TooLong):
            create_workshop(session, actor=Actor(by), theme="a" * 201)


def test_every_template_is_complete_in_both_languages() -> None:
    for template in TEMPLATES:
        french, english = (template_stages(template, language) for language in ("fr", "en"))
        assert [stage.kind for stage in french] == [stage.kind for stage in english]
        assert all(stage.title and stage.instruction for stage in french + english)
    assert [stage.kind for stage in template_stages("atelier-3h", "fr")] == list(StageKind)


def test_a_copy_has_settings_agenda_and_territories_but_no_people(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        change_settings(
            session,
            actor=Actor(by),
            workshop_id=workshop_id,
            dots=4,
            keep=2,
            place="Grasse",
            optional_criteria=True,
        )
        change_stage(
            session,
            actor=Actor(by),
            stage_id=stage_of(session, workshop_id, StageKind.theme),
            title="Cadrage",
        )
        add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="TCO")
        make_person(session, workshop_id)
        copy_id = duplicate_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        former = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id)
        copy = workshop_settings(session, actor=Actor(by), workshop_id=copy_id)
        titles = [stage.title for stage in agenda(session, copy_id).stages]
        assert people(session, actor=Actor(by), workshop_id=copy_id) == []
    assert (copy.theme, copy.dots, copy.keep, copy.place, copy.date) == (former.theme, 4, 2, "Grasse", None)
    assert copy.optional_criteria
    assert [name for _, name in copy.territories] == ["TCO"]
    assert titles[:3] == ["Météo d’accueil", "Cadrage", "Partage"]
    assert copy.code != former.code
    assert copy.projector_token != former.projector_token


def test_settings_change_one_by_one(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, dots=2, cap=2, own_territory=True)
        change_settings(
            session,
            actor=Actor(by),
            workshop_id=workshop_id,
            dots=None,
            starts=time(14, 0),
            date=date(2026, 3, 2),
        )
        settings = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id)
        assert agenda(session, workshop_id).stages[0].planned_start == "14:00"
    assert (settings.dots, settings.cap, settings.own_territory, settings.starts, settings.date) == (
        None, 2, True, time(14, 0), date(2026, 3, 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [("dots", 0), ("dots", 21), ("cap", 0), ("keep", 1), ("keep", 4), ("seats", 0), ("expected", None)],
)
def test_numbers_keep_to_their_range(rules: Engine, field: str, value: int | None) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        with pytest.raises(OutOfRange) as refusal:
            change_settings(session, actor=Actor(by), workshop_id=workshop_id, **{field: value})
    assert refusal.value.field == field


def test_concealing_the_wall_conceals_its_sharing_stages_alone(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        for concealed, expected in ((True, [StageKind.sharing]), (False, [])):
            change_settings(session, actor=Actor(by), workshop_id=workshop_id, concealed=concealed)
            stages = agenda(session, workshop_id).stages
            assert [stage.kind for stage in stages if stage.concealed] == expected


def test_closing_a_workshop_kills_its_code_until_it_is_reopened(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        code = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).code or ""
        for _ in range(2):
            close_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        assert workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).closed is True
        for _ in range(2):
            reopen_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        assert workshop_by_code(session, code).workshop_id == workshop_id


def listed(session: Session, by: int, *, archived: bool = False, deleted: bool = False) -> list[int]:
    return [card.id for card in workshops_of(session, Actor(by), archived=archived, deleted=deleted)]


def test_an_archived_workshop_is_out_of_the_way_and_comes_back(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        for _ in range(2):
            archive_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        assert (listed(session, by), listed(session, by, archived=True)) == ([], [workshop_id])
        for _ in range(2):
            unarchive_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        assert (listed(session, by), listed(session, by, archived=True)) == ([workshop_id], [])


def test_a_deleted_workshop_is_out_of_reach_until_it_is_restored(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        for _ in range(2):
            delete_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        with pytest.raises(NotFound):
            workshop_settings(session, actor=Actor(by), workshop_id=workshop_id)
        assert (listed(session, by), listed(session, by, deleted=True)) == ([], [workshop_id])
        for _ in range(2):
            restore_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        assert listed(session, by) == [workshop_id]


def test_facilitators_see_their_workshops_and_administrators_all(rules: Engine) -> None:
    with writing() as session:
        first, by = start(session)
        second, other = start(session)
        administrator = make_account(session, role=Role.ADMINISTRATOR)
        make_person(session, first)
        assert listed(session, by) == [first]
        assert listed(session, other) == [second]
        assert listed(session, administrator) == [second, first]
        assert [card.people for card in workshops_of(session, Actor(administrator))] == [0, 1]


def test_a_projector_link_is_renewed_and_revoked(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        first = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).projector_token or ""
        assert projector_of(session, first) is not None
        renew_projector(session, actor=Actor(by), workshop_id=workshop_id)
        second = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).projector_token or ""
        assert projector_of(session, first) is None
        assert projector_of(session, second) is not None
        for _ in range(2):
            revoke_projector(session, actor=Actor(by), workshop_id=workshop_id)
        assert projector_of(session, second) is None


def test_several_facilitators_run_a_workshop_and_one_stays(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        omar = make_account(session, name="Omar")
        designer = make_account(session, name="Dora", role=Role.DESIGNER)
        assert possible_facilitators(session, actor=Actor(by), workshop_id=workshop_id) == [(omar, "Omar")]
        for _ in range(2):
            add_facilitator(session, actor=Actor(by), workshop_id=workshop_id, account_id=omar)
        assert facilitators(session, actor=Actor(omar), workshop_id=workshop_id) == [
            (by, "Fanny"),
            (omar, "Omar"),
        ]
        with pytest.raises(NotAllowed):
            add_facilitator(session, actor=Actor(by), workshop_id=workshop_id, account_id=designer)
        for _ in range(2):
            remove_facilitator(session, actor=Actor(omar), workshop_id=workshop_id, account_id=by)
        with pytest.raises(LastFacilitator):
            remove_facilitator(session, actor=Actor(omar), workshop_id=workshop_id, account_id=omar)
        with pytest.raises(NotFound):
            facilitators(session, actor=Actor(by), workshop_id=workshop_id)


def test_territories_are_added_once_and_renamed(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        grasse = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="Grasse")
        tco = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="TCO")
        add_territories(session, actor=Actor(by), workshop_id=workshop_id, names=["grasse ", " ", "TCO"])
        rename_territory(
            session, actor=Actor(by), workshop_id=workshop_id, territory_id=grasse, name="Pays de Grasse"
        )
        rename_territory(session, actor=Actor(by), workshop_id=workshop_id, territory_id=tco, name="Tco")
        territories = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).territories
        assert territory_names(session, workshop_id) == ["Pays de Grasse", "Tco"]
        with pytest.raises(NameTaken) as refusal:
            rename_territory(
                session, actor=Actor(by), workshop_id=workshop_id, territory_id=tco, name="PAYS DE GRASSE"
            )
        with pytest.raises(NotFound):
            rename_territory(session, actor=Actor(by), workshop_id=workshop_id, territory_id=404, name="X")
        with pytest.raises(Missing):
            add_territory(session, actor=Actor(by), workshop_id=workshop_id, name=" ")
    assert territories == [(grasse, "Pays de Grasse"), (tco, "Tco")]
    assert refusal.value.name == "PAYS DE GRASSE"


def test_the_journal_tells_who_did_what(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        amina = make_person(session, workshop_id)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, place="Grasse", keep=2)
        lines = story(session, actor=Actor(by), workshop_id=workshop_id)
        latest = story(session, actor=Actor(by), workshop_id=workshop_id, limit=1)
    assert amina > 0
    assert [(line.action, line.who, line.facilitator) for line in lines] == [
        ("settings_changed", "Fanny", True),
        ("joined", "Amina", False),
        ("workshop_created", "Fanny", True),
    ]
    assert latest == lines[:1]
    assert lines[0].details == {"fields": "keep, place"}


def test_the_journal_is_for_who_runs_the_workshop(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = start(session)
        stranger = make_account(session)
    with reading() as session, pytest.raises(NotFound):
        story(session, actor=Actor(stranger), workshop_id=workshop_id)


def test_a_territory_that_nobody_comes_from_can_be_removed(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        mistake = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="Pays de Gras")
        make_person(session, workshop_id, name="Amina", territory="Pays de Grasse")
        home = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="Pays de Grasse")
        for _ in range(2):
            remove_territory(session, actor=Actor(by), workshop_id=workshop_id, territory_id=mistake)
        with pytest.raises(TerritoryInUse) as refusal:
            remove_territory(session, actor=Actor(by), workshop_id=workshop_id, territory_id=home)
        assert refusal.value.name == "Pays de Grasse"
        assert territory_names(session, workshop_id) == ["Pays de Grasse"]
