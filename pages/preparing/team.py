"""Who works on a workshop: those who run it, and the designers who study it."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from db.session import reading
from facilitation.designers import add_designer, designers, possible_designers, remove_designer
from facilitation.facilitators import add_facilitator, possible_facilitators, remove_facilitator
from pages.preparing import Preparation
from pages.ui.actions import Verb, act, act_now
from pages.ui.words import _

Accounts = Sequence[tuple[int, str]]
"""Numbers and names."""


def draw_facilitators(preparation: Preparation) -> None:
    """Who runs the workshop: all but the last can be taken off, and one more chosen."""
    st.header(_("Facilitators"), anchor=False)
    there = preparation.settings.facilitators
    with reading() as session:
        others = possible_facilitators(session, **_here(preparation))
    _draw_accounts(preparation, "facilitator", there, remove_facilitator, least=1)
    if others:
        _draw_choice(preparation, "facilitator", others, add_facilitator, _("One more facilitator"))
    else:
        st.caption(_("Other facilitators can be added once they have an account."))


def draw_designers(preparation: Preparation) -> None:
    """The designers of the workshop, each to take off, and one more to choose."""
    st.header(_("Designers"), anchor=False)
    st.caption(
        _("They read what was written on the record, sort it in the studio and write concepts from it.")
    )
    with reading() as session:
        there = designers(session, **_here(preparation))
        others = possible_designers(session, **_here(preparation))
    _draw_accounts(preparation, "designer", there, remove_designer)
    if others:
        _draw_choice(preparation, "designer", others, add_designer, _("One more designer"))
    else:
        st.caption(_("Designers can be added once they have an account."))


def _here(preparation: Preparation) -> dict[str, Any]:
    return {"actor": preparation.account.actor, "workshop_id": preparation.workshop_id}


def _draw_accounts(
    preparation: Preparation, key: str, there: Accounts, remove: Verb, *, least: int = 0
) -> None:
    for account_id, name in there:
        with st.container(horizontal=True, vertical_alignment="center", key=f"settings-{key}-{account_id}"):
            st.text(name, width="stretch")
            st.button(
                _("Remove"),
                key=f"settings-{key}-remove-{account_id}",
                icon=":material/person_remove:",
                disabled=len(there) <= least,
                on_click=act(
                    remove,
                    actor=preparation.account.actor,
                    workshop_id=preparation.workshop_id,
                    account_id=account_id,
                ),
            )


def _draw_choice(preparation: Preparation, key: str, others: Accounts, add: Verb, label: str) -> None:
    names = dict(others)

    def add_chosen() -> None:
        account_id = st.session_state[f"settings-{key}-new"]
        if account_id is not None:
            act_now(
                add,
                actor=preparation.account.actor,
                workshop_id=preparation.workshop_id,
                account_id=account_id,
            )

    with st.form(f"{key}s", border=False, clear_on_submit=True):
        st.selectbox(
            label,
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Choose an account"),
            key=f"settings-{key}-new",
        )
        st.form_submit_button(
            _("Add"), key=f"{key}s-submit", icon=":material/person_add:", on_click=add_chosen
        )
