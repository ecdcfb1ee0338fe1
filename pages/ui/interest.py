"""What territories say of a published concept: that they want it, or that they did it."""

from collections.abc import Sequence

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.interests import (
    TERRITORY_LIMIT,
    WORDS_LIMIT,
    InterestKind,
    InterestView,
    declare_interest,
    interests_of,
    may_withdraw,
    withdraw_interest,
)
from pages.ui.actions import act, act_now, say_outcome, succeeded
from pages.ui.confirm import ask_once
from pages.ui.words import _, safe

KINDS = (InterestKind.interested, InterestKind.done)


@st.fragment
def draw_interests(who: AccountIdentity, concept_id: int) -> None:
    """What territories say of a concept, and a form in which an account says it for one."""
    say_outcome("interests")
    with reading() as session:
        said = interests_of(session, concept_id)
        mine = {one.id for one in said if may_withdraw(session, one.id, actor=who.actor)}
    with st.container(key="interests", gap="small"):
        st.subheader(_("Territories"), anchor=False)
        if not said:
            st.caption(_("No territory has said yet that it is interested, or that it did it."))
        for one in said:
            _draw_one(who, one, changeable=one.id in mine)
        _draw_form(who, concept_id)


def draw_said(said: Sequence[InterestView]) -> None:
    """What territories say, those that did it first."""
    for kind in reversed(KINDS):
        names = [one for one in said if one.kind is kind]
        if names:
            st.caption(_("They did it") if kind is InterestKind.done else _("They are interested"))
        for one in names:
            st.text(line(one))


def line(one: InterestView) -> str:
    """A territory with its words, for a place that shows text as it is."""
    return (
        _("{territory}: “{words}”").format(territory=one.territory, words=one.words)
        if one.words
        else (one.territory)
    )


def _draw_one(who: AccountIdentity, one: InterestView, *, changeable: bool) -> None:
    done = one.kind is InterestKind.done
    with st.container(horizontal=True, vertical_alignment="center", key=f"interest-{one.id}"):
        st.badge(
            _("Did it") if done else _("Interested"),
            icon=":material/check_circle:" if done else ":material/favorite:",
            color="green" if done else "blue",
        )
        st.text(line(one), width="stretch")
        if changeable:
            ask_once(
                _("Take it back"),
                _("The word of {territory} is no longer shown, here or on the public page.").format(
                    territory=safe(one.territory)
                ),
                on_yes=act(withdraw_interest, actor=who.actor, interest_id=one.id, done=_("Taken back.")),
                key=f"interest-back-{one.id}",
                kind="tertiary",
            )


def _draw_form(who: AccountIdentity, concept_id: int) -> None:
    folded = st.expander(_("Say it for a territory"), icon=":material/add_location:", key="interest-new")
    with folded, st.form("interest-form", border=False, clear_on_submit=False):
        st.text_input(_("Territory"), key="interest-territory", max_chars=TERRITORY_LIMIT, autocomplete="off")
        st.radio(
            _("What it says"),
            KINDS,
            format_func=lambda kind: {KINDS[0]: _("We are interested"), KINDS[1]: _("We did it")}[kind],
            horizontal=True,
            key="interest-kind",
        )
        st.text_area(_("In a few words (optional)"), key="interest-words", max_chars=WORDS_LIMIT, height=80)
        st.caption(_("The territory and its words stand beside the concept for everybody who may read it."))
        st.form_submit_button(
            _("Say it"), key="interest-submit", type="primary", on_click=_say, args=(who, concept_id)
        )


def _say(who: AccountIdentity, concept_id: int) -> None:
    act_now(
        declare_interest,
        actor=who.actor,
        concept_id=concept_id,
        territory=st.session_state["interest-territory"],
        kind=InterestKind(st.session_state["interest-kind"]),
        words=st.session_state["interest-words"],
        done=_("Thank you: it stands beside the concept."),
    )
    if succeeded():
        st.session_state["interest-territory"] = st.session_state["interest-words"] = ""
