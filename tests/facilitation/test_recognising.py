"""What is only near is never taken for certain: it is asked."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Engine

from db.people import person_row
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import AskedWhere, AskedWho
from facilitation.joining import Joined, join_workshop
from facilitation.people import PersonRole, expect_people, people
from facilitation.people_table import PersonRow
from facilitation.recognising import comes_from
from facilitation.workshops import workshop_settings
from tests.factories.workshops import facilitator_of, make_workshop

NEAR = [("Haute-Saône", "Haute-Savoie"), ("Loire", "Loiret"), ("Lens", "Sens"), ("Dol", "Die")]


def expecting(session: Session, *listed: tuple[str, str]) -> tuple[int, Actor]:
    workshop_id = make_workshop(session)
    by = Actor(facilitator_of(session, workshop_id))
    rows = [PersonRow(n, name, place, PersonRole.other) for n, (name, place) in enumerate(listed)]
    expect_people(session, actor=by, workshop_id=workshop_id, rows=rows)
    return workshop_id, by


def comes(session: Session, at: tuple[int, Actor], name: str, territory: str = "", **said: object) -> Joined:
    code = workshop_settings(session, actor=at[1], workshop_id=at[0]).code or ""
    told: dict[str, Any] = {"attempt": f"{name}{territory}{said}", "role": PersonRole.other} | said
    return join_workshop(session, code=code, name=name, territory_name=territory, **told)


def listed(session: Session, at: tuple[int, Actor]) -> Sequence[tuple[str, str]]:
    return [(one.name, one.territory) for one in people(session, actor=at[1], workshop_id=at[0])]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_a_near_territory_is_another_one(one: str, other: str) -> None:
    assert comes_from([], one, (None, one.upper()))
    assert not comes_from([], one, (None, other))
    assert not comes_from([], one, (None, ""))
    assert comes_from([7], one, (7, other))


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_homonyms_of_near_territories_both_stand_in_a_list_and_at_the_door(
    rules: Engine, one: str, other: str
) -> None:
    with writing() as session:
        at = expecting(session, ("Marie Martin", one), ("Marie Martin", other))
        assert [place for _, place in listed(session, at)] == [one, other]
        alone = expecting(session, ("Marie Martin", one))
        with pytest.raises(AskedWho):
            comes(session, alone, "Marie Martin", other)


def test_whoever_is_somebody_else_is_not_taken_for_whom_a_list_expects(rules: Engine) -> None:
    with writing() as session:
        at = expecting(session, ("Marie Martin", "Sicoval"))
        joined = comes(session, at, "marie martin", "Grasse", apart=True)
        assert listed(session, at) == [("Marie Martin", "Sicoval"), ("marie martin (Grasse)", "Grasse")]
        same_words = comes(session, at, "Marie Martin", "Sicoval", apart=True)
        expected = next(one for one in people(session, actor=at[1], workshop_id=at[0]) if one.expected)
    assert expected.id not in (joined.person_id, same_words.person_id)


def test_a_territory_that_an_expected_person_corrects_at_the_door_is_taken(rules: Engine) -> None:
    with writing() as session:
        at = expecting(session, ("Marie Martin", "Sicoval"), ("Zoé", "Loire"))
        with pytest.raises(AskedWho) as asked:
            comes(session, at, "Marie Martin", "Grasse")
        (marie,) = asked.value.people
        comes(session, at, "Marie Martin", "Grasse", known_id=marie["id"])
        assert ("Marie Martin", "Grasse") in listed(session, at)
        with pytest.raises(AskedWho) as asked:
            comes(session, at, "Zoé", "Loiret")
        (zoe,) = asked.value.people
        with pytest.raises(AskedWhere):
            comes(session, at, "Zoé", "Loiret", known_id=zoe["id"])
        person = person_row(session, int(str(zoe["id"])))
        assert person is not None
        assert person.arrived_at is None


def test_who_may_be_meant_is_told_to_whoever_knows_more_than_a_word(rules: Engine) -> None:
    with writing() as session:
        at = expecting(session, ("Marie Anne Martin", "Sicoval"))
        told = []
        for name, territory in (
            ("Marie Martin", ""),
            ("Marie Martin", "Grasse"),
            ("Marie Martin", "sicoval"),
            ("Martin Marie Anne", "Grasse"),
        ):
            with pytest.raises(AskedWho) as asked:
                comes(session, at, name, territory)
            (one,) = asked.value.people
            told.append((one["name"], one["territory"], one["role"]))
        assert told == [
            ("Marie Anne Martin", "", ""),
            ("Marie Anne Martin", "", ""),
            ("Marie Anne Martin", "Sicoval", "other"),
            ("Marie Anne Martin", "Sicoval", "other"),
        ]
        for name in ("Marie", "a", "de"):
            comes(session, at, name)
        assert ("Marie Anne Martin", "Sicoval") in listed(session, at)
