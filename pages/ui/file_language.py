"""The language in which files are taken: chosen beside them, the workshop's to begin with."""

import streamlit as st

from pages.ui.words import _
from translation import LANGUAGES, NAMES, Language, known


def file_language(workshop_id: int, spoken: str) -> Language | None:
    """What was chosen; None for the workshop's own, in which files are written without being asked."""
    chosen = st.session_state.get(_key(workshop_id))
    found = known(chosen) if isinstance(chosen, str) else None
    return None if found == (known(spoken) or "fr") else found


def draw_file_language(workshop_id: int, spoken: str) -> None:
    """A choice among the languages that files are written in."""
    st.radio(
        _("Language of the files"),
        LANGUAGES,
        index=LANGUAGES.index(known(spoken) or "fr"),
        format_func=lambda language: NAMES[language],
        horizontal=True,
        key=_key(workshop_id),
    )


def _key(workshop_id: int) -> str:
    return f"file-language-{workshop_id}"
