"""Break: nothing to do."""

import streamlit as st

from pages.stages.context import ConsoleContext, RoomContext
from pages.ui.words import _


def participant(context: RoomContext) -> None:
    """Leave people in peace."""
    st.write(_("Nothing to do here. This screen moves on by itself when the break is over."))


def facilitator(context: ConsoleContext) -> None:
    """Say what the room sees."""
    st.write(_("The room sees the countdown. Give minutes above if the coffee is long."))
    st.caption(_("Where tables come next, its last two minutes show who sits where."))
