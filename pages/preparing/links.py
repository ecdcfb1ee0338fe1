"""The ways in: the join code large with its QR code, and the projector link; each can be taken away."""

from collections.abc import Callable

import segno
import streamlit as st

from facilitation.links import renew_code, renew_projector, revoke_code, revoke_projector
from facilitation.tokens import grouped_code
from pages.preparing import Preparation
from pages.ui.actions import Verb, act
from pages.ui.address import here
from pages.ui.confirm import ask_once
from pages.ui.words import _


def draw(preparation: Preparation) -> None:
    """Join code and projector link, side by side."""
    join, projector = st.columns(2, gap="large")
    with join:
        _join(preparation)
    with projector:
        _projector(preparation)


def _join(preparation: Preparation) -> None:
    st.header(_("For the participants"), anchor=False)
    code = preparation.settings.code
    if code is None:
        st.write(_("The code was withdrawn: nobody new can join. Make a new one to let people in."))
        _button(preparation, renew_code, _("Make a code"), "code-renew")
        return
    url = f"{here()}/join/{code}"
    with st.container(key="links-code"):
        st.metric(_("Code of the workshop"), grouped_code(code))
    st.image(_qr(url), width=260, alt=_("QR code that opens the join page"))
    st.code(url, language=None)
    if preparation.settings.closed:
        st.write(_("The workshop is closed: its code works again once it is reopened."))
    with st.container(horizontal=True, key="links-code-change"):
        ask_once(
            _("Replace the code"),
            _("The present code stops working. Those who have joined stay."),
            key="code-renew",
            icon=":material/autorenew:",
            on_yes=_does(preparation, renew_code, _("Here is the new code.")),
        )
        ask_once(
            _("Withdraw the code"),
            _("Nobody new can join until you make another code. Those who have joined stay."),
            key="code-revoke",
            icon=":material/link_off:",
            on_yes=_does(preparation, revoke_code, _("The code is withdrawn.")),
        )


def _projector(preparation: Preparation) -> None:
    st.header(_("For the projector"), anchor=False)
    token = preparation.settings.projector_token
    if token is None:
        st.write(_("The projector link was withdrawn. Make a new one to project the workshop."))
        _button(preparation, renew_projector, _("Make a projector link"), "projector-renew")
        return
    url = f"{here()}/projector/{token}"
    st.write(_("Open this on the computer of the room. It shows, and can change nothing."))
    st.code(url, language=None, wrap_lines=True)
    st.link_button(_("Open the projector"), url, icon=":material/cast:")
    with st.container(horizontal=True, key="links-projector-change"):
        ask_once(
            _("Replace the link"),
            _("Screens opened with the present link go dark."),
            key="projector-renew",
            icon=":material/autorenew:",
            on_yes=_does(preparation, renew_projector, _("Here is the new link.")),
        )
        ask_once(
            _("Withdraw the link"),
            _("Screens opened with this link go dark."),
            key="projector-revoke",
            icon=":material/link_off:",
            on_yes=_does(preparation, revoke_projector, _("The link is withdrawn.")),
        )


def _button(preparation: Preparation, verb: Verb, label: str, key: str) -> None:
    st.button(label, key=key, type="primary", on_click=_does(preparation, verb))


def _does(preparation: Preparation, verb: Verb, done: str = "") -> Callable[[], None]:
    return act(verb, done=done, actor=preparation.account.actor, workshop_id=preparation.workshop_id)


def _qr(url: str) -> str:
    return str(segno.make(url, error="m", micro=False).svg_inline(scale=8, border=4, light="#fff"))
