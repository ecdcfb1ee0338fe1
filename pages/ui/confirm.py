"""What reveals or destroys asks once."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

ButtonType = Literal["primary", "secondary", "tertiary"]


def ask_once(
    label: str,
    question: str,
    *,
    on_yes: Callable[[], None],
    key: str,
    icon: str | None = None,
    kind: ButtonType = "secondary",
    width: Literal["content", "stretch"] = "content",
) -> None:
    """A button `label` that opens `question`; only the second click, on the same words, acts."""
    with st.popover(label, icon=icon, type=kind, key=f"{key}-ask", width=width):
        st.write(question)
        st.button(label, key=key, type="primary", on_click=on_yes)
