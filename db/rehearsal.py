"""Rehearsals: which workshops simulated people play in, and how what they did is wiped."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import CompoundSelect, CursorResult, Delete, ForeignKey, Update, delete, select, union, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.alternatives import Alternative
from db.answers import HolderAnswer
from db.base import Base, now
from db.concepts import Citation, Concept, Statement
from db.conditions import Lift
from db.deeds import Deed
from db.journal import Entry
from db.people import Person
from db.posts import Post
from db.proposals import Proposal
from db.ratings import MatrixReveal, Rating
from db.rounds import RoundAnswer
from db.sealed import SealedResult
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.voting import Ballot, VotingRound
from db.workshops import Territory, Workshop


class Rehearsal(Base):
    """Simulated people play a workshop, from when on, until when, and when the next of them acts."""

    __tablename__ = "rehearsals"

    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    people: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(default=now)
    started_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    next_at: Mapped[datetime] = mapped_column(default=now)
    stopped_at: Mapped[datetime | None]


def running_rehearsals(session: Session) -> list[int]:
    """The workshops that are being rehearsed, where the workshop still lets them."""
    found = (
        select(Rehearsal.workshop_id)
        .join(Workshop, Workshop.id == Rehearsal.workshop_id)
        .where(
            Rehearsal.stopped_at.is_(None),
            Workshop.rehearsal.is_(True),
            Workshop.closed_at.is_(None),
            Workshop.deleted_at.is_(None),
        )
        .order_by(Rehearsal.workshop_id)
    )
    return list(session.scalars(found))


def due_rehearsal(session: Session, workshop_id: int, at: datetime) -> Rehearsal | None:
    """The rehearsal, locked, if its next step is due and no other process is at it."""
    due = select(Rehearsal).where(
        Rehearsal.workshop_id == workshop_id, Rehearsal.stopped_at.is_(None), Rehearsal.next_at <= at
    )
    return session.scalar(due.with_for_update(skip_locked=True))


def simulated_people(session: Session, workshop_id: int) -> list[Person]:
    """The simulated people who are in the room, in the order of their coming."""
    here = select(Person).where(
        Person.workshop_id == workshop_id,
        Person.simulated.is_(True),
        Person.removed_at.is_(None),
        Person.left_at.is_(None),
        Person.merged_into_id.is_(None),
    )
    return list(session.scalars(here.order_by(Person.id)))


def shared_by(session: Session, person_ids: Sequence[int]) -> dict[int, list[str]]:
    """The titles that each of these people has shared."""
    found = session.scalars(select(Initiative).where(Initiative.author_id.in_(person_ids)))
    titles: dict[int, list[str]] = {}
    for initiative in found:
        titles.setdefault(initiative.author_id or 0, []).append(initiative.title)
    return titles


def wipe_simulated(session: Session, workshop_id: int, invented: Sequence[str]) -> dict[str, int]:
    """Delete the simulated people of a workshop and all they did; how many rows of each kind.

    A closed vote they took part in goes whole: its ballots are no more. So do a round that was told with
    their answers, the reveal of a matrix that they rated in, a proposal of tables, which counts on them, and
    a concept that cites them. A territory of the `invented` names goes where nobody else refers to it.
    """
    simulated = select(Person.id).where(Person.workshop_id == workshop_id, Person.simulated.is_(True))
    rated = select(Rating.workshop_id).where(Rating.person_id.in_(simulated))
    cited = select(Citation.statement_id).join(Post, Post.id == Citation.post_id)
    citing = select(Statement.concept_id).where(Statement.id.in_(cited.where(Post.author_id.in_(simulated))))
    _run(session, update(Person).where(Person.merged_into_id.in_(simulated)).values(merged_into_id=None))
    _run(session, delete(MatrixReveal).where(MatrixReveal.workshop_id.in_(rated)))
    _run(session, delete(Proposal).where(Proposal.workshop_id == workshop_id))
    told = select(RoundAnswer.stage_id).where(RoundAnswer.person_id.in_(simulated))
    _run(session, delete(SealedResult).where(SealedResult.stage_id.in_(told)))
    counts = {
        "votes": delete(VotingRound).where(VotingRound.id.in_(_played(session, workshop_id))),
        "ballots": delete(Ballot).where(Ballot.voter_id.in_(simulated)),
        "ratings": delete(Rating).where(Rating.person_id.in_(simulated)),
        "conditions": delete(Lift).where(Lift.person_id.in_(simulated)),
        "answers": delete(HolderAnswer).where(HolderAnswer.author_id.in_(simulated)),
        "wordings": delete(Alternative).where(Alternative.author_id.in_(simulated)),
        "deeds": delete(Deed).where(Deed.person_id.in_(simulated)),
        "concepts": delete(Concept).where(Concept.id.in_(citing)),
        "posts": delete(Post).where(Post.author_id.in_(simulated)),
        "verdicts": delete(TerritoryVerdict).where(TerritoryVerdict.person_id.in_(simulated)),
        "initiatives": delete(Initiative).where(Initiative.author_id.in_(simulated)),
        "entries": delete(Entry).where(Entry.person_id.in_(simulated)),
        "people": delete(Person).where(Person.workshop_id == workshop_id, Person.simulated.is_(True)),
        "territories": delete(Territory).where(
            Territory.workshop_id == workshop_id,
            Territory.name.in_(invented),
            Territory.id.not_in(_referred_to(workshop_id)),
        ),
    }
    deleted = {name: _run(session, statement) for name, statement in counts.items()}
    session.expire_all()
    return deleted


def _played(session: Session, workshop_id: int) -> list[int]:
    """The closed votes in which simulated people took part."""
    found = select(VotingRound.id, VotingRound.counted).where(
        VotingRound.workshop_id == workshop_id, VotingRound.counted.is_not(None)
    )
    return [row[0] for row in session.execute(found) if row[1]["simulated"]]


def _referred_to(workshop_id: int) -> CompoundSelect[tuple[int | None]]:
    return union(
        *(
            select(table.territory_id).where(
                table.workshop_id == workshop_id, table.territory_id.is_not(None)
            )
            for table in (Person, Initiative, Post, Rating, Lift, TerritoryVerdict)
        )
    )


def _run(session: Session, statement: Update | Delete) -> int:
    done = session.execute(statement.execution_options(synchronize_session=False))
    return cast(CursorResult[tuple[int]], done).rowcount
