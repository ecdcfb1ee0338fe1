"""Changing one's own password; the browser that asks stays signed in."""

import streamlit as st

from db.session import writing
from facilitation.access import AccountIdentity
from facilitation.accounts import change_password
from facilitation.errors import Refused
from facilitation.passwords import SHORTEST_PASSWORD
from facilitation.signing_in import issue_nonce
from pages.ui.claimed import claim_session
from pages.ui.credentials import proven
from pages.ui.refusals import sentence
from pages.ui.words import _, ngettext

NONCE = "accounts-nonce"


def change_my_password(me: AccountIdentity) -> None:
    """A folded form that asks for the present password and the wanted one."""
    with st.expander(_("Change my password"), icon=":material/key:", key="accounts-mine"):
        with st.form("accounts-password", border=False):
            current = st.text_input(
                _("Present password"),
                key="accounts-current",
                type="password",
                max_chars=200,
                autocomplete="current-password",
            )
            wanted = st.text_input(
                _("New password"),
                key="accounts-wanted",
                type="password",
                max_chars=200,
                autocomplete="new-password",
                help=ngettext("At least {n} character.", "At least {n} characters.", SHORTEST_PASSWORD),
            )
            st.caption(_("Every other browser signed in with this account is signed out."))
            sent = st.form_submit_button(_("Change my password"), key="accounts-password-submit")
        if sent:
            _change_mine(me, current, wanted)
        if NONCE in st.session_state:
            claim_session(st.session_state[NONCE], key=NONCE)


def _change_mine(me: AccountIdentity, current: str, wanted: str) -> None:
    """The present password proves who asks; the browser that asks stays signed in by a nonce."""
    try:
        proven(me.username, current)
        with writing() as session:
            change_password(session, by=me.id, account_id=me.id, password=wanted)
            st.session_state[NONCE] = issue_nonce(session, account_id=me.id)
    except Refused as refusal:
        st.session_state["refusal"] = sentence(refusal)
