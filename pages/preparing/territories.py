"""The territories that a workshop gathers."""

from typing import Any

import streamlit as st

from facilitation.territories import add_territories, add_territory, remove_territory, rename_territory
from pages.preparing import Preparation
from pages.ui.actions import Undo, act, act_now, succeeded
from pages.ui.words import _


def draw_territories(preparation: Preparation) -> None:
    """Each territory to rename or remove, and a field for more of them."""
    st.header(_("Territories"), anchor=False)
    territories = preparation.settings.territories
    if not territories:
        st.write(_("People choose their territory from this list when they join, or add another one."))
    for territory_id, name in territories:
        _territory(preparation, territory_id, name)
    with st.form("territories", border=False):
        st.text_area(_("More territories, one on each line"), height=80, key="settings-territories")
        st.form_submit_button(
            _("Add them"),
            key="territories-submit",
            icon=":material/add:",
            on_click=_add_territories,
            args=(preparation,),
        )


def _territory(preparation: Preparation, territory_id: int, name: str) -> None:
    key = f"settings-territory-{territory_id}"
    its: dict[str, Any] = {"actor": preparation.account.actor, "workshop_id": preparation.workshop_id}
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-line"):
        st.text_input(
            _("Name of the territory"),
            name,
            max_chars=80,
            key=key,
            label_visibility="collapsed",
            on_change=_rename,
            args=(preparation, territory_id, key),
        )
        st.button(
            _("Remove"),
            key=f"{key}-remove",
            icon=":material/delete:",
            on_click=act(
                remove_territory,
                undo=Undo(_("The territory is removed."), add_territory, its | {"name": name}),
                territory_id=territory_id,
                **its,
            ),
        )


def _rename(preparation: Preparation, territory_id: int, key: str) -> None:
    act_now(
        rename_territory,
        actor=preparation.account.actor,
        workshop_id=preparation.workshop_id,
        territory_id=territory_id,
        name=st.session_state[key],
    )


def _add_territories(preparation: Preparation) -> None:
    act_now(
        add_territories,
        actor=preparation.account.actor,
        workshop_id=preparation.workshop_id,
        names=st.session_state["settings-territories"].splitlines(),
    )
    if succeeded():
        st.session_state["settings-territories"] = ""
