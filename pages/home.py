"""Home: the code field is the page."""

import streamlit as st

from db.session import reading, writing
from facilitation.accounts import nobody_administers
from facilitation.codes import parse_code, parse_resume_code, readmit_token
from facilitation.errors import Missing, Refused, WrongCode
from facilitation.joining import workshop_by_code
from facilitation.tries import spare_codes, wrong_code
from pages.ui.actions import say_outcome
from pages.ui.claimed import claim_session, keep_resume_refusal
from pages.ui.credentials import address, proven
from pages.ui.erasure import say_farewell
from pages.ui.identity import account, last_person
from pages.ui.language import choose_language
from pages.ui.refusals import sentence
from pages.ui.surfaces import claim
from pages.ui.words import _
from settings import ROOT

LONGEST = 400
"""Characters of the code field: an address may be pasted."""
RESUME, NONCE = "home-resume-code", "login-nonce"


def draw() -> None:
    """The whole page."""
    with st.container(horizontal=True, horizontal_alignment="right", key="home-top"):
        choose_language(key="home-language")
    with st.container(horizontal=True, vertical_alignment="center", key="home-head"):
        st.image(ROOT / "assets" / "logo.svg", width=88, alt="")
        st.title("Essaim", anchor=False, width="content")
    st.write(_("Share inspiring initiatives, choose together, and carry them elsewhere."))
    say_farewell()
    _way_back()
    _code_field()
    _sign_in_field()


def _way_back() -> None:
    me = last_person()
    if me is None:
        return
    with st.container(border=True, key="home-way-back"):
        st.text(_("You are in a workshop as {name}.").format(name=me.name))
        st.page_link("room.py", label=_("Go back to the workshop"), icon=":material/arrow_forward:")


def _code_field() -> None:
    with st.form("home", border=False):
        typed = st.text_input(
            _("Code of the workshop"),
            key="home-code",
            max_chars=LONGEST,
            autocomplete="off",
            placeholder="K7P-4QX",
            help=_(
                "It is on the screen of the room. Your personal resume code works here too, "
                "and so does the address of a workshop."
            ),
        )
        sent = st.form_submit_button(
            _("Enter"), key="home-submit", type="primary", icon=":material/login:", width="stretch"
        )
    if sent:
        st.session_state.pop(RESUME, None)
        _enter(typed)
    if RESUME in st.session_state:
        code = st.session_state[RESUME]
        claim(
            url="/resume",
            fields={"resume_code": code},
            then="/room",
            key="home-resume",
            on_refused=_not_resumed,
        )
    say_outcome()


def _enter(typed: str) -> None:
    try:
        if not typed.strip():
            raise Missing("code")
        if parse_code(typed) is None and parse_resume_code(typed):
            st.session_state[RESUME] = typed
            return
        if token := readmit_token(typed):
            st.switch_page("join.py", query_params={"readmit": token})
        _look_up(typed)
    except Refused as refusal:
        st.session_state["refusal"] = sentence(refusal)
        return
    st.switch_page("join.py", query_params={"code": parse_code(typed) or ""})


def _look_up(code: str) -> None:
    with reading() as session:
        spare_codes(session, address=address())
    try:
        with reading() as session:
            workshop_by_code(session, code)
    except WrongCode:
        with writing() as session:
            wrong_code(session, address=address())
        raise


def _not_resumed(name: str, facts: dict[str, object]) -> None:
    st.session_state.pop(RESUME, None)
    keep_resume_refusal(name, facts)


def _sign_in_field() -> None:
    me = account()
    if me is not None:
        st.page_link("workshops.py", label=_("Your workshops"), icon=":material/groups:")
        return
    with reading() as session:
        unset = nobody_administers(session)
    wants_to = bool(st.query_params.get("login")) or NONCE in st.session_state
    with st.expander(_("Run a workshop"), icon=":material/co_present:", expanded=wants_to, key="home-run"):
        if unset:
            st.info(
                _("Nobody administers this server yet. The terminal that started it shows a set-up link.")
            )
        refusal = st.container()
        with st.form("login", border=False):
            username = st.text_input(
                _("User name"), key="login-username", max_chars=120, autocomplete="username"
            )
            password = st.text_input(
                _("Password"),
                key="login-password",
                type="password",
                max_chars=200,
                autocomplete="current-password",
            )
            sent = st.form_submit_button(_("Sign in"), key="login-submit", icon=":material/lock_open:")
        if sent:
            with refusal:
                _sign_in(username, password)
        if NONCE in st.session_state:
            claim_session(st.session_state[NONCE], key=NONCE)


def _sign_in(username: str, password: str) -> None:
    st.session_state.pop(NONCE, None)
    try:
        for field, value in (("username", username), ("password", password)):
            if not value.strip():
                raise Missing(field)
        st.session_state[NONCE] = proven(username, password)
    except Refused as refusal:
        st.error(sentence(refusal), icon=":material/block:")


draw()
