"""The demo workshop holds the real material, and says what is made up."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.session import reading, writing
from db.workshops import territories_of, workshop_row
from facilitation.agenda import StageKind
from facilitation.demo import load_demo, material, typeset
from facilitation.demo.__main__ import main
from facilitation.sharing import initiatives
from settings import settings
from tests.factories.workshops import make_account, make_person, open_kind


def test_the_demo_workshop_holds_the_real_material(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop_id = load_demo(session, by=make_account(session))
        workshop = workshop_row(session, workshop_id)
        assert workshop is not None
        assert (workshop.theme, str(workshop.date), workshop.expected, workshop.rehearsal, workshop.demo) == (
            "Mobiliser et faire collaborer TOUS les acteurs du territoire",
            "2021-03-02",
            20,
            True,
            True,
        )
        assert len(territories_of(session, workshop_id)) == 9
        wall = initiatives(session, workshop_id)
        assert [(one.title, one.fictitious) for one in wall] == [
            (typeset(one["title"]), one["fictitious"]) for one in material()["initiatives"]
        ]
        assert {one.title: one.territory for one in wall}["Aides-territoires"] == "service national"


def test_asking_twice_makes_one_demo_until_it_is_used(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        by = make_account(session)
        first = load_demo(session, by=by)
        assert load_demo(session, by=by) == first
        make_person(session, first)
        second = load_demo(session, by=by)
        assert second != first
        open_kind(session, second, StageKind.checkin)
        assert load_demo(session, by=by) not in (first, second)


def test_the_command_makes_it_for_the_administrator(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    settings.cache_clear()
    try:
        assert main() == 1
        assert "Create the administrator first" in capsys.readouterr().err
        from db.accounts import Role
        from db.session import close, configure

        configure(sqlite_url)
        with writing() as session:
            make_account(session, role=Role.ADMINISTRATOR)
        close()
        assert main() == 0
        assert "/console?workshop=1" in capsys.readouterr().out
        configure(sqlite_url)
        with reading() as session:
            assert workshop_row(session, 1) is not None
        close()
    finally:
        settings.cache_clear()


def test_the_command_says_in_one_sentence_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://nowhere")
    settings.cache_clear()
    try:
        assert main() == 2
        assert capsys.readouterr().err.count("\n") == 1
    finally:
        settings.cache_clear()


def test_the_material_is_the_file_as_it_came() -> None:
    assert json.loads(Path("facilitation/demo/workshops.json").read_text(encoding="utf-8")) == material()
