"""A vote from its opening to its close: who stands, under which rules, and that ballots are destroyed."""

import secrets
from collections.abc import Sequence

from db.agenda import StageKind
from db.ballots import any_dot
from db.base import now
from db.candidates import Candidate
from db.changes import touch
from db.session import Session
from db.sharing import cards, sharing_stage
from db.voting import VotingRound, last_round, lock_open_round, open_round
from db.workshops import lock_workshop
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import open_stage_of, stage_in_reach
from facilitation.ballot_view import (
    BallotLine,
    BallotView,
    TurnoutLine,
    TurnoutView,
    ballot,
    electorate,
    proxy_ballot,
    turnout_view,
)
from facilitation.ballots import cast_dot, merge_ballots, take_dot
from facilitation.counted import count_and_destroy, destroy_ballots
from facilitation.errors import (
    NothingToVoteFor,
    NoTie,
    OutOfRange,
    StageNotOpen,
    VoteStillOpen,
    VoteUnderway,
)
from facilitation.journal import Action, note
from facilitation.results import (
    How,
    Outcome,
    ResultRow,
    ResultView,
    absent_holders,
    decide,
    kept_initiatives,
    result,
    reveal,
    unsettled,
    waits_for_a_decision,
)
from facilitation.secrecy import FEWEST
from facilitation.tallies import default_dots
from facilitation.wall import leaves, sources_among, territory_of, uncover

__all__ = [
    "BallotLine",
    "BallotView",
    "How",
    "Outcome",
    "ResultRow",
    "ResultView",
    "TurnoutLine",
    "TurnoutView",
    "absent_holders",
    "ballot",
    "cast_dot",
    "close_vote",
    "close_voting",
    "decide",
    "default_dots",
    "kept_initiatives",
    "merge_ballots",
    "new_vote",
    "open_voting",
    "proxy_ballot",
    "result",
    "reveal",
    "set_round_dots",
    "start_runoff",
    "take_dot",
    "turnout_view",
]

MOST_DOTS = 10


def open_voting(session: Session, *, actor: Actor, stage_id: int, workshop_id: int) -> None:
    """Open the vote of a stage that opens: the wall is seen, its initiatives stand, under today's rules.

    Reopening starts a new round, since the ballots of the old one are gone; but a revealed tie at the cut
    waits for its run-off. Raises NothingToVoteFor on an empty wall.
    """
    before = last_round(session, workshop_id, stage_id)
    if before is None or not (before.closed_at is None or waits_for_a_decision(session, before)):
        _open_round(session, stage_id, workshop_id, actor)


def close_voting(session: Session, *, actor: Actor, stage_id: int, workshop_id: int) -> None:
    """Close the vote of a stage, if it is open: count the ballots and destroy them.

    A round in which fewer than three placed a dot leaves nothing behind, since its result would say who chose
    what: the one before it stays the last.
    """
    vote = lock_open_round(session, stage_id)
    if vote is None:
        return
    voters, vote.eligible = electorate(session, vote)
    vote.closed_at = now()
    if len(voters) >= FEWEST:
        count_and_destroy(session, vote, voted=len(voters), proxies=sum(voters.values()))
    else:
        destroy_ballots(session, vote)
        session.delete(vote)
    note(session, workshop_id=workshop_id, action="voting_closed", actor=actor, voted=len(voters))
    touch(session, workshop_id, "turnout", "result", "wall", "stage", "ballot")


