import pytest
from sqlalchemy import Engine

from db.agenda import StageKind
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import (
    NotACandidate,
    NothingToVoteFor,
    NoTie,
    NotRevealed,
    ReasonNeeded,
    StageNotOpen,
    TooLong,
    TooManyKept,
    VoteStillOpen,
)
from facilitation.joining import leave
from facilitation.running import close_stage, open_stage
from facilitation.voting import (
    How,
    ResultView,
    absent_holders,
    cast_dot,
    close_vote,
    decide,
    kept_initiatives,
    result,
    reveal,
    start_runoff,
    turnout_view,
)
from facilitation.wall import initiatives
from tests.factories.votes import cast_by_each, make_initiative, make_votes, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person, make_workshop, stage_of


def revealed(session: Session, workshop_id: int, votes: dict[int, int]) -> tuple[int, int, list[int]]:
    """A vote with these dots, revealed: the facilitator, the stage, the voters."""
    by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
    voters = make_votes(session, workshop_id, votes)
    close_vote(session, actor=Actor(by), stage_id=stage_id)
    reveal(session, actor=Actor(by), stage_id=stage_id)
    return by, stage_id, voters


def run_off(session: Session, by: int, stage_id: int, ballots: dict[int, int]) -> None:
    """The run-off in which each of these voters places their dot, revealed."""
    start_runoff(session, actor=Actor(by), stage_id=stage_id)
    for voter_id, initiative_id in ballots.items():
        cast_dot(session, actor=Actor(person_id=voter_id), initiative_id=initiative_id)
    close_vote(session, actor=Actor(by), stage_id=stage_id)
    reveal(session, actor=Actor(by), stage_id=stage_id)


def states(shown: ResultView) -> list[tuple[int, str]]:
    return [(row.id, row.state) for row in shown.rows or []]


def test_nobody_gets_a_count_before_the_reveal_whoever_asks(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        none = result(session, workshop_id, "console")
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        make_votes(session, workshop_id, {a: 7})
        open_views = [result(session, workshop_id, one) for one in ("room", "projector", "console")]
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        closed_views = [result(session, workshop_id, one) for one in ("room", "projector", "console")]
        assert (none.state, none.rows) == ("none", None)
        assert [(view.state, view.rows, view.tied) for view in open_views + closed_views] == [
            ("hidden", None, [])
        ] * 6


def test_one_reveal_shows_every_audience_the_same(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id, _ = revealed(session, workshop_id, {a: 3, b: 1, c: 2})
        reveal(session, actor=Actor(by), stage_id=stage_id)
        room, projector, console = (
            result(session, workshop_id, one) for one in ("room", "projector", "console")
        )
        assert room == projector == console
        assert states(room) == [(a, "above"), (c, "above"), (b, "below")]
        assert [(row.dots, row.territories, row.rank, row.kept) for row in room.rows or []] == [
            (3, 3, 1, None),
            (2, 2, 2, None),
            (1, 1, 3, None),
        ]
        assert (room.state, room.cut_after, room.tied, room.how, room.voted, room.eligible) == (
            "revealed",
            2,
            [],
            None,
            6,
            6,
        )


def test_an_open_vote_is_not_revealed_and_nothing_is_decided_before_the_reveal(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by = facilitator_of(session, workshop_id)
        stage_id = stage_of(session, workshop_id, StageKind.voting)
        with pytest.raises(NothingToVoteFor):
            reveal(session, actor=Actor(by), stage_id=stage_id)
        open_vote(session, workshop_id)
        make_votes(session, workshop_id, {a: 3})
        with pytest.raises(VoteStillOpen):
            reveal(session, actor=Actor(by), stage_id=stage_id)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        with pytest.raises(NotRevealed):
            decide(session, actor=Actor(by), stage_id=stage_id, kept=[a])
        with pytest.raises(NoTie):
            start_runoff(session, actor=Actor(by), stage_id=stage_id)


def test_the_group_confirms_the_tally_without_a_reason_and_the_rest_is_the_reserve(
    rules: Engine,
) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id, _ = revealed(session, workshop_id, {a: 3, b: 1, c: 2})
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[c, a])
        shown = result(session, workshop_id, "room")
        assert [(row.id, row.kept) for row in shown.rows or []] == [(a, True), (c, True), (b, False)]
        assert (shown.state, shown.how, shown.reason) == ("decided", How.TALLY, "")
        assert [one.id for one in kept_initiatives(session, workshop_id)] == [a, c]
        assert [one.state for one in initiatives(session, workshop_id)] == ["kept", "reserve", "kept"]


def test_keeping_against_the_tally_needs_a_reason_that_is_shown(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id, _ = revealed(session, workshop_id, {a: 3, b: 1, c: 2})
        with pytest.raises(ReasonNeeded):
            decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, b], reason=" ")
        with pytest.raises(TooLong):
            decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, b], reason="x" * 501)
        decide(
            session, actor=Actor(by), stage_id=stage_id, kept=[a, b], reason="Carried by three territories"
        )
        shown = result(session, workshop_id, "console")
        assert (shown.how, shown.reason) == (How.FACILITATOR, "Carried by three territories")
        assert [one.id for one in kept_initiatives(session, workshop_id)] == [a, b]


