"""The material: what a workshop wrote on the record, to read, sort and pick from."""

import streamlit as st

from facilitation.access import AccountIdentity
from pages.ui.words import _


def draw(who: AccountIdentity, workshop_id: int) -> None:
    """Draw what was written so far."""
    st.caption(_("Contributions appear here as they are written."))
