"""What an administrator lets everybody see, as switches."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.library.permits import PermitName, grant_permit, is_permitted, withdraw_permit
from pages.ui.actions import act_now
from pages.ui.words import _

PUBLIC = PermitName.public_concepts


def draw_permits(me: AccountIdentity) -> None:
    """The one switch there is: published concepts for everybody."""
    key = f"accounts-permit-{PUBLIC}"
    with reading() as session:
        st.session_state[key] = is_permitted(session, PUBLIC)

    def switched() -> None:
        if st.session_state[key]:
            act_now(grant_permit, actor=me.actor, name=PUBLIC, done=_("Published concepts are public now."))
        else:
            act_now(
                withdraw_permit,
                actor=me.actor,
                name=PUBLIC,
                done=_("Published concepts are no longer public."),
            )

    with st.container(border=True, key="accounts-permits"):
        st.toggle(_("Published concepts can be read without an account"), key=key, on_change=switched)
        st.caption(
            _(
                "Each published concept then has a page of its own, which search engines may find. "
                "Switched off, these pages are gone at once."
            )
        )
