"""Rehearsals are played by the server at human speed, and by nobody while none runs."""

import asyncio
import random

import pytest
from sqlalchemy import Engine

from db import changes
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.links import revoke_code
from facilitation.people import people
from facilitation.rehearsal import start_rehearsal, stop_rehearsal
from tests.factories.workshops import facilitator_of, make_workshop, open_kind
from web import rehearsal
from web.rehearsal import play_once, play_rehearsals

pytestmark = pytest.mark.usefixtures("rules")


def make_rehearsal() -> tuple[int, int]:
    with writing() as session:
        workshop = make_workshop(session, rehearsal=True)
        by = facilitator_of(session, workshop)
        start_rehearsal(session, actor=Actor(by), workshop_id=workshop, people=1)
    return workshop, by


def test_one_look_plays_one_step_of_each_rehearsal() -> None:
    assert play_once(random.Random(1)) is False
    workshop, by = make_rehearsal()
    assert play_once(random.Random(1)) is True
    with reading() as session:
        assert len(people(session, actor=Actor(by), workshop_id=workshop)) == 1


def test_a_refused_act_disturbs_nobody() -> None:
    with writing() as session:
        workshop = make_workshop(session, rehearsal=True)
        by = facilitator_of(session, workshop)
        open_kind(session, workshop, StageKind.theme)
        start_rehearsal(session, actor=Actor(by), workshop_id=workshop, people=2)
        from db.workshops import Workshop

        session.get_one(Workshop, workshop).seats = 0
    assert play_once(random.Random(1)) is True
    with writing() as session:
        assert people(session, actor=Actor(by), workshop_id=workshop) == []
        revoke_code(session, actor=Actor(by), workshop_id=workshop)
    assert play_once(random.Random(1)) is True


def test_a_started_rehearsal_wakes_the_player_and_a_stopped_one_lets_it_sleep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rehearsal, "BREATH", 0.01)

    async def whole() -> int:
        came_in = asyncio.Event()
        loop = asyncio.get_running_loop()

        def hear(touched: frozenset[changes.Change]) -> None:
            if any(topic == "people" for _workshop, topic in touched):
                loop.call_soon_threadsafe(came_in.set)

        deafen = changes.listen(hear)
        player = asyncio.create_task(play_rehearsals())
        await asyncio.sleep(0)
        workshop, by = await asyncio.to_thread(make_rehearsal)

        def here() -> int:
            with reading() as session:
                return len(people(session, actor=Actor(by), workshop_id=workshop))

        def stop() -> int:
            with writing() as session:
                stop_rehearsal(session, actor=Actor(by), workshop_id=workshop)
                return len(people(session, actor=Actor(by), workshop_id=workshop))

        while await asyncio.to_thread(here) == 0:
            await asyncio.wait_for(came_in.wait(), 30)
            came_in.clear()
        count = await asyncio.to_thread(stop)
        player.cancel()
        with pytest.raises(asyncio.CancelledError):
            await player
        deafen()
        return count

    assert asyncio.run(whole()) == 1


def test_the_player_waits_for_a_database_that_is_down(
    rules: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from db.session import close, configure

    monkeypatch.setattr(rehearsal, "DATABASE_PAUSE", 0.01)

    async def whole() -> None:
        configure("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
        player = asyncio.create_task(play_rehearsals())
        while not caplog.records:
            await asyncio.sleep(0.01)
        player.cancel()
        with pytest.raises(asyncio.CancelledError):
            await player

    asyncio.run(whole())
    close()
    assert caplog.records[0].message == "The rehearsal waits for the database."
    assert rules is not None