def test_deciding_anew_replaces_what_was_decided(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id, _ = revealed(session, workshop_id, {a: 3, b: 1, c: 2})
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[b], reason="For now")
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, c])
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, c])
        assert [one.id for one in kept_initiatives(session, workshop_id)] == [a, c]


def test_only_candidates_are_kept_and_three_at_most(rules: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 4)
        elsewhere = make_initiative(session, make_workshop(session))
        by, stage_id, _ = revealed(session, workshop_id, {ids[0]: 3})
        with pytest.raises(NotACandidate):
            decide(session, actor=Actor(by), stage_id=stage_id, kept=[elsewhere], reason="Because")
        with pytest.raises(TooManyKept) as refused:
            decide(session, actor=Actor(by), stage_id=stage_id, kept=ids, reason="Because")
        assert refused.value.maximum == 3


def test_a_tie_at_the_cut_is_settled_by_distinct_territories(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2, dots=4, cap=2)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a, a, b, b], [a, b, c], [a, c], [c]])
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        shown = result(session, workshop_id, "room")
        assert [(row.id, row.dots, row.territories, row.state) for row in shown.rows or []] == [
            (a, 4, 3, "above"),
            (c, 3, 3, "above"),
            (b, 3, 2, "below"),
        ]
        assert (shown.how, shown.tied) == (How.TERRITORIES, [])


def test_voters_without_a_territory_count_for_none(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        for name in ("Amina", "Paul"):
            cast_dot(
                session, actor=Actor(person_id=make_person(session, workshop_id, name=name)), initiative_id=a
            )
        cast_dot(
            session,
            actor=Actor(person_id=make_person(session, workshop_id, name="Zoé")),
            initiative_id=b,
        )
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        shown = result(session, workshop_id, "room")
        assert [(row.id, row.dots, row.territories) for row in shown.rows or []] == [(a, 2, 0), (b, 1, 0)]


@pytest.mark.attack("read the ballot of one's own pair from the number of territories in support")
def test_where_pairs_vote_the_number_of_territories_is_withheld_and_settles_no_tie(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a, b], [a, b], [a, c]])
        neighbour = make_person(session, workshop_id, name="Zoé", territory="Territory 3")
        cast_dot(session, actor=Actor(person_id=neighbour), initiative_id=c)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        shown = result(session, workshop_id, "room")
        assert [(row.id, row.dots, row.territories) for row in shown.rows or []] == [
            (a, 3, None),
            (b, 2, None),
            (c, 2, None),
        ]
        assert (shown.how, shown.tied) == (None, [b, c])


