"""Tables as a participant meets them: the card of one's own, or that one has none yet."""

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.agenda import StageKind
from facilitation.groups import group_of
from facilitation.tasks import Task, give_up_task, take_task
from pages.stages.context import RoomContext
from pages.stages.wishes import draw_wishes
from pages.ui.actions import act_now, say_outcome
from pages.ui.channel import Channel
from pages.ui.surfaces import groups, table_card
from pages.ui.surfaces.table_cards import Unfolded
from pages.ui.words import _

UNFOLDED: dict[StageKind | None, Unfolded] = {
    None: "always",
    StageKind.break_: "always",
    StageKind.decomposition: "while_free",
    StageKind.perspective: "never",
    StageKind.report_back: "never",
}
"""The stages that show a participant's table, and how much of it; None is the time between two stages."""


def draw_place(person: PersonIdentity, live: Channel, kind: StageKind | None) -> None:
    """Where this participant sits and what they do there; without a table, what they may wish for."""
    if kind not in UNFOLDED:
        return
    with reading() as session:
        group_id = group_of(session, person.id)
    if group_id is None:
        draw_wishes(person, live)
    elif kind != StageKind.perspective:  # there it stands beside one's own territory, not above it
        draw_own_table(person, live, group_id, kind)


def draw_own_table(person: PersonIdentity, live: Channel, group_id: int, kind: StageKind | None) -> None:
    """The card of a participant's own table as far as this stage unfolds it."""
    draw_table(person, live, group_id, key="room-table", unfolded=UNFOLDED[kind])


@st.fragment
def draw_table(person: PersonIdentity, live: Channel, group_id: int, *, key: str, unfolded: Unfolded) -> None:
    """The card of a participant's own table, with the tasks to take."""
    say_outcome(key)
    with reading() as session:
        table = live.renewed().feed(session, f"table:{group_id}")

    def on_task(task: str, taken: bool) -> None:
        act_now(take_task if taken else give_up_task, actor=person.actor, task=Task(task))

    table_card(table, key=key, me=person.id, unfolded=unfolded, on_task=on_task)


def table_of(context: RoomContext) -> int | None:
    """The participant's table; whoever has none is told so, and sees where the others sit."""
    with reading() as session:
        group_id = group_of(session, context.person.id)
        if group_id is not None:
            return group_id
        tables, progress = (context.channel.feed(session, topic) for topic in ("groups", "progress"))
    st.info(
        _("You have no table yet. The facilitator seats you, and this page follows by itself."),
        icon=":material/chair_alt:",
    )
    groups(tables, progress, key="room-groups")
    return None
