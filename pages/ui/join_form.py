"""The join form: who one is, where from, and what may be shown of it."""

from typing import Any

import streamlit as st

from facilitation.joining import JoinView
from facilitation.naming import CONTACT_LIMIT
from facilitation.people import Attribution, PersonRole
from facilitation.tokens import new_token
from pages.ui.actions import say_outcome
from pages.ui.claimed import keep_refusal
from pages.ui.refusals import field_name
from pages.ui.surfaces import claim
from pages.ui.terms import term
from pages.ui.words import _

ATTEMPT, SENDING = "join-attempt", "join-sending"


def draw_form(code: str, view: JoinView) -> None:
    """The form for this workshop; sending it posts to the door, which gives the device its cookie."""
    with st.form("join", border=False):
        st.text_input(_("Your name"), autocomplete="name", key="join-name")
        _territory(view)
        st.radio(
            _("You are here as"),
            [role.value for role in PersonRole],
            index=None,
            format_func=term,
            horizontal=True,
            key="join-role",
        )
        with st.expander(_("What becomes of what you write")):
            _notice(view)
        st.form_submit_button(
            _("Join"),
            key="join-submit",
            type="primary",
            icon=":material/login:",
            width="stretch",
            on_click=_send,
        )
    say_outcome()
    if fields := st.session_state.get(SENDING):
        claim(
            f"/join/{code}",
            fields,
            key="join-claim",
            then="/room?welcome=1",
            attempt=fields["attempt"],
            on_refused=_not_let_in,
        )


def _territory(view: JoinView) -> None:
    label, names = _("Your territory"), [name for _id, name in view.territories]
    if names:
        st.selectbox(
            label,
            names,
            index=None,
            placeholder=_("Choose it, or type another one"),
            accept_new_options=True,
            key="join-territory",
        )
    else:
        st.text_input(label, max_chars=80, key="join-territory")


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


def _send() -> None:
    kept = st.session_state
    missing = next((field for field in ("name", "role") if not (kept[f"join-{field}"] or "").strip()), None)
    kept.pop(SENDING, None)
    if missing:
        kept["refusal"] = _("Fill in “{field}” first.").format(field=field_name(missing))
        return
    kept[SENDING] = {
        "name": kept["join-name"],
        "territory_name": kept["join-territory"] or "",
        "role": kept["join-role"],
        "attribution": kept["join-attribution"],
        "contact_consent": kept["join-contact-ok"],
        "contact": kept["join-contact"],
        "attempt": kept.setdefault(ATTEMPT, new_token()),
    }


def _not_let_in(name: str, facts: dict[str, Any]) -> None:
    st.session_state.pop(SENDING, None)
    keep_refusal(name, facts)
