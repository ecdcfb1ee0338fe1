"""A participant's own table in the menu: who sits there and what it wrote, at any time."""

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from pages.stages.post_acts import Writer
from pages.stages.post_form import own_posts
from pages.stages.tables import draw_table
from pages.ui.channel import Channel, Feed
from pages.ui.surfaces import canvas, perspective
from pages.ui.terms import term


def draw_my_table(person: PersonIdentity, live: Channel, group_id: int) -> None:
    """The card of the table, its canvas and its perspective, to be changed only while their stage is open."""
    now = live.renewed()
    with reading() as session:
        taken_apart = now.feed(session, f"canvas:{group_id}")
        compared = now.feed(session, f"perspective:{group_id}")
        mine = own_posts(session, person.id)
    draw_table(person, live, group_id, key="menu-table", unfolded="always")
    writer = Writer(person.actor)
    st.subheader(term("decomposition"), anchor=False)
    canvas(taken_apart, key="menu-canvas", mine=mine, on_act=writer.act)
    if any(one["verdict"] or _has_posts(one) for one in compared["view"]["territories"]):
        st.subheader(term("perspective"), anchor=False)
        perspective(compared, key="menu-perspective", mine=mine, on_act=writer.act)


def _has_posts(territory: Feed) -> bool:
    return any(section["posts"] for section in territory["sections"])
