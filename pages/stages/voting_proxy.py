"""Votes entered by the facilitator for somebody without a device."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.errors import Refused
from facilitation.people import people
from facilitation.voting import BallotLine, BallotView, cast_dot, proxy_ballot, take_dot
from pages.stages.context import ConsoleContext
from pages.ui.actions import act, say_outcome
from pages.ui.refusals import sentence
from pages.ui.words import _, ngettext, safe

ASKED = "console-proxy-asked"


def draw_proxy(context: ConsoleContext) -> None:
    """A button that opens the ballot of somebody without a device; it stays open while the page reruns."""
    st.button(
        _("Vote for somebody"), key="console-proxy", icon=":material/person_raised_hand:", on_click=_open
    )
    if st.session_state.get(ASKED):
        named = st.dialog(_("Vote for somebody without a device"), width="medium", on_dismiss=_forget)
        named(_proxy)(context)


def _open() -> None:
    st.session_state[ASKED] = True


def _forget() -> None:
    st.session_state.pop(ASKED, None)


def _proxy(context: ConsoleContext) -> None:
    say_outcome("proxy")
    with reading() as session:
        lines = people(session, actor=context.account.actor, workshop_id=context.workshop_id)
    names = {line.id: line.name for line in lines if line.here and not line.removed}
    without = [line.id for line in lines if line.id in names and not line.has_device]
    chosen = st.selectbox(
        _("Somebody"),
        [*without, *(one for one in names if one not in without)],
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose somebody to act for"),
        key="proxy-person",
    )
    if chosen is None:
        st.write(_("The vote is marked as entered by proxy. Only its number shows, never its dots."))
        return
    try:
        with reading() as session:
            view = proxy_ballot(session, actor=context.account.actor, person_id=chosen)
    except Refused as refusal:
        st.warning(sentence(refusal))
        return
    _draw_ballot(context, chosen, view)


def _draw_ballot(context: ConsoleContext, person_id: int, view: BallotView) -> None:
    st.text(ngettext("{n} dot left", "{n} dots left", view.left))
    for line in view.candidates:
        with st.container(key=f"proxy-line-{line.id}"):
            _draw_line(context, person_id, view, line)


def _draw_line(context: ConsoleContext, person_id: int, view: BallotView, line: BallotLine) -> None:
    its: dict[str, Any] = {
        "actor": context.account.actor.acting_for(person_id),
        "initiative_id": line.id,
    }
    name, dots, take, put = st.columns([0.7, 0.1, 0.1, 0.1], vertical_alignment="center")
    name.text(" · ".join(filter(None, (line.title, line.territory))))
    dots.text("●" * line.mine)
    take.button(
        ":material/remove:",
        key=f"proxy-take-{line.id}",
        help=_("Take a dot back from {title}").format(title=safe(line.title)),
        disabled=line.mine == 0,
        on_click=act(take_dot, **its),
    )
    put.button(
        ":material/add:",
        key=f"proxy-put-{line.id}",
        help=_("Put a dot on {title}").format(title=safe(line.title)),
        disabled=view.left == 0 or line.mine >= view.cap or line.why_not is not None,
        on_click=act(cast_dot, **its),
    )
