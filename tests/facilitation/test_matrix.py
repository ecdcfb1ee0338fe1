"""The matrix: medians, blockages, questions and gaps; nothing before the reveal, never an overall score."""

import json
from dataclasses import asdict, fields
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from db import changes
from db.base import now
from db.changes import Change
from db.matrix import Tally
from db.people import Person, PersonRole
from db.ratings import Criterion
from db.session import Session, reading, writing
from db.sharing import Initiative
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.errors import NotFound, NothingRated
from facilitation.groups import assign
from facilitation.journal import story
from facilitation.matrix import (
    Cell,
    MatrixInitiative,
    MatrixRow,
    MatrixView,
    Standing,
    cell_of,
    is_revealed,
    lower_median,
    matrix_view,
    reveal_matrix,
    standing,
)
from facilitation.people import change_person, remove_person
from facilitation.perspective import Section, Verdict, set_verdict
from facilitation.ratings import rate
from facilitation.territories import add_territory
from facilitation.withdrawing import delete_post
from facilitation.workshops import change_settings
from tests.factories.ratings import THE_TEN, rate_all, rated_by
from tests.factories.tables import Tables, make_initiative, make_perspective_post, make_tables
from tests.factories.workshops import make_account, make_person

ELECTED, OFFICER, STATE = PersonRole.elected, PersonRole.officer, PersonRole.state
Answer = tuple[PersonRole, int | None]
ANSWERS = st.lists(
    st.tuples(st.sampled_from([ELECTED, OFFICER, STATE]), st.sampled_from([0, 1, 2, 3, None])), max_size=12
)


def counted(answers: list[Answer]) -> Tally:
    """The answers as the database counts them."""

    def of(role: PersonRole | None) -> tuple[int, ...]:
        said = [value for by, value in answers if role in (None, by)]
        return tuple(said.count(value) for value in range(4))

    unknown = sum(value is None for _, value in answers)
    return Tally(1, 1, Criterion.need, unknown, of(None), of(ELECTED), of(OFFICER))


def values(answers: list[Answer], role: PersonRole | None = None) -> list[int]:
    return [value for by, value in answers if value is not None and role in (None, by)]


@given(st.lists(st.integers(0, 3), max_size=15))
def test_the_median_is_the_lower_one_and_always_somebodys_answer(given_: list[int]) -> None:
    found = lower_median([given_.count(value) for value in range(4)])
    assert found == (median_low(given_) if given_ else None)


@given(ANSWERS)
def test_a_single_blockage_is_never_lost_in_a_median(answers: list[Answer]) -> None:
    cell = cell_of(Criterion.need, counted(answers))
    assert cell.zeros == values(answers).count(0)
    assert (cell.low == 0) == (cell.zeros > 0)


@given(ANSWERS)
def test_not_knowing_is_a_question_and_never_a_zero(answers: list[Answer]) -> None:
    known = [one for one in answers if one[1] is not None]
    cell, without = (cell_of(Criterion.need, counted(some)) for some in (answers, known))
    assert cell.unknown == len(answers) - len(known)
    assert cell.rated == len(answers)
    assert (cell.value, cell.zeros, cell.low, cell.high, cell.gap) == (
        without.value, without.zeros, without.low, without.high, without.gap,
    )  # fmt: skip
    assert (cell.value is None) == (not known)


@given(ANSWERS)
def test_a_gap_is_two_steps_between_the_medians_of_elected_members_and_officers(
    answers: list[Answer],
) -> None:
    elected, officers = values(answers, ELECTED), values(answers, OFFICER)
    apart = bool(elected and officers) and abs(median_low(elected) - median_low(officers)) >= 2
    assert cell_of(Criterion.need, counted(answers)).gap is apart


