"""Placing dots under concurrency, and the ballots of a round until they are destroyed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.agenda import Stage, StageOpening
from db.candidates import Candidate
from db.people import Person, PersonRole, acts
from db.prepared import prepared
from db.voting import Ballot, Dot, VotingRound
from db.workshops import Territory


@dataclass(frozen=True, slots=True)
class Voter:
    """Who votes, held so that their other tabs wait."""

    id: int
    workshop_id: int
    territory_id: int | None
    role: PersonRole
    territory: str


@dataclass(frozen=True, slots=True)
class OpenVote:
    """The rules of the round that is open, and until when it takes dots (None: as long as it is open)."""

    id: int
    dots: int
    cap: int
    own_territory: bool
    locks_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hand:
    """How a voter stands to a candidate: their ballot, its dots, and those on the candidate."""

    territory_ids: list[int]
    territory: str
    ballot_id: int | None
    proxy: bool
    dots: int
    dots_here: int


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot without its voter, to be counted: its dots by candidate."""

    territory_id: int | None
    role: PersonRole
    dots: dict[int, int]
    simulated: bool


def lock_voter(session: Session, voter_id: int) -> Voter | None:
    """The voter, until the end of this transaction for us alone; None for one who may not act."""
    found = session.execute(*_voter(voter_id)).one_or_none()
    return Voter(*found) if found else None


@prepared
def _voter(voter_id: int) -> Select[int, int, int | None, PersonRole, str]:
    named = select(Territory.name).where(Territory.id == Person.territory_id).scalar_subquery()
    return (
        select(
            *(Person.id, Person.workshop_id, Person.territory_id, Person.role),
            func.coalesce(named, ""),
        )
        .where(Person.id == voter_id, *acts())
        .with_for_update(key_share=True)
    )


def open_vote(session: Session, workshop_id: int) -> OpenVote | None:
    """The round that is open in a workshop; it cannot close before this transaction ends."""
    found = session.execute(*_open_vote(workshop_id)).one_or_none()
    if found is None:
        return None
    round_id, dots, cap, own_territory, locks, ends_at = found
    return OpenVote(round_id, dots, cap, own_territory, ends_at if locks else None)


@prepared
def _open_vote(workshop_id: int) -> Select[int, int, int, bool, bool, datetime]:
    return (
        select(
            VotingRound.id,
            VotingRound.dots,
            VotingRound.cap,
            VotingRound.own_territory,
            Stage.locks,
            StageOpening.ends_at,
        )
        .join(Stage, Stage.id == VotingRound.stage_id)
        .join(StageOpening, (StageOpening.stage_id == Stage.id) & StageOpening.closed_at.is_(None))
        .where(VotingRound.workshop_id == workshop_id, VotingRound.closed_at.is_(None))
        .with_for_update(read=True, of=VotingRound)
    )


def hand(session: Session, round_id: int, voter_id: int, initiative_id: int) -> Hand | None:
    """How a voter stands to a candidate; None for what is no candidate."""
    found = session.execute(*_hand(round_id, voter_id, initiative_id)).one_or_none()
    return Hand(*found) if found else None


@prepared
def _hand(round_id: int, voter_id: int, initiative_id: int) -> Select[list[int], str, int, bool, int, int]:
    placed = select(func.count()).select_from(Dot).where(Dot.ballot_id == Ballot.id).correlate(Ballot)
    return (
        select(
            Candidate.territory_ids,
            Candidate.territory,
            Ballot.id,
            func.coalesce(Ballot.proxy, False),
            placed.scalar_subquery(),
            placed.where(Dot.initiative_id == initiative_id).scalar_subquery(),
        )
        .select_from(Candidate)
        .outerjoin(Ballot, (Ballot.round_id == Candidate.round_id) & (Ballot.voter_id == voter_id))
        .where(Candidate.round_id == round_id, Candidate.initiative_id == initiative_id)
    )


def start_ballot(session: Session, round_id: int, voter: Voter) -> int:
    """A new ballot for a voter; returns its id."""
    values = {
        "round_id": round_id,
        "voter_id": voter.id,
        "territory_id": voter.territory_id,
        "role": voter.role,
    }
    return session.execute(insert(Ballot).values(values).returning(Ballot.id)).scalar_one()


def mark_proxy(session: Session, ballot_id: int, *, proxy: bool) -> None:
    """Say whether a facilitator entered a ballot."""
    session.execute(update(Ballot).where(Ballot.id == ballot_id).values(proxy=proxy))


def put_dot(session: Session, ballot_id: int, initiative_id: int, place: int) -> None:
    """One dot more."""
    session.execute(insert(Dot).values(ballot_id=ballot_id, initiative_id=initiative_id, place=place))


