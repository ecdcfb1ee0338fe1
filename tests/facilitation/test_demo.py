"""The demo workshop holds the real material, and says what is made up."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.session import reading, writing
from db.wishes import wishes_in
from db.workshops import territories_of, workshop_row, workshops_run_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.demo import load_demo, load_demos, load_played, material, typeset
from facilitation.demo.__main__ import main
from facilitation.interests import interests_of
from facilitation.provenance import trail
from facilitation.rehearsal import wipe_rehearsal
from facilitation.report import report
from facilitation.sharing import initiatives
from facilitation.studio.concept_views import concepts_of
from settings import settings
from tests.factories.workshops import make_account, make_person, open_kind


def test_the_demo_workshop_holds_the_real_material(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop_id = load_demo(session, actor=Actor(make_account(session)))
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
        first = load_demo(session, actor=Actor(by))
        assert load_demo(session, actor=Actor(by)) == first
        make_person(session, first)
        second = load_demo(session, actor=Actor(by))
        assert second != first
        open_kind(session, second, StageKind.checkin)
        assert load_demo(session, actor=Actor(by)) not in (first, second)


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
        told = capsys.readouterr().out.splitlines()
        assert [line.rpartition("/")[2] for line in told] == ["console?workshop=1", "console?workshop=2"]
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


def test_the_played_workshop_has_something_of_everything(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = load_played(session, actor=Actor(make_account(session)))
        made = report(session, workshop)
        assert (made.demo, made.rehearsal, made.people, len(made.groups)) == (True, True, 12, 2)
        assert [entry.title.split()[0] for entry in made.kept] == ["Fonds", "Intracting"]
        assert [len(group.tasks) for group in made.groups] == [3, 1]
        filled = {(post.group, post.section) for post in made.contributions if not post.target}
        assert len(filled) == 20
        assert [part.text for post in made.contributions for part in post.merged] == [
            "Jamais plus de la moitié du budget d’un projet."
        ]
        assert sum(post.core for post in made.contributions) == 2
        assert made.matrix.revealed
        assert min(made.matrix.zeros, made.matrix.unknowns, made.matrix.gaps) >= 2
        assert sorted(row.verdict for row in made.verdicts) == [
            "adapt",
            "adapt",
            "discard",
            "reproduce",
            "reproduce",
        ]
        assert sum(bool(line.who) for line in made.conditions) == 2
        assert sum(bool(asked.answer) for asked in made.questions) == 1
        assert len(wishes_in(session, workshop)) == 8
        assert [
            (concept.state, concept.uncited, len(interests_of(session, concept.id)))
            for concept in concepts_of(session, workshop)
        ] == [("published", (), 1), ("draft", (3,), 0)]


def test_the_trail_of_a_played_post_leads_to_its_vote(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        by = make_account(session)
        made = report(session, load_played(session, actor=Actor(by)))
        later = next(post for post in made.contributions if post.text.startswith("Verser la moitié"))
        found = trail(session, later.id, actor=Actor(by))
        assert len(found.about) == 2
        worded = next(post for post in found.about if not post.verbatim)
        steps = trail(session, worded.id, actor=Actor(by)).steps
        assert [step.kind for step in steps] == ["written", "worded"]
        assert found.vote is not None
        assert (found.vote.kept, found.vote.dots) == (True, 11)


def test_both_are_loaded_once_and_a_wipe_leaves_the_initiatives(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        by = make_account(session)
        for _twice in range(2):
            load_demos(session, actor=Actor(by))
        assert len(workshops_run_by(session, by)) == 2
        played = load_played(session, actor=Actor(by))
        assert wipe_rehearsal(session, actor=Actor(by), workshop_id=played) == 12
        made = report(session, played)
        assert (made.people, len(made.contributions), len(made.initiatives)) == (0, 0, 10)
        assert concepts_of(session, played) == ()
        assert (made.conditions, made.questions, made.matrix.revealed) == ((), (), False)
