"""Rating one's own territory in the room, and on the console for somebody without a device."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.people import people
from facilitation.ratings import Criterion, rate, ratings_for, take_rating_back
from pages.stages.context import ConsoleContext, RoomContext
from pages.ui.actions import act_now, say_outcome
from pages.ui.channel import Feed, plain
from pages.ui.surfaces import rating
from pages.ui.surfaces.ratings import Answer
from pages.ui.words import _

ASKED = "console-rate-asked"


@st.fragment
def draw_rating(context: RoomContext) -> None:
    """The participant's own territory, criterion by criterion."""
    say_outcome("rating")
    live = context.channel.renewed()
    with reading() as session:
        mine = live.feed(session, f"ratings:{context.person.id}")
    _draw(mine, context.person.actor, key="rating")


def draw_rate_for(context: ConsoleContext) -> None:
    """A button that opens the questions for somebody without a device; open while the page reruns."""
    st.button(
        _("Rate for somebody"),
        key="console-rate",
        icon=":material/edit_note:",
        help=_("For somebody without a device, from what they say or from a sheet of paper"),
        on_click=_open,
    )
    if st.session_state.get(ASKED):
        named = st.dialog(_("Rate for somebody without a device"), width="medium", on_dismiss=_forget)
        named(_rate_for)(context)


def _open() -> None:
    st.session_state[ASKED] = True


def _forget() -> None:
    st.session_state.pop(ASKED, None)


def _rate_for(context: ConsoleContext) -> None:
    say_outcome("rate-for")
    actor, live = context.account.actor, context.channel.renewed()
    with reading() as session:
        lines = people(session, actor=actor, workshop_id=context.workshop_id)
    names = {line.id: line.name for line in lines if line.here and not line.has_device}
    if not names:
        st.write(_("Everybody here has a device, and answers there alone."))
        return
    chosen = st.selectbox(
        _("Somebody without a device"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose somebody to act for"),
        key="rate-person",
    )
    if chosen is None:
        return
    with reading() as session:
        view = ratings_for(session, actor=actor, person_id=chosen)
    its = live.pulse(f"ratings:{chosen}") | {"view": plain(view)}
    _draw(its, actor.acting_for(chosen), key=f"rate-for-{chosen}")


def _draw(feed: Feed, actor: Actor, *, key: str) -> None:
    def keep(answers: list[Answer]) -> None:
        """Each by itself: one that is refused takes no other along. The refusal is said."""
        refusal = None
        for one in answers:
            its: dict[str, Any] = {
                "actor": actor,
                "initiative_id": one.initiative_id,
                "criterion": Criterion(one.criterion),
            }
            if one.taken_back:
                act_now(take_rating_back, **its)
            else:
                act_now(rate, value=one.value, **its)
            refusal = st.session_state.get("refusal", refusal)
        if refusal:
            st.session_state["refusal"] = refusal

    rating(feed, key=key, on_answers=keep, alone=actor.account_id is None)
