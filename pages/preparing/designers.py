"""Who studies a workshop without running it: the designers, who write concepts from its material."""

import streamlit as st

from db.session import reading
from facilitation.designers import add_designer, designers, possible_designers, remove_designer
from pages.preparing import Preparation
from pages.ui.actions import act, act_now
from pages.ui.words import _


def draw_designers(preparation: Preparation) -> None:
    """The designers of the workshop, each to take off, and one more to choose."""
    st.header(_("Designers"), anchor=False)
    st.caption(
        _("They read what was written on the record, sort it in the studio and write concepts from it.")
    )
    by, workshop_id = preparation.account.id, preparation.workshop_id
    with reading() as session:
        studying = designers(session, by=by, workshop_id=workshop_id)
        others = dict(possible_designers(session, by=by, workshop_id=workshop_id))
    for account_id, name in studying:
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"settings-designer-{account_id}"
        ):
            st.text(name, width="stretch")
            st.button(
                _("Remove"),
                key=f"settings-designer-remove-{account_id}",
                icon=":material/person_remove:",
                on_click=act(remove_designer, by=by, workshop_id=workshop_id, account_id=account_id),
            )
    if not others:
        st.caption(_("Designers can be added once they have an account."))
        return
    with st.form("designers", border=False, clear_on_submit=True):
        st.selectbox(
            _("One more designer"),
            list(others),
            index=None,
            format_func=others.__getitem__,
            placeholder=_("Choose an account"),
            key="settings-designer-new",
        )
        st.form_submit_button(
            _("Add"),
            key="designers-submit",
            icon=":material/person_add:",
            on_click=_add_designer,
            args=(by, workshop_id),
        )


def _add_designer(by: int, workshop_id: int) -> None:
    account_id = st.session_state["settings-designer-new"]
    if account_id is not None:
        act_now(add_designer, by=by, workshop_id=workshop_id, account_id=account_id)
