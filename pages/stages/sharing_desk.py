"""The facilitator's side of sharing: the wall with its moderation, the pitches, entering for others."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.merging import undo_merge
from facilitation.pitches import leave_stage, pitch_view, put_on_stage, queue
from facilitation.sharing import (
    InitiativeView,
    conceal_wall,
    hide_initiative,
    is_concealed,
    reveal_wall,
    unhide_initiative,
)
from pages.stages.context import ConsoleContext
from pages.stages.sharing_alike import draw_alike
from pages.stages.sharing_dialogs import ask, open_asked
from pages.ui.actions import Undo, act, act_now
from pages.ui.confirm import ask_once
from pages.ui.pulse import pulse
from pages.ui.surfaces import WALL_ACTIONS, pitch, wall
from pages.ui.words import _


def facilitator(context: ConsoleContext) -> bool:
    """Everything about the wall; the step that comes next stays the console's own."""
    live = context.channel
    with reading() as session:
        on_the_wall = live.feed(session, "wall")
        on_stage = live.feed(session, "pitch")
    with st.container(horizontal=True, vertical_alignment="center", key="console-sharing"):
        _tools(context)
        st.button(
            _("Enter an initiative"),
            key="console-share",
            icon=":material/add:",
            on_click=ask,
            args=("add", 0),
        )
    pitch(on_stage, key="console-pitch")
    draw_alike(context)
    wall(
        on_the_wall,
        key="console-wall",
        actions=WALL_ACTIONS,
        on_action=lambda action, initiative_id: _moderate(context, action, initiative_id),
    )
    open_asked(context)
    return False


@st.fragment
def _tools(context: ConsoleContext) -> None:
    """What depends on the wall and the stage as they are now, whoever changes them."""
    live = context.channel.renewed()
    with reading() as session:
        waiting = queue(session, context.workshop_id)
        concealed = is_concealed(session, context.workshop_id)
        on_stage = pitch_view(session, context.workshop_id, "console")
    with st.container(horizontal=True, vertical_alignment="center", key="console-wall-tools"):
        _conceal_button(context, concealed=concealed)
        _pitch_buttons(context, waiting, running=on_stage.initiative is not None)
    pulse(live, "wall", "pitch", key="pulse-wall")


def _conceal_button(context: ConsoleContext, *, concealed: bool) -> None:
    its: dict[str, Any] = {"actor": context.account.actor, "stage_id": context.stage.id}
    if concealed:
        ask_once(
            _("Reveal the wall"),
            _("Everybody will see every initiative at once."),
            key="console-reveal-wall",
            icon=":material/visibility:",
            on_yes=act(reveal_wall, **its),
        )
    else:
        st.button(
            _("Conceal the wall"),
            key="console-conceal-wall",
            icon=":material/visibility_off:",
            on_click=act(conceal_wall, **its),
        )


def _pitch_buttons(context: ConsoleContext, waiting: list[InitiativeView], *, running: bool) -> None:
    if waiting:
        titles = {one.id: one.title for one in waiting}
        with st.popover(_("Call a pitch"), icon=":material/campaign:", key="console-pitch-ask"):
            chosen = st.selectbox(
                _("On stage"), list(titles), format_func=titles.__getitem__, key="console-pitch-choice"
            )
            if chosen is not None:
                st.button(
                    _("Put on stage"),
                    key="console-pitch-start",
                    type="primary",
                    on_click=act(put_on_stage, actor=context.account.actor, initiative_id=chosen),
                )
    if running:
        st.button(
            _("Clear the stage"),
            key="console-pitch-end",
            icon=":material/stop:",
            on_click=act(leave_stage, actor=context.account.actor, workshop_id=context.workshop_id),
        )


def _moderate(context: ConsoleContext, action: str, initiative_id: int) -> None:
    its: dict[str, Any] = {"actor": context.account.actor, "initiative_id": initiative_id}
    match action:
        case "hide":
            act_now(hide_initiative, undo=Undo(_("Hidden."), unhide_initiative, its), **its)
        case "unhide":
            act_now(unhide_initiative, **its)
        case "stage":
            act_now(put_on_stage, **its)
        case "unmerge":
            act_now(undo_merge, done=_("The originals are back on the wall."), **its)
        case _:
            ask(action, initiative_id)