def test_there_is_no_field_for_an_overall_score_or_a_rank() -> None:
    names = {field.name for kind in (MatrixView, MatrixInitiative, MatrixRow, Cell) for field in fields(kind)}
    assert names == {
        "revealed", "raters", "finished", "able", "criteria", "initiatives", "zeros", "unknowns", "gaps",
        "id", "title", "rows",
        "territory_id", "territory", "groups", "verdict", "conditions", "cells",
        "criterion", "value", "rated", "unknown", "low", "high", "gap",
    }  # fmt: skip


@pytest.fixture
def at(rules: Engine) -> Tables:
    assert rules is not None
    with writing() as session:
        return make_tables(session, opened=StageKind.perspective)


def cell_in(view: MatrixView, at: Tables, territory: str, criterion: Criterion = Criterion.funding) -> Cell:
    (row,) = (one for one in rows_of(view, at.fund) if one.territory == territory)
    return next(one for one in row.cells if one.criterion == criterion)


def rows_of(view: MatrixView, initiative_id: int) -> list[MatrixRow]:
    return next(one.rows for one in view.initiatives if one.id == initiative_id)


def revealed(session: Session, at: Tables) -> MatrixView:
    reveal_matrix(session, actor=Actor(at.by), workshop_id=at.workshop)
    return matrix_view(session, at.workshop, "console")


def test_every_territory_has_its_cells_in_the_order_of_the_criteria(at: Tables) -> None:
    with writing() as session:
        rate_all(session, at.amina, at.fund, 2, need=0, team=None)
        view = revealed(session, at)
    assert [one.title for one in view.initiatives] == ["Fonds de participation", "Bon Achat"]
    assert [row.territory for row in rows_of(view, at.fund)] == ["Pays de Grasse", "Sicoval"]
    assert [row.territory for row in rows_of(view, at.purchase)] == ["Sicoval"]
    (grasse, sicoval) = rows_of(view, at.fund)
    assert [cell.criterion for cell in grasse.cells] == view.criteria == list(THE_TEN)
    assert grasse.cells[0] == Cell("need", 0, 1, 0, 1, 0, 0, gap=False)
    assert grasse.cells[1] == Cell("acceptability", 2, 1, 0, 0, 2, 2, gap=False)
    assert grasse.cells[5] == Cell("team", None, 1, 1, 0, None, None, gap=False)
    assert {cell.value for cell in sicoval.cells} == {None}
    assert (view.zeros, view.unknowns, view.gaps) == (1, 1, 0)


