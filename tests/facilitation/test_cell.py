"""Behind a cell of the matrix: what was answered, what is to be lifted and asked, and the posts."""

from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.people import Attribution
from db.posts import Verdict
from db.ratings import Criterion
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.cell import CellView, cell
from facilitation.decomposition import write_post
from facilitation.errors import NotFound
from facilitation.perspective import Section, set_verdict, write_perspective_post
from tests.factories.matrix import Matrix, make_matrix
from tests.factories.tables import make_tables, sign_as


@pytest.fixture
def at(rules: Engine) -> Matrix:
    assert rules is not None
    with writing() as session:
        return make_matrix(session)


def behind(session: Session, at: Matrix, **facts: Any) -> CellView:
    where: dict[str, Any] = {
        "initiative_id": at.t.fund,
        "territory_id": at.t.grasse,
        "criterion": Criterion.need,
    }
    reach = {} if "actor" in facts else {"actor": Actor(at.t.by)}
    return cell(session, **(where | reach | facts))


def texts(view: CellView) -> list[str]:
    return [post.text for post in view.posts]


def gap(session: Session, at: Matrix, text: str, **facts: Any) -> int:
    said: dict[str, Any] = {
        "actor": Actor(person_id=at.t.amina),
        "territory_id": at.t.grasse,
        "section": Section.gaps,
        "about": [],
    }
    return write_perspective_post(session, text=text, **(said | facts))


def test_behind_a_cell_are_its_answers_and_the_posts_with_what_they_are_about(at: Matrix) -> None:
    with writing() as session:
        sign_as(session, at.t.amina, Attribution.name)
        gap(session, at, "Moins de monde")
        view = behind(session, at)
        assert (view.initiative, view.territory, view.criterion) == (
            "Fonds de participation",
            "Pays de Grasse",
            "need",
        )
        assert view.answers is not None
        assert (view.answers.value, view.answers.zeros) == (0, 1)
        assert texts(view) == ["Moins de monde", "Un élu référent"]
        last = view.posts[-1]
        assert (last.table, last.author, last.territory, last.verbatim) == (
            1,
            "Amina",
            "Pays de Grasse",
            True,
        )
        assert [(about.id, about.text) for about in last.about] == [(at.about, "Un jury d’habitants")]


def test_a_zero_and_a_condition_are_to_be_lifted_and_a_dont_know_is_asked(at: Matrix) -> None:
    with reading() as session:
        need, team = behind(session, at), behind(session, at, criterion=Criterion.team)
        assert [line.criterion or line.text for line in need.lifts] == ["need", "Un élu référent"]
        assert [line.criterion or line.text for line in team.lifts] == ["Un élu référent"]
        assert need.question is None
        assert team.question is not None
        assert team.question.territories == ["Pays de Grasse"]


def test_a_whole_row_opens_too(at: Matrix) -> None:
    with writing() as session:
        set_verdict(
            session,
            actor=Actor(at.t.by),
            initiative_id=at.t.fund,
            territory_id=at.t.grasse,
            verdict=Verdict.adapt,
        )
        view = behind(session, at, criterion=None)
        assert (view.answers, view.question, view.verdict) == (None, None, "adapt")
        assert [line.text for line in view.lifts] == ["Un élu référent"]
        assert texts(view) == ["Un élu référent"]


def test_what_is_off_the_record_is_for_its_table_and_the_facilitator(at: Matrix) -> None:
    with writing() as session:
        sicoval = {"territory_id": at.t.sicoval}
        seen = {
            who: texts(behind(session, at, **sicoval, **reach))
            for who, reach in {
                "facilitator": {"actor": Actor(at.t.by)},
                "own table": {"actor": Actor(person_id=at.t.amina)},
                "other table": {"actor": Actor(person_id=at.t.zoe)},
                "no table": {"actor": Actor(person_id=at.t.lucie)},
            }.items()
        }
        assert seen == {
            "facilitator": ["Entre nous"],
            "own table": ["Entre nous"],
            "other table": [],
            "no table": [],
        }


def test_what_a_post_is_about_stays_off_the_record_too(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        at = make_matrix(session)
        secret = write_post(
            session,
            actor=Actor(at.t.by),
            group_id=at.t.first,
            section=Section.obstacles,
            text="Chut",
            off_record=True,
        )
        gap(session, at, "Pareil", about=[at.about, secret])
        mine, other = (
            behind(session, at, actor=Actor(person_id=one)).posts[0] for one in (at.t.paul, at.t.zoe)
        )
        assert {about.text for about in mine.about} == {"Un jury d’habitants", "Chut"}
        assert {about.text for about in other.about} == {"Un jury d’habitants"}


def test_a_post_from_paper_has_no_author(at: Matrix) -> None:
    with writing() as session:
        gap(session, at, "Sur papier", actor=Actor(at.t.by), group_id=at.t.first)
        assert next((post.author, post.territory) for post in behind(session, at).posts) == ("", "")


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"initiative_id": 9999},
        {"territory_id": 9999},
        {"criterion": Criterion.evidence},
    ],
)
def test_what_is_not_in_the_matrix_does_not_open(at: Matrix, elsewhere: dict[str, Any]) -> None:
    with reading() as session, pytest.raises(NotFound):
        behind(session, at, **elsewhere)


def test_nobody_opens_a_cell_before_the_reveal_or_from_elsewhere(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        hidden, at, other = make_matrix(session, revealed=False), make_matrix(session), make_tables(session)
        with pytest.raises(NotFound):
            behind(session, hidden)
        with pytest.raises(NotFound):
            behind(session, hidden, criterion=None)
        for reach in (
            {"actor": Actor(other.by)},
            {"actor": Actor(person_id=other.amina)},
            {"actor": Actor(person_id=None)},
        ):
            with pytest.raises(NotFound):
                behind(session, at, **reach)


def test_a_cell_takes_as_many_questions_for_many_posts_as_for_few(at: Matrix, rules: Engine) -> None:
    counts = []
    for _ in range(2):
        statements: list[str] = []
        event.listen(rules, "before_cursor_execute", lambda *facts, seen=statements: seen.append(facts[2]))
        with reading() as session:
            behind(session, at)
        counts.append(len(statements))
        with writing() as session:
            for number in range(30):
                gap(session, at, f"Écart {number}", about=[at.about])
    assert counts[0] == counts[1]
