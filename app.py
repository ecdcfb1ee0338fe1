"""Essaim's server: the pages, the routes beside them, and what starts and stops with them."""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NoReturn

import streamlit as st
from streamlit import config

from db import notices, traces
from db.migrate import DatabaseUnfit, upgrade_to_head
from db.private import close_folder
from db.session import close, configure, writing
from facilitation.accounts import create_setup_link, nobody_administers
from facilitation.tokens import digest
from pages.ui.mishaps import say_mishap
from pages.ui.theme import keep_theme
from pages.ui.whole_actions import carry_out_actions_whole
from pages.ui.whole_pages import send_pages_whole
from settings import WrongSetting, settings
from web.live import Hub
from web.nodelay import send_at_once
from web.rehearsal import play_rehearsals
from web.routes import EXCEPTION_HANDLERS, MIDDLEWARE, routes

CANNOT_START = 2
COLLECT_AFTER = (2_000, 100, 50)

hub = Hub()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the database and the live channel, say where Essaim is, and close everything at the end."""
    try:
        _open_database()
    except (WrongSetting, DatabaseUnfit) as problem:
        _give_up(problem)
    send_at_once()
    hub.open()
    tasks = [asyncio.create_task(_follow_other_processes()), asyncio.create_task(play_rehearsals())]
    _say_where_we_are()
    keep_theme()
    carry_out_actions_whole()
    send_pages_whole()
    _tidy_up_rarely()
    yield
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    hub.close()
    close()


def _open_database() -> None:
    close_folder(settings().data_dir)
    engine = configure(settings().database)
    upgrade_to_head(engine)
    traces.owe(engine)


async def _follow_other_processes() -> None:
    if notices.needed(settings().database):
        await notices.follow(settings().database, hub.refresh_everything)


def _tidy_up_rarely() -> None:
    """Let the collector leave alone what lives as long as the server, and look at the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def _say_where_we_are() -> None:
    with writing() as session:
        token = create_setup_link(session) if nobody_administers(session) else None
    print(f"Essaim: {settings().address}", flush=True)
    if token:
        print(f"Create the administrator here, once: {settings().address}/setup/{token}", flush=True)


def _follow_the_server() -> None:
    """Take the port from where Streamlit listens, so that the links we show lead here."""
    os.environ["PORT"] = str(config.get_option("server.port"))
    settings.cache_clear()
    if "STREAMLIT_SERVER_COOKIE_SECRET" not in os.environ:
        config.set_option("server.cookieSecret", digest(f"Streamlit's cookies {settings().secret()}"))


def _give_up(problem: Exception) -> NoReturn:
    """Say why in one sentence and stop. The server would add a page of stack otherwise."""
    print(problem, file=sys.stderr, flush=True)
    os._exit(CANNOT_START)


try:
    _follow_the_server()
except WrongSetting as problem:
    _give_up(problem)

app = st.App(
    "pages/router.py",
    lifespan=lifespan,
    routes=routes(hub),
    middleware=MIDDLEWARE,
    exception_handlers=EXCEPTION_HANDLERS,
    on_script_error=say_mishap,
)