def test_the_database_counts_as_the_rules_say(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        at = make_tables(session, opened=StageKind.perspective)
        rated_by(session, at.workshop, at.fund, {ELECTED: [3, 3, None], OFFICER: [1, 0]}, territory="TCO")
        rated_by(session, at.workshop, at.fund, {ELECTED: [2, 3], STATE: [0]}, territory="Lorraine")
        rated_by(session, at.workshop, at.fund, {OFFICER: [None, None]}, territory="Alzette")
        view = revealed(session, at)
    assert cell_in(view, at, "TCO") == Cell("funding", 1, 5, 1, 1, 0, 3, gap=True)
    assert cell_in(view, at, "Lorraine") == Cell("funding", 2, 3, 0, 1, 0, 3, gap=False)
    assert cell_in(view, at, "Alzette") == Cell("funding", None, 2, 2, 0, None, None, gap=False)
    assert (view.zeros, view.unknowns, view.gaps) == (2, 2, 1)
    assert [row.territory for row in rows_of(view, at.fund)] == [
        "Alzette", "Lorraine", "Pays de Grasse", "Sicoval", "TCO",
    ]  # fmt: skip


def test_before_the_reveal_there_is_no_answer_for_anybody(at: Tables) -> None:
    with writing() as session:
        set_verdict(
            session,
            actor=Actor(at.by),
            initiative_id=at.fund,
            territory_id=at.grasse,
            verdict=Verdict.reproduce,
        )
        seen = []
        for value in (0, 3, None):
            rate_all(session, at.amina, at.fund, value)
            seen += [
                json.dumps(asdict(matrix_view(session, at.workshop, audience)))
                for audience in ("room", "projector", "console")
            ]
        view = matrix_view(session, at.workshop)
    assert len(set(seen)) == 1
    assert (view.revealed, view.raters, view.finished, view.able) == (False, 1, 1, 3)
    assert [row.cells for one in view.initiatives for row in one.rows] == [[], [], []]
    assert (view.zeros, view.unknowns, view.gaps) == (0, 0, 0)
    assert [row.verdict for row in rows_of(view, at.fund)] == ["reproduce", None]


def test_the_reveal_is_one_and_for_everybody(at: Tables) -> None:
    heard: list[frozenset[Change]] = []
    was_revealed: list[bool] = []
    with writing() as session:
        with pytest.raises(NothingRated):
            reveal_matrix(session, actor=Actor(at.by), workshop_id=at.workshop)
        with pytest.raises(NotFound):
            reveal_matrix(session, actor=Actor(make_account(session)), workshop_id=at.workshop)
        rate_all(session, at.amina, at.fund, 0)
    stop = changes.listen(heard.append)
    for _ in range(2):
        with writing() as session:
            was_revealed.append(is_revealed(session, at.workshop))
            reveal_matrix(session, actor=Actor(at.by), workshop_id=at.workshop)
    stop()
    assert was_revealed == [False, True]
    with reading() as session:
        views = [matrix_view(session, at.workshop, who) for who in ("room", "projector", "console")]
        told = [one.action for one in story(session, actor=Actor(at.by), workshop_id=at.workshop)]
    assert views[0] == views[1] == views[2]
    assert views[0].revealed
    assert told.count("matrix_revealed") == 1
    assert heard == [{(at.workshop, topic) for topic in ("matrix", "ratings", "settings")}]


def test_a_row_says_which_tables_what_verdict_and_how_many_conditions(at: Tables) -> None:
    with writing() as session:
        assign(session, actor=Actor(at.by), person_id=at.lucie, group_id=at.first)
        posts = [
            make_perspective_post(session, at.amina, at.sicoval, text, Section.conditions)
            for text in ("Un budget", "Une délibération", "Un agent")
        ]
        delete_post(session, post_id=posts[0], actor=Actor(at.by))
        set_verdict(
            session, actor=Actor(at.by), initiative_id=at.fund, territory_id=at.sicoval, verdict=Verdict.adapt
        )
        rows = rows_of(matrix_view(session, at.workshop), at.fund)
    assert [(row.territory, row.groups, row.verdict, row.conditions) for row in rows] == [
        ("Pays de Grasse", [1], None, 0),
        ("Sicoval", [1], "adapt", 2),
    ]


def test_a_territory_without_anybody_or_anything_has_no_row(at: Tables) -> None:
    with writing() as session:
        nobodys = add_territory(session, actor=Actor(at.by), workshop_id=at.workshop, name="Absent")
        assert "Absent" not in [row.territory for row in rows_of(matrix_view(session, at.workshop), at.fund)]
        set_verdict(
            session, actor=Actor(at.by), initiative_id=at.fund, territory_id=nobodys, verdict=Verdict.discard
        )
        assert "Absent" in [row.territory for row in rows_of(matrix_view(session, at.workshop), at.fund)]


def test_answers_of_people_removed_before_the_reveal_or_of_another_territory_do_not_count(at: Tables) -> None:
    with writing() as session:
        first, second, third = rated_by(
            session, at.workshop, at.fund, {ELECTED: [3, 3], OFFICER: [0]}, territory="TCO"
        )
        remove_person(session, actor=Actor(at.by), person_id=third)
        assert cell_in(revealed(session, at), at, "TCO").rated == 2
        change_person(session, actor=Actor(at.by), person_id=second, territory_id=at.grasse)
        session.get_one(Person, first).left_at = now()
        session.flush()
        view = matrix_view(session, at.workshop)
        assert cell_in(view, at, "TCO") == Cell("funding", 3, 1, 0, 0, 3, 3, gap=False)
        assert cell_in(view, at, "Pays de Grasse").rated == 0
        assert (view.raters, view.able) == (1, 5)
        rate(session, actor=Actor(person_id=second), initiative_id=at.fund, criterion=Criterion.need, value=1)
        assert matrix_view(session, at.workshop).raters == 2


def test_a_role_that_was_corrected_counts_in_its_new_place(at: Tables) -> None:
    with writing() as session:
        _, officer = rated_by(session, at.workshop, at.fund, {ELECTED: [3], OFFICER: [1]}, territory="TCO")
        assert revealed(session, at).gaps == 1
        change_person(session, actor=Actor(at.by), person_id=officer, role=STATE)
        assert matrix_view(session, at.workshop).gaps == 0


def test_what_is_no_longer_asked_leaves_the_matrix(at: Tables) -> None:
    with writing() as session:
        change_settings(session, actor=Actor(at.by), workshop_id=at.workshop, optional_criteria=True)
        for one in (Criterion.evidence, Criterion.need):
            rate(session, actor=Actor(person_id=at.paul), initiative_id=at.fund, criterion=one, value=0)
        assert (revealed(session, at).zeros, standing(session, at.workshop).raters) == (2, 1)
        change_settings(session, actor=Actor(at.by), workshop_id=at.workshop, optional_criteria=False)
        assert matrix_view(session, at.workshop).zeros == 1
        session.get_one(Initiative, at.fund).territory_id = at.sicoval
        session.flush()
        view = matrix_view(session, at.workshop)
        assert (view.zeros, view.raters) == (0, 0)
        session.get_one(Initiative, at.fund).hidden_at = now()
        session.flush()
        assert [one.id for one in matrix_view(session, at.workshop).initiatives] == [at.purchase]


def test_whoever_has_answered_all_that_their_territory_is_asked_is_through(at: Tables) -> None:
    with writing() as session:
        rate_all(session, at.zoe, at.fund)
        rate_all(session, at.paul, at.fund)
        assert standing(session, at.workshop) == matrix_standing(session, at)
        assert matrix_standing(session, at).finished == 1
        rate_all(session, at.paul, at.purchase)
        assert matrix_standing(session, at).finished == 2


def matrix_standing(session: Session, at: Tables) -> Standing:
    view = matrix_view(session, at.workshop)
    return Standing(view.raters, view.finished, view.able)


def test_nobody_is_counted_who_is_asked_nothing(at: Tables) -> None:
    with writing() as session:
        make_person(session, at.workshop, name="Rose", territory="Ailleurs")
        assert standing(session, at.workshop).able == 4
        for one in (at.fund, at.purchase):
            session.get_one(Initiative, one).territory_id = at.grasse
        session.flush()
        assert standing(session, at.workshop).able == 2


def test_there_is_no_matrix_of_no_workshop(at: Tables) -> None:
    with reading() as session, pytest.raises(NotFound):
        matrix_view(session, at.workshop + 1)


def statements_of(session: Session, engine: Engine, workshop_id: int) -> int:
    statements: list[str] = []

    def keep(*facts: object) -> None:
        statements.append(str(facts[2]))

    session.flush()
    session.expire_all()
    event.listen(engine, "before_cursor_execute", keep)
    matrix_view(session, workshop_id)
    event.remove(engine, "before_cursor_execute", keep)
    return len(statements)


def test_the_matrix_takes_as_many_statements_for_one_rating_as_for_many(at: Tables, rules: Engine) -> None:
    with writing() as session:
        rate_all(session, at.amina, at.fund)
        reveal_matrix(session, actor=Actor(at.by), workshop_id=at.workshop)
        few = statements_of(session, rules, at.workshop)
        for number in range(6):
            make_initiative(session, at.workshop, f"Autre {number}")
            rated_by(
                session, at.workshop, at.fund, {ELECTED: [0, 3], OFFICER: [None]}, territory=f"T{number}"
            )
        for number in range(4):
            make_perspective_post(session, at.amina, at.sicoval, f"Condition {number}", Section.conditions)
        assert statements_of(session, rules, at.workshop) == few <= 12
