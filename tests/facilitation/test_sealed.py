"""A workshop that came without its answers shows what was sealed, wherever answers would be counted."""

import pytest
from sqlalchemy import Engine

from db.agenda import StageKind
from db.ratings import Criterion
from db.session import Session, reading, writing
from db.voting import last_round
from facilitation.actors import Actor
from facilitation.archive.importing import import_archive
from facilitation.ballot_view import turnout_view
from facilitation.breakdowns import breakdown
from facilitation.cell import cell
from facilitation.conditions import conditions
from facilitation.counted import CountedVote, counted_vote
from facilitation.counts import WITHHELD, Shown
from facilitation.demo import load_played
from facilitation.matrix import MatrixView, matrix_view
from facilitation.perspective import Verdict, set_verdict
from facilitation.questions import questions
from facilitation.results import decide, kept_initiatives, result, reveal
from facilitation.rounds import answer_round, round_of, round_view
from facilitation.running import close_stage
from facilitation.territories import rename_territory
from facilitation.voting import cast_dot, close_voting, start_runoff
from tests.factories.packing import packed
from tests.factories.votes import cast_by_each, make_initiative, open_vote
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
    stage_of,
)


@pytest.fixture
def played(rules: Engine) -> tuple[int, int]:
    """The played demo and what was rebuilt from its archive."""
    assert rules is not None
    with writing() as session:
        by = make_account(session)
        first = load_played(session, actor=Actor(by))
        return first, import_archive(session, actor=Actor(by), data=packed(session, first))


def rebuilt(session: Session, workshop_id: int) -> int:
    """What the archive of a workshop becomes in the same place."""
    by = facilitator_of(session, workshop_id)
    return import_archive(session, actor=Actor(by), data=packed(session, workshop_id))


def test_a_result_is_what_the_room_saw(played: tuple[int, int]) -> None:
    with reading() as session:
        there, here = (result(session, one, "room") for one in played)
        assert here.rows is not None
        assert there.rows is not None
        for shown, was in zip(here.rows, there.rows, strict=True):
            assert (shown.title, shown.dots, shown.territories, shown.rank, shown.state, shown.kept) == (
                was.title, was.dots, was.territories, was.rank, was.state, was.kept,
            )  # fmt: skip
        assert (here.state, here.voted, here.proxies, here.eligible, here.cut_after) == (
            there.state, there.voted, there.proxies, there.eligible, there.cut_after,
        )  # fmt: skip
        assert [one.title for one in kept_initiatives(session, played[1])] == [
            one.title for one in kept_initiatives(session, played[0])
        ]
        turnout = turnout_view(session, played[1], "room")
        assert (turnout.open, turnout.voted) == (False, there.voted)


def test_supporters_are_shown_as_far_as_they_were(played: tuple[int, int]) -> None:
    with reading() as session:
        there, here = (breakdown(session, one) for one in played)
    assert [(one.by_role, one.by_territory) for one in here] == [
        (one.by_role, one.by_territory) for one in there
    ]
    assert all(count in (WITHHELD, Shown(0)) or count for one in here for count in one.by_role.values())


