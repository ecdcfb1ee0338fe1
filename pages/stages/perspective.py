"""Perspective: what a table writes for one target territory at a time, and its verdict."""

from textwrap import shorten
from typing import Any

import streamlit as st

from db.session import reading
from facilitation.perspective import (
    LINKED,
    PERSPECTIVE,
    Section,
    Verdict,
    decomposed,
    set_verdict,
    write_perspective_post,
)
from facilitation.posts import About
from facilitation.ratings import ratings_view
from pages.stages.context import ConsoleContext, RoomContext
from pages.stages.last_actions import draw_last_actions
from pages.stages.matrix_desk import draw_matrix, part_of_the_desk
from pages.stages.matrix_room import draw_matrix_room
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
from pages.stages.rating import draw_rate_for, draw_rating
from pages.stages.table_desk import desk
from pages.stages.tables import draw_own_table, table_of
from pages.ui.actions import act_now, say_outcome, succeeded
from pages.ui.pulse import pulse
from pages.ui.surfaces import perspective
from pages.ui.terms import term
from pages.ui.words import _, safe

TABS = "perspective-tabs"
SHORT = 70
FEW = 8
ABOUT_HEIGHT = 260
"""Pixels: beyond a few posts the choice scrolls in its own place."""


def participant(context: RoomContext) -> None:
    """One's own territory, rated alone, beside what one's table writes, and the matrix once it is revealed.

    All three are always there, so that what is typed in one stays while one looks at another.
    """
    with reading() as session:
        mine = ratings_view(session, context.person.id)
    names = territory, table, matrix = _("My territory"), _("My table"), _("Matrix")
    state = st.session_state
    if state.get(TABS) not in names:
        state[TABS] = table if mine.why_not else territory
    if mine.revealed and not state.get("perspective-matrix-seen"):
        state["perspective-matrix-seen"] = True
        if state[TABS] != table:  # whoever is at work at their table stays there
            state[TABS] = matrix
    rates, writes, reads = st.tabs(names, key=TABS, on_change="rerun")
    with rates:
        draw_rating(context)
    with writes:
        _at_the_table(context)
    with reads:
        if mine.revealed:
            draw_matrix_room(context)
        else:
            st.info(
                _("Everybody's answers appear here together, once the facilitator reveals them."),
                icon=":material/visibility_off:",
            )


def _at_the_table(context: RoomContext) -> None:
    """The form and the perspective of the participant's table; without a table, where the others sit."""
    group_id = table_of(context)
    if group_id is not None:
        draw_own_table(context.person, context.channel, group_id, context.stage.kind)
        _work(context, group_id)


@st.fragment
def _work(context: RoomContext, group_id: int) -> None:
    say_outcome("perspective")
    live = context.channel.renewed()
    topic = f"perspective:{group_id}"
    with reading() as session:
        drawn = live.feed(session, topic)
        mine = own_posts(session, context.person.id)
        about = decomposed(session, group_id)
    pulse(live, topic, key="pulse-perspective")
    view = drawn["view"]
    territory = _choose_territory(view, context.person.territory_id)
    if territory is None:
        st.info(_("No other territory takes part yet. The facilitator adds them on the page Prepare."))
        return
    _draw_verdict(context, view, territory)
    section = choose_section("perspective", PERSPECTIVE)
    with st.form("perspective", enter_to_submit=False):
        fields("perspective", section)
        _choose_about(section, about)
        submit("perspective", lambda: _write(context))
    me = context.person.actor
    perspective(
        drawn,
        key="perspective-display",
        mine=mine,
        territory=territory["id"],
        section=section,
        field="perspective-text",
        on_act=Writer(me).act,
    )
    draw_last_actions(me)


def _choose_territory(view: dict[str, Any], home: int | None) -> dict[str, Any] | None:
    """The territory to write for: at first the participant's own."""
    names = {one["id"]: one["name"] for one in view["territories"]}
    if not names:
        return None
    if st.session_state.get("perspective-territory") not in names:
        st.session_state["perspective-territory"] = home if home in names else next(iter(names))
    chosen = st.selectbox(
        _("For which territory"), list(names), format_func=names.__getitem__, key="perspective-territory"
    )
    return next((one for one in view["territories"] if one["id"] == chosen), None)


def _draw_verdict(context: RoomContext, view: dict[str, Any], territory: dict[str, Any]) -> None:
    key = f"verdict-{territory['id']}"
    st.session_state[key] = str(territory["verdict"]) if territory["verdict"] else None

    def keep() -> None:
        act_now(
            set_verdict,
            initiative_id=view["initiative_id"],
            territory_id=territory["id"],
            verdict=Verdict(st.session_state[key]) if st.session_state[key] else None,
            actor=context.person.actor,
        )

    st.segmented_control(
        _("Verdict of the table for this territory"),
        [verdict.value for verdict in Verdict],
        format_func=term,
        key=key,
        on_change=keep,
        help=_("“Adapt” needs at least one condition, written below."),
    )


def _choose_about(section: Section, about: list[About]) -> None:
    """The decomposition posts that this one is about, each a tap away."""
    known = {one.id: f"{term(one.section)} · {shorten(one.text, SHORT, placeholder='…')}" for one in about}
    with st.container(height=ABOUT_HEIGHT if len(known) > FEW else "content", border=False):
        st.pills(
            _("Which posts is it about?") if section in LINKED else _("Which posts is it about? (optional)"),
            list(known),
            selection_mode="multi",
            format_func=lambda post_id: safe(known.get(post_id, "")),
            key="perspective-about",
        )


def _write(context: RoomContext) -> None:
    act_now(
        write_perspective_post,
        actor=context.person.actor,
        territory_id=st.session_state["perspective-territory"],
        section=chosen_section("perspective", PERSPECTIVE),
        about=list(st.session_state.get("perspective-about") or []),
        **written("perspective"),
    )
    empty_when_written("perspective")
    if succeeded():
        st.session_state["perspective-about"] = []


def facilitator(context: ConsoleContext) -> bool:
    """The tables, who sits where, and every perspective; or the matrix, which is revealed there."""
    with st.container(horizontal=True, vertical_alignment="center", key="console-works"):
        part = part_of_the_desk(context)
        draw_rate_for(context)
    if part is None:
        return desk(context, "perspective")
    draw_matrix(context, part)
    return False