def close_vote(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Close the vote while its stage stays open; repeating it changes nothing."""
    stage = stage_in_reach(session, actor, stage_id)
    close_voting(session, stage_id=stage_id, workshop_id=stage.workshop_id, actor=actor)


def new_vote(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Vote anew in a stage that is open, whatever the last round said. Raises VoteStillOpen."""
    workshop_id = _open_stage(session, actor, stage_id)
    if open_round(session, workshop_id) is not None:
        raise VoteStillOpen
    _open_round(session, stage_id, workshop_id, actor)


def start_runoff(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Let the room settle a revealed tie at the cut: one dot each, among the tied alone. Raises NoTie."""
    workshop_id = _open_stage(session, actor, stage_id)
    vote = last_round(session, workshop_id, stage_id)
    tied = unsettled(session, vote) if vote else ()
    if vote is None or vote.runoff or not tied:
        raise NoTie
    standing = {one.initiative_id: one for one in _standing(session, workshop_id)}
    runoff = VotingRound(
        workshop_id=workshop_id,
        stage_id=stage_id,
        settles_id=vote.id,
        dots=1,
        cap=1,
        keep=vote.keep,
        own_territory=vote.own_territory,
        seed=secrets.randbelow(2**31),
        opened_at=now(),
    )
    _start(session, runoff, [standing[one] for one in tied], actor, "runoff_opened")


def set_round_dots(session: Session, *, actor: Actor, stage_id: int, dots: int | None) -> None:
    """Choose how many dots each voter gets (None: the rule), until the first one is placed."""
    if dots is not None and not 1 <= dots <= MOST_DOTS:
        raise OutOfRange("dots", 1, MOST_DOTS)
    workshop = workshop_run_by(session, actor, stage_in_reach(session, actor, stage_id).workshop_id)
    vote = lock_open_round(session, stage_id)
    if vote is not None and (vote.runoff or any_dot(session, vote.id)):
        raise VoteUnderway
    workshop.dots = dots
    if vote is not None:
        vote.dots = dots or default_dots(len(_standing(session, workshop.id)))
    note(session, workshop_id=workshop.id, action="dots_set", actor=actor, dots=dots)
    touch(session, workshop.id, "turnout", "settings")


def _open_round(session: Session, stage_id: int, workshop_id: int, actor: Actor) -> None:
    standing = _standing(session, workshop_id)
    if not standing:
        raise NothingToVoteFor
    if wall := sharing_stage(session, workshop_id):
        uncover(session, wall, actor)
    workshop = workshop_run_by(session, actor, workshop_id)
    vote = VotingRound(
        workshop_id=workshop_id,
        stage_id=stage_id,
        dots=workshop.dots or default_dots(len(standing)),
        cap=workshop.cap,
        keep=workshop.keep,
        own_territory=workshop.own_territory,
        seed=secrets.randbelow(2**31),
        opened_at=now(),
    )
    _start(session, vote, standing, actor, "voting_opened")


def _start(
    session: Session, vote: VotingRound, standing: Sequence[Candidate], actor: Actor, action: Action
) -> None:
    session.add(vote)
    session.flush()
    for candidate in standing:
        candidate.round_id = vote.id
    session.add_all(standing)
    note(session, workshop_id=vote.workshop_id, action=action, actor=actor, candidates=len(standing))
    touch(session, vote.workshop_id, "turnout", "result", "wall", "stage", "ballot")


def _standing(session: Session, workshop_id: int) -> list[Candidate]:
    """A candidate for each initiative on the wall, with the territories behind it."""
    found = cards(session, workshop_id)
    sources = sources_among(found)
    on_the_wall = [
        card for card in found if card.initiative.hidden_at is None and card.initiative.merged_into_id is None
    ]
    return [
        Candidate(
            initiative_id=card.initiative.id,
            territory=territory_of(card, sources),
            territory_ids=sorted(
                {
                    leaf.initiative.territory_id
                    for leaf in leaves(card, sources)
                    if leaf.initiative.territory_id is not None
                }
            ),
        )
        for card in on_the_wall
    ]


def _open_stage(session: Session, actor: Actor, stage_id: int) -> int:
    """The workshop of a voting stage that is open, held so that only one facilitator acts on it."""
    stage = stage_in_reach(session, actor, stage_id)
    lock_workshop(session, stage.workshop_id)
    current = open_stage_of(session, stage.workshop_id)
    if current is None or current.id != stage_id or stage.kind != StageKind.voting:
        raise StageNotOpen
    return stage.workshop_id
