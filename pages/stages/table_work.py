"""What a table writes, as the facilitator reads and mends it."""

from typing import Any, Literal

import streamlit as st

from db.session import reading
from pages.stages.context import ConsoleContext
from pages.stages.last_actions import draw_last_actions
from pages.stages.post_acts import Writer
from pages.ui.surfaces import canvas, perspective
from pages.ui.words import _

Work = Literal["canvas", "perspective"]


def draw_work(context: ConsoleContext, rows: list[dict[str, Any]], work: Work) -> None:
    """One table's work, of both kinds while the tables report back."""
    numbers = {row["id"]: row["number"] for row in rows}
    if st.session_state.get("console-table") not in numbers:
        st.session_state["console-table"] = rows[0]["id"]
    chosen = st.segmented_control(
        _("Read a table"),
        list(numbers),
        required=True,
        format_func=lambda group_id: _("Table {number}").format(number=numbers.get(group_id, "")),
        key="console-table",
    )
    topics: list[Work] = ["canvas", "perspective"] if context.stage.kind == "report_back" else [work]
    writer = Writer(context.account.actor)
    live = context.channel.renewed()
    for topic in topics:
        with reading() as session:
            drawn = live.feed(session, f"{topic}:{chosen}")
        if topic == "canvas":
            canvas(drawn, key="console-canvas", mine=None, on_act=writer.act)
        else:
            perspective(drawn, key="console-perspective", mine=None, on_act=writer.act)
    draw_last_actions(context.account.actor, workshop_id=context.workshop_id)
