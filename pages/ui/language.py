"""Anyone may change the language at any time."""

import streamlit as st

from pages.ui.surfaces import claim
from pages.ui.words import _, language
from translation import LANGUAGES, NAMES


def choose_language(*, key: str) -> None:
    """A choice of languages; the page is drawn again in the one chosen."""
    chosen = st.segmented_control(
        _("Language"),
        LANGUAGES,
        default=language(),
        format_func=NAMES.__getitem__,
        key=key,
        label_visibility="collapsed",
    )
    if chosen and chosen != language():
        claim(url="/language", fields={"language": chosen}, then="", key=f"{key}-claim")
