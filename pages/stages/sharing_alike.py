"""Initiatives that say nearly the same, offered to the facilitator before the vote."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.wall_alike import AlikeOnWall, alike_on_wall, suggest_again_on_wall, tell_apart_on_wall
from pages.stages.context import ConsoleContext
from pages.stages.sharing_dialogs import ask_to_merge
from pages.ui.actions import Undo, act
from pages.ui.alike import said_of
from pages.ui.pulse import pulse
from pages.ui.words import _, ngettext


@st.fragment
def draw_alike(context: ConsoleContext) -> None:
    """The suggestions, folded, as the wall is now; nothing where there is none."""
    pulse(context.channel.renewed(), "wall", key="pulse-alike")
    with reading() as session:
        found = alike_on_wall(session, actor=context.account.actor, workshop_id=context.workshop_id)
    if not found:
        return
    label = ngettext("Nearly the same: {n} suggestion", "Nearly the same: {n} suggestions", len(found))
    with st.expander(label, icon=":material/join_inner:", key="console-alike"):
        for suggestion in found:
            _draw(context, suggestion)


def _draw(context: ConsoleContext, suggestion: AlikeOnWall) -> None:
    ids = [one.id for one in suggestion.initiatives]
    name = f"console-alike-{min(ids)}-{max(ids)}"
    its: dict[str, Any] = {"actor": context.account.actor, "initiative_ids": ids}
    with st.container(border=True, gap="xsmall", key=name):
        for one in suggestion.initiatives:
            st.text(" · ".join(filter(None, (one.title, one.territory))) + f"\n{one.pitch}".rstrip())
        with st.container(horizontal=True, vertical_alignment="center", key=f"{name}-deeds"):
            if st.button(
                _("Merge…"), key=f"{name}-merge", icon=":material/merge:", on_click=ask_to_merge, args=(ids,)
            ):
                st.rerun()  # the dialog is the page's
            st.button(
                _("Not the same"),
                key=f"{name}-apart",
                icon=":material/call_split:",
                type="tertiary",
                help=_("Nobody who runs this workshop is shown this suggestion again."),
                on_click=act(
                    tell_apart_on_wall,
                    undo=Undo(_("They are told apart for good."), suggest_again_on_wall, its),
                    **its,
                ),
            )
            said_of(suggestion.score, suggestion.difference)
