"""The organiser's logo among the settings of a workshop."""

import streamlit as st

from db.session import reading
from facilitation.logos import logo_address, remove_logo
from pages.preparing import Preparation
from pages.ui.actions import act
from pages.ui.surfaces import logo_upload
from pages.ui.words import _


def draw_logo(preparation: Preparation) -> None:
    """The logo with what changes it and takes it off."""
    actor, workshop_id = preparation.account.actor, preparation.workshop_id
    with reading() as session:
        address = logo_address(session, actor=actor, workshop_id=workshop_id)
    st.header(_("Logo of the organiser"), anchor=False)
    st.caption(_("It stands on the cover of every document and on the sheets to print."))
    logo_upload(workshop_id, key="settings-logo", picture=address)
    if address:
        st.button(
            _("Remove the logo"),
            key="settings-logo-remove",
            icon=":material/hide_image:",
            on_click=act(remove_logo, done=_("The logo is removed."), actor=actor, workshop_id=workshop_id),
        )
