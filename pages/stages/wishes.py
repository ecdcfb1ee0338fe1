"""Wishes: a participant without a table ranks what they would like to work on, where there is a choice."""

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.wishes import rank_initiatives, wishes
from pages.ui.actions import act_now, say_outcome
from pages.ui.channel import Channel
from pages.ui.pulse import pulse
from pages.ui.surfaces import wishes as ranking


@st.fragment
def draw_wishes(person: PersonIdentity, live: Channel) -> None:
    """The kept initiatives to rank, as soon as the room has decided which they are."""
    say_outcome("wishes")
    now = live.renewed()
    with reading() as session:
        view = wishes(session, person.id)
    pulse(now, "result", key="pulse-wishes")
    if not view.open:
        return

    def on_rank(order: Sequence[int]) -> None:
        act_now(rank_initiatives, actor=person.actor, initiative_ids=order)

    ranking(asdict(view), key="wishes", on_rank=on_rank)
