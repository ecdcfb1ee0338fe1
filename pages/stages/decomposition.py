"""Decomposition: one idea at a time for the table's canvas, and the canvas itself."""

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.decomposition import DECOMPOSITION, Section, write_post
from pages.stages.context import ConsoleContext, RoomContext
from pages.stages.last_actions import draw_last_actions
from pages.stages.post_acts import Writer
from pages.stages.post_form import (
    choose_section,
    chosen_section,
    empty_when_written,
    fields,
    own_posts,
    submit,
    written,
)
from pages.stages.table_desk import desk
from pages.stages.tables import table_of
from pages.ui.actions import act_now, say_outcome
from pages.ui.surfaces import canvas


def participant(context: RoomContext) -> None:
    """The form and the canvas of the participant's table; without a table, where the others sit."""
    group_id = table_of(context)
    if group_id is not None:
        _work(context, group_id)


@st.fragment
def _work(context: RoomContext, group_id: int) -> None:
    say_outcome("canvas")
    live = context.channel.renewed()
    with reading() as session:
        drawn = live.feed(session, f"canvas:{group_id}")
        mine = own_posts(session, context.person.id)
    section = choose_section("post", DECOMPOSITION)
    with st.form("post", enter_to_submit=False):
        fields("post", section)
        submit("post", lambda: _write(context.person.actor))
    me = context.person.actor
    canvas(drawn, key="canvas", mine=mine, section=section, field="post-text", on_act=Writer(me).act)
    draw_last_actions(me)


def _write(actor: Actor) -> None:
    section = chosen_section("post", DECOMPOSITION)
    act_now(
        write_post,
        section=section,
        resource=st.session_state.get("post-resource") if section == Section.resources else None,
        **written("post"),
        actor=actor,
    )
    empty_when_written("post")


def facilitator(context: ConsoleContext) -> bool:
    """The tables, who sits where, and every canvas."""
    return desk(context, "canvas")
