"""The join form: who one is, where from, and what may be shown of it."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.errors import AskedWhere, AskedWho, Missing
from facilitation.joining import Expected, JoinView, who_is_expected
from facilitation.naming import CONTACT_LIMIT, NAME_LIMIT, TERRITORY_LIMIT
from facilitation.people import Attribution, PersonRole
from facilitation.tokens import new_token
from pages.ui.actions import act_at_length, say_outcome
from pages.ui.claimed import keep_refusal
from pages.ui.join_questions import ANSWERS, ASKED, RESUMING, draw_question
from pages.ui.refusals import sentence
from pages.ui.surfaces import claim, suggestions
from pages.ui.terms import term
from pages.ui.words import _

ATTEMPT, SENDING, FILLED_IN = "join-attempt", "join-sending", "join-filled-in"
SOMEBODY_ELSE = "join-somebody-else"


def draw_form(code: str, view: JoinView) -> None:
    """The form for this workshop; sending it posts to the door, which gives the device its cookie."""
    with st.container(key="join"):
        st.text_input(
            _("Your name"),
            max_chars=NAME_LIMIT,
            autocomplete="name",
            key="join-name",
            on_change=_name_typed,
            args=(code,),
        )
        st.text_input(
            _("Your territory"), max_chars=TERRITORY_LIMIT, key="join-territory", on_change=_ask_anew
        )
        st.radio(
            _("You are here as"),
            [role.value for role in PersonRole],
            index=None,
            format_func=term,
            horizontal=True,
            key="join-role",
        )
        if st.session_state.get(FILLED_IN):
            st.caption(_("You are on the list of this workshop: check your territory and your role."))
            st.button(_("I am somebody else"), key="join-not-me", on_click=_somebody_else)
        with st.expander(_("What becomes of what you write")):
            _notice(view)
        if ASKED in st.session_state:
            draw_question(_send)
        else:
            st.button(
                _("Join"),
                key="join-submit",
                type="primary",
                icon=":material/login:",
                width="stretch",
                on_click=_send,
            )
    suggestions("join-territory", [name for _id, name in view.territories], key="join-territories")
    say_outcome()
    _post(code, view)


def _post(code: str, view: JoinView) -> None:
    kept = st.session_state
    if RESUMING in kept:
        claim(
            "/resume",
            {"resume_code": kept[RESUMING]},
            key="join-resume-claim",
            then=f"/room?workshop={view.workshop_id}",
            on_refused=_not_back,
        )
    elif fields := kept.get(SENDING):
        claim(
            f"/join/{code}",
            fields,
            key="join-claim",
            then=f"/room?welcome=1&workshop={view.workshop_id}",
            attempt=fields["attempt"],
            on_refused=_not_let_in,
        )


def _notice(view: JoinView) -> None:
    if view.organiser:
        st.text(_("This workshop is organised by {organiser}.").format(organiser=view.organiser))
    st.write(
        _("What you write here serves this workshop and its report.")
        + " "
        + _("Your vote is secret: at its close the ballots are counted and destroyed.")
        + " "
        + _("You can change the choices below at any time, in the menu.")
    )
    st.radio(
        _("Beside my contributions, the report shows"),
        [choice.value for choice in (Attribution.name, Attribution.territory, Attribution.anonymous)],
        index=1,
        format_func=term,
        key="join-attribution",
    )
    st.checkbox(_("My contact may be given in the report"), key="join-contact-ok")
    st.text_input(
        _("Contact (e-mail or telephone)"), max_chars=CONTACT_LIMIT, autocomplete="off", key="join-contact"
    )


def _name_typed(code: str) -> None:
    """Whoever is expected finds what the list says of them filled in; what they typed themselves stays.

    A field that stays as it is, is not written: what somebody types into it meanwhile would be lost.
    """
    kept = st.session_state
    _ask_anew()
    kept.pop(SOMEBODY_ELSE, None)
    expected = None
    if kept["join-name"].strip():
        expected = act_at_length(_expected, code=code, name=kept["join-name"])
    _fill_in({"join-territory": expected.territory, "join-role": expected.role.value} if expected else {})


def _somebody_else() -> None:
    """Whoever only bears the name of somebody expected fills in what is theirs."""
    _ask_anew()
    st.session_state[SOMEBODY_ELSE] = True
    _fill_in({})


def _fill_in(told: dict[str, str]) -> None:
    kept = st.session_state
    filled: dict[str, str] = kept.pop(FILLED_IN, {})
    for field in ("join-territory", "join-role"):
        before, after = filled.get(field, ""), told.get(field, "")
        if before != after and (kept[field] or "") == before:
            kept[field] = after or ("" if field == "join-territory" else None)
    if told:
        kept[FILLED_IN] = told


def _expected(code: str, name: str) -> Expected | None:
    with reading() as session:
        return who_is_expected(session, code=code, name=name)


def _ask_anew() -> None:
    """What was asked and answered was about what is no longer in the form."""
    for key in (ASKED, ANSWERS, SENDING, RESUMING):
        st.session_state.pop(key, None)


def _send() -> None:
    kept = st.session_state
    missing = next((field for field in ("name", "role") if not (kept[f"join-{field}"] or "").strip()), None)
    kept.pop(SENDING, None)
    kept.pop(ASKED, None)
    if missing:
        kept["refusal"] = sentence(Missing(missing))
        return
    kept[SENDING] = {
        "name": kept["join-name"],
        "territory_name": kept["join-territory"] or "",
        "role": kept["join-role"],
        "attribution": kept["join-attribution"],
        "contact_consent": kept["join-contact-ok"],
        "contact": kept["join-contact"],
        "attempt": kept.setdefault(ATTEMPT, new_token()),
    } | kept.get(ANSWERS, {"apart": True} if SOMEBODY_ELSE in kept else {})


def _not_let_in(name: str, facts: dict[str, Any]) -> None:
    kept = st.session_state
    kept.pop(SENDING, None)
    if name in (AskedWho.__name__, AskedWhere.__name__):
        kept[ASKED] = facts
    else:
        keep_refusal(name, facts)


def _not_back(name: str, facts: dict[str, Any]) -> None:
    st.session_state.pop(RESUMING, None)
    keep_refusal(name, facts)
