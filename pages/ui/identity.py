"""Who is there: read from the cookies at every run, never from the session's state."""

from typing import NoReturn

import streamlit as st

from db.session import reading
from facilitation.access import (
    AccountIdentity,
    PersonIdentity,
    ProjectorIdentity,
    account_of,
    cookie_name,
    person_of,
    projector_of,
)
from pages.ui.words import _


def is_visitor() -> bool:
    """Whether the connection came without a cookie that opens anything: web/visitors.py says so.

    It decides how long somebody waits, never what they may do.
    """
    return "essaim-visitor" in st.context.headers


def account() -> AccountIdentity | None:
    """The account signed in on this browser."""
    token = st.context.cookies.get(cookie_name("account"))
    if not token:
        return None
    with reading() as session:
        return account_of(session, token)


def person() -> PersonIdentity | None:
    """The participant known to this browser."""
    token = st.context.cookies.get(cookie_name("person"))
    if not token:
        return None
    with reading() as session:
        return person_of(session, token)


def projector() -> ProjectorIdentity | None:
    """The workshop that this browser projects."""
    token = st.context.cookies.get(cookie_name("projector"))
    if not token:
        return None
    with reading() as session:
        return projector_of(session, token)


def require_account(*roles: str) -> AccountIdentity:
    """The signed-in account, of one of `roles` when any are named; else the page ends here, politely."""
    who = account()
    remember(f"account:{who.id}:{who.session_hash}" if who else "nobody")
    if who is None:
        _send_away(_("Sign in to see this page."))
    if roles and who.role not in roles:
        _send_away(_("Your account cannot open this page."))
    return who


def remember(identity: str) -> None:
    """Forget all that the session kept when somebody else takes it over."""
    if st.session_state.get("identity", identity) != identity:
        st.session_state.clear()
    st.session_state["identity"] = identity


def _send_away(sentence: str) -> NoReturn:
    st.info(sentence, icon=":material/lock:")
    st.page_link("home.py", label=_("Go to the home page"), icon=":material/arrow_back:")
    st.stop()
