"""A button and the dialog behind it, which stays until somebody closes it, however often the page runs."""

from collections.abc import Callable
from typing import Any, Literal, ParamSpec

import streamlit as st

P = ParamSpec("P")

OPEN = "dialog-open"
PAGE = "dialog-page"


def dialog_button(
    label: str,
    title: str,
    draw: Callable[P, None],
    *,
    key: str,
    icon: str,
    width: Literal["medium", "large"] = "large",
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
) -> Callable[P, None]:
    """Draw the button; what comes back draws the dialog while it is open, given what `draw` is to be given.

    The press is kept in the session, not in this run: a pulse may run the page again at that very moment.
    """
    st.button(label, key=key, icon=icon, type=kind, on_click=_open, args=(key,))
    if st.session_state.get(OPEN) != key:
        return _stay_closed
    return st.dialog(title, width=width, on_dismiss=close_dialog)(draw)


def close_dialog() -> None:
    """Have no dialog open from the next run of the page on."""
    st.session_state.pop(OPEN, None)


def close_dialog_elsewhere(page: str) -> None:
    """Have no dialog wait on the page that was left for `page`."""
    if st.session_state.get(PAGE) != page:
        close_dialog()
    st.session_state[PAGE] = page


def _open(key: str) -> None:
    st.session_state[OPEN] = key


def _stay_closed(*_args: Any, **_named: Any) -> None:
    """In place of a dialog that nobody has opened."""
