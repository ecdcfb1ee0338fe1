from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from sqlalchemy import Engine, select, text

from db.session import Session, reading, writing
from db.voting import Ballot, Dot, VotingRound, last_round
from facilitation.actors import Actor
from facilitation.counted import counted_vote
from facilitation.errors import Refused
from facilitation.running import close_stage
from facilitation.voting import cast_dot, close_vote, take_dot
from tests.factories.votes import cast_by_each, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person

THREADS = 12


Action = Callable[[Session], None]


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


def stored(session: Session) -> list[tuple[int, int]]:
    dots = session.scalars(select(Dot).order_by(Dot.initiative_id, Dot.place))
    return [(dot.initiative_id, dot.place) for dot in dots]


def test_twelve_threads_of_one_voter_never_place_one_dot_too_many(database: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, THREADS, dots=2)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)

    def dot(initiative_id: int) -> Action:
        return lambda session: cast_dot(session, actor=Actor(person_id=amina), initiative_id=initiative_id)

    outcomes = at_once([dot(one) for one in ids])
    with reading() as session:
        assert len(stored(session)) == 2
        assert len(session.scalars(select(Ballot)).all()) == 1
    assert sorted(outcomes) == ["NoDotLeft"] * 10 + ["done"] * 2


def test_two_tabs_that_click_the_same_place_leave_one_dot(database: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, 5)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
    outcomes = at_once(
        [lambda session: cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)] * THREADS
    )
    with reading() as session:
        assert stored(session) == [(a, 1)]
    assert outcomes == ["done"] * THREADS


def test_stacked_dots_never_pass_the_cap_whatever_comes_at_once(database: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, 5, dots=5, cap=3)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
    outcomes = at_once(
        [lambda session: cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)] * THREADS
    )
    with reading() as session:
        assert stored(session) == [(a, 1), (a, 2), (a, 3)]
    assert sorted(outcomes) == ["CapReached"] * 9 + ["done"] * 3


def test_placing_and_taking_back_at_once_ends_with_one_dot_or_none(database: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, 5)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
    put = [lambda session: cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)] * 6
    take = [lambda session: take_dot(session, actor=Actor(person_id=amina), initiative_id=a)] * 6
    assert at_once([*put, *take]) == ["done"] * THREADS
    with reading() as session:
        assert stored(session) in ([], [(a, 1)])


def test_a_close_among_many_dots_leaves_none_behind_it_and_none_linked(database: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, 5)
        by = facilitator_of(session, workshop_id)
        voters = [make_person(session, workshop_id, name=f"P{n}") for n in range(THREADS)]
        stage_id = open_vote(session, workshop_id)
        for early in voters[:3]:
            cast_dot(session, actor=Actor(person_id=early), initiative_id=a)

    def dot(voter_id: int) -> Action:
        return lambda session: cast_dot(session, actor=Actor(person_id=voter_id), initiative_id=a)

    def close(session: Session) -> None:
        close_stage(session, actor=Actor(by), stage_id=stage_id)

    outcomes = at_once([close, *(dot(one) for one in voters[3:])])
    placed = 3 + outcomes[1:].count("done")
    assert set(outcomes[1:]) <= {"done", "VoteClosed"}
    with reading() as session:
        assert stored(session) == []
        assert session.scalars(select(Ballot.voter_id)).all() == []
        vote = last_round(session, workshop_id)
        assert vote is not None
        counted = counted_vote(vote)
        assert (counted.voted, counted.support[a].dots) == (placed, placed)


def test_two_facilitators_who_close_at_once_close_it_once(database: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, 5)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a], [a], [a]])
    closing = [lambda session: close_vote(session, actor=Actor(by), stage_id=stage_id)] * 4
    assert at_once(closing) == ["done"] * 4
    with reading() as session:
        assert stored(session) == []
        (vote,) = session.scalars(select(VotingRound)).all()
        assert (vote.closed_at is not None, counted_vote(vote).voted) == (True, 3)


def test_after_the_close_no_ballot_is_left_and_nothing_says_who_voted(database: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 5)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        paper = make_person(session, workshop_id, name="Paper")
        cast_dot(session, actor=Actor(by, paper), initiative_id=ids[0])
        cast_by_each(session, workshop_id, [[ids[n % 5]] for n in range(20)])
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert session.scalars(select(Ballot)).all() == []
        assert stored(session) == []
        vote = last_round(session, workshop_id)
        assert vote is not None
        counted = counted_vote(vote)
        assert (counted.voted, counted.proxies) == (21, 1)
        assert [counted.support[one].dots for one in ids] == [5, 4, 4, 4, 4]


def test_the_write_ahead_log_is_emptied_at_the_close(rules: Engine, sqlite_url: str) -> None:
    log = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, 5)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a]] * 3)
    assert log.stat().st_size > 0
    with writing() as session:
        close_vote(session, actor=Actor(by), stage_id=stage_id)
    assert log.stat().st_size == 0
    with writing() as session:
        assert session.execute(text("PRAGMA busy_timeout")).scalar_one() == 15000


def test_a_reader_who_lingers_does_not_hold_up_the_close(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, 5)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a]] * 3)
    with reading() as lingering:
        assert len(stored(lingering)) == 3
        with writing() as session:
            close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert len(stored(lingering)) == 3
