"""Theme: the question of the workshop and the ground rules."""

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.stage_view import stage_view
from facilitation.workshops import change_settings, workshop_settings
from pages.stages.context import ConsoleContext, RoomContext
from pages.ui.actions import act_now
from pages.ui.words import _, safe


def participant(context: RoomContext) -> None:
    """The question, large, and what makes the exchange work."""
    with reading() as session:
        theme = stage_view(session, context.workshop_id, "room").theme
    with st.container(key="theme-question"):
        st.header(safe(theme), anchor=False)
    st.subheader(_("Our ground rules"), anchor=False)
    rules = (
        _("Every experience counts, whatever the role or the size of the territory."),
        _("One person speaks, the others listen; then we build on what was said."),
        _("We describe before we judge, the failures too."),
        _("What is said off the record stays in this room."),
    )
    st.markdown("\n".join("- " + rule for rule in rules))


def facilitator(context: ConsoleContext) -> None:
    """The question, which can still be reworded: every screen follows."""
    with reading() as session:
        theme = workshop_settings(session, actor=context.account.actor, workshop_id=context.workshop_id).theme
    st.text_area(_("Theme"), value=theme, max_chars=200, height=80, key="theme-words")
    st.button(
        _("Show it"), key="theme-save", on_click=_keep, args=(context.account.actor, context.workshop_id)
    )


def _keep(actor: Actor, workshop_id: int) -> None:
    act_now(
        change_settings,
        done=_("The theme is on every screen."),
        actor=actor,
        workshop_id=workshop_id,
        theme=st.session_state["theme-words"],
    )
