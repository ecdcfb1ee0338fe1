"""Report-back: each table tells the room what it found; everybody reads along."""

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.posts import Section
from facilitation.spotlights import show_section, stop_reporting
from facilitation.tasks import Task, take_task
from pages.stages.context import ConsoleContext, RoomContext
from pages.stages.post_acts import Writer
from pages.stages.post_form import own_posts
from pages.stages.spotlight import draw_spotlight
from pages.stages.table_desk import desk
from pages.stages.tables import table_of
from pages.ui.actions import act_now, say_outcome
from pages.ui.surfaces import canvas, perspective, walk
from pages.ui.words import _


def participant(context: RoomContext) -> None:
    """What the participant's own table has to tell, and the way through it for who reports."""
    group_id = table_of(context)
    if group_id is not None:
        _tell(context, group_id)


@st.fragment
def _tell(context: RoomContext, group_id: int) -> None:
    say_outcome("report-back")
    live, me = context.channel.renewed(), context.person.id
    with reading() as session:
        table = live.feed(session, f"table:{group_id}")
        taken_apart = live.feed(session, f"canvas:{group_id}")
        compared = live.feed(session, f"perspective:{group_id}")
        mine = own_posts(session, me)
    walk(
        [table, taken_apart, compared],
        key="walk",
        group=group_id,
        me=me,
        on_show=lambda section: _show(context.person.actor, group_id, section),
        on_stop=lambda: act_now(stop_reporting, actor=context.person.actor, group_id=group_id),
        on_lead=lambda: act_now(take_task, actor=context.person.actor, task=Task.reporter),
    )
    writer = Writer(context.person.actor)
    st.subheader(_("Decomposition"), anchor=False)
    canvas(taken_apart, key="canvas", mine=mine, on_act=writer.act)
    st.subheader(_("Perspective"), anchor=False)
    perspective(compared, key="perspective-display", mine=mine, on_act=writer.act)


def _show(actor: Actor, group_id: int, section: str) -> None:
    if section in list(Section):
        act_now(show_section, actor=actor, group_id=group_id, section=Section(section))


def facilitator(context: ConsoleContext) -> bool:
    """The tables and what each has to tell."""
    draw_spotlight(context)
    return desk(context, "canvas")
