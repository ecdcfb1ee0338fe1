"""While the database is away: the page stays as it was, says so, and goes on by itself when it is back.

A run of the page that meets the outage draws its sentence over what stands there and ends early, which leaves
everything else in the browser, what was typed included. A fragment or a callback leaves that to the page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.errors import FragmentHandledException

from db.session import DatabaseDown, DatabaseFull
from pages.ui.surfaces import comeback
from pages.ui.whole_pages import keep_page, run_page
from pages.ui.words import _

_drawing = ContextVar("drawing", default=False)


@contextmanager
def outlasting() -> Iterator[None]:
    """Draw the page within this: where the database is away, the page waits for it."""
    place = st.empty()
    before = _drawing.set(True)
    try:
        yield
    except (DatabaseDown, FragmentHandledException) as error:
        if not _is_outage(error):
            raise
        with place.container(key="outage"):
            st.error(_away(), icon=":material/cloud_off:")
            comeback(key="pulse-outage")
        keep_page()
        st.stop()
    finally:
        _drawing.reset(before)


def outlast(down: DatabaseDown) -> None:
    """Leave to the page what a fragment or a callback has met; a page that is drawn hears of it itself."""
    if not _drawing.get():
        st.session_state.setdefault("refusal", nothing_changed(down))
        keep_page()
        run_page()


def nothing_changed(down: DatabaseDown) -> str:
    """Why an act was not carried out."""
    if isinstance(down, DatabaseFull):
        return _(
            "The disk of the server is full. Nothing changed; whoever looks after the server must make room."
        )
    return _("The database does not answer. Nothing changed; try again in a moment.")


def _away() -> str:
    return _(
        "The database does not answer. Nothing is lost, and what you typed stays here. "
        "This page goes on by itself as soon as it answers."
    )


def _is_outage(error: Exception) -> bool:
    """Whether this is an outage, met by the page or by a fragment in it."""
    return isinstance(error, DatabaseDown) or isinstance(next(iter(error.args), None), DatabaseDown)
