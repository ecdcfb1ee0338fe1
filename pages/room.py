"""The participant's screen: it follows the facilitator by itself and shows the one thing to do now."""

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.agenda import OpenStage, mark_done, open_stage_of, unmark_done
from facilitation.live import Listener
from facilitation.people import PersonCard, my_card
from pages.stages import STAGES
from pages.stages.context import RoomContext
from pages.ui.actions import act, say_outcome
from pages.ui.channel import Channel, Feed, channel
from pages.ui.identity import person, remember
from pages.ui.person_menu import draw_menu
from pages.ui.pulse import pulse
from pages.ui.surfaces import keep_card, stage_header
from pages.ui.words import _


def main() -> None:
    """Load who is here and what is open, then draw it."""
    who = person()
    remember(f"person:{who.id}" if who else "nobody")
    if who is None:
        st.info(_("This browser is not in a workshop."), icon=":material/waving_hand:")
        st.page_link("pages/home.py", label=_("Enter the code of a workshop"), icon=":material/login:")
        return
    live = channel(Listener(who.workshop_id, "room", person_id=who.id))
    with reading() as session:
        card = my_card(session, who.id)
        stage = open_stage_of(session, who.workshop_id)
        header = live.feed(session, "stage")
    pulse(live, "stage", "settings", f"me:{who.id}", key="pulse-stage")
    if st.query_params.get("welcome"):
        _welcome(card)
        return
    _draw(who, card, stage, live, header)


def _welcome(card: PersonCard) -> None:
    st.header(_("Welcome"))
    st.text(card.name)
    st.write(_("Here is your resume code. With it you find your place again on any device."))
    keep_card(card.resume_code, key="room-resume-code")
    if st.button(_("I have noted it"), key="room-continue", type="primary", width="stretch"):
        st.query_params.clear()
        st.rerun()


def _draw(who: PersonIdentity, card: PersonCard, stage: OpenStage | None, live: Channel, header: Feed) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="room-top"):
        st.text(" · ".join(filter(None, (card.name, card.territory))))
        draw_menu(card)
    say_outcome()
    stage_header(header, key="room-header")
    if stage is None:
        return
    STAGES[stage.kind].participant(RoomContext(person=who, stage=stage, channel=live))
    _done_button(who, stage)


def _done_button(who: PersonIdentity, stage: OpenStage) -> None:
    if stage.kind in ("theme", "break"):
        return
    if who.id in stage.done:
        st.button(
            _("Done. Take it back"),
            key="room-done",
            icon=":material/check_circle:",
            on_click=act(unmark_done, person_id=who.id, stage_id=stage.id),
        )
    else:
        st.button(
            _("I am done"),
            key="room-done",
            icon=":material/check:",
            on_click=act(mark_done, person_id=who.id, stage_id=stage.id),
        )


main()
