import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from db.base import now
from db.people import person_row
from db.session import Session, reading, writing
from db.workshops import Workshop
from facilitation.access import person_of
from facilitation.actors import Actor
from facilitation.errors import (
    AskedWhere,
    AskedWho,
    CodeRevoked,
    LinkUsed,
    Missing,
    NoSeatLeft,
    NotFound,
    TooLong,
    WorkshopClosed,
    WrongCode,
)
from facilitation.joining import (
    Joined,
    arrive,
    claim_readmit,
    hand_over,
    join_workshop,
    leave,
    readmit_link,
    resume,
    who_is_expected,
    workshop_by_code,
)
from facilitation.links import renew_code, revoke_code
from facilitation.people import (
    PersonRole,
    add_person,
    expect_people,
    merge_people,
    people,
    remove_person,
    restore_person,
)
from facilitation.people_table import PersonRow
from facilitation.territories import add_territory
from facilitation.workshops import (
    change_settings,
    close_workshop,
    create_workshop,
    delete_workshop,
    workshop_settings,
)
from tests.factories.workshops import facilitator_of, make_account, make_joined, make_person, make_workshop


def start(session: Session) -> tuple[int, int, str]:
    workshop_id = make_workshop(session)
    by = facilitator_of(session, workshop_id)
    return workshop_id, by, workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).code or ""


def names(session: Session, workshop_id: int) -> list[str]:
    by = facilitator_of(session, workshop_id)
    return [line.name for line in people(session, actor=Actor(by), workshop_id=workshop_id)]


def test_the_code_shows_what_one_is_about_to_join(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        grasse = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="Pays de Grasse")
        view = workshop_by_code(session, f" {code[:3].lower()}-{code[3:]} ")
    assert (view.workshop_id, view.theme) == (workshop_id, "Mobiliser tous les acteurs")
    assert view.territories == [(grasse, "Pays de Grasse")]


@pytest.mark.parametrize("code", ["", "ABC", "ABCDEF", "no such code at all"])
def test_a_wrong_code_opens_nothing(rules: Engine, code: str) -> None:
    with reading() as session, pytest.raises(WrongCode):
        workshop_by_code(session, code)


def test_a_revoked_code_says_so_and_the_new_one_works(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        renew_code(session, actor=Actor(by), workshop_id=workshop_id)
        new = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).code or ""
        assert workshop_by_code(session, new).workshop_id == workshop_id
        with pytest.raises(CodeRevoked):
            workshop_by_code(session, code)
        revoke_code(session, actor=Actor(by), workshop_id=workshop_id)
        revoke_code(session, actor=Actor(by), workshop_id=workshop_id)
        with pytest.raises(CodeRevoked):
            workshop_by_code(session, new)
        renew_code(session, actor=Actor(by), workshop_id=workshop_id)
        newest = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).code or ""
        assert workshop_by_code(session, newest).workshop_id == workshop_id


