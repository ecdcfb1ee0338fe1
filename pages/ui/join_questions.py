"""What is asked once where it is not certain: whether one is somebody known, a new territory a known one."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from facilitation.errors import Missing
from facilitation.terms import TERMS
from pages.ui.refusals import sentence
from pages.ui.terms import term
from pages.ui.words import _, safe

ASKED, ANSWERS, RESUMING = "join-asked", "join-answers", "join-resuming"


def draw_question(send: Callable[[], None]) -> None:
    """The question that the door has asked, and its answers; each calls `send` anew."""
    asked: Mapping[str, Any] = st.session_state[ASKED]
    with st.container(border=True, key="join-question"):
        if "alike" in asked:
            ask_where(
                asked,
                key="join",
                on_known=lambda name: _is_this(name, send),
                on_new=lambda: _answer("new_territory", True, send),
            )
        else:
            _who(asked, send)


def ask_where(
    asked: Mapping[str, Any], *, key: str, on_known: Callable[[str], None], on_new: Callable[[], None]
) -> None:
    """Ask whether a territory is one of those that are like it, or another one."""
    st.write(
        _("“{territory}” is not on the list of this workshop. Is it one of these?").format(
            territory=safe(asked["name"])
        )
    )
    for number, name in enumerate(asked["alike"]):
        st.button(safe(name), key=f"{key}-alike-{number}", width="stretch", on_click=on_known, args=(name,))
    st.button(
        _("No, it is another territory"),
        key=f"{key}-new-territory",
        width="stretch",
        on_click=on_new,
    )


def _who(asked: Mapping[str, Any], send: Callable[[], None]) -> None:
    expected = [one for one in asked["people"] if not one["here"]]
    here = [one for one in asked["people"] if one["here"]]
    st.write(_("Is this you?"))
    for one in expected:
        st.button(
            safe(_named(one)),
            key=f"join-known-{one['id']}",
            width="stretch",
            on_click=_answer,
            args=("known_id", one["id"], send),
        )
    for one in here:
        st.text(_("{name} is here already.").format(name=_named(one)))
    if here:
        st.text_input(
            _("If it is you: your resume code"),
            max_chars=40,
            autocomplete="off",
            placeholder="LUNE-42-GAZ",
            key="join-resume",
        )
        st.caption(
            _("It stands in the menu of your other device. Without it, the facilitator lets you back in.")
        )
        st.button(
            _("Come back in"), key="join-resume-submit", type="primary", width="stretch", on_click=_come_back
        )
    st.button(
        _("I am somebody else"),
        key="join-apart",
        width="stretch",
        on_click=_answer,
        args=("apart", True, send),
    )


def _named(one: Mapping[str, Any]) -> str:
    role = term(one["role"]) if one["role"] in TERMS else ""
    return " · ".join(filter(None, (one["name"], one["territory"], role)))


def _is_this(name: str, send: Callable[[], None]) -> None:
    st.session_state["join-territory"] = name
    send()


def _answer(question: str, answer: object, send: Callable[[], None]) -> None:
    st.session_state[ANSWERS] = st.session_state.get(ANSWERS, {}) | {question: answer}
    send()


def _come_back() -> None:
    kept = st.session_state
    kept.pop("refusal", None)
    if code := kept["join-resume"].strip():
        kept[RESUMING] = code
    else:
        kept["refusal"] = sentence(Missing("code"))
