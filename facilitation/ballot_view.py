"""What a voter sees of their own ballot, and what everybody sees of a vote before its reveal: the turnout."""

from dataclasses import dataclass
from typing import Literal

from db import ballots as db
from db.candidates import CandidateCard, candidate_cards
from db.people import Person
from db.session import Session
from db.voting import VotingRound, last_round, open_round
from db.workshops import territory_in
from facilitation.access import person_in_reach, person_there
from facilitation.actors import Actor
from facilitation.chance import mixed
from facilitation.counted import counted_vote
from facilitation.errors import AlreadyVoted
from facilitation.recognising import comes_from
from facilitation.wall import Audience


@dataclass(frozen=True, slots=True)
class BallotLine:
    """A candidate on one's ballot: how many dots are mine, and why I may put none."""

    id: int
    title: str
    pitch: str
    territory: str
    picture: str | None
    mine: int
    why_not: Literal["own_territory"] | None


@dataclass(frozen=True, slots=True)
class BallotView:
    """One voter's ballot in the open vote, in an order of their own that stays the same."""

    round_id: int | None
    open: bool
    runoff: bool
    dots: int
    cap: int
    left: int
    candidates: list[BallotLine]


@dataclass(frozen=True, slots=True)
class TurnoutLine:
    """A candidate, without anything about its dots."""

    id: int
    title: str
    territory: str


@dataclass(frozen=True, slots=True)
class TurnoutView:
    """How many have voted, by proxy too; for every audience, and without any count of dots."""

    round_id: int | None
    open: bool
    runoff: bool
    voted: int
    proxies: int
    eligible: int
    dots: int
    candidates: list[TurnoutLine]


NO_BALLOT = BallotView(None, open=False, runoff=False, dots=0, cap=0, left=0, candidates=[])
NO_TURNOUT = TurnoutView(
    None, open=False, runoff=False, voted=0, proxies=0, eligible=0, dots=0, candidates=[]
)


def ballot(session: Session, person_id: int) -> BallotView:
    """A person's own ballot; empty while no vote is open."""
    return _ballot(session, person_there(session, person_id))


def proxy_ballot(session: Session, *, actor: Actor, person_id: int) -> BallotView:
    """The ballot of somebody without a device, for the facilitator who enters it.

    Raises AlreadyVoted where that person votes on their own: nobody else sees that ballot.
    """
    person = person_in_reach(session, actor, person_id)
    vote = open_round(session, person.workshop_id)
    own = db.ballot_of(session, vote.id, person_id) if vote else None
    if vote and own and not own.proxy and db.dots_of(session, vote.id, person_id):
        raise AlreadyVoted
    return _ballot(session, person)


def turnout_view(session: Session, workshop_id: int, audience: Audience) -> TurnoutView:
    """The turnout of the vote that is open, or of the last one; the same for every audience."""
    vote = last_round(session, workshop_id)
    if vote is None:
        return NO_TURNOUT
    counted, by_proxy, eligible = turnout_of(session, vote)
    return TurnoutView(
        round_id=vote.id,
        open=vote.closed_at is None,
        runoff=vote.runoff,
        voted=counted,
        proxies=by_proxy,
        eligible=eligible,
        dots=vote.dots,
        candidates=[
            TurnoutLine(card.id, card.title, card.territory) for card in candidate_cards(session, vote.id)
        ],
    )


def electorate(session: Session, vote: VotingRound) -> tuple[dict[int, bool], int]:
    """Who has voted in an open vote (True by proxy), and how many may: whoever is here or has voted."""
    voters = db.voters(session, vote.id)
    return voters, len(db.ids_here(session, vote.workshop_id) | voters.keys())


def turnout_of(session: Session, vote: VotingRound) -> tuple[int, int, int]:
    """How many voted, how many of them by proxy, and how many might have."""
    if vote.closed_at is None:
        voters, eligible = electorate(session, vote)
        return len(voters), sum(voters.values()), eligible
    counted = counted_vote(vote)
    return counted.voted, counted.proxies, vote.eligible or 0


def _ballot(session: Session, person: Person) -> BallotView:
    vote = open_round(session, person.workshop_id)
    if vote is None:
        return NO_BALLOT
    mine = db.dots_of(session, vote.id, person.id)
    territory = territory_in(session, person.workshop_id, person.territory_id or 0)
    home = person.territory_id, territory.name if territory else ""
    cards = mixed(candidate_cards(session, vote.id), f"{vote.seed}:{person.id}")
    return BallotView(
        round_id=vote.id,
        open=True,
        runoff=vote.runoff,
        dots=vote.dots,
        cap=vote.cap,
        left=max(0, vote.dots - sum(mine.values())),
        candidates=[_line(card, mine.get(card.id, 0), vote, home) for card in cards],
    )


def _line(card: CandidateCard, mine: int, vote: VotingRound, home: tuple[int | None, str]) -> BallotLine:
    own = not vote.own_territory and comes_from(card.territory_ids, card.territory, home)
    return BallotLine(
        id=card.id,
        title=card.title,
        pitch=card.pitch,
        territory=card.territory,
        picture=f"/pictures/{card.picture_id}" if card.picture_id else None,
        mine=mine,
        why_not="own_territory" if own else None,
    )
