"""The line at the top of the pages of an account: where else to go, who one is, how to leave."""

import streamlit as st

from facilitation.access import AccountIdentity
from pages.ui.language import choose_language
from pages.ui.surfaces import claim
from pages.ui.words import _, safe


def draw_account_bar(account: AccountIdentity, *, here: str) -> None:
    """Links to the pages of an account other than `here`, its name, the language and the way out."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="account-bar"):
        if here != "workshops":
            st.page_link("workshops.py", label=_("Workshops"), icon=":material/groups:")
        if here != "library":
            st.page_link("library.py", label=_("Library"), icon=":material/local_library:")
        if here != "accounts" and account.role == "administrator":
            st.page_link("accounts.py", label=_("Accounts"), icon=":material/badge:")
        st.space("stretch")
        if here == "account":
            st.text(account.name, width="content")
        else:
            st.page_link("account.py", label=safe(account.name), help=_("My account"))
        choose_language(key="account-language")
        if st.button(_("Sign out"), key="account-leave", icon=":material/logout:", type="tertiary"):
            claim(url="/logout", fields={}, then="/", key="account-leave-claim")
