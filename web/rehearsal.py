"""Rehearsals at human speed: a task of the server lets simulated people act, and sleeps while none do."""

import asyncio
import logging
import random

from db.changes import Change, listen
from db.session import DatabaseDown, reading, writing
from facilitation.errors import Refused
from facilitation.rehearsal import play_step, running

BREATH = 0.5
"""Seconds between two looks at who is due, while a rehearsal runs."""
DATABASE_PAUSE = 5.0

log = logging.getLogger(__name__)


async def play_rehearsals() -> None:
    """Play every rehearsal that runs, until cancelled; a started one wakes this up through its change."""
    loop, wake = asyncio.get_running_loop(), asyncio.Event()

    def hear(touched: frozenset[Change]) -> None:
        if any(topic == "settings" for _workshop, topic in touched):
            loop.call_soon_threadsafe(wake.set)

    deafen = listen(hear)
    try:
        while True:
            wake.clear()
            try:
                busy = await asyncio.to_thread(play_once, random.SystemRandom())
            except DatabaseDown:
                log.warning("The rehearsal waits for the database.")
                await asyncio.sleep(DATABASE_PAUSE)
                continue
            if busy:
                await asyncio.sleep(BREATH)
            else:
                await wake.wait()
    finally:
        deafen()


def play_once(chance: random.Random) -> bool:
    """One step of each rehearsal that is due; whether any rehearsal runs at all."""
    with reading() as session:
        workshops = running(session)
    for workshop_id in workshops:
        try:
            with writing() as session:
                play_step(session, workshop_id, chance)
        except Refused as refusal:
            log.info("A simulated person was refused: %s", type(refusal).__name__)
    return bool(workshops)
