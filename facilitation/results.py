"""The result: nobody sees a count before the reveal; then the cut, and what the group decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from db.base import now
from db.candidates import candidate_cards, candidate_ids
from db.changes import touch
from db.decisions import REASON_LIMIT, Decision, How, Outcome, decisions_of, drop_decisions
from db.session import Session
from db.voting import VotingRound, last_round, round_row
from db.workshops import lock_workshop
from facilitation.actors import Actor
from facilitation.agenda import stage_in_reach
from facilitation.ballot_view import turnout_of
from facilitation.counted import counted_vote
from facilitation.counts import told
from facilitation.errors import (
    NotACandidate,
    NothingToVoteFor,
    NotRevealed,
    ReasonNeeded,
    TooManyKept,
    VoteStillOpen,
)
from facilitation.journal import note
from facilitation.tallies import MOST_KEPT, Cut, Tally, cut
from facilitation.texts import clean
from facilitation.wall import Audience, InitiativeView, initiatives

__all__ = [
    "How",
    "Outcome",
    "ResultRow",
    "ResultView",
    "absent_holders",
    "decide",
    "kept_initiatives",
    "result",
    "reveal",
    "unsettled",
]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A candidate in a revealed result; `runoff_dots` where it was tied and went to a run-off.

    `territories` is None where that number is withheld, which it is for all candidates or for none.
    """

    id: int
    title: str
    territory: str
    dots: int
    runoff_dots: int | None
    territories: int | None
    rank: int
    state: Literal["above", "tied", "below"]
    kept: bool | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """A vote's result; `rows` is None for every audience until the reveal.

    `how` says what the decision rests on; before it, what settled the tie at the cut, if there was one.
    """

    state: Literal["none", "hidden", "revealed", "decided"]
    round_id: int | None
    runoff: bool
    keep: int
    rows: list[ResultRow] | None
    cut_after: int | None
    tied: list[int]
    how: How | None
    reason: str | None
    voted: int
    proxies: int
    eligible: int


NO_RESULT = ResultView("none", None, False, 0, None, None, [], None, None, 0, 0, 0)


