"""What the projector shows while the tables report back: one section at a time, or every table."""

import streamlit as st

from db.session import reading
from facilitation.posts import Section
from facilitation.spotlights import show_every_table, show_section
from pages.stages.context import ConsoleContext
from pages.ui.actions import act_now, say_outcome
from pages.ui.pulse import pulse
from pages.ui.surfaces import walk
from pages.ui.words import _


@st.fragment
def draw_spotlight(context: ConsoleContext) -> None:
    """Choose the table, then lead through it; its reporter may do so too."""
    say_outcome("spotlight")
    live = context.channel.renewed()
    with reading() as session:
        tables = live.feed(session, "groups")
    pulse(live, "groups", key="pulse-spotlight")
    view = tables["view"]
    numbers = {row["id"]: row["number"] for row in view["groups"]}
    if not numbers:
        return
    st.subheader(_("On the projector"), anchor=False)
    if st.session_state.get("spotlight-table") not in numbers:
        shown = view["spotlight"]
        st.session_state["spotlight-table"] = shown["group_id"] if shown else next(iter(numbers))
    chosen = st.segmented_control(
        _("Table"),
        list(numbers),
        format_func=lambda group_id: str(numbers.get(group_id, "")),
        key="spotlight-table",
        required=True,
    )
    table: int = chosen or next(iter(numbers))
    with reading() as session:
        work = [live.feed(session, f"{work}:{table}") for work in ("canvas", "perspective")]
    walk(
        [tables, *work],
        key="console-walk",
        group=table,
        on_show=lambda section: _show(context, table, section),
        on_stop=lambda: act_now(
            show_every_table, actor=context.account.actor, workshop_id=context.workshop_id
        ),
    )


def _show(context: ConsoleContext, group_id: int, section: str) -> None:
    if section in list(Section):
        act_now(show_section, actor=context.account.actor, group_id=group_id, section=Section(section))
