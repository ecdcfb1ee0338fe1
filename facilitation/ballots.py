"""The ballot: dots placed and taken back in secret, until the close."""

from db import ballots as db
from db.base import now
from db.candidates import candidate_cards
from db.changes import touch
from db.people import Person
from db.session import Session
from db.voting import VotingRound, open_round
from db.workshops import territory_in
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import (
    AlreadyVoted,
    CapReached,
    NoDotLeft,
    NotACandidate,
    NotFound,
    OwnTerritory,
    StageLocked,
    TerritoriesFrozen,
    VoteClosed,
)
from facilitation.journal import note
from facilitation.recognising import comes_from


def cast_dot(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Put one dot of a voter on a candidate of the open vote; a facilitator does it for who has no device.

    Where one dot an initiative is the rule, repeating it changes nothing.
    """
    voter, vote, hand = _at_the_ballot(session, actor, initiative_id)
    home = voter.territory_id, voter.territory
    if not vote.own_territory and comes_from(hand.territory_ids, hand.territory, home):
        raise OwnTerritory
    if hand.dots_here >= vote.cap:
        if vote.cap == 1:
            return
        raise CapReached(vote.cap)
    if hand.dots >= vote.dots:
        raise NoDotLeft(vote.dots)
    proxy = actor.account_id is not None
    ballot_id = hand.ballot_id or db.start_ballot(session, vote.id, voter)
    if hand.proxy != proxy:
        db.mark_proxy(session, ballot_id, proxy=proxy)
        if proxy:
            _written_down(session, voter, actor)
    db.put_dot(session, ballot_id, initiative_id, hand.dots_here + 1)
    _changed(session, voter)


def take_dot(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Take one dot of a voter back; where there is none, nothing changes."""
    voter, _, hand = _at_the_ballot(session, actor, initiative_id)
    if hand.ballot_id and hand.dots_here:
        db.drop_dot(session, hand.ballot_id, initiative_id, hand.dots_here)
        _changed(session, voter)


def follow_home(session: Session, person: Person, *, actor: Actor, former_id: int | None) -> bool:
    """Let a person's ballot in the open vote be from where they are from now, in the role that is theirs now.

    Where the vote bars one's own territory and something comes from the new one, the ballot is emptied,
    whatever was on it, so that nobody learns what it was; True where that was done. An account moves nobody
    who has a ballot in such a vote: raises TerritoriesFrozen.
    """
    vote = open_round(session, person.workshop_id)
    if vote is None or db.ballot_of(session, vote.id, person.id) is None:
        return False
    moved = person.territory_id != former_id and not vote.own_territory
    if moved and actor.account_id is not None:
        raise TerritoriesFrozen
    emptied = moved and _bars_something(session, vote, person)
    db.move_home(session, vote.id, person.id, person.territory_id, person.role, emptied=emptied)
    touch(session, person.workshop_id, "turnout", f"ballot:{person.id}")
    return emptied


def merge_ballots(session: Session, *, keep: Person, other: Person) -> None:
    """In the vote that is open, let a duplicate's ballot be that of the person kept, who votes once.

    Raises TerritoriesFrozen where either has a ballot in a vote that bars one's own territory, and the two
    are not from one.
    """
    vote = open_round(session, keep.workshop_id)
    if vote is None:
        return
    voted = any(db.ballot_of(session, vote.id, one.id) is not None for one in (keep, other))
    if voted and not vote.own_territory and keep.territory_id != other.territory_id:
        raise TerritoriesFrozen
    db.move_ballot(session, vote.id, other.id, keep.id)
    home = keep.territory_id or other.territory_id
    db.move_home(session, vote.id, keep.id, home, keep.role, emptied=False)
    touch(session, keep.workshop_id, "turnout", f"ballot:{keep.id}")


def _bars_something(session: Session, vote: VotingRound, person: Person) -> bool:
    """Whether a candidate comes from where a person is from."""
    territory = territory_in(session, person.workshop_id, person.territory_id or 0)
    home = person.territory_id, territory.name if territory else ""
    cards = candidate_cards(session, vote.id)
    return any(comes_from(card.territory_ids, card.territory, home) for card in cards)


def _at_the_ballot(
    session: Session, actor: Actor, initiative_id: int
) -> tuple[db.Voter, db.OpenVote, db.Hand]:
    """The voter, held until the end of this transaction, the open vote and their hand in it."""
    voter = None if actor.person_id is None else db.lock_voter(session, actor.person_id)
    if voter is None:
        raise NotFound
    if actor.account_id is not None:
        workshop_run_by(session, actor, voter.workshop_id)
    vote = db.open_vote(session, voter.workshop_id)
    if vote is None:
        raise VoteClosed
    if actor.account_id is None and vote.locks_at is not None and now() >= vote.locks_at:
        raise StageLocked
    hand = db.hand(session, vote.id, voter.id, initiative_id)
    if hand is None:
        raise NotACandidate
    if actor.account_id is not None and hand.dots and not hand.proxy:
        raise AlreadyVoted
    return voter, vote, hand


def _written_down(session: Session, voter: db.Voter, actor: Actor) -> None:
    """That a ballot is entered for somebody, once. Of dots the journal says nothing, not even how many."""
    note(
        session,
        workshop_id=voter.workshop_id,
        action="proxy_entered",
        actor=actor,
    )


def _changed(session: Session, voter: db.Voter) -> None:
    touch(session, voter.workshop_id, "turnout", f"ballot:{voter.id}")
