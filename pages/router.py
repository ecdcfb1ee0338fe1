"""The script that every visit runs: words, look, and the page that was asked for."""

import streamlit as st

from pages.ui.dialogs import close_dialog_elsewhere
from pages.ui.identity import begin_to_rely, is_visitor
from pages.ui.outage import outlasting
from pages.ui.style import apply_style
from pages.ui.turnstile import turn
from pages.ui.words import _
from settings import ROOT

WIDE = {"console", "prepare", "report", "projector", "studio", "concept"}

OPEN = [
    st.Page("home.py", title=_("Home"), url_path="home", default=True),
    st.Page("join.py", title=_("Join a workshop"), url_path="join"),
    st.Page("room.py", title=_("Workshop"), url_path="room"),
    st.Page("projector.py", title=_("Projector"), url_path="projector"),
    st.Page("setup.py", title=_("Set-up"), url_path="setup"),
    st.Page("trail.py", title=_("Where it comes from"), url_path="trail"),
    st.Page("concept.py", title=_("Concept"), url_path="concept"),
]
WORKSHOPS = st.Page("workshops.py", title=_("Workshops"), url_path="workshops")
LIBRARY = st.Page("library.py", title=_("Library"), url_path="library")
ACCOUNTS = st.Page("accounts.py", title=_("Accounts"), url_path="accounts")
ACCOUNT = st.Page("account.py", title=_("My account"), url_path="account")
OF_A_WORKSHOP = [
    st.Page("prepare.py", title=_("Prepare"), url_path="prepare"),
    st.Page("console.py", title=_("Console"), url_path="console"),
    st.Page("report.py", title=_("Report"), url_path="report"),
    st.Page("studio.py", title=_("Studio"), url_path="studio"),
]

st.session_state["run"] = st.session_state.get("run", 0) + 1
begin_to_rely()
with turn(visitor=is_visitor()):
    page = st.navigation([*OPEN, WORKSHOPS, LIBRARY, ACCOUNTS, ACCOUNT, *OF_A_WORKSHOP], position="hidden")
    st.set_page_config(
        page_title="Essaim",
        page_icon=str(ROOT / "assets" / "favicon.svg"),
        layout="wide" if page.url_path in WIDE else "centered",
    )
    apply_style()
    close_dialog_elsewhere(page.url_path)
    with outlasting():
        page.run()
