"""Sharing: one form to put an initiative on the wall, one's own to look after, and the wall itself."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.sharing import (
    InitiativeView,
    edit_initiative,
    hide_own,
    my_initiatives,
    share_initiative,
    unhide_own,
)
from facilitation.territories import territory_names
from pages.stages.context import RoomContext
from pages.stages.sharing_desk import facilitator
from pages.stages.sharing_forms import empty_fields, fields, offer_no_picture, written
from pages.ui.actions import Undo, act, act_now, say_outcome, succeeded
from pages.ui.surfaces import picture_upload, pitch, wall
from pages.ui.words import _

__all__ = ["facilitator", "participant"]

EDITING = "share-editing"


def participant(context: RoomContext) -> None:
    """The form, one's own initiatives, the wall."""
    _share(context)


@st.fragment
def _share(context: RoomContext) -> None:
    say_outcome("share")
    live = context.channel.renewed()
    with reading() as session:
        territories = territory_names(session, context.workshop_id)
        mine = my_initiatives(session, context.person.id)
        on_the_wall = live.feed(session, "wall")
        on_stage = live.feed(session, "pitch")
    pitch(on_stage, key="share-on-stage")
    with st.form("share", enter_to_submit=False):
        fields("share", territories, territory=context.person.territory)
        st.form_submit_button(
            _("Share the initiative"),
            key="share-submit",
            type="primary",
            width="stretch",
            on_click=_share_now,
            args=(context.person,),
        )
    if mine:
        st.subheader(_("My initiatives"), anchor=False)
    for initiative in mine:
        _own(context.person, initiative, territories)
    wall(on_the_wall, key="share-wall")


def _share_now(person: PersonIdentity) -> None:
    texts = written("share")
    if not texts["territory_name"]:  # sent before the browser had drawn the proposed one
        texts["territory_name"] = person.territory or ""
    act_now(share_initiative, done=_("Your initiative is on the wall."), actor=person.actor, **texts)
    if succeeded():
        empty_fields("share", territory=person.territory)


def _own(person: PersonIdentity, initiative: InitiativeView, territories: list[str]) -> None:
    with st.container(border=True, key=f"share-own-{initiative.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(initiative.title, width="stretch")
            if initiative.hidden:
                st.badge(_("Hidden"), color="gray")
            _own_buttons(person, initiative)
        if st.session_state.get(EDITING) == initiative.id and initiative.editable:
            _edit(person, initiative, territories)


def _own_buttons(person: PersonIdentity, initiative: InitiativeView) -> None:
    its: dict[str, Any] = {"actor": person.actor, "initiative_id": initiative.id}
    if not initiative.editable or initiative.hidden_by_facilitator:
        return
    if initiative.hidden:
        st.button(_("Share again"), key=f"share-again-{initiative.id}", on_click=act(unhide_own, **its))
        return
    st.button(
        _("Edit"),
        key=f"share-edit-{initiative.id}",
        icon=":material/edit:",
        on_click=_open_or_close,
        args=(initiative.id,),
    )
    st.button(
        _("Take back"),
        key=f"share-hide-{initiative.id}",
        on_click=act(hide_own, undo=Undo(_("Taken off the wall."), unhide_own, its), **its),
    )


def _open_or_close(initiative_id: int) -> None:
    st.session_state[EDITING] = None if st.session_state.get(EDITING) == initiative_id else initiative_id


def _edit(person: PersonIdentity, initiative: InitiativeView, territories: list[str]) -> None:
    name = f"share-edit-{initiative.id}"

    def save() -> None:
        act_now(
            edit_initiative,
            done=_("Your change is on the wall."),
            initiative_id=initiative.id,
            actor=person.actor,
            **written(name),
        )
        if succeeded():
            st.session_state[EDITING] = None

    with st.form(f"{name}-form", enter_to_submit=False, border=False):
        fields(name, territories, territory=initiative.territory, initiative=initiative)
        st.form_submit_button(_("Save"), key=f"{name}-save", type="primary", on_click=save)
    picture_upload(initiative.id, key=f"{name}-picture", picture=initiative.picture)
    offer_no_picture(initiative, name, actor=person.actor)
