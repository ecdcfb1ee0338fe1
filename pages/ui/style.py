"""The one style sheet: what no theme option can do."""

from pathlib import Path

import streamlit as st

from pages.ui.surfaces.displays import introduce_page

_SHEET = Path(__file__).with_name("style.css")


def apply_style() -> None:
    """Lay the style sheet over the page, and tell the browser what language the page is in."""
    st.html(_SHEET)
    introduce_page()
