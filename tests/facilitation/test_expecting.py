"""A list is entered as what it says: nobody twice, homonyms apart, however often it comes."""

import pytest
from sqlalchemy import Engine

from db.people import PersonRole
from db.session import Session, writing
from facilitation import expecting
from facilitation.actors import Actor
from facilitation.people import expect_people, people
from facilitation.people_table import PersonRow, read_people_table
from facilitation.workshops import workshop_settings
from tests.factories.workshops import facilitator_of, make_person, make_workshop


def row(name: str, territory: str = "", role: PersonRole = PersonRole.other) -> PersonRow:
    return PersonRow(1, name, territory, role)


def enter(session: Session, workshop_id: int, *rows: PersonRow) -> int:
    by = Actor(facilitator_of(session, workshop_id))
    return expect_people(session, actor=by, workshop_id=workshop_id, rows=rows)


def listed(session: Session, workshop_id: int) -> list[tuple[str, str]]:
    by = Actor(facilitator_of(session, workshop_id))
    return [(one.name, one.territory) for one in people(session, actor=by, workshop_id=workshop_id)]


def test_homonyms_of_two_territories_are_entered_as_two_people_once(rules: Engine) -> None:
    table = read_people_table(
        "Nom;Prénom;Territoire;Rôle\nMartin;Marie;Éguzon;élue\nMartin;Marie;Zuydcoote;agent"
    )
    with writing() as session:
        workshop_id = make_workshop(session)
        assert [enter(session, workshop_id, *table.rows) for _ in range(2)] == [2, 0]
        assert listed(session, workshop_id) == [
            ("Marie Martin", "Éguzon"),
            ("Marie Martin (Zuydcoote)", "Zuydcoote"),
        ]


def test_a_list_that_says_somebody_twice_enters_them_once(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        rows = (row("Zoé Bérenger"), row("BERENGER Zoe", "Éguzon"), row("Zoé Bérenger", "éguzon"), row("Luc"))
        assert enter(session, workshop_id, *rows) == 2
        assert listed(session, workshop_id) == [("Luc", ""), ("Zoé Bérenger", "Éguzon")]


def test_a_territory_that_was_missing_is_filled_in_by_a_later_list(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        assert enter(session, workshop_id, row("Zoé"), row("Max", "Arles")) == 2
        assert enter(session, workshop_id, row("Zoé", "Arles"), row("Max", "ARLES")) == 0
        assert listed(session, workshop_id) == [("Max", "Arles"), ("Zoé", "Arles")]
        by = Actor(facilitator_of(session, workshop_id))
        settings = workshop_settings(session, actor=by, workshop_id=workshop_id)
    assert [name for _, name in settings.territories] == ["Arles"]


def test_somebody_here_is_meant_where_the_territory_says_so(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        make_person(session, workshop_id, name="Zoé", territory="Arles")
        assert enter(session, workshop_id, row("Zoé", "Arles"), row("Zoé", "Brest")) == 1
        assert listed(session, workshop_id) == [("Zoé", "Arles"), ("Zoé (Brest)", "Brest")]


def test_a_resume_code_is_given_once_in_a_list(rules: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["LUNE-42-GAZ", "LUNE-42-GAZ", "PAIN-11-ROC"])
    monkeypatch.setattr(expecting, "free_resume_code", lambda _session: next(codes))
    with writing() as session:
        assert enter(session, make_workshop(session), row("Zoé"), row("Max")) == 2


def test_who_has_no_name_yet_is_numbered_on_from_those_who_are_there(rules: Engine) -> None:
    nameless = PersonRow(2, "À nommer", "", PersonRole.other, unnamed=True)
    with writing() as session:
        workshop_id = make_workshop(session)
        assert [enter(session, workshop_id, nameless, nameless), enter(session, workshop_id, nameless)] == [
            2,
            1,
        ]
        assert [name for name, _ in listed(session, workshop_id)] == [
            "À nommer 1",
            "À nommer 2",
            "À nommer 3",
        ]
