"""Voting: the room has its ballot and nothing else; the desk is in voting_desk.py."""

import streamlit as st

from db.session import reading
from facilitation.voting import cast_dot, take_dot
from pages.stages.context import RoomContext
from pages.stages.voting_desk import facilitator
from pages.ui.actions import act_now, say_outcome
from pages.ui.surfaces import ballot, result

__all__ = ["facilitator", "participant"]


def participant(context: RoomContext) -> None:
    """The voter's ballot while the vote is open, else its result as soon as it is revealed."""
    _vote(context)


@st.fragment
def _vote(context: RoomContext) -> None:
    say_outcome("vote")
    live = context.channel.renewed()
    person_id = context.person.id
    with reading() as session:
        mine = live.feed(session, f"ballot:{person_id}")
        outcome = None if mine["view"]["open"] else live.feed(session, "result")
    if outcome is not None:
        result(outcome, key="vote-result")
        return

    def on_dot(initiative_id: int, place: bool) -> None:
        act_now(cast_dot if place else take_dot, actor=context.person.actor, initiative_id=initiative_id)

    ballot(mine, key="ballot", on_dot=on_dot)
