"""What is exported, imported and exported again says the same, whatever the workshop."""

import json
import re
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.groups import groups_in
from db.posts import Part, Post, Section
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.archive.importing import import_archive
from facilitation.archive.schema import fault_of
from facilitation.archive.telling import tell
from facilitation.demo import load_played
from facilitation.errors import NotFound
from facilitation.exports import export
from facilitation.exports.markdown import markdown
from facilitation.logos import choose_logo, logo_of
from facilitation.report import report
from facilitation.workshops import close_workshop
from tests.factories.anything import make_anything
from tests.factories.packing import packed
from tests.factories.pictures import drawn
from tests.factories.statements import counted
from tests.factories.workshops import make_account

WHATEVER = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@WHATEVER
@given(seed=st.integers(0, 10**6))
def test_any_workshop_survives_its_archive(database: Engine, seed: int) -> None:
    assert database is not None
    with writing() as session:
        first = make_anything(session, Random(seed))
        told = tell(session, first)
        assert fault_of(told.document) is None
        second = import_archive(
            session, actor=Actor(make_account(session)), data=packed(session, first, told)
        )
        session.expire_all()
        again = tell(session, second)
    assert json.dumps(again.document) == json.dumps(told.document)
    assert list(again.pictures) == list(told.pictures)


@pytest.fixture
def played(rules: Engine) -> tuple[int, int]:
    """The demo workshop that was played through, ended, and what was rebuilt from its archive."""
    assert rules is not None
    with writing() as session:
        by = make_account(session)
        first = load_played(session, actor=Actor(by))
        close_workshop(session, actor=Actor(by), workshop_id=first)
        choose_logo(session, actor=Actor(by), workshop_id=first, data=drawn())
        return first, import_archive(
            session, actor=Actor(by), data=export(session, first, "archive.zip").content
        )


def test_the_played_demo_survives_its_archive(played: tuple[int, int]) -> None:
    first, second = played
    with reading() as session:
        assert tell(session, second).document == tell(session, first).document
        assert logo_of(session, second) is not None


def test_its_report_says_the_same(played: tuple[int, int]) -> None:
    with reading() as session:
        first, second = (_said(session, workshop_id) for workshop_id in played)
    assert second == first
    assert "Fonds" in first


def test_a_full_workshop_takes_as_many_questions_as_a_small_one(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        by = make_account(session)
        workshop = load_played(session, actor=Actor(by))
    with counted(rules) as few, reading() as session:
        tell(session, workshop)
    with writing() as session:
        group = groups_in(session, workshop)[0]
        session.add_all(
            Post(
                workshop_id=workshop,
                group_id=group.id,
                initiative_id=group.initiative_id,
                part=Part.decomposition,
                section=Section.actors,
                text=f"Une idée de plus, la {number}e",
            )
            for number in range(30)
        )
    with counted(rules) as many, reading() as session:
        told = tell(session, workshop)
    assert len(told.document["posts"]) > 60
    assert len(many) == len(few)


def test_there_is_no_archive_of_no_workshop(rules: Engine) -> None:
    assert rules is not None
    with reading() as session, pytest.raises(NotFound):
        tell(session, 77)


def _said(session: Session, workshop_id: int) -> str:
    """The whole report in one text, without the numbers that contributions have in this database."""
    return re.sub(r"(\[|n° )\d+", r"\1…", markdown(report(session, workshop_id)))
