"""What the projector shows while the tables report back: one section at a time, or every table."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.posts import DECOMPOSITION, Section
from facilitation.spotlights import show_every_table, show_section
from pages.stages.context import ConsoleContext
from pages.ui.actions import act_now, say_outcome
from pages.ui.pulse import pulse
from pages.ui.terms import term
from pages.ui.words import _


@st.fragment
def draw_spotlight(context: ConsoleContext) -> None:
    """Choose the table and the section; choosing the section again shows every table."""
    say_outcome("spotlight")
    live = context.channel.renewed()
    with reading() as session:
        view = live.feed(session, "groups")["view"]
    pulse(live, "groups", key="pulse-spotlight")
    rows, shown = view["groups"], view["spotlight"]
    if not rows:
        return
    st.subheader(_("On the projector"), anchor=False)
    numbers = {row["id"]: row["number"] for row in rows}
    if st.session_state.get("spotlight-table") not in numbers:
        st.session_state["spotlight-table"] = shown["group_id"] if shown else rows[0]["id"]
    table = st.segmented_control(
        _("Table"),
        list(numbers),
        format_func=lambda group_id: str(numbers[group_id]),
        key="spotlight-table",
        required=True,
    )
    st.session_state["spotlight-section"] = shown["section"] if shown and shown["group_id"] == table else None
    st.pills(
        _("Section"),
        list(DECOMPOSITION),
        format_func=_counted(next(row for row in rows if row["id"] == table)),
        key="spotlight-section",
        on_change=_turn,
        args=(context, table),
    )
    if not shown:
        st.caption(_("Every table is shown. Choose a section to show it large."))


def _counted(row: dict[str, Any]) -> Any:
    counts = {one["section"]: one["count"] for one in row["sections"]}
    return lambda section: f"{term(section)} · {counts[section]}" if counts[section] else term(section)


def _turn(context: ConsoleContext, group_id: int) -> None:
    section = st.session_state["spotlight-section"]
    if section is None:
        act_now(show_every_table, by=context.account.id, workshop_id=context.workshop_id)
    else:
        act_now(show_section, by=context.account.id, group_id=group_id, section=Section(section))
