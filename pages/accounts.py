"""Everybody's account, for an administrator; nobody else is told a name."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.accounts import (
    AccountView,
    Role,
    accounts,
    change_password,
    change_role,
    create_account,
    disable_account,
    enable_account,
)
from facilitation.tokens import resume_code
from pages.ui.account_bar import draw_account_bar
from pages.ui.actions import Undo, act, act_now, say_outcome, succeeded
from pages.ui.confirm import ask_once
from pages.ui.identity import require_account
from pages.ui.permits import draw_permits
from pages.ui.words import _

TOLD = "accounts-told"
ROLES = (Role.FACILITATOR, Role.DESIGNER, Role.ADMINISTRATOR)


def draw() -> None:
    """The whole page."""
    me = require_account(Role.ADMINISTRATOR)
    draw_account_bar(me, here="accounts")
    st.title(_("Accounts"), anchor=False)
    _new_password_told()
    _everybody(me)
    _new_account(me)
    draw_permits(me)
    say_outcome()


def _everybody(me: AccountIdentity) -> None:
    with reading() as session:
        everybody = accounts(session, actor=me.actor)
    for each in everybody:
        with st.container(border=True, key=f"accounts-line-{each.id}"):
            _line(me, each)


def _line(me: AccountIdentity, each: AccountView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.text(each.name)
            st.text(each.username)
        if each.disabled:
            st.badge(_("Disabled"), icon=":material/block:", color="gray")
        _role(me, each)
    if each.id == me.id:
        return
    with st.container(horizontal=True, horizontal_alignment="right"):
        ask_once(
            _("New password"),
            _("A new password is made and shown once; the account is signed out everywhere."),
            on_yes=lambda: _reset(me, each),
            key=f"accounts-reset-{each.id}",
            icon=":material/key:",
        )
        _door(me, each)


def _role(me: AccountIdentity, each: AccountView) -> None:
    key = f"accounts-role-{each.id}"

    def changed() -> None:
        role = st.session_state[key]
        act_now(change_role, actor=me.actor, account_id=each.id, role=role, done=_("The role is changed."))
        if not succeeded():
            st.session_state[key] = each.role

    st.selectbox(
        _("Role"),
        ROLES,
        index=ROLES.index(each.role),
        format_func=role_label,
        key=key,
        label_visibility="collapsed",
        width=200,
        on_change=changed,
    )


def _door(me: AccountIdentity, each: AccountView) -> None:
    if each.disabled:
        st.button(
            _("Enable"),
            key=f"accounts-enable-{each.id}",
            on_click=act(
                enable_account, actor=me.actor, account_id=each.id, done=_("The account can sign in again.")
            ),
        )
        return
    back = Undo(_("The account is disabled."), enable_account, {"actor": me.actor, "account_id": each.id})
    ask_once(
        _("Disable"),
        _("The account is signed out everywhere and can no longer sign in. What it made stays."),
        on_yes=act(disable_account, actor=me.actor, account_id=each.id, undo=back),
        key=f"accounts-disable-{each.id}",
        icon=":material/block:",
    )


def role_label(role: Role) -> str:
    """What a role is called."""
    return {
        Role.ADMINISTRATOR: _("Administrator"),
        Role.FACILITATOR: _("Facilitator"),
        Role.DESIGNER: _("Designer"),
    }[role]


def _reset(me: AccountIdentity, each: AccountView) -> None:
    password = _readable_password()
    act_now(change_password, actor=me.actor, account_id=each.id, password=password)
    if succeeded():
        st.session_state[TOLD] = (each.username, password)


def _new_account(me: AccountIdentity) -> None:
    folded = st.expander(_("Create an account"), icon=":material/person_add:", key="accounts-new")
    with folded, st.form("accounts-create", border=False):
        st.text_input(_("Name"), key="accounts-name", max_chars=120, autocomplete="off")
        st.text_input(_("User name"), key="accounts-username", max_chars=120, autocomplete="off")
        st.selectbox(_("Role"), ROLES, format_func=role_label, key="accounts-role")
        st.form_submit_button(
            _("Create the account"), key="accounts-submit", type="primary", on_click=_create, args=(me,)
        )


def _create(me: AccountIdentity) -> None:
    username, password = st.session_state["accounts-username"], _readable_password()
    act_now(
        create_account,
        actor=me.actor,
        username=username,
        name=st.session_state["accounts-name"],
        role=st.session_state["accounts-role"],
        password=password,
    )
    if succeeded():
        st.session_state[TOLD] = (username, password)
        st.session_state["accounts-username"] = st.session_state["accounts-name"] = ""


def _new_password_told() -> None:
    if TOLD not in st.session_state:
        return
    username, password = st.session_state[TOLD]
    with st.container(border=True, key="accounts-told"):
        st.write(_("Give this person their user name and password. The password is shown only now."))
        st.code(username, language=None)
        st.code(password, language=None)
        st.button(
            _("I have noted it"), key="accounts-told-done", on_click=lambda: st.session_state.pop(TOLD, None)
        )


def _readable_password() -> str:
    return f"{resume_code()}-{resume_code()}"


draw()
