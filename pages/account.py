"""One's own account: its password, for whoever is signed in."""

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.accounts import change_password
from facilitation.errors import Refused
from facilitation.passwords import SHORTEST_PASSWORD
from pages.ui.account_bar import draw_account_bar
from pages.ui.actions import say_outcome
from pages.ui.credentials import proven
from pages.ui.identity import acting, require_account
from pages.ui.refusals import sentence
from pages.ui.words import _, ngettext


def draw() -> None:
    """The form that asks for the present password and the wanted one."""
    me = require_account()
    draw_account_bar(me, here="account")
    st.title(_("My account"), anchor=False)
    st.text(me.username)
    st.header(_("Change my password"), anchor=False)
    with st.form("account-password", border=False):
        current = st.text_input(
            _("Present password"),
            key="account-current",
            type="password",
            max_chars=200,
            autocomplete="current-password",
        )
        wanted = st.text_input(
            _("New password"),
            key="account-wanted",
            type="password",
            max_chars=200,
            autocomplete="new-password",
            help=ngettext("At least {n} character.", "At least {n} characters.", SHORTEST_PASSWORD),
        )
        st.caption(_("Every other browser signed in with this account is signed out."))
        sent = st.form_submit_button(_("Change my password"), key="account-password-submit", type="primary")
    if sent:
        _change(me, current, wanted)
    say_outcome()


def _change(me: AccountIdentity, current: str, wanted: str) -> None:
    """The present password proves who asks; the browser that asks stays signed in."""
    try:
        proven(me.username, current)
        with acting(me.actor) as session:
            change_password(session, actor=me.actor, account_id=me.id, password=wanted, spare=me.session_hash)
        st.session_state["done"] = _("Your password is changed.")
    except Refused as refusal:
        st.session_state["refusal"] = sentence(refusal)


draw()