def drop_dot(session: Session, ballot_id: int, initiative_id: int, place: int) -> None:
    """One dot less."""
    session.execute(
        delete(Dot).where(Dot.ballot_id == ballot_id, Dot.initiative_id == initiative_id, Dot.place == place)
    )


def ballot_of(session: Session, round_id: int, voter_id: int) -> Ballot | None:
    """The ballot of a voter in a round that is open."""
    return session.scalar(select(Ballot).where(Ballot.round_id == round_id, Ballot.voter_id == voter_id))


def dots_of(session: Session, round_id: int, voter_id: int) -> dict[int, int]:
    """How many dots a voter has placed on which candidate of an open round."""
    return {row[0]: row[1] for row in session.execute(*_dots_of(round_id, voter_id))}


@prepared
def _dots_of(round_id: int, voter_id: int) -> Select[int, int]:
    return (
        select(Dot.initiative_id, func.count())
        .join(Ballot, Ballot.id == Dot.ballot_id)
        .where(Ballot.round_id == round_id, Ballot.voter_id == voter_id)
        .group_by(Dot.initiative_id)
    )


def any_dot(session: Session, round_id: int) -> bool:
    """Whether somebody has placed a dot in a round."""
    found = select(Dot.ballot_id).join(Ballot, Ballot.id == Dot.ballot_id)
    return session.scalar(found.where(Ballot.round_id == round_id).limit(1)) is not None


def voters(session: Session, round_id: int) -> dict[int, bool]:
    """Who has placed a dot in an open round, and whether by proxy; the removed ones do not count."""
    return {row[0]: row[1] for row in session.execute(*_voters(round_id))}


@prepared
def _voters(round_id: int) -> Select[int, bool]:
    has_dot = select(Dot.ballot_id).where(Dot.ballot_id == Ballot.id).exists()
    return (
        select(Person.id, Ballot.proxy)
        .join(Ballot, Person.id == Ballot.voter_id)
        .where(Ballot.round_id == round_id, Person.removed_at.is_(None), has_dot)
    )


def ids_here(session: Session, workshop_id: int) -> set[int]:
    """The people who are in the room now."""
    return set(session.scalars(*_ids_here(workshop_id)))


@prepared
def _ids_here(workshop_id: int) -> Select[int]:
    return select(Person.id).where(
        Person.workshop_id == workshop_id,
        Person.arrived_at.is_not(None),
        Person.left_at.is_(None),
        Person.removed_at.is_(None),
        Person.merged_into_id.is_(None),
    )


def move_ballot(session: Session, round_id: int, voter_id: int, to_id: int) -> None:
    """Let one person's ballot be another's, unless the other has one: then it goes."""
    if ballot_of(session, round_id, to_id) is None:
        session.execute(
            update(Ballot)
            .where(Ballot.round_id == round_id, Ballot.voter_id == voter_id)
            .values(voter_id=to_id)
        )
    else:
        session.execute(delete(Ballot).where(Ballot.round_id == round_id, Ballot.voter_id == voter_id))


def move_home(
    session: Session,
    round_id: int,
    voter_id: int,
    territory_id: int | None,
    role: PersonRole,
    *,
    emptied: bool,
) -> None:
    """Let a voter's ballot be from a territory and in a role; `emptied`, without a dot."""
    mine = (Ballot.round_id == round_id, Ballot.voter_id == voter_id)
    session.execute(update(Ballot).where(*mine).values(territory_id=territory_id, role=role))
    if emptied:
        own = select(Ballot.id).where(*mine).scalar_subquery()
        placed = delete(Dot).where(Dot.ballot_id == own)
        session.execute(placed.execution_options(synchronize_session=False))


def cast_in(session: Session, round_id: int) -> list[Cast]:
    """The ballots with dots of a round that is open; those of people who were removed do not count."""
    dots: dict[int, dict[int, int]] = {}
    placed = (
        select(Dot.ballot_id, Dot.initiative_id, func.count())
        .join(Ballot, Ballot.id == Dot.ballot_id)
        .where(Ballot.round_id == round_id)
        .group_by(Dot.ballot_id, Dot.initiative_id)
    )
    for ballot_id, initiative_id, count in session.execute(placed):
        dots.setdefault(ballot_id, {})[initiative_id] = count
    found = session.execute(
        select(Ballot.id, Ballot.territory_id, Ballot.role, Person.simulated)
        .join(Person, Person.id == Ballot.voter_id)
        .where(Ballot.round_id == round_id, Ballot.id.in_(dots), Person.removed_at.is_(None))
    )
    return [Cast(row[1], row[2], dots[row[0]], row[3]) for row in found]


def destroy(session: Session, round_id: int) -> None:
    """Delete every ballot of a round with its dots; what files still hold of them goes with db/traces.py."""
    session.execute(delete(Ballot).where(Ballot.round_id == round_id))
