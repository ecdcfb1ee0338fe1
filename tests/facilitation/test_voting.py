from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.agenda import StageKind
from db.ballots import any_dot
from db.base import now
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.ballot_view import BallotView
from facilitation.errors import (
    AlreadyVoted,
    CapReached,
    NoDotLeft,
    NotACandidate,
    NotFound,
    NothingToVoteFor,
    OutOfRange,
    OwnTerritory,
    StageLocked,
    StageNotOpen,
    TerritoriesFrozen,
    VoteClosed,
    VoteStillOpen,
    VoteUnderway,
)
from facilitation.joining import leave
from facilitation.journal import story
from facilitation.merging import merge_initiatives
from facilitation.people import (
    PersonRole,
    add_person,
    change_myself,
    change_person,
    merge_people,
    remove_person,
    restore_person,
)
from facilitation.planning import change_stage
from facilitation.running import close_stage, open_stage
from facilitation.sharing import hide_initiative
from facilitation.vote_desk import VoteDesk, vote_desk
from facilitation.voting import (
    ballot,
    cast_dot,
    close_vote,
    decide,
    new_vote,
    proxy_ballot,
    result,
    reveal,
    set_round_dots,
    start_runoff,
    take_dot,
    turnout_view,
)
from facilitation.workshops import change_settings
from tests.factories.votes import make_initiative, make_votes, make_wall, open_vote
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
    stage_of,
)


def mine(session: Session, person_id: int) -> dict[int, int]:
    """The dots on a person's ballot."""
    return {line.id: line.mine for line in ballot(session, person_id).candidates if line.mine}


def test_everything_on_the_wall_stands_and_the_rule_gives_the_dots(rules: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 8)
        hide_initiative(session, actor=Actor(facilitator_of(session, workshop_id)), initiative_id=ids[0])
        merge_initiatives(
            session,
            actor=Actor(facilitator_of(session, workshop_id)),
            initiative_ids=ids[1:3],
            title="Both",
            pitch="B",
        )
        open_vote(session, workshop_id)
        turnout = turnout_view(session, workshop_id, "room")
        titles = ["Initiative 4", "Initiative 5", "Initiative 6", "Initiative 7", "Initiative 8", "Both"]
        assert [one.title for one in turnout.candidates] == titles
        assert (turnout.open, turnout.dots, turnout.voted, turnout.runoff) == (True, 2, 0, False)


def test_an_empty_wall_is_nothing_to_vote_for(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        with pytest.raises(NothingToVoteFor):
            open_vote(session, workshop_id)


def test_dots_are_placed_and_taken_back_until_the_close(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=b)
        take_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        take_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        assert (mine(session, amina), ballot(session, amina).left) == ({b: 1}, 1)


def test_a_dot_placed_twice_where_one_is_the_rule_changes_nothing(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
        for _ in range(2):
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        assert mine(session, amina) == {a: 1}


def test_one_dot_more_than_the_budget_is_refused(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c, *_) = make_wall(session)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=b)
        with pytest.raises(NoDotLeft) as refused:
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=c)
        assert refused.value.dots == 2


def test_dots_stack_up_to_the_cap_where_the_workshop_allows_it(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session, dots=3, cap=2)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        with pytest.raises(CapReached) as refused:
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        assert (refused.value.cap, mine(session, amina)) == (2, {a: 2})
        take_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        assert mine(session, amina) == {a: 1}


def test_nobody_votes_for_their_own_territory_unless_the_workshop_allows_it(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = make_wall(session, 1)
        amina = make_person(session, workshop_id, territory="Grasse")
        own = make_initiative(session, workshop_id, territory="Grasse")
        stage_id = open_vote(session, workshop_id)
        assert [line.why_not for line in ballot(session, amina).candidates if line.id == own] == [
            "own_territory"
        ]
        with pytest.raises(OwnTerritory):
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=own)
        by = facilitator_of(session, workshop_id)
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, own_territory=True)
        open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=own)
        assert mine(session, amina) == {own: 1}


def test_a_merged_initiative_is_ones_own_where_one_of_its_sources_is(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina = make_person(session, workshop_id, territory="Grasse")
        ids = [make_initiative(session, workshop_id, territory=name) for name in ("Grasse", "Compiègne")]
        merged = merge_initiatives(
            session,
            actor=Actor(facilitator_of(session, workshop_id)),
            initiative_ids=ids,
            title="Both",
            pitch="B",
        )
        open_vote(session, workshop_id)
        with pytest.raises(OwnTerritory):
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=merged)
        assert ballot(session, amina).candidates[0].territory == "Grasse · Compiègne"


