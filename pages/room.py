"""The participant's screen: it follows the facilitator by itself and shows the one thing to do now."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.agenda import StageKind, open_stage_of
from facilitation.people import PersonCard, my_card
from facilitation.running import is_done, mark_done, unmark_done
from facilitation.tickets import listener_of
from pages.stages import STAGES
from pages.stages.context import RoomContext
from pages.stages.questions import draw_my_questions
from pages.stages.tables import draw_place
from pages.ui.actions import act, say_outcome
from pages.ui.address import here
from pages.ui.channel import Channel, Feed, channel
from pages.ui.identity import WORKSHOP, person, remember
from pages.ui.person_menu import draw_menu
from pages.ui.pulse import pulse
from pages.ui.room_afterwards import draw_afterwards
from pages.ui.room_concepts import draw_concepts
from pages.ui.surfaces import keep_card, result, stage_header
from pages.ui.words import _


def main() -> None:
    """Load who is here and what is open, then draw it."""
    who = person()
    remember(f"person:{who.id}" if who else "nobody")
    if who is None:
        st.info(_("This browser is not in a workshop."), icon=":material/waving_hand:")
        st.page_link("home.py", label=_("Enter the code of a workshop"), icon=":material/login:")
        return
    if st.query_params.get(WORKSHOP) != str(who.workshop_id):
        st.query_params[WORKSHOP] = str(who.workshop_id)
    live = channel(listener_of(who))
    if st.query_params.get("welcome"):
        _welcome(who, live)
        return
    with reading() as session:
        card = my_card(session, who.id)
        stage = open_stage_of(session, who.workshop_id)
        done = stage is not None and is_done(session, person_id=who.id, stage_id=stage.id)
        header = live.feed(session, "stage")
        outcome = live.feed(session, "result") if _has_just_voted(header["view"]) else None
    pulse(live, "stage", "settings", "concepts", f"me:{who.id}", key="pulse-stage")
    _draw(who, live, RoomContext(who, stage, live) if stage else None, card, header, done=done)
    if stage is None:
        draw_my_questions(who, unfolded=True)
    if outcome is not None:
        result(outcome, key="room-result")
    if header["view"]["state"] == "finished":
        draw_afterwards(who)
    if header["view"]["state"] == "finished" or header["view"]["kind"] == StageKind.closing:
        draw_concepts(who)


def _has_just_voted(stage: dict[str, Any]) -> bool:
    """Whether a vote was closed last and nothing opened since: its result belongs on every screen at once."""
    before = stage["previous"]
    return stage["state"] == "between" and before is not None and before["kind"] == StageKind.voting


def _welcome(who: PersonIdentity, live: Channel) -> None:
    with reading() as session:
        card = my_card(session, who.id)
    pulse(live, "settings", f"me:{who.id}", key="pulse-welcome")
    st.header(_("Welcome"))
    st.text(card.name)
    st.write(_("Here is your resume code. With it you find your place again on any device."))
    link = f"{here()}/resume/{card.resume_code}"
    keep_card(card.resume_code, key="room-resume-code", link=link, name=card.name)
    if st.button(_("I have noted it"), key="room-continue", type="primary", width="stretch"):
        del st.query_params["welcome"]
        st.rerun()


def _draw(
    who: PersonIdentity,
    live: Channel,
    context: RoomContext | None,
    card: PersonCard,
    header: Feed,
    *,
    done: bool,
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="room-top"):
        st.text(" · ".join(filter(None, (card.name, card.territory))))
        draw_menu(card, who, live)
    say_outcome()
    stage_header(header, key="room-header")
    _place(who, live, header["view"]["state"], context)
    if context is None:
        return
    STAGES[context.stage.kind].participant(context)
    if context.stage.kind in (StageKind.perspective, StageKind.report_back, StageKind.closing):
        draw_my_questions(context.person, unfolded=False)
    if context.stage.kind not in (StageKind.theme, StageKind.break_):
        _done_button(context, done=done)


def _place(who: PersonIdentity, live: Channel, state: str, context: RoomContext | None) -> None:
    """One's own table or one's wishes, in the stages that have to do with tables and in between."""
    if context is not None:
        draw_place(who, live, context.stage.kind)
    elif state == "between":
        draw_place(who, live, None)


def _done_button(context: RoomContext, *, done: bool) -> None:
    st.button(
        _("Done. Take it back") if done else _("I am done"),
        key="room-done",
        icon=":material/check_circle:" if done else ":material/check:",
        on_click=act(
            unmark_done if done else mark_done, actor=context.person.actor, stage_id=context.stage.id
        ),
    )


main()
