"""Anyone may change the language at any time, and keeps what they have typed."""

import streamlit as st

from pages.ui.surfaces import claim
from pages.ui.words import _, language, speak
from translation import LANGUAGES, NAMES

CHANGES = "language-changes"
"""In the session's state: how often the language was changed here, each time a cookie to be asked for."""


def choose_language(*, key: str) -> None:
    """A choice of languages: the page speaks the one chosen from this run on, and the browser remembers it.

    Nothing is loaded anew, so that fields keep what stands in them.
    """
    st.segmented_control(
        _("Language"),
        LANGUAGES,
        default=language(),
        required=True,
        format_func=NAMES.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=_speak,
        args=(key,),
    )
    if changes := st.session_state.get(CHANGES):
        claim(
            url="/language",
            fields={"language": language()},
            key=f"{key}-claim",
            attempt=str(changes),
            then=None,
        )


def _speak(key: str) -> None:
    speak(st.session_state[key])
    st.session_state[CHANGES] = st.session_state.get(CHANGES, 0) + 1
