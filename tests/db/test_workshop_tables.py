"""The constraints that have the last word on workshops, agendas and people."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from db.agenda import StageOpening, stages_of
from db.base import now
from db.people import Person, PersonRole, is_here, person_row
from db.rounds import RoundAnswer
from db.session import reading, writing
from db.workshops import Workshop, workshop_row
from tests.factories.workshops import make_person, make_workshop


@pytest.fixture
def workshop_id(database: Engine) -> int:
    with writing() as session:
        return make_workshop(session)


def test_a_workshop_never_has_two_open_stages(workshop_id: int) -> None:
    soon = now() + timedelta(minutes=5)
    with pytest.raises(IntegrityError, match="stage_openings"), writing() as session:
        session.add_all(
            StageOpening(stage_id=stage.id, workshop_id=workshop_id, ends_at=soon)
            for stage in stages_of(session, workshop_id)[:2]
        )


def test_two_people_of_a_workshop_never_bear_the_same_name(workshop_id: int) -> None:
    with pytest.raises(IntegrityError, match="people"), writing() as session:
        session.add_all(
            Person(workshop_id=workshop_id, name="Amina", role=PersonRole.other, resume_code=code)
            for code in ("LUNE-42-GAZ", "LUNE-43-GAZ")
        )


def test_a_role_is_one_of_the_five(workshop_id: int) -> None:
    with writing() as session:
        amina = make_person(session, workshop_id)
    with pytest.raises(IntegrityError, match="personrole"), writing() as session:
        session.execute(text("UPDATE people SET role = 'king' WHERE id = :id"), {"id": amina})


def test_an_answer_goes_from_one_to_five(workshop_id: int) -> None:
    with writing() as session:
        amina = make_person(session, workshop_id)
        stage_id = stages_of(session, workshop_id)[0].id
    with pytest.raises(IntegrityError, match="choice"), writing() as session:
        session.add(RoundAnswer(stage_id=stage_id, person_id=amina, choice=6))


def test_moments_come_back_in_universal_time(workshop_id: int) -> None:
    with writing() as session:
        amina = make_person(session, workshop_id)
    with reading() as session:
        person = person_row(session, amina)
        assert person is not None
        assert is_here(person) is True
        assert person.arrived_at is not None
        assert person.arrived_at.utcoffset() == timedelta(0)


def test_a_workshop_that_is_purged_takes_everything_with_it(workshop_id: int) -> None:
    with writing() as session:
        make_person(session, workshop_id)
    with writing() as session:
        session.execute(text("DELETE FROM workshops WHERE id = :id"), {"id": workshop_id})
    with reading() as session:
        assert workshop_row(session, workshop_id) is None
        for table in ("people", "stages", "journal", "person_devices", Workshop.__tablename__):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
