"""What a page says when it cannot be drawn: a sentence, never a stack."""

import streamlit as st

from db.session import DatabaseDown
from facilitation.errors import NotFound, Refused
from pages.ui.outage import outlast
from pages.ui.refusals import sentence
from pages.ui.words import _


def say_mishap(error: Exception) -> bool:
    """Say what went wrong on the page; Streamlit has logged the details. True: it need not show them."""
    if isinstance(error, Refused):
        st.error(sentence(error), icon=":material/block:")
        if isinstance(error, NotFound):
            st.page_link("home.py", label=_("Go to the home page"), icon=":material/arrow_back:")
        return True
    if isinstance(error, DatabaseDown):
        outlast(error)
        return True
    st.error(_("This page met an unexpected problem. What you sent is kept; reload the page."))
    st.button(_("Reload"), key="mishap-reload", icon=":material/refresh:")
    return True