def test_a_run_off_keeps_what_it_settled(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        ones = [make_initiative(session, workshop, title=f"Initiative {n}") for n in range(5)]
        by, stage = facilitator_of(session, workshop), open_vote(session, workshop)
        cast_by_each(session, workshop, [[ones[0]], [ones[1]], [ones[2]], [ones[3]]])
        close_voting(session, actor=Actor(by), stage_id=stage, workshop_id=workshop)
        reveal(session, actor=Actor(by), stage_id=stage)
        start_runoff(session, actor=Actor(by), stage_id=stage)
        second = last_round(session, workshop)
        assert second is not None
        for name in ("Zoé", "Yves", "Xi"):
            voter = make_person(session, workshop, name=name)
            cast_dot(session, actor=Actor(person_id=voter), initiative_id=ones[1])
        close_voting(session, actor=Actor(by), stage_id=stage, workshop_id=workshop)
        reveal(session, actor=Actor(by), stage_id=stage)
        decide(
            session, actor=Actor(by), stage_id=stage, kept=[ones[1], ones[2]], reason="Les autres attendront."
        )
        there = result(session, workshop, "room")
        here = result(session, rebuilt(session, workshop), "room")
        assert here.rows is not None
        assert there.rows is not None
        assert [(row.title, row.dots, row.runoff_dots, row.kept) for row in here.rows] == [
            (row.title, row.dots, row.runoff_dots, row.kept) for row in there.rows
        ]
        assert (here.runoff, here.how, here.reason) == (True, there.how, "Les autres attendront.")


def test_an_open_vote_is_left_behind_and_a_new_one_counts_as_usual(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        one = make_initiative(session, workshop)
        open_vote(session, workshop)
        cast_by_each(session, workshop, [[one]])
        copy = rebuilt(session, workshop)
        assert result(session, copy, "console").state == "none"
        open_vote(session, copy)
        fresh = last_round(session, copy)
        assert fresh is not None
        assert counted_vote(fresh) == CountedVote(0, 0, {})
        assert turnout_view(session, copy, "room").voted == 0


def plain(view: MatrixView) -> list[object]:
    return [
        view.revealed, view.raters, view.finished, view.able, view.criteria,
        view.zeros, view.unknowns, view.gaps,
        [
            (
                work.title,
                [(row.territory, row.groups, row.verdict, row.conditions, row.cells) for row in work.rows],
            )
            for work in view.initiatives
        ],
    ]  # fmt: skip


def test_a_matrix_is_what_the_room_saw_with_its_conditions_and_questions(played: tuple[int, int]) -> None:
    with reading() as session:
        there, here = (matrix_view(session, one) for one in played)
        assert plain(here) == plain(there)
        lines = [
            [
                (line.initiative, line.territory, line.criterion, line.text, line.who)
                for line in conditions(session, one)
            ]
            for one in played
        ]
        assert lines[0] == lines[1]
        asked = [
            [
                (one.initiative, one.criterion, one.territories, one.answer, one.answered_by)
                for one in questions(session, workshop)
            ]
            for workshop in played
        ]
        assert asked[0] == asked[1]
        work = next(one for one in here.initiatives if any(row.cells[0].rated for row in one.rows))
        row = next(one for one in work.rows if one.cells[0].rated)
        behind = cell(
            session,
            initiative_id=work.id,
            territory_id=row.territory_id,
            criterion=Criterion(row.cells[0].criterion),
            actor=Actor(facilitator_of(session, played[1])),
        )
    assert behind.answers == row.cells[0]


def test_verdicts_and_names_live_on_beside_a_sealed_matrix(played: tuple[int, int]) -> None:
    workshop = played[1]
    with writing() as session:
        by = facilitator_of(session, workshop)
        work = matrix_view(session, workshop).initiatives[0]
        row = work.rows[0]
        rename_territory(
            session, actor=Actor(by), workshop_id=workshop, territory_id=row.territory_id, name="Ailleurs"
        )
        set_verdict(
            session,
            actor=Actor(by),
            initiative_id=work.id,
            territory_id=row.territory_id,
            verdict=Verdict.discard,
        )
        again = matrix_view(session, workshop).initiatives[0].rows[0]
    assert (again.territory, again.verdict, again.cells) == ("Ailleurs", "discard", row.cells)


@pytest.mark.parametrize(("count", "counts"), [(2, None), (3, [0, 0, 0, 3, 0])])
def test_a_round_is_counted_as_it_was(rules: Engine, count: int, counts: list[int] | None) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        stage = open_kind(session, workshop, StageKind.closing)
        for name in ("Amina", "Paul", "Zoé")[:count]:
            person = make_person(session, workshop, name=name)
            answer_round(
                session, actor=Actor(person_id=person), stage_id=stage, choice=4, words=f"Merci, {name}"
            )
        close_stage(session, actor=Actor(facilitator_of(session, workshop)), stage_id=stage)
        copy = rebuilt(session, workshop)
        there = stage_of(session, copy, StageKind.closing)
        desk = round_of(session, actor=Actor(facilitator_of(session, copy)), stage_id=there)
        assert (desk.answered, desk.counts) == (count, counts)
        assert desk.words == (["Merci, Amina", "Merci, Paul", "Merci, Zoé"] if counts else [])
        room = round_view(session, copy, "room")
        assert (room.answered, room.words) == (count, [])
