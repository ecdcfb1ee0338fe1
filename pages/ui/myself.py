"""Who one is, corrected by oneself in the menu: name, territory, role."""

from typing import Any

import streamlit as st

from db.session import Session, reading
from facilitation.access import PersonIdentity
from facilitation.actors import Actor
from facilitation.errors import AskedWhere
from facilitation.naming import NAME_LIMIT, TERRITORY_LIMIT
from facilitation.people import PersonCard, PersonRole, change_myself
from facilitation.territories import territory_names
from pages.ui.actions import act_now, say_outcome, succeeded
from pages.ui.join_questions import ask_where
from pages.ui.surfaces import suggestions
from pages.ui.terms import term
from pages.ui.words import _

ASKED = "myself-asked"


def draw_myself(card: PersonCard, who: PersonIdentity) -> None:
    """Name, territory and role of the participant `card` is about, to correct."""
    with reading() as session:
        names = territory_names(session, who.workshop_id)
    roles = [role.value for role in PersonRole]
    with st.expander(_("Correct my name, territory or role"), icon=":material/edit:", key="myself-open"):
        say_outcome("myself")
        st.text_input(_("Your name"), card.name, max_chars=NAME_LIMIT, autocomplete="name", key="myself-name")
        st.text_input(
            _("Your territory"),
            card.territory,
            max_chars=TERRITORY_LIMIT,
            key="myself-territory",
            on_change=_ask_anew,
        )
        st.radio(
            _("You are here as"),
            roles,
            index=roles.index(card.role),
            format_func=term,
            horizontal=True,
            key="myself-role",
        )
        if ASKED in st.session_state:
            ask_where(
                st.session_state[ASKED],
                key="myself",
                on_known=lambda name: _is_this(name, who.actor),
                on_new=lambda: _save(who.actor, new_territory=True),
            )
        else:
            st.button(_("Save"), key="myself-save", type="primary", on_click=_save, args=(who.actor,))
        suggestions("myself-territory", names, key="myself-territories")


def _save(actor: Actor, *, new_territory: bool = False) -> None:
    kept = st.session_state
    found = act_now(
        _changed,
        done=_("Corrected."),
        actor=actor,
        name=kept["myself-name"],
        role=PersonRole(kept["myself-role"]),
        territory=kept["myself-territory"],
        new_territory=new_territory,
    )
    _ask_anew()
    if succeeded() and isinstance(found, AskedWhere):
        kept.pop("done", None)
        kept[ASKED] = vars(found)
    elif found:
        kept["done"] = _(
            "Corrected. An initiative of the vote comes from your territory, so your dots were taken back:"
            " place them anew."
        )


def _changed(session: Session, *, actor: Actor, **told: Any) -> AskedWhere | bool:
    """What is to be asked, else whether the ballot was emptied."""
    try:
        return change_myself(session, actor=actor, **told)
    except AskedWhere as asked:
        return asked


def _is_this(name: str, actor: Actor) -> None:
    st.session_state["myself-territory"] = name
    _save(actor)


def _ask_anew() -> None:
    st.session_state.pop(ASKED, None)
