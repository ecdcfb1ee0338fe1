"""Report-back: each table tells the room what it found; everybody reads along."""

import streamlit as st

from db.session import reading
from facilitation.groups import group_of
from pages.stages.context import ConsoleContext, RoomContext
from pages.stages.spotlight import draw_spotlight
from pages.stages.table_desk import desk
from pages.stages.tables import draw_without_table, name_table
from pages.ui.surfaces import Feed, canvas, perspective
from pages.ui.words import _


def participant(context: RoomContext) -> None:
    """What the participant's own table has to tell."""
    live = context.channel
    with reading() as session:
        group_id = group_of(session, context.person.id)
        tables = live.feed(session, "groups") if group_id is None else None
        taken_apart = live.feed(session, f"canvas:{group_id}") if group_id else None
        compared = live.feed(session, f"perspective:{group_id}") if group_id else None
    if tables is not None:
        draw_without_table(tables)
    elif taken_apart is not None and compared is not None:
        _tell(taken_apart, compared)


def _tell(taken_apart: Feed, compared: Feed) -> None:
    name_table(taken_apart["view"])
    st.subheader(_("Decomposition"), anchor=False)
    canvas(taken_apart, key="canvas")
    st.subheader(_("Perspective"), anchor=False)
    perspective(compared, key="perspective-display")


def facilitator(context: ConsoleContext) -> bool:
    """The tables and what each has to tell."""
    draw_spotlight(context)
    return desk(context, "canvas")
