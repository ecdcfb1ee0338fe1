"""Set-up: the one-time link creates the administrator."""

import streamlit as st

from db.session import reading, writing
from facilitation.accounts import create_first_administrator, setup_link_works
from facilitation.errors import Refused
from facilitation.passwords import SHORTEST_PASSWORD
from facilitation.signing_in import issue_nonce
from pages.ui.actions import say_outcome
from pages.ui.claimed import claim_session
from pages.ui.language import choose_language
from pages.ui.refusals import sentence
from pages.ui.words import _, ngettext

NONCE = "setup-nonce"


def draw() -> None:
    """The whole page."""
    with st.container(horizontal=True, horizontal_alignment="right", key="setup-top"):
        choose_language(key="setup-language")
    st.title(_("Welcome to Essaim"), anchor=False)
    token = st.query_params.get("token", "")
    if NONCE in st.session_state:
        claim_session(st.session_state[NONCE], key=NONCE)
        return
    with reading() as session:
        works = setup_link_works(session, token)
    if not works:
        st.info(
            _(
                "This set-up link was already used, or a newer one was made. "
                "The terminal shows the one that works."
            ),
            icon=":material/link_off:",
        )
        st.page_link("home.py", label=_("Go to the home page"), icon=":material/arrow_back:")
        return
    _form(token)
    say_outcome()


def _form(token: str) -> None:
    st.write(_("Create your account: it administers this server and can create the others."))
    with st.form("setup", border=False):
        name = st.text_input(_("Your name"), key="setup-name", max_chars=120, autocomplete="name")
        username = st.text_input(
            _("User name"),
            key="setup-username",
            max_chars=120,
            autocomplete="username",
            help=_("To sign in with: an e-mail address or a short name."),
        )
        password = st.text_input(
            _("Password"),
            key="setup-password",
            type="password",
            max_chars=200,
            autocomplete="new-password",
            help=ngettext("At least {n} character.", "At least {n} characters.", SHORTEST_PASSWORD),
        )
        sent = st.form_submit_button(_("Create my account"), key="setup-submit", type="primary")
    if sent:
        _create(token, username, name, password)


def _create(token: str, username: str, name: str, password: str) -> None:
    try:
        with writing() as session:
            account_id = create_first_administrator(
                session, token=token, username=username, name=name, password=password
            )
            st.session_state[NONCE] = issue_nonce(session, account_id=account_id)
    except Refused as refusal:
        st.session_state["refusal"] = sentence(refusal)
        return
    st.rerun()


draw()