def test_a_tie_that_stays_goes_to_a_run_off_of_one_dot_each_among_the_tied_alone(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c, d) = make_wall(session, 4, keep=2)
        by, stage_id, voters = revealed(session, workshop_id, {a: 3, b: 2, c: 2, d: 1})
        shown = result(session, workshop_id, "room")
        assert (shown.tied, shown.cut_after, shown.how) == ([b, c], None, None)
        assert states(shown) == [(a, "above"), (b, "tied"), (c, "tied"), (d, "below")]
        start_runoff(session, actor=Actor(by), stage_id=stage_id)
        turnout = turnout_view(session, workshop_id, "projector")
        assert (turnout.runoff, turnout.dots, [one.id for one in turnout.candidates]) == (True, 1, [b, c])
        assert result(session, workshop_id, "projector").rows is None
        with pytest.raises(NotACandidate):
            cast_dot(session, actor=Actor(person_id=voters[0]), initiative_id=a)
        for voter, one in ((voters[0], c), (voters[1], c), (voters[2], b)):
            cast_dot(session, actor=Actor(person_id=voter), initiative_id=one)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert result(session, workshop_id, "console").rows is None
        reveal(session, actor=Actor(by), stage_id=stage_id)
        shown = result(session, workshop_id, "room")
        assert [(row.id, row.dots, row.runoff_dots, row.state) for row in shown.rows or []] == [
            (a, 3, None, "above"),
            (c, 2, 2, "above"),
            (b, 2, 1, "below"),
            (d, 1, None, "below"),
        ]
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, c])
        assert result(session, workshop_id, "room").how is How.RUNOFF
        with pytest.raises(NoTie):
            start_runoff(session, actor=Actor(by), stage_id=stage_id)


def test_a_run_off_that_is_tied_too_keeps_all_if_that_makes_three(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id, voters = revealed(session, workshop_id, {a: 3, b: 2, c: 2})
        run_off(session, by, stage_id, dict(zip(voters, (b, c, b, c), strict=False)))
        shown = result(session, workshop_id, "room")
        assert (shown.how, shown.tied, shown.cut_after) == (How.ALL_KEPT, [], 3)
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, b, c])
        assert len(kept_initiatives(session, workshop_id)) == 3


def test_a_tie_too_large_to_keep_is_the_facilitators_with_a_reason(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c, d) = make_wall(session, 4, keep=2)
        by, stage_id, voters = revealed(session, workshop_id, {a: 2, b: 2, c: 2, d: 2})
        run_off(session, by, stage_id, dict(zip(voters, (a, b, c, d), strict=False)))
        shown = result(session, workshop_id, "room")
        assert (shown.how, shown.tied) == (None, [a, b, c, d])
        with pytest.raises(NoTie):
            start_runoff(session, actor=Actor(by), stage_id=stage_id)
        with pytest.raises(ReasonNeeded):
            decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, b])
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, b], reason="Two tables only")
        shown = result(session, workshop_id, "room")
        assert (shown.state, shown.how, shown.tied) == ("decided", How.FACILITATOR, [])


def test_a_revealed_tie_waits_through_a_reopening_for_its_run_off(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by, stage_id, voters = revealed(session, workshop_id, {a: 3, b: 2, c: 2})
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        with pytest.raises(StageNotOpen):
            start_runoff(session, actor=Actor(by), stage_id=stage_id)
        open_stage(session, actor=Actor(by), stage_id=stage_id)
        assert result(session, workshop_id, "room").tied == [b, c]
        start_runoff(session, actor=Actor(by), stage_id=stage_id)
        for voter in voters[:3]:
            cast_dot(session, actor=Actor(person_id=voter), initiative_id=b)
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        open_stage(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        assert states(result(session, workshop_id, "room")) == [(a, "above"), (b, "above"), (c, "below")]
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, b])
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        open_stage(session, actor=Actor(by), stage_id=stage_id)
        assert turnout_view(session, workshop_id, "room").open is True


def test_an_initiative_that_nobody_here_can_speak_for_is_told(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina = make_person(session, workshop_id)
        hers = make_initiative(session, workshop_id, author_id=amina)
        nobodys = make_initiative(session, workshop_id)
        assert absent_holders(session, workshop_id) == {nobodys}
        leave(session, actor=Actor(person_id=amina))
        assert absent_holders(session, workshop_id) == {hers, nobodys}


def test_the_result_of_a_stage_stays_readable_after_a_later_vote(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        _, stage_id, _ = revealed(session, workshop_id, {a: 3})
        assert result(session, workshop_id, "console", stage_id).state == "revealed"
        assert result(session, workshop_id, "console", stage_id + 1).state == "none"
