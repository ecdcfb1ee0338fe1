"""From a click to a verb: one transaction, and a refusal kept for the screen to say."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

import streamlit as st

from db.session import DatabaseDown
from facilitation.actors import Actor
from facilitation.errors import Refused
from pages.ui.identity import acting
from pages.ui.outage import nothing_changed
from pages.ui.refusals import sentence
from pages.ui.words import _

Verb = Callable[..., Any]

UNDO_SECONDS = 10.0


@dataclass(frozen=True)
class Undo:
    """How to take an action back: a sentence about what was done, the verb that undoes it, its arguments.

    Among the arguments is the `actor`, who must still be who they were.
    """

    done: str
    verb: Verb
    arguments: dict[str, Any]


def act(
    verb: Verb, *, actor: Actor, done: str = "", undo: Undo | None = None, **arguments: Any
) -> Callable[[], None]:
    """A callback that carries out `verb` in one transaction; `done` is said when it went well."""

    def carry_out() -> None:
        act_now(verb, actor=actor, done=done, undo=undo, **arguments)

    return carry_out


def act_now(verb: Verb, *, actor: Actor, done: str = "", undo: Undo | None = None, **arguments: Any) -> Any:
    """Carry out `verb` in one transaction and return what it returns, or None where it is refused.

    The transaction begins with the proof that this browser is `actor` now.
    """

    def in_one_transaction() -> Any:
        with acting(actor) as session:
            return verb(session, actor=actor, **arguments)

    return act_at_length(in_one_transaction, done=done, undo=undo)


def act_at_length(verb: Verb, *, done: str = "", undo: Undo | None = None, **arguments: Any) -> Any:
    """Carry out a `verb` that opens its transactions itself; for the rest as `act_now`."""
    st.session_state.pop("refusal", None)
    try:
        result = verb(**arguments)
    except Refused as refusal:
        st.session_state["refusal"] = sentence(refusal)
        return None
    except DatabaseDown as down:
        st.session_state["refusal"] = nothing_changed(down)
        return None
    if done:
        st.session_state["done"] = done
    if undo:
        offer_undo(undo)
    return result


def offer_undo(undo: Undo) -> None:
    """Offer for a while to take an action back."""
    st.session_state["undo-offer"] = (undo, monotonic() + UNDO_SECONDS)
    st.session_state.pop("undo-drawn", None)


def say_aside() -> None:
    """Have the last refusal said beside the page, whose top may be far out of sight."""
    if refusal := st.session_state.pop("refusal", None):
        st.session_state["aside"] = refusal


def succeeded() -> bool:
    """Whether the last action of this run went well."""
    return "refusal" not in st.session_state


def say_outcome(where: str = "page") -> None:
    """Say once what was refused, what was done, and offer to undo it for a while.

    A fragment or dialog says where it is, since in a run of the whole page the page has already offered.
    """
    if refusal := st.session_state.pop("refusal", None):
        st.error(refusal, icon=":material/block:")
    if aside := st.session_state.pop("aside", None):
        st.toast(aside, icon=":material/block:", duration="long")
    if done := st.session_state.pop("done", None):
        st.toast(done, icon=":material/check:")
    kept: tuple[Undo, float] | None = st.session_state.get("undo-offer")
    if kept is None:
        return
    undo, until = kept
    if monotonic() > until:
        del st.session_state["undo-offer"]
        return
    run, drawn_at = st.session_state.get("run"), st.session_state.get("undo-drawn")
    if drawn_at is not None and drawn_at[0] == run and drawn_at[1] != where:
        return
    st.session_state["undo-drawn"] = (run, where)
    with st.container(horizontal=True, vertical_alignment="center", key="undo-bar"):
        st.text(undo.done, width="content")
        st.button(_("Undo"), key="undo", icon=":material/undo:", on_click=_take_back, args=(undo,))


def _take_back(undo: Undo) -> None:
    del st.session_state["undo-offer"]
    act_now(undo.verb, done=_("Undone."), **undo.arguments)