def test_the_code_of_a_closed_workshop_is_dead_and_of_a_deleted_one_unknown(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        close_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        with pytest.raises(WorkshopClosed):
            workshop_by_code(session, code)
        delete_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        with pytest.raises(WrongCode):
            workshop_by_code(session, code)


def test_who_joins_is_here_and_known_by_the_device(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        joined = join_workshop(
            session,
            code=code,
            name="  Amina  ",
            territory_name="Pays de Grasse",
            role=PersonRole.elected,
            contact_consent=True,
            contact="amina@example.org",
            attempt="one",
        )
        who = person_of(session, joined.token)
        line = people(session, actor=Actor(by), workshop_id=workshop_id)[0]
    assert who is not None
    assert (who.id, who.workshop_id, who.name, who.territory) == (
        joined.person_id, workshop_id, "Amina", "Pays de Grasse",
    )  # fmt: skip
    assert (line.here, line.has_device, line.expected, line.removed) == (True, True, False, False)


def test_the_same_form_sent_twice_makes_one_person(database: Engine) -> None:
    with writing() as session:
        workshop_id, _, code = start(session)
    together = Barrier(2)

    def send(_: int) -> Joined:
        together.wait(10)
        with writing() as session:
            return join_workshop(session, code=code, name="Amina", role=PersonRole.officer, attempt="same")

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    with reading() as session:
        assert names(session, workshop_id) == ["Amina"]
        assert person_of(session, first.token) is not None
        assert person_of(session, second.token) is not None
    assert first.person_id == second.person_id


def test_equal_names_are_told_apart(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, _ = start(session)
        for name in ("Amina", "amina", "Amina"):
            make_person(session, workshop_id, name=name)
        assert names(session, workshop_id) == ["Amina", "amina (2)", "Amina (3)"]


def test_twelve_people_at_once_never_take_more_seats_than_there_are(database: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, seats=5)
    together = Barrier(12)

    def come(number: int) -> str:
        together.wait(20)
        try:
            with writing() as session:
                join_workshop(
                    session, code=code, name="Zoé", role=PersonRole.other, attempt=f"{number}", apart=True
                )
        except NoSeatLeft as refusal:
            return f"none of {refusal.seats}"
        return "seated"

    with ThreadPoolExecutor(12) as pool:
        outcomes = sorted(pool.map(come, range(12)))
    with reading() as session:
        assert names(session, workshop_id) == ["Zoé", "Zoé (2)", "Zoé (3)", "Zoé (4)", "Zoé (5)"]
    assert outcomes == ["none of 5"] * 7 + ["seated"] * 5


def test_whoever_was_expected_is_that_person_once(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        rows = [PersonRow(1, "Amina", "Pays de Grasse", PersonRole.elected)]
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
        expected = people(session, actor=Actor(by), workshop_id=workshop_id)[0]
        first = make_person(session, workshop_id, name="AMINA", role=PersonRole.officer)
        second = make_person(session, workshop_id, name="Amina")
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert (expected.expected, expected.here) == (True, False)
    assert first == expected.id
    assert second != first
    assert [(line.name, line.territory, line.role) for line in lines] == [
        ("Amina", "Pays de Grasse", "officer"),
        ("Amina (2)", "", "elected"),
    ]


def test_a_territory_of_another_workshop_is_not_found(rules: Engine) -> None:
    with writing() as session:
        _, by, code = start(session)
        other = create_workshop(session, actor=Actor(by), theme="Autre")
        foreign = add_territory(session, actor=Actor(by), workshop_id=other, name="Ailleurs")
        with pytest.raises(NotFound):
            join_workshop(
                session, code=code, name="Amina", territory_id=foreign, role=PersonRole.other, attempt="1"
            )


def test_a_known_territory_is_chosen_or_typed_in_any_case(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        grasse = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="Pays de Grasse")
        for attempt, typed in enumerate(("PAYS DE GRASSE", "")):
            join_workshop(
                session,
                code=code,
                name="Amina",
                territory_id=None if typed else grasse,
                territory_name=typed,
                role=PersonRole.other,
                attempt=f"{attempt}",
                apart=True,
            )
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert [line.territory_id for line in lines] == [grasse, grasse]


def test_a_name_is_needed_and_has_a_limit(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, _ = start(session)
        with pytest.raises(Missing):
            make_person(session, workshop_id, name=" ")
        with pytest.raises(TooLong):
            make_person(session, workshop_id, name="a" * 300)
        assert names(session, workshop_id) == []


def test_a_contact_without_consent_is_not_kept(rules: Engine) -> None:
    with writing() as session:
        _, _, code = start(session)
        joined = join_workshop(
            session, code=code, name="Amina", role=PersonRole.other, contact="0612345678", attempt="1"
        )
        person = person_row(session, joined.person_id)
        assert person is not None
        assert person.contact == ""


def test_the_resume_code_brings_the_same_person_back_beside_the_first_device(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        first = make_joined(session, workshop_id)
        second = resume(session, resume_code=first.resume_code.lower().replace("-", " "))
        assert second.person_id == first.person_id
        assert person_of(session, first.token) is not None
        assert person_of(session, second.token) is not None
        assert len(people(session, actor=Actor(by), workshop_id=workshop_id)) == 1


def test_resuming_takes_leaving_back(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        joined = make_joined(session, workshop_id)
        leave(session, actor=Actor(person_id=joined.person_id), token=joined.token)
        assert person_of(session, joined.token) is None
        assert people(session, actor=Actor(by), workshop_id=workshop_id)[0].here is False
        resume(session, resume_code=joined.resume_code)
        assert people(session, actor=Actor(by), workshop_id=workshop_id)[0].here is True


def test_whoever_was_expected_may_come_with_the_resume_code(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        rows = [PersonRow(1, "Amina", "", PersonRole.elected)]
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
        person = person_row(session, people(session, actor=Actor(by), workshop_id=workshop_id)[0].id)
        assert person is not None
        resume(session, resume_code=person.resume_code)
        assert people(session, actor=Actor(by), workshop_id=workshop_id)[0].here is True


@pytest.mark.parametrize("code", ["", "nothing", "LUNE-42-GAZ"])
def test_a_wrong_resume_code_brings_nobody_back(rules: Engine, code: str) -> None:
    with writing() as session, pytest.raises(WrongCode):
        resume(session, resume_code=code)


def test_a_resume_code_works_neither_for_the_removed_nor_long_after_the_end(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        joined = make_joined(session, workshop_id)
        remove_person(session, actor=Actor(by), person_id=joined.person_id)
        with pytest.raises(WrongCode):
            resume(session, resume_code=joined.resume_code)
        restore_person(session, actor=Actor(by), person_id=joined.person_id)
        close_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        session.get_one(Workshop, workshop_id).closed_at = now() - timedelta(days=30)
        with pytest.raises(WorkshopClosed):
            resume(session, resume_code=joined.resume_code)
        delete_workshop(session, actor=Actor(by), workshop_id=workshop_id)
        with pytest.raises(WrongCode):
            resume(session, resume_code=joined.resume_code)


def test_the_resume_code_of_a_merged_entry_brings_the_kept_person_back(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        keep, other = make_joined(session, workshop_id), make_joined(session, workshop_id)
        merge_people(session, actor=Actor(by), keep_id=keep.person_id, other_id=other.person_id)
        assert resume(session, resume_code=other.resume_code).person_id == keep.person_id


def test_a_readmit_link_works_once_and_signs_the_old_laptop_out(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        old = make_joined(session, workshop_id)
        token = readmit_link(session, actor=Actor(by), person_id=old.person_id)
        new = claim_readmit(session, token)
        assert new.person_id == old.person_id
        assert person_of(session, old.token) is None
        assert person_of(session, new.token) is not None
        with pytest.raises(LinkUsed):
            claim_readmit(session, token)
        assert person_of(session, new.token) is not None


def test_a_readmit_link_is_too_old_after_an_hour(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        token = readmit_link(session, actor=Actor(by), person_id=make_person(session, workshop_id))
        with pytest.raises(LinkUsed):
            claim_readmit(session, token, at=now() + timedelta(minutes=61))
        with pytest.raises(LinkUsed):
            claim_readmit(session, "no such link")


def test_a_readmit_link_is_for_people_of_ones_own_workshops(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, _ = start(session)
        with pytest.raises(NotFound):
            readmit_link(
                session, actor=Actor(make_account(session)), person_id=make_person(session, workshop_id)
            )


def test_leaving_one_of_two_devices_is_not_leaving(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        first = make_joined(session, workshop_id)
        second = resume(session, resume_code=first.resume_code)
        leave(session, actor=Actor(person_id=first.person_id), token=first.token)
        assert person_of(session, first.token) is None
        assert people(session, actor=Actor(by), workshop_id=workshop_id)[0].here is True
        leave(session, actor=Actor(person_id=first.person_id), token=second.token)
        assert people(session, actor=Actor(by), workshop_id=workshop_id)[0].here is False


def test_the_facilitator_says_who_has_come_and_who_has_left(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        rows = [PersonRow(1, "Amina", "", PersonRole.elected)]
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
        amina = people(session, actor=Actor(by), workshop_id=workshop_id)[0].id
        for come, here in ((True, True), (True, True), (False, False), (False, False), (True, True)):
            if come:
                arrive(session, actor=Actor(by), person_id=amina)
            else:
                leave(session, actor=Actor(by, amina))
            assert people(session, actor=Actor(by), workshop_id=workshop_id)[0].here is here


def test_somebody_expected_needs_a_seat_too(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, seats=1)
        rows = [PersonRow(1, "Amina", "", PersonRole.elected)]
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
        amina = people(session, actor=Actor(by), workshop_id=workshop_id)[0].id
        add_person(session, actor=Actor(by), workshop_id=workshop_id, name="Paul", role=PersonRole.other)
        with pytest.raises(NoSeatLeft):
            arrive(session, actor=Actor(by), person_id=amina)


def test_a_shared_laptop_that_changes_hands_is_the_last_ones(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, _ = start(session)
        amina, paul = make_joined(session, workshop_id), make_joined(session, workshop_id, name="Paul")
        hand_over(session, token=amina.token, to=paul.person_id)
        hand_over(session, token=paul.token, to=paul.person_id)
        hand_over(session, token="nobody's", to=paul.person_id)
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert [(line.name, line.here, line.has_device) for line in lines] == [
        ("Amina", True, False),
        ("Paul", True, True),
    ]


EXPECTED, HOMONYMS = (
    Path(__file__).parents[1] / "cases" / name
    for name in ("people-28-expected.csv", "people-27-homonyms.csv")
)


def rows_in(file: Path) -> list[PersonRow]:
    """The people of a list as it lies there."""
    roles = {"élue": PersonRole.elected, "agent": PersonRole.officer}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [
            PersonRow(number, f"{one['Prénom']} {one['Nom']}", one["Territoire"], roles[one["Rôle"]])
            for number, one in enumerate(csv.DictReader(lines, delimiter=";"), 2)
        ]


def expecting(session: Session, file: Path) -> tuple[int, int, str]:
    workshop_id, by, code = start(session)
    expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows_in(file))
    return workshop_id, by, code


def comes(session: Session, code: str, name: str, territory: str = "", **answers: Any) -> Joined:
    return join_workshop(
        session, code=code, name=name, territory_name=territory, role=PersonRole.elected,
        attempt=f"{name} {territory} {answers}", **answers,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "territory"),
    [
        ("Zoe Berenger-Lefevre", ""),
        ("Bérenger-Lefèvre Zoé", "communauté d'agglomération du pays de saint malo"),
        ("Zoé Bérenger Lefèvre", "Communauté d’agglomération du Pays de Saint\u2011Malo"),
        ("ZOÉ\u200d BÉRENGER-LEFÈVRE\u3164", ""),
    ],
)
def test_the_expected_person_is_known_in_every_spelling(rules: Engine, typed: str, territory: str) -> None:
    with writing() as session:
        workshop_id, by, code = expecting(session, EXPECTED)
        found = who_is_expected(session, code=code, name=typed)
        assert found is not None
        assert found.territory == "Communauté d’agglomération du Pays de Saint-Malo"
        comes(session, code, typed, territory)
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
        territories = workshop_by_code(session, code).territories
    assert [(line.name, line.here) for line in lines] == [
        ("Maëlys O’NEILL", False),
        ("Zoé BÉRENGER-LEFÈVRE", True),
    ]
    assert lines[1].territory == "Communauté d’agglomération du Pays de Saint-Malo"
    assert len(territories) == 2


def test_a_name_that_is_only_like_an_expected_one_is_asked_about_once(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = expecting(session, EXPECTED)
        with pytest.raises(AskedWho) as asked:
            comes(session, code, "Maelys ONeil", "Pays de Grasse")
        (known,) = asked.value.people
        assert (known["name"], known["territory"], known["role"], known["here"]) == (
            "Maëlys O’NEILL", "Pays de Grasse", "officer", False,
        )  # fmt: skip
        assert who_is_expected(session, code=code, name="Maelys ONeil") is None
        with pytest.raises(NotFound):
            comes(session, code, "Maelys ONeil", known_id=by + 1000)
        assert comes(session, code, "Maelys ONeil", known_id=known["id"]).person_id == known["id"]
        other = comes(session, code, "Maelys ONeil", "Pays de Grasse", apart=True)
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert other.person_id != known["id"]
    assert [line.name for line in lines if line.here] == ["Maëlys O’NEILL", "Maelys ONeil"]


def test_homonyms_of_two_territories_are_two_people_told_apart_by_them(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = expecting(session, HOMONYMS)
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows_in(HOMONYMS))
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
        assert [(line.name, line.territory) for line in lines] == [
            ("Marie Martin", "Éguzon"),
            ("Marie Martin (Zuydcoote)", "Zuydcoote"),
        ]
        with pytest.raises(AskedWho) as asked:
            comes(session, code, "Marie Martin")
        assert [(one["name"], one["territory"]) for one in asked.value.people] == [
            ("Marie Martin", "Éguzon"),
            ("Marie Martin", "Zuydcoote"),
        ]
        assert who_is_expected(session, code=code, name="martin marie") is None
        assert comes(session, code, "Martin Marie", "zuydcoote").person_id == lines[1].id
        with pytest.raises(AskedWho):
            comes(session, code, "Marie Martin", "Ailleurs")
        new = comes(session, code, "Marie Martin", "Ailleurs", apart=True)
        named = [line.name for line in people(session, actor=Actor(by), workshop_id=workshop_id)]
    assert new.person_id not in [line.id for line in lines]
    assert named == ["Marie Martin", "Marie Martin (Ailleurs)", "Marie Martin (Zuydcoote)"]


def test_a_second_device_under_the_same_name_is_asked_whether_it_is_that_person(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        first = make_joined(session, workshop_id, territory="Pays de Grasse")
        for territory in ("", "Pays de Grasse", "Sicoval"):
            with pytest.raises(AskedWho) as asked:
                comes(session, code, "amina", territory)
            assert [(one["id"], one["here"]) for one in asked.value.people] == [(first.person_id, True)]
        with pytest.raises(NotFound):
            comes(session, code, "amina", known_id=first.person_id)
        assert len(people(session, actor=Actor(by), workshop_id=workshop_id)) == 1


def test_a_territory_that_is_like_a_known_one_is_asked_about_and_a_new_one_made(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by, code = start(session)
        name = "Communauté d’agglomération du Pays de Saint-Malo"
        add_territory(session, actor=Actor(by), workshop_id=workshop_id, name=name)
        for number, typed in enumerate(("Communauté d", "Pays de Saint-Malo", "St Malo Agglo")):
            with pytest.raises(AskedWhere) as asked:
                comes(session, code, f"P{number}", typed)
            assert (asked.value.name, asked.value.alike) == (typed, [name])
        comes(session, code, "P4", name.replace("’", "'").upper())
        comes(session, code, "P5", "Sicoval")
        comes(session, code, "P6", "Pays de Saint-Malo", new_territory=True)
        territories = [name for _, name in workshop_by_code(session, code).territories]
    assert territories == [name, "Pays de Saint-Malo", "Sicoval"]


def test_a_long_territory_does_not_go_behind_a_name(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _, code = start(session)
        for place in ("A" * 80, "B" * 80):
            comes(session, code, "Jean-Baptiste de la Tour", place, apart=True)
        names_there = names(session, workshop_id)
    assert names_there == ["Jean-Baptiste de la Tour", "Jean-Baptiste de la Tour (2)"]


@pytest.mark.parametrize("name", ["\u3164", "\u2800", "\u200d", " \u200d\u3164 "])
def test_a_name_that_shows_nothing_is_none(rules: Engine, name: str) -> None:
    with writing() as session:
        _, _, code = start(session)
        with pytest.raises(Missing):
            comes(session, code, name)
