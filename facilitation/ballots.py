"""The ballot: dots placed and taken back in secret, until the close."""

from db import ballots as db
from db.base import now
from db.candidates import candidate_cards
from db.changes import touch
from db.people import Person
from db.session import Session
from db.voting import open_round
from db.workshops import territory_in
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import (
    AlreadyVoted,
    CapReached,
    NoDotLeft,
    NotACandidate,
    NotFound,
    OwnTerritory,
    StageLocked,
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


def follow_home(session: Session, person: Person) -> None:
    """Let a person's ballot in the open vote be from where they are from now, in the role that is theirs now.

    Dots on what comes from their own territory are taken back, where the vote has that rule.
    """
    vote = open_round(session, person.workshop_id)
    if vote is None:
        return
    territory = territory_in(session, person.workshop_id, person.territory_id or 0)
    home = person.territory_id, territory.name if territory else ""
    own = [
        card.id
        for card in candidate_cards(session, vote.id)
        if not vote.own_territory and comes_from(card.territory_ids, card.territory, home)
    ]
    db.move_home(session, vote.id, person.id, person.territory_id, person.role, without=own)
    touch(session, person.workshop_id, "turnout", f"ballot:{person.id}")


def merge_ballots(session: Session, *, keep_id: int, other_id: int) -> None:
    """In the vote that is open, let a duplicate's ballot be that of the person kept, who votes once."""
    person = person_there(session, keep_id)
    vote = open_round(session, person.workshop_id)
    if vote is not None:
        db.move_ballot(session, vote.id, other_id, keep_id)
        touch(session, person.workshop_id, "turnout", f"ballot:{keep_id}")


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