def test_the_order_is_shuffled_for_each_voter_and_stays_the_same_for_each(rules: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 10)
        people = [make_person(session, workshop_id, name=f"P{n}") for n in range(12)]
        open_vote(session, workshop_id)
        orders = [[line.id for line in ballot(session, one).candidates] for one in people]
        again = [[line.id for line in ballot(session, one).candidates] for one in people]
        assert orders == again
        assert all(sorted(order) == ids for order in orders)
        assert len({tuple(order) for order in orders}) > 6


def test_only_candidates_take_dots(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = make_wall(session)
        amina = make_person(session, workshop_id)
        elsewhere = make_initiative(session, make_workshop(session))
        open_vote(session, workshop_id)
        late = make_initiative(session, workshop_id, title="Late")
        for one in (elsewhere, late, 999):
            with pytest.raises(NotACandidate):
                cast_dot(session, actor=Actor(person_id=amina), initiative_id=one)


def test_no_dot_before_the_opening_nor_after_the_close(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        amina = make_person(session, workshop_id)
        with pytest.raises(VoteClosed):
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        stage_id = open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        close_vote(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        for verb in (cast_dot, take_dot):
            with pytest.raises(VoteClosed):
                verb(session, actor=Actor(person_id=amina), initiative_id=a)
        assert ballot(session, amina) == BallotView(None, False, False, 0, 0, 0, [])


def test_a_stage_that_locks_takes_no_dot_once_its_time_is_up_but_by_the_facilitator(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        stage_id = stage_of(session, workshop_id, StageKind.voting)
        change_stage(session, actor=Actor(by), stage_id=stage_id, minutes=1, locks=True)
        open_stage(session, actor=Actor(by), stage_id=stage_id, at=now() - timedelta(minutes=2))
        with pytest.raises(StageLocked):
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        cast_dot(session, actor=Actor(by, amina), initiative_id=a)


def test_somebody_who_was_removed_does_not_vote_and_their_ballot_does_not_count(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by = facilitator_of(session, workshop_id)
        amina, paul = (make_person(session, workshop_id, name=name) for name in ("Amina", "Paul"))
        stage_id = open_vote(session, workshop_id)
        make_votes(session, workshop_id, {a: 2})
        for one in (amina, paul):
            cast_dot(session, actor=Actor(person_id=one), initiative_id=a)
        remove_person(session, actor=Actor(by), person_id=paul)
        with pytest.raises(NotFound):
            cast_dot(session, actor=Actor(person_id=paul), initiative_id=a)
        with pytest.raises(NotFound):
            cast_dot(session, actor=Actor(person_id=999), initiative_id=a)
        restore_person(session, actor=Actor(by), person_id=paul)
        assert mine(session, paul) == {a: 1}
        remove_person(session, actor=Actor(by), person_id=paul)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        shown = result(session, workshop_id, "room")
        assert (shown.voted, shown.rows and shown.rows[0].dots) == (3, 3)


def test_the_turnout_counts_who_is_here_or_has_voted_and_says_nothing_of_dots(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by = facilitator_of(session, workshop_id)
        amina, paul, zoe = (make_person(session, workshop_id, name=name) for name in ("Amina", "Paul", "Zoé"))
        blank = turnout_view(session, workshop_id, "console")
        assert (blank.round_id, blank.open, blank.candidates) == (None, False, [])
        stage_id = open_vote(session, workshop_id)
        for one in (a, b):
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=one)
        cast_dot(session, actor=Actor(person_id=paul), initiative_id=a)
        take_dot(session, actor=Actor(person_id=paul), initiative_id=a)
        leave(session, actor=Actor(person_id=amina))
        leave(session, actor=Actor(person_id=zoe))
        views = [
            turnout_view(session, workshop_id, audience) for audience in ("room", "projector", "console")
        ]
        assert views[0] == views[1] == views[2]
        assert (views[0].voted, views[0].proxies, views[0].eligible) == (1, 0, 2)
        make_votes(session, workshop_id, {a: 2})
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        after = turnout_view(session, workshop_id, "room")
        assert (after.open, after.voted, after.proxies, after.eligible) == (False, 3, 0, 4)


def test_a_proxy_ballot_is_entered_by_the_facilitator_and_counted_as_such(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by = facilitator_of(session, workshop_id)
        paper = add_person(
            session,
            actor=Actor(by),
            workshop_id=workshop_id,
            name="Paper",
            territory_id=None,
            role=PersonRole.other,
        )
        amina = make_person(session, workshop_id)
        stage_id = open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(by, paper), initiative_id=a)
        cast_dot(session, actor=Actor(by, paper), initiative_id=b)
        take_dot(session, actor=Actor(by, paper), initiative_id=b)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        assert {
            line.id: line.mine for line in proxy_ballot(session, actor=Actor(by), person_id=paper).candidates
        }[a] == 1
        turnout = turnout_view(session, workshop_id, "projector")
        assert (turnout.voted, turnout.proxies) == (2, 1)
        make_votes(session, workshop_id, {b: 1})
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        turnout = turnout_view(session, workshop_id, "projector")
        assert (turnout.voted, turnout.proxies) == (3, 1)


def test_nobody_sees_or_changes_the_ballot_of_who_votes_alone(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        assert proxy_ballot(session, actor=Actor(by), person_id=amina).open is False
        open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        with pytest.raises(AlreadyVoted):
            proxy_ballot(session, actor=Actor(by), person_id=amina)
        for verb, one in ((cast_dot, b), (take_dot, a)):
            with pytest.raises(AlreadyVoted):
                verb(session, actor=Actor(by, amina), initiative_id=one)
        take_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        cast_dot(session, actor=Actor(by, amina), initiative_id=b)
        assert turnout_view(session, workshop_id, "room").proxies == 1


def test_who_takes_over_a_proxy_ballot_makes_it_their_own(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(by, amina), initiative_id=a)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=b)
        assert turnout_view(session, workshop_id, "room").proxies == 0
        with pytest.raises(AlreadyVoted):
            proxy_ballot(session, actor=Actor(by), person_id=amina)


def test_only_who_runs_the_workshop_votes_by_proxy(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        amina, stranger = make_person(session, workshop_id), make_account(session, name="Stranger")
        open_vote(session, workshop_id)
        with pytest.raises(NotFound):
            cast_dot(session, actor=Actor(stranger, amina), initiative_id=a)
        with pytest.raises(NotFound):
            proxy_ballot(session, actor=Actor(stranger), person_id=amina)


def test_merging_two_people_leaves_one_ballot(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by = facilitator_of(session, workshop_id)
        amina, double, other = (make_person(session, workshop_id, name=n) for n in ("Amina", "Amine", "Amia"))
        open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=double), initiative_id=b)
        merge_people(session, actor=Actor(by), keep_id=amina, other_id=double)
        assert mine(session, amina) == {b: 1}
        cast_dot(session, actor=Actor(person_id=other), initiative_id=a)
        merge_people(session, actor=Actor(by), keep_id=amina, other_id=other)
        assert mine(session, amina) == {b: 1}
        assert turnout_view(session, workshop_id, "room").voted == 1


def test_people_can_be_merged_without_any_vote(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina, double = (make_person(session, workshop_id, name=n) for n in ("Amina", "Amine"))
        merge_people(
            session, actor=Actor(facilitator_of(session, workshop_id)), keep_id=amina, other_id=double
        )
        assert turnout_view(session, workshop_id, "room").voted == 0


def test_the_dots_of_a_round_can_be_chosen_until_the_first_one_is_placed(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        stage_id = stage_of(session, workshop_id, StageKind.voting)
        set_round_dots(session, actor=Actor(by), stage_id=stage_id, dots=4)
        assert vote_desk(session, actor=Actor(by), stage_id=stage_id) == VoteDesk("none", False, 5, 4, 2)
        open_vote(session, workshop_id)
        assert ballot(session, amina).dots == 4
        set_round_dots(session, actor=Actor(by), stage_id=stage_id, dots=None)
        assert ballot(session, amina).dots == 2
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        with pytest.raises(VoteUnderway):
            set_round_dots(session, actor=Actor(by), stage_id=stage_id, dots=3)
        for wrong in (0, 11):
            with pytest.raises(OutOfRange):
                set_round_dots(session, actor=Actor(by), stage_id=stage_id, dots=wrong)


def test_reopening_a_voting_stage_starts_a_new_round_and_keeps_the_old_ballots_apart(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        stage_id = open_vote(session, workshop_id)
        first = turnout_view(session, workshop_id, "room").round_id
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        open_vote(session, workshop_id)
        second = turnout_view(session, workshop_id, "room")
        assert (second.round_id != first, second.voted, mine(session, amina)) == (True, 0, {})


def test_a_vote_in_which_nobody_placed_a_dot_leaves_nothing_behind(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        stage_id = open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        before = turnout_view(session, workshop_id, "room")
        open_vote(session, workshop_id)
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        assert turnout_view(session, workshop_id, "room") == before


def test_a_new_vote_can_start_in_the_open_stage_once_the_last_one_is_closed(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        stage_id = open_vote(session, workshop_id)
        with pytest.raises(VoteStillOpen):
            new_vote(session, actor=Actor(by), stage_id=stage_id)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        new_vote(session, actor=Actor(by), stage_id=stage_id)
        assert turnout_view(session, workshop_id, "room").voted == 0
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        with pytest.raises(StageNotOpen):
            new_vote(session, actor=Actor(by), stage_id=stage_id)
        with pytest.raises(StageNotOpen):
            new_vote(session, actor=Actor(by), stage_id=open_kind(session, workshop_id, StageKind.theme))


def test_the_desk_follows_a_vote_from_its_opening_to_its_decision(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by = facilitator_of(session, workshop_id)
        stage_id = open_vote(session, workshop_id)
        make_votes(session, workshop_id, {a: 2, b: 1})
        seen = [vote_desk(session, actor=Actor(by), stage_id=stage_id)]
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        seen.append(vote_desk(session, actor=Actor(by), stage_id=stage_id))
        reveal(session, actor=Actor(by), stage_id=stage_id)
        seen.append(vote_desk(session, actor=Actor(by), stage_id=stage_id))
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, b])
        seen.append(vote_desk(session, actor=Actor(by), stage_id=stage_id))
        assert [desk.state for desk in seen] == ["open", "hidden", "revealed", "decided"]


def test_the_desk_knows_a_run_off(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by = facilitator_of(session, workshop_id)
        stage_id = open_vote(session, workshop_id)
        make_votes(session, workshop_id, {a: 3, b: 1, c: 1})
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        start_runoff(session, actor=Actor(by), stage_id=stage_id)
        assert vote_desk(session, actor=Actor(by), stage_id=stage_id) == VoteDesk("open", True, 2, 1, 2)
        with pytest.raises(VoteUnderway):
            set_round_dots(session, actor=Actor(by), stage_id=stage_id, dots=2)


@pytest.mark.promise("the journal says of no named person how many dots they placed")
def test_the_journal_says_nothing_of_dots_but_that_a_ballot_was_entered_for_somebody(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by, amina = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        paper = make_person(session, workshop_id, name="Paper")
        open_vote(session, workshop_id)
        before = len(story(session, actor=Actor(by), workshop_id=workshop_id))
        for one in (a, b):
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=one)
            cast_dot(session, actor=Actor(by, paper), initiative_id=one)
        take_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        take_dot(session, actor=Actor(by, paper), initiative_id=a)
        new = story(session, actor=Actor(by), workshop_id=workshop_id)[:-before]
        assert [(line.action, line.facilitator, line.details) for line in new] == [
            ("proxy_entered", True, {})
        ]


@pytest.mark.attack("read a ballot from the result of a vote of one or two people")
def test_a_vote_of_fewer_than_three_is_not_counted_and_leaves_nothing(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        voters = make_votes(session, workshop_id, {a: 2})
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert result(session, workshop_id, "console").state == "none"
        assert turnout_view(session, workshop_id, "room").round_id is None
        assert (mine(session, voters[0]), any_dot(session, 1)) == ({}, False)


def test_a_dot_takes_at_most_five_statements(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
    counts = []
    for one in (a, b):
        statements: list[str] = []
        event.listen(rules, "before_cursor_execute", lambda *facts, seen=statements: seen.append(facts[2]))
        with writing() as session:
            cast_dot(session, actor=Actor(person_id=amina), initiative_id=one)
        counts.append(len([text for text in statements if not text.startswith("BEGIN")]))
    assert counts == [5, 4]


def test_a_ballot_and_a_turnout_are_read_in_few_statements(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = make_wall(session, 10)
        amina = make_person(session, workshop_id)
        open_vote(session, workshop_id)
    statements: list[str] = []
    with reading() as session:
        session.connection()
        event.listen(rules, "before_cursor_execute", lambda *facts: statements.append(facts[2]))
        ballot(session, amina)
        turnout_view(session, workshop_id, "room")
    assert len(statements) <= 8


@pytest.mark.parametrize("typed", ["pays de  grasse", "Pays-de-Grasse", "Pays d\u200be Grasse"])
@pytest.mark.parametrize("whose", ["initiative", "voter"])
def test_a_spelling_does_not_get_round_the_rule_of_ones_own_territory(
    rules: Engine, typed: str, whose: str
) -> None:
    of_voter, of_initiative = (
        ("Pays de Grasse", typed) if whose == "initiative" else (typed, "Pays de Grasse")
    )
    with writing() as session:
        workshop_id, _ = make_wall(session, 1)
        own = make_initiative(session, workshop_id, title="De chez moi", territory=of_initiative)
        open_vote(session, workshop_id)
        me = make_person(session, workshop_id, name="Amina", territory=of_voter)
        with pytest.raises(OwnTerritory):
            cast_dot(session, actor=Actor(person_id=me), initiative_id=own)
        line = next(one for one in ballot(session, me).candidates if one.id == own)
        assert line.why_not == "own_territory"


def at_home_nowhere(session: Session, dots: str, *, home: str = "Sicoval") -> tuple[int, int]:
    """An open vote in which somebody has a dot on what comes from Grasse, or on something else."""
    workshop_id, (other,) = make_wall(session, 1)
    own = make_initiative(session, workshop_id, title="De chez moi", territory="Pays de Grasse")
    me = make_person(session, workshop_id, name="Amina", territory=home)
    open_vote(session, workshop_id)
    cast_dot(session, actor=Actor(person_id=me), initiative_id=own if dots == "own" else other)
    return workshop_id, me


@pytest.mark.parametrize("dots", ["own", "other"])
def test_whoever_moves_where_a_candidate_comes_from_votes_anew_whatever_they_had_chosen(
    rules: Engine, dots: str
) -> None:
    with writing() as session:
        workshop_id, me = at_home_nowhere(session, dots)
        told: dict[str, Any] = {"name": "Amina", "actor": Actor(person_id=me)}
        assert not change_myself(session, role=PersonRole.state, territory="Sicoval", **told)
        assert not change_myself(session, role=PersonRole.state, territory="Ailleurs", **told)
        assert turnout_view(session, workshop_id, "room").voted == 1
        assert change_myself(session, role=PersonRole.state, territory="Pays de Grasse", **told)
        assert [one.mine for one in ballot(session, me).candidates] == [0, 0]
        assert turnout_view(session, workshop_id, "room").voted == 0


@pytest.mark.parametrize("dots", ["own", "other"])
def test_an_account_moves_nobody_who_has_a_ballot_that_bars_their_own(rules: Engine, dots: str) -> None:
    with writing() as session:
        workshop_id, me = at_home_nowhere(session, dots)
        by = Actor(facilitator_of(session, workshop_id))
        absent = make_person(session, workshop_id, name="Paul")
        change_person(session, actor=by, person_id=absent, territory_name="Pays de Grasse")
        change_person(session, actor=by, person_id=me, role=PersonRole.state, territory_name="SICOVAL")
    for place in ("Pays de Grasse", "Ailleurs"):
        with pytest.raises(TerritoriesFrozen), writing() as session:
            change_person(session, actor=by, person_id=me, territory_name=place)
    with writing() as session:
        assert sum(one.mine for one in ballot(session, me).candidates) == 1


@pytest.mark.parametrize("dots", ["own", "other"])
def test_two_entries_from_two_territories_are_not_merged_while_one_has_such_a_ballot(
    rules: Engine, dots: str
) -> None:
    with writing() as session:
        workshop_id, me = at_home_nowhere(session, dots, home="Sicoval")
        by = Actor(facilitator_of(session, workshop_id))
        there = make_person(session, workshop_id, name="Amina B", territory="Pays de Grasse")
        nowhere = make_person(session, workshop_id, name="Amina C")
        again = make_person(session, workshop_id, name="Amina D", territory="Sicoval")
    for keep, other in ((there, me), (me, there), (nowhere, me)):
        with pytest.raises(TerritoriesFrozen), writing() as session:
            merge_people(session, actor=by, keep_id=keep, other_id=other)
    with writing() as session:
        merge_people(session, actor=by, keep_id=nowhere, other_id=there)
        merge_people(session, actor=by, keep_id=again, other_id=me)
        assert sum(one.mine for one in ballot(session, again).candidates) == 1
