"""A database of the version before is brought to votes without ballots: counted, destroyed, still told."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from sqlalchemy import Connection, Engine, MetaData, create_engine, insert, select

import db.session
from db.ballots import dots_of
from db.journal import Entry
from db.migrate import _config, _transaction, upgrade_to_head
from db.sealed import SealedKind, SealedResult, sealed_in
from db.session import reading, writing
from db.voting import Ballot, VotingRound
from facilitation.actors import Actor
from facilitation.breakdowns import breakdown
from facilitation.counted import counted_vote
from facilitation.counts import WITHHELD
from facilitation.report import report
from facilitation.results import result
from facilitation.voting import cast_dot, close_voting

AT = datetime(2026, 1, 1, 9, tzinfo=UTC)
MARK = 0x51AC0F00
A, B, C = 1, 2, 3
"""Initiatives."""


def _stage(id_: int, kind: str) -> dict[str, Any]:
    return {
        "id": id_, "workshop_id": 1, "position": id_, "kind": kind, "title": kind, "instruction": "",
        "minutes": 5, "concealed": False, "locks": False,
    }  # fmt: skip


def _person(id_: int) -> dict[str, Any]:
    return {
        "id": id_, "workshop_id": 1, "name": f"P{id_}", "territory_id": 1 if id_ < 4 else None,
        "role": "elected", "attribution": "name", "contact_consent": False, "contact": "",
        "resume_code": f"R{id_}", "arrived_at": AT, "simulated": id_ == 5,
    }  # fmt: skip


def _initiative(id_: int) -> dict[str, Any]:
    return {
        "id": id_, "workshop_id": 1, "title": f"I{id_}", "pitch": "", "description": "",
        "territory_name": "", "entered_by": 1, "holder": "", "link": "", "tags": [], "fictitious": False,
        "created_at": AT, "updated_at": AT,
    }  # fmt: skip


def _vote(id_: int, stage: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "workshop_id": 1, "stage_id": stage, "dots": 2, "cap": 1, "keep": 2,
        "own_territory": True, "seed": 1, "opened_at": AT, "closed_at": AT, "eligible": 5, "revealed_at": AT,
    } | more  # fmt: skip


SEALED = {
    "3": {
        "voted": 7,
        "proxies": 2,
        "support": {"1": {"dots": 6, "territories": 1, "by_role": [["elected", 3]], "by_territory": []}},
    }
}
BALLOTS = [(1, None, [A]), (1, None, [A, B]), (1, None, [A]), (1, None, [B]), (4, 1, [C]), (4, 2, [A, C])]
"""(round, voter, dots): those of closed votes had no voter any more, but a territory and a role."""
ROWS: dict[str, list[dict[str, Any]]] = {
    "accounts": [
        {
            "id": 1, "username": "i", "name": "Inès", "password_hash": "x", "role": "facilitator",
            "created_at": AT,
        }
    ],
    "workshops": [
        {
            "id": 1, "theme": "T", "organiser": "", "place": "", "starts": time(9), "language": "fr",
            "expected": 9, "seats": 40, "cap": 1, "keep": 2, "own_territory": True, "concealed": False,
            "rehearsal": False, "demo": False, "created_at": AT, "created_by": 1, "optional_criteria": False,
        }
    ],
    "workshop_facilitators": [{"workshop_id": 1, "account_id": 1, "added_at": AT}],
    "territories": [{"id": 1, "workshop_id": 1, "name": "Grasse"}],
    "people": [_person(one) for one in range(1, 6)],
    "initiatives": [_initiative(one) for one in (A, B, C)],
    "stages": [_stage(1, "voting"), _stage(2, "voting"), _stage(3, "closing"), _stage(4, "voting")],
    "stage_openings": [
        {"stage_id": one, "workshop_id": 1, "opened_at": AT, "ends_at": AT, "closed_at": AT} for one in (1, 3)
    ]
    + [{"stage_id": 4, "workshop_id": 1, "opened_at": AT, "ends_at": AT}],
    "voting_rounds": [_vote(1, 1), _vote(3, 2), _vote(4, 4, closed_at=None, revealed_at=None, eligible=None)],
    "candidates": [
        {"round_id": vote, "initiative_id": one, "territory_ids": [], "territory": ""}
        for vote, stood in ((1, (A, B, C)), (3, (A,)), (4, (A, C)))
        for one in stood
    ],
    "ballots": [
        {
            "id": MARK + number, "round_id": vote, "voter_id": voter, "territory_id": 1, "role": "elected",
            "proxy": False,
        }
        for number, (vote, voter, _) in enumerate(BALLOTS)
    ],
    "dots": [
        {"ballot_id": MARK + number, "initiative_id": one, "place": 1}
        for number, (_, _, dots) in enumerate(BALLOTS)
        for one in dots
    ],
    "turnouts": [{"round_id": 1, "person_id": one, "proxy": one == 1} for one in (1, 2, 3, 5)],
    "sealed_results": [
        {"workshop_id": 1, "kind": "vote", "stage_id": 2, "content": SEALED, "sealed_at": AT},
    ],
    "round_answers": [
        {"stage_id": 3, "person_id": one, "choice": one, "words": "Merci" if one < 2 else "", "at": AT}
        for one in (1, 2, 3)
    ],
    "journal": [
        {"workshop_id": 1, "at": AT, "person_id": 1, "action": action, "details": {}}
        for action in ("dot_placed", "dot_taken", "joined")
    ],
}  # fmt: skip


def fill(connection: Connection) -> None:
    known = MetaData()
    known.reflect(connection)
    for table, rows in ROWS.items():
        for row in rows:
            connection.execute(insert(known.tables[table]).values(row))


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database that the version before wrote, brought to this one."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/old.db"
    else:
        url = request.getfixturevalue("empty_postgresql")
    engine = create_engine(url)
    with _transaction(engine) as connection:
        command.upgrade(_config(connection), "0004")
        fill(connection)
    upgrade_to_head(engine)
    engine.dispose()
    yield db.session.configure(url)
    db.session.close()


@pytest.mark.promise(
    "a database of the version before loses the ballots of closed votes, and keeps their dots"
)
def test_closed_votes_are_counted_and_their_ballots_destroyed(upgraded: Engine) -> None:
    with reading() as session:
        first, sealed = session.get_one(VotingRound, 1), session.get_one(VotingRound, 3)
        counted = counted_vote(first)
        assert (counted.voted, counted.proxies, counted.simulated) == (4, 1, True)
        assert {one: found.dots for one, found in counted.support.items()} == {A: 3, B: 2, C: 0}
        imported = counted_vote(sealed)
        assert (imported.voted, imported.proxies, imported.simulated) == (7, 2, False)
        assert {one: found.dots for one, found in imported.support.items()} == {A: 6}
        assert session.scalars(select(Ballot.round_id)).all() == [4, 4]
        assert session.scalars(select(Entry.action)).all() == ["joined"]
        assert session.scalars(select(SealedResult.kind)).all() == [SealedKind.round]


def test_of_a_vote_from_before_only_the_dots_are_told(upgraded: Engine) -> None:
    with reading() as session:
        shown = result(session, 1, "room", 1)
        assert [(row.id, row.dots, row.territories) for row in shown.rows or ()] == [
            (A, 3, None),
            (B, 2, None),
            (C, 0, None),
        ]
    with writing() as session:
        close_voting(session, stage_id=4, workshop_id=1, actor=Actor(1))
    with reading() as session:
        (cells,) = breakdown(session, 1)
        assert {*cells.by_role.values(), *cells.by_territory.values()} == {WITHHELD}
        assert set(cells.by_territory) == {"Grasse", None}


def test_an_open_vote_goes_on_with_its_ballots(upgraded: Engine) -> None:
    with writing() as session:
        assert dots_of(session, 4, 2) == {A: 1, C: 1}
        cast_dot(session, actor=Actor(person_id=1), initiative_id=A)
        cast_dot(session, actor=Actor(person_id=3), initiative_id=C)
        close_voting(session, stage_id=4, workshop_id=1, actor=Actor(1))
        counted = counted_vote(session.get_one(VotingRound, 4))
    assert (counted.voted, counted.support[A].dots, counted.support[C].dots) == (3, 2, 3)


def test_a_closing_round_that_is_over_is_told_as_it_was(upgraded: Engine) -> None:
    with reading() as session:
        (told,) = sealed_in(session, 1, SealedKind.round)
        assert told.content == {"answered": 3, "counts": [1, 1, 1, 0, 0], "words": ["Merci"]}
        (round_,) = report(session, 1).rounds
    assert (round_.answered, round_.counts, round_.words) == (3, (1, 1, 1, 0, 0), ("Merci",))


def test_no_file_holds_a_destroyed_ballot(upgraded: Engine) -> None:
    if upgraded.dialect.name == "sqlite":
        file = Path(str(upgraded.url.database))
        content = b"".join(one.read_bytes() for one in file.parent.iterdir())
        assert [number for number in range(4) if (MARK + number).to_bytes(4, "big") in content] == []
        return
    url = upgraded.url.render_as_string(hide_password=False).replace("+psycopg", "")
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        pages = connection.execute("SELECT pg_relation_size('ballots') / 8192").fetchone()
        rows = connection.execute("SELECT count(*), max(ctid::text) FROM ballots").fetchone()
    assert (pages, rows) == ((1,), (2, "(0,2)"))
