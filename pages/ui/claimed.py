"""What a page does with the answer to its claim: keeps the refusal to say, or goes where the answer leads."""

from typing import Any

import streamlit as st

from db.session import DatabaseDown, DatabaseFull
from facilitation import errors
from pages.ui.outage import nothing_changed
from pages.ui.refusals import sentence
from pages.ui.surfaces import claim
from pages.ui.words import _


def keep_refusal(name: str, facts: dict[str, Any]) -> None:
    """Keep the sentence of a refusal that a route of ours answered, for say_outcome()."""
    st.session_state["refusal"] = _said(name, facts)


def keep_resume_refusal(name: str, facts: dict[str, Any]) -> None:
    """Keep the sentence of a refusal to whoever comes back; of a code that is nobody's, how codes look."""
    keep_refusal(name, facts)
    if name == errors.WrongCode.__name__:
        st.session_state["refusal"] = _(
            "Nobody answers to this resume code: two words around a number, such as LUNE-42-GAZ. "
            "Check it, or ask the facilitator to let you back in."
        )


def claim_session(nonce: str, *, key: str) -> None:
    """Exchange a nonce for the session cookie and go on to the workshops."""

    def refused(name: str, facts: dict[str, Any]) -> None:
        st.session_state.pop(key, None)
        keep_refusal(name, facts)

    claim(url="/session", fields={"nonce": nonce}, then="/workshops", key=f"{key}-claim", on_refused=refused)


def _said(name: str, facts: dict[str, Any]) -> str:
    for outage in (DatabaseDown, DatabaseFull):
        if name == outage.__name__:
            return nothing_changed(outage())
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, errors.Refused):
        try:
            return sentence(kind(**facts))
        except (TypeError, KeyError):
            pass
    return _("This did not work. Reload the page and try again.")
