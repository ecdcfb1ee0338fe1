"""Essaim's server: the pages, the routes beside them, and what starts and stops with them."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit import config

from db import notices, traces
from db.migrate import upgrade_to_head
from db.outages import DatabaseUnfit
from db.private import close_folder
from db.session import close, configure, writing
from db.sole import alone
from facilitation.accounts import create_setup_link, nobody_administers
from facilitation.tokens import digest
from pages.ui.former_sessions import forget_former_sessions
from pages.ui.gate import ask_before_every_run
from pages.ui.mishaps import say_mishap
from pages.ui.theme import keep_theme
from pages.ui.whole_actions import carry_out_actions_whole
from pages.ui.whole_pages import send_pages_whole
from settings import WrongSetting, settings
from web.live import Hub
from web.nodelay import send_at_once
from web.rehearsal import play_rehearsals
from web.routes import EXCEPTION_HANDLERS, middleware, routes
from web.streams import Streams
from web.tidying import tidy_up
from web.wire import bound_connections

CANNOT_START = 2

STREAMLIT_PAGE = Path(st.__file__).with_name("static") / "index.html"

hub, streams = Hub(), Streams()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the database and the live channel, say where Essaim is, and close everything at the end."""
    held = ExitStack()
    try:
        _open_database(held)
    except (WrongSetting, DatabaseUnfit) as problem:
        _give_up(problem)
    send_at_once()
    bound_connections()
    hub.open()
    streams.open()
    tasks = [
        asyncio.create_task(_follow_other_processes()),
        asyncio.create_task(play_rehearsals()),
        asyncio.create_task(tidy_up(forget_former_sessions)),
    ]
    _say_where_we_are()
    keep_theme()
    carry_out_actions_whole()
    ask_before_every_run()
    send_pages_whole()
    yield
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    streams.close()
    hub.close()
    close()
    held.close()


def _open_database(held: ExitStack) -> None:
    """The database, for this server alone where it is a file, and nothing left in it that was to go."""
    close_folder(settings().data_dir)
    held.enter_context(alone(settings().database))
    engine = configure(settings().database)
    upgrade_to_head(engine)
    traces.owe(engine)


async def _follow_other_processes() -> None:
    if notices.needed(settings().database):
        await notices.follow(settings().database, _refresh_everything)


def _refresh_everything() -> None:
    """Changes of other processes may have been missed."""
    hub.refresh_everything()
    streams.look_at_all()


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
    routes=routes(hub, STREAMLIT_PAGE.read_text()),
    middleware=middleware(streams),
    exception_handlers=EXCEPTION_HANDLERS,
    on_script_error=say_mishap,
)
