"""Two territories made one: what moved, what was given up, and all of it put back."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, exists, inspect, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, Moment, now
from db.candidates import Candidate
from db.conditions import Lift
from db.people import Person
from db.posts import Post
from db.ratings import Rating
from db.sealed import SealedKind, SealedResult, sealed_in
from db.sharing import BETWEEN, Initiative
from db.spelling import known_by
from db.territories import lifts_twice, verdicts_twice
from db.verdicts import TerritoryVerdict
from db.voting import Ballot, VotingRound
from db.workshops import Territory

MOVED = (Person, Initiative, Post, Rating, TerritoryVerdict, Lift)
GIVEN_UP = (TerritoryVerdict, Lift)

Told = dict[str, Any]


class TerritoryMerge(Base):
    """That a territory was made one with another, and what it takes to undo it."""

    __tablename__ = "territory_merges"

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("territories.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    """Of the territory that is no more."""
    moved: Mapped[Told] = mapped_column(JSON)
    merged_at: Mapped[datetime] = mapped_column(default=now)


def merges_in(session: Session, workshop_id: int) -> list[TerritoryMerge]:
    """The merges of territories in a workshop that can be undone, the latest first."""
    found = select(TerritoryMerge).where(TerritoryMerge.workshop_id == workshop_id)
    return list(session.scalars(found.order_by(TerritoryMerge.id.desc())))


def merge_row(session: Session, merge_id: int) -> TerritoryMerge | None:
    """The merge that bears this id."""
    return session.get(TerritoryMerge, merge_id)


def move_all(session: Session, former: Territory, into_id: int) -> Told:
    """Let everything of one territory be another's; told as `put_back` takes it.

    Where both gave a verdict, or said something of one condition, what the other said is what stays.
    """
    workshop_id, territory_id = former.workshop_id, former.id
    twice: list[TerritoryVerdict | Lift] = [
        *verdicts_twice(session, territory_id, into_id),
        *lifts_twice(session, territory_id, into_id),
    ]
    moved: Told = {"id": territory_id, "given_up": [_row(one) for one in twice]}
    for one in twice:
        session.delete(one)
    session.flush()
    for table in MOVED:
        moved[table.__tablename__] = _move(session, table, territory_id, into_id)
    ballots = update(Ballot).where(Ballot.territory_id == territory_id).values(territory_id=into_id)
    session.execute(ballots.execution_options(synchronize_session="fetch"))
    moved["named"] = _move_named(session, former, into_id)
    moved["merges"] = _move_merges(session, territory_id, into_id)
    moved["candidates"] = _move_candidates(session, former, into_id)
    moved["results"] = _move_results(session, workshop_id, territory_id, into_id)
    session.flush()
    return moved


def put_back(session: Session, merge: TerritoryMerge, *, to_id: int) -> None:
    """Give `to_id` what was moved from a former territory, as far as it is still there."""
    moved, kept_id, workshop_id = merge.moved, merge.kept_id, merge.workshop_id
    former_id = moved["id"]
    for table in MOVED:
        _repoint(session, table, moved[table.__tablename__], kept_id, to_id)
    _repoint(session, Initiative, moved["named"], kept_id, None)
    session.flush()
    for told in moved["given_up"]:
        _restore(session, told, to_id)
    theirs = Ballot.voter_id.in_([key[0] for key in moved["people"]])
    ballots = update(Ballot).where(Ballot.territory_id == kept_id, theirs).values(territory_id=to_id)
    session.execute(ballots.execution_options(synchronize_session="fetch"))
    for merge in filter(None, (session.get(TerritoryMerge, key) for key in moved["merges"])):
        merge.kept_id = to_id
    for round_id, initiative_id, ids in moved["candidates"]:
        candidate = session.get(Candidate, (round_id, initiative_id))
        if candidate is not None:
            candidate.territory_ids = [to_id if one == former_id else one for one in ids]
    for name, key, former in moved["results"]:
        _restore_result(session, name, key, former, former_id, kept_id, to_id)
    for earlier in merges_in(session, workshop_id):
        earlier.moved = _known_anew(earlier.moved, former_id, to_id)
    session.flush()


def took_in_another(session: Session, territory_id: int) -> bool:
    """Whether another territory was made one with this one, which could not be undone without it."""
    return bool(session.scalar(select(exists().where(TerritoryMerge.kept_id == territory_id))))


def rests_on(session: Session, merge: TerritoryMerge) -> bool:
    """Whether a later merge took in the same territory, or changed a vote or a result that this one did."""
    touched = _touched(merge.moved)
    return any(
        later.id > merge.id
        and (later.kept_id == merge.kept_id or not touched.isdisjoint(_touched(later.moved)))
        for later in merges_in(session, merge.workshop_id)
    )


def forget_given_up(
    session: Session, workshop_id: int, people: Collection[int], named: Callable[[str], bool]
) -> None:
    """Let no merge remember words of these people, nor who gave a verdict, nor a name that is theirs."""
    for merge in merges_in(session, workshop_id):
        told = [_without_them(one, people, named) for one in merge.moved["given_up"]]
        merge.moved = merge.moved | {"given_up": [one for one in told if one is not None]}


def _without_them(told: Told, people: Collection[int], named: Callable[[str], bool]) -> Told | None:
    if told["table"] == TerritoryVerdict.__tablename__:
        return told | {"person_id": None} if told["person_id"] in people else told
    if told["person_id"] in people:
        return None
    return told | {"who": ""} if named(told["who"]) else told


def _touched(moved: Told) -> set[tuple[object, object]]:
    return {(one[0], one[1]) for one in (*moved["results"], *moved["candidates"])}


def _known_anew(moved: Told, former_id: int, to_id: int) -> Told:
    """What a merge moved, where a territory it names is there again under another id."""
    verdicts = TerritoryVerdict.__tablename__
    return moved | {
        verdicts: [[one, to_id if place == former_id else place] for one, place in moved[verdicts]],
        "candidates": [
            [vote, one, [to_id if place == former_id else place for place in places]]
            for vote, one, places in moved["candidates"]
        ],
        "results": [
            [name, key, _AS_ONE[name](told, former_id, to_id)] for name, key, told in moved["results"]
        ],
    }


def _move(session: Session, table: type[Any], territory_id: int, into_id: int) -> list[list[Any]]:
    rows = session.scalars(select(table).where(table.territory_id == territory_id)).all()
    for row in rows:
        row.territory_id = into_id
    session.flush()
    return [list(inspect(row).identity) for row in rows]


def _repoint(
    session: Session, table: type[Any], keys: Sequence[Sequence[Any]], kept_id: int, to_id: int | None
) -> None:
    for row in filter(None, (session.get(table, tuple(key)) for key in keys)):
        if row.territory_id == kept_id:
            row.territory_id = to_id


def _row(one: TerritoryVerdict | Lift) -> Told:
    columns = {column.key: getattr(one, column.key) for column in one.__table__.columns}
    told = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in columns.items()
    }
    return told | {"table": one.__tablename__}


def _restore(session: Session, told: Told, territory_id: int) -> None:
    """What was given up comes back where what it was about is still there."""
    table = next(one for one in GIVEN_UP if one.__tablename__ == told["table"])
    said = {name: value for name, value in told.items() if name not in ("table", "id")}
    for column in table.__table__.columns:
        if said.get(column.key) and isinstance(column.type, Moment):
            said[column.key] = datetime.fromisoformat(said[column.key])
    if session.get(Person, said["person_id"] or 0) is None:
        said["person_id"] = None
    if session.get(Initiative, said["initiative_id"]) is not None:
        session.add(table(**said | {"territory_id": territory_id}))


def _move_named(session: Session, former: Territory, into_id: int) -> list[list[int]]:
    """Initiatives that say where they come from in words alone come from there too."""
    loose = select(Initiative).where(
        Initiative.workshop_id == former.workshop_id, Initiative.territory_id.is_(None)
    )
    named = [one for one in session.scalars(loose) if known_by(one.territory_name) == known_by(former.name)]
    for one in named:
        one.territory_id = into_id
    return [[one.id] for one in named]


def _move_merges(session: Session, territory_id: int, into_id: int) -> list[int]:
    """What was made one with a territory before is made one with another now."""
    merges = session.scalars(select(TerritoryMerge).where(TerritoryMerge.kept_id == territory_id)).all()
    for merge in merges:
        merge.kept_id = into_id
    return [merge.id for merge in merges]


def _move_candidates(session: Session, former: Territory, into_id: int) -> list[list[Any]]:
    rounds = select(VotingRound.id).where(VotingRound.workshop_id == former.workshop_id)
    moved = []
    for one in session.scalars(select(Candidate).where(Candidate.round_id.in_(rounds))):
        words = [known_by(name) for name in one.territory.split(BETWEEN)]
        if former.id in one.territory_ids or known_by(former.name) in words:
            moved.append([one.round_id, one.initiative_id, one.territory_ids])
            one.territory_ids = sorted({*one.territory_ids, into_id} - {former.id})
    return moved


def _move_results(session: Session, workshop_id: int, territory_id: int, into_id: int) -> list[list[Any]]:
    """Results name territories by their ids: those of the two become one."""
    moved: list[list[Any]] = []
    for vote in session.scalars(select(VotingRound).where(VotingRound.workshop_id == workshop_id)):
        if vote.counted is not None:
            moved.append([VotingRound.__tablename__, vote.id, vote.counted])
            vote.counted = counted_as_one(vote.counted, territory_id, into_id)
    for sealed in sealed_in(session, workshop_id, SealedKind.matrix):
        moved.append([SealedResult.__tablename__, sealed.id, sealed.content])
        sealed.content = sealed_as_one(sealed.content, territory_id, into_id)
    return moved


def _restore_result(
    session: Session, name: str, key: int, former: Told, former_id: int, kept_id: int, to_id: int
) -> None:
    """A result that has changed since stays as it is."""
    if name == VotingRound.__tablename__:
        vote = session.get(VotingRound, key)
        if vote is not None and vote.counted == counted_as_one(former, former_id, kept_id):
            vote.counted = counted_as_one(former, former_id, to_id)
    else:
        sealed = session.get(SealedResult, key)
        if sealed is not None and sealed.content == sealed_as_one(former, former_id, kept_id):
            sealed.content = sealed_as_one(former, former_id, to_id)


def counted_as_one(counted: Told, territory_id: int, into_id: int) -> Told:
    """What was counted of a vote, the supporters from two territories taken together.

    A number that was withheld stays so; in how many territories there is support stays as it was counted.
    """
    support = {
        one: found | {"by_territory": _together(found["by_territory"], territory_id, into_id)}
        for one, found in counted["support"].items()
    }
    return counted | {"support": support}


def _together(
    cells: Sequence[Sequence[int | None]], territory_id: int, into_id: int
) -> list[list[int | None]]:
    joined: dict[int | None, int | None] = {}
    for place, count in cells:
        place = into_id if place == territory_id else place
        if place not in joined:
            joined[place] = count
        else:
            before = joined[place]
            joined[place] = None if before is None or count is None else before + count
    return [[place, count] for place, count in joined.items()]


def sealed_as_one(content: Told, territory_id: int, into_id: int) -> Told:
    """A sealed matrix, the rows of one territory being another's where that has none."""
    rows = {}
    for initiative, there in content["rows"].items():
        known = territory_id != into_id and any(row["territory_id"] == into_id for row in there)
        kept = [row for row in there if not known or row["territory_id"] != territory_id]
        rows[initiative] = [
            row | {"territory_id": into_id} if row["territory_id"] == territory_id else row for row in kept
        ]
    return content | {"rows": rows}


_AS_ONE = {VotingRound.__tablename__: counted_as_one, SealedResult.__tablename__: sealed_as_one}
"""How what a merge keeps of each kind of result calls one territory by another's id."""
