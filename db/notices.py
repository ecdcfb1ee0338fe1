"""Hearing what other processes changed, through PostgreSQL's LISTEN."""

import asyncio
import logging
from collections.abc import Callable

import psycopg
from sqlalchemy import make_url

from db.changes import CHANNEL, heard_from_elsewhere

_LOG = logging.getLogger(__name__)

PATIENCE = (0.1, 0.5, 1, 2, 5)
"""Seconds between tries to connect again; the last one from then on."""


def needed(url: str) -> bool:
    """Whether other processes may write to this database."""
    return url.startswith("postgresql")


async def follow(url: str, after_a_gap: Callable[[], None]) -> None:
    """Take in every notice until cancelled; `after_a_gap` is told after a lost connection, when anything may
    have changed meanwhile."""
    failures = 0
    while True:
        try:
            async with await _connect(url) as connection:
                await connection.execute(f"LISTEN {CHANNEL}".encode())
                if failures:
                    after_a_gap()
                failures = 0
                async for notice in connection.notifies():
                    heard_from_elsewhere(notice.payload)
        except psycopg.OperationalError as error:
            _LOG.warning("The database no longer tells what others change (%s); connecting again.", error)
        failures += 1
        await asyncio.sleep(PATIENCE[min(failures, len(PATIENCE)) - 1])


async def _connect(url: str) -> psycopg.AsyncConnection:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return await psycopg.AsyncConnection.connect(
        address, autocommit=True, keepalives_idle=10, keepalives_interval=5, keepalives_count=3
    )
