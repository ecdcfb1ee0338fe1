from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine, select

from db.agenda import StageKind
from db.people import PersonRole
from db.pitches import Pitch
from db.session import Session, reading, writing
from db.sharing import sharing_stage
from facilitation.actors import Actor
from facilitation.breakdowns import breakdown
from facilitation.errors import Refused
from facilitation.merging import merge_initiatives, undo_merge
from facilitation.pitches import put_on_stage
from facilitation.planning import add_stage
from facilitation.running import open_stage
from facilitation.sharing import initiatives, wall_view
from facilitation.voting import (
    How,
    close_vote,
    decide,
    kept_initiatives,
    result,
    reveal,
    start_runoff,
    turnout_view,
)
from tests.factories.votes import cast_by_each, make_initiative, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person, make_workshop, stage_of

Action = Callable[[Session], object]


def at_once(calls: list[Action]) -> list[str]:
    """Carry out all of these in threads of their own that start together; "done", or what was refused."""
    barrier = Barrier(len(calls))

    def run(call: Action) -> str:
        barrier.wait()
        try:
            with writing() as session:
                call(session)
        except Refused as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_a_wall_with_authors_merges_and_its_vote_reads_the_same_on_every_database(database: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        by = facilitator_of(session, workshop_id)
        amina = make_person(session, workshop_id, territory="Grasse")
        a = make_initiative(session, workshop_id, title="A", territory="Grasse", author_id=amina)
        b = make_initiative(session, workshop_id, title="B", territory="Compiègne")
        c = make_initiative(session, workshop_id, title="C")
        merged = merge_initiatives(session, actor=Actor(by), initiative_ids=[a, b], title="AB", pitch="Both")
        put_on_stage(session, actor=Actor(by), initiative_id=merged)
        stage_id = open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[merged]] * 4 + [[c]] * 3)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[merged, c])
    with reading() as session:
        wall = wall_view(session, workshop_id, "room").initiatives
        assert [(one.title, one.territory, one.state) for one in wall] == [
            ("C", "", "kept"),
            ("AB", "Grasse · Compiègne", "kept"),
        ]
        shown = result(session, workshop_id, "room")
        assert [(row.id, row.dots, row.territories) for row in shown.rows or []] == [
            (merged, 4, 4),
            (c, 3, 3),
        ]
        assert (shown.how, shown.voted, shown.eligible) == (How.TALLY, 7, 8)
        assert [set(one.by_role) for one in breakdown(session, workshop_id)] == [set(PersonRole)] * 2
        assert [one.id for one in kept_initiatives(session, workshop_id)] == [c, merged]


def test_a_tie_goes_to_its_run_off_on_every_database(database: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a], [a], [b], [c]])
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        start_runoff(session, actor=Actor(by), stage_id=stage_id)
        assert [one.id for one in turnout_view(session, workshop_id, "room").candidates] == [b, c]


def test_the_wall_is_that_of_the_sharing_stage_opened_last(database: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        by, first = facilitator_of(session, workshop_id), stage_of(session, workshop_id, StageKind.sharing)
        second = add_stage(session, actor=Actor(by), workshop_id=workshop_id, kind=StageKind.sharing)

        def current() -> int | None:
            stage = sharing_stage(session, workshop_id)
            return stage.id if stage else None

        seen = [current()]
        for stage_id in (second, first):
            open_stage(session, actor=Actor(by), stage_id=stage_id)
            seen.append(current())
        assert seen == [first, second, first]


def test_two_facilitators_who_merge_the_same_at_once_merge_it_once(database: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 2)
        by = facilitator_of(session, workshop_id)

    def merge(session: Session) -> object:
        return merge_initiatives(session, actor=Actor(by), initiative_ids=ids, title="Both", pitch="B")

    outcomes = at_once([merge] * 4)
    with reading() as session:
        (one,) = initiatives(session, workshop_id)
    assert [source.id for source in one.merged] == ids
    assert sorted(outcomes) == ["TooFewToMerge"] * 3 + ["done"]
    assert (
        at_once([lambda session: undo_merge(session, actor=Actor(by), initiative_id=one.id)] * 4)
        == ["done"] * 4
    )


def test_only_one_pitch_runs_whoever_calls_at_once(database: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 4)
        by = facilitator_of(session, workshop_id)

    def call(initiative_id: int) -> Action:
        return lambda session: put_on_stage(session, actor=Actor(by), initiative_id=initiative_id)

    assert at_once([call(one) for one in ids]) == ["done"] * 4
    with reading() as session:
        assert len(session.scalars(select(Pitch).where(Pitch.ended_at.is_(None))).all()) == 1


def test_two_facilitators_who_decide_at_once_leave_one_decision(database: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a], [a], [b]])
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)

    def keep(kept: list[int]) -> Action:
        return lambda session: decide(
            session, actor=Actor(by), stage_id=stage_id, kept=kept, reason="Because"
        )

    assert at_once([keep([a, b]), keep([b, c]), keep([a, c]), keep([a, b])]) == ["done"] * 4
    with reading() as session:
        assert len(kept_initiatives(session, workshop_id)) == 2