def reveal(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Show the result to everybody at once; repeating it changes nothing. Raises VoteStillOpen."""
    vote = _last_vote(session, actor, stage_id)
    if vote.closed_at is None:
        raise VoteStillOpen
    if vote.revealed_at is None:
        vote.revealed_at, vote.revealed_by = now(), actor.account_id
        note(session, workshop_id=vote.workshop_id, action="result_revealed", actor=actor)
        touch(session, vote.workshop_id, "result")


def decide(session: Session, *, actor: Actor, stage_id: int, kept: Sequence[int], reason: str = "") -> None:
    """Write down what the group keeps; the other candidates go to the reserve. Deciding anew replaces it.

    Raises ReasonNeeded where this is not what the tally settled, TooManyKept beyond three.
    """
    vote = _last_vote(session, actor, stage_id)
    lock_workshop(session, vote.workshop_id)
    if vote.revealed_at is None:
        raise NotRevealed
    count, chosen = _count(session, vote), set(kept)
    if not chosen <= count.tallies.keys():
        raise NotACandidate
    if len(chosen) > MOST_KEPT:
        raise TooManyKept(MOST_KEPT)
    written = clean(reason, limit=REASON_LIMIT, field="reason", required=False)
    how = count.line.how if chosen == set(count.line.above) and count.line.how else How.FACILITATOR
    if how is How.FACILITATOR and not written:
        raise ReasonNeeded
    drop_decisions(session, count.first.id)
    session.add_all(
        Decision(
            round_id=count.first.id,
            initiative_id=one,
            outcome=Outcome.KEPT if one in chosen else Outcome.RESERVE,
            how=how,
            reason=written,
            decided_by=actor.account_id,
            decided_at=now(),
        )
        for one in count.tallies
    )
    note(
        session,
        workshop_id=vote.workshop_id,
        action="decided",
        actor=actor,
        how=how.value,
        kept=len(chosen),
        reason=written,
    )
    touch(session, vote.workshop_id, "result", "wall", "groups", "matrix", "ratings")


def result(session: Session, workshop_id: int, audience: Audience, stage_id: int | None = None) -> ResultView:
    """The result of the last vote (of a stage) for an audience. Before the reveal nobody gets a count."""
    vote = last_round(session, workshop_id, stage_id)
    if vote is None:
        return NO_RESULT
    return _hidden(session, vote) if vote.revealed_at is None else _revealed(session, vote)


def unsettled(session: Session, vote: VotingRound) -> tuple[int, ...]:
    """The candidates of a revealed vote who are tied at the cut and of whom nobody has decided yet."""
    if vote.revealed_at is None:
        return ()
    count = _count(session, vote)
    return () if decisions_of(session, count.first.id) else count.line.tied


def waits_for_a_decision(session: Session, vote: VotingRound) -> bool:
    """Whether a closed vote is in the middle of a tie: revealed and unsettled, or a run-off undecided."""
    if vote.runoff and vote.closed_at is not None:
        return not decisions_of(session, vote.settles_id or vote.id)
    return bool(unsettled(session, vote))


def kept_initiatives(session: Session, workshop_id: int) -> list[InitiativeView]:
    """The initiatives that the group decided to go into, in the order they were shared."""
    everything = initiatives(session, workshop_id, audience="console", hidden=True)
    return [one for one in everything if one.state is Outcome.KEPT]


def absent_holders(session: Session, workshop_id: int) -> set[int]:
    """The initiatives for which nobody in the room can speak: kept, nobody could take them apart."""
    return {one.id for one in initiatives(session, workshop_id, audience="console") if not one.holder_here}


@dataclass(frozen=True, slots=True)
class _Count:
    """A vote counted: its first round, what each candidate received through the run-off, and the line."""

    first: VotingRound
    tallies: dict[int, Tally]
    line: Cut


def _count(session: Session, vote: VotingRound) -> _Count:
    first = round_row(session, vote.settles_id or vote.id) or vote
    support = counted_vote(first).support
    again = counted_vote(vote).support if vote.runoff else {}
    tallies = {
        one: Tally(
            one, support[one].dots, told(support[one].territories), again[one].dots if one in again else None
        )
        for one in candidate_ids(session, first.id)
    }
    return _Count(first, tallies, cut(list(tallies.values()), first.keep))


def _last_vote(session: Session, actor: Actor, stage_id: int) -> VotingRound:
    stage = stage_in_reach(session, actor, stage_id)
    vote = last_round(session, stage.workshop_id, stage_id)
    if vote is None:
        raise NothingToVoteFor
    return vote


def _hidden(session: Session, vote: VotingRound) -> ResultView:
    counted, by_proxy, eligible = turnout_of(session, vote)
    return ResultView(
        "hidden", vote.id, vote.runoff, vote.keep, None, None, [], None, None, counted, by_proxy, eligible
    )


def _revealed(session: Session, vote: VotingRound) -> ResultView:
    count = _count(session, vote)
    decisions = decisions_of(session, count.first.id)
    line = count.line
    counted, by_proxy, eligible = turnout_of(session, vote)
    return ResultView(
        state="decided" if decisions else "revealed",
        round_id=vote.id,
        runoff=vote.runoff,
        keep=vote.keep,
        rows=_rows(session, count, {one.initiative_id: one.outcome for one in decisions}),
        cut_after=None if line.tied else len(line.above),
        tied=[] if decisions else list(line.tied),
        how=decisions[0].how if decisions else _settled_by(line),
        reason=decisions[0].reason if decisions else None,
        voted=counted,
        proxies=by_proxy,
        eligible=eligible,
    )


def _settled_by(line: Cut) -> How | None:
    """What settled a tie at the cut, before anybody decided; a plain tally settles none."""
    return None if line.how is How.TALLY else line.how


def _rows(session: Session, count: _Count, decided: dict[int, Outcome]) -> list[ResultRow]:
    named = {card.id: card for card in candidate_cards(session, count.first.id)}
    line = count.line
    sides: list[tuple[Literal["above", "tied", "below"], tuple[int, ...]]] = [
        ("above", line.above),
        ("tied", line.tied),
        ("below", line.below),
    ]
    return [
        ResultRow(
            id=one,
            title=named[one].title,
            territory=named[one].territory,
            dots=count.tallies[one].dots,
            runoff_dots=count.tallies[one].runoff_dots,
            territories=count.tallies[one].territories,
            rank=1 + sum(other.dots > count.tallies[one].dots for other in count.tallies.values()),
            state=state,
            kept=decided[one] is Outcome.KEPT if decided else None,
        )
        for state, side in sides
        for one in side
    ]
