"""What the facilitator's desk needs to know of a vote, to offer the next sensible step. No counts."""

from dataclasses import dataclass
from typing import Literal

from db.candidates import candidate_ids
from db.decisions import decisions_of
from db.session import Session
from db.voting import VotingRound, last_round
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import stage_in_reach
from facilitation.tallies import default_dots
from facilitation.wall import initiatives

VoteState = Literal["none", "open", "hidden", "revealed", "decided"]


@dataclass(frozen=True, slots=True)
class VoteDesk:
    """Where a stage's vote stands: its candidates (or who would stand now), the dots each, and the rule."""

    state: VoteState
    runoff: bool
    candidates: int
    dots: int
    default_dots: int


def vote_desk(session: Session, *, actor: Actor, stage_id: int) -> VoteDesk:
    """Where the vote of a stage stands, for who runs it."""
    stage = stage_in_reach(session, actor, stage_id)
    vote = last_round(session, stage.workshop_id, stage_id)
    if vote is not None and vote.closed_at is None:
        standing = len(candidate_ids(session, vote.id))
        return VoteDesk("open", vote.runoff, standing, vote.dots, default_dots(standing))
    workshop = workshop_run_by(session, actor, stage.workshop_id)
    standing = len(initiatives(session, workshop.id))
    rule = default_dots(standing)
    return VoteDesk(
        state=_state(session, vote),
        runoff=vote is not None and vote.runoff,
        candidates=standing,
        dots=workshop.dots or rule,
        default_dots=rule,
    )


def _state(session: Session, vote: VotingRound | None) -> VoteState:
    if vote is None:
        return "none"
    if decisions_of(session, vote.settles_id or vote.id):
        return "decided"
    return "hidden" if vote.revealed_at is None else "revealed"
