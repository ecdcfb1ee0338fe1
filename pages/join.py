"""Join: the code, then name, territory, role and consents on one screen; and the ways back in."""

import streamlit as st

from db.session import reading, writing
from facilitation.codes import parse_code
from facilitation.errors import Refused, WrongCode
from facilitation.joining import JoinView, workshop_by_code
from facilitation.tries import spare_codes, wrong_code
from pages.ui.actions import say_outcome
from pages.ui.claimed import keep_resume_refusal
from pages.ui.credentials import address
from pages.ui.identity import person
from pages.ui.join_form import draw_form
from pages.ui.language import choose_language
from pages.ui.refusals import sentence
from pages.ui.surfaces import claim
from pages.ui.words import _, day, safe

SOMEBODY_ELSE, WRONG, COMING_BACK = "join-somebody-else", "join-wrong", "join-coming-back"


def main() -> None:
    """The door that the address asks for."""
    with st.container(horizontal=True, horizontal_alignment="right", key="join-top"):
        choose_language(key="join-language")
    asked = st.query_params
    if token := asked.get("readmit"):
        _come_back(f"/readmit/{token}", {}, _("The facilitator lets you back in on this device."))
    elif resume_code := asked.get("resume"):
        st.title(_("Welcome back"), anchor=False)
        typed = st.text_input(_("Your resume code"), value=resume_code, max_chars=400, key="join-resume-code")
        _come_back(
            "/resume", {"resume_code": typed}, _("You find your place, your dots and your words again.")
        )
    elif code := asked.get("code"):
        _join(code)
    else:
        st.title(_("Join a workshop"), anchor=False)
        _ask_code("")


def _join(code: str) -> None:
    try:
        view = _workshop(code)
    except Refused as refusal:
        st.title(_("Join a workshop"), anchor=False)
        st.error(sentence(refusal), icon=":material/block:")
        _ask_code(code)
        return
    _heading(view)
    me = person(view.workshop_id)
    if me is not None and SOMEBODY_ELSE not in st.session_state:
        st.text(_("You are already here as {name}.").format(name=me.name))
        st.page_link("room.py", label=_("Go back to the workshop"), icon=":material/arrow_forward:")
        st.button(_("I am somebody else"), key=f"{SOMEBODY_ELSE}-yes", on_click=_be_somebody_else)
        return
    draw_form(parse_code(code) or code, view)


def _heading(view: JoinView) -> None:
    st.text(_("You are joining"))
    st.header(safe(view.theme), anchor=False)
    if facts := " · ".join(filter(None, (day(view.date), view.place, view.organiser))):
        st.text(facts)


def _workshop(code: str) -> JoinView:
    """What the code opens; a wrong one is counted for this address, once each."""
    with reading() as session:
        spare_codes(session, address=address())
    try:
        with reading() as session:
            return workshop_by_code(session, code)
    except WrongCode:
        if st.session_state.get(WRONG) != code:
            st.session_state[WRONG] = code
            with writing() as session:
                wrong_code(session, address=address())
        raise


def _ask_code(code: str) -> None:
    with st.form("join-code-form", border=False):
        st.text_input(
            _("Code of the workshop"),
            value=code,
            max_chars=400,
            autocomplete="off",
            placeholder="K7P-4QX",
            key="join-code",
        )
        st.form_submit_button(
            _("Enter"), key="join-code-submit", type="primary", width="stretch", on_click=_follow_code
        )


def _follow_code() -> None:
    typed = st.session_state["join-code"].strip()
    st.query_params["code"] = parse_code(typed) or typed


def _come_back(url: str, fields: dict[str, str], sentence: str) -> None:
    st.write(sentence)
    if st.button(_("Come back in"), key="join-back", type="primary", width="stretch"):
        st.session_state[COMING_BACK] = fields
    if COMING_BACK in st.session_state:
        claim(url, st.session_state[COMING_BACK], key="join-back-claim", then="/room", on_refused=_not_let_in)
    say_outcome()


def _not_let_in(name: str, facts: dict[str, object]) -> None:
    st.session_state.pop(COMING_BACK, None)
    keep_resume_refusal(name, facts)


def _be_somebody_else() -> None:
    st.session_state[SOMEBODY_ELSE] = True


main()
