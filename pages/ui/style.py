"""The one style sheet: what no theme option can do."""

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("style.css")


def apply_style() -> None:
    """Lay the style sheet over the page."""
    st.html(_SHEET)
