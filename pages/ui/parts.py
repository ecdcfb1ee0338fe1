"""A page of several parts, of which one is looked at."""

from collections.abc import Mapping

import streamlit as st


def choose_part(label: str, names: Mapping[str, str], *, key: str) -> str:
    """Draw the names of the parts and say which one is looked at, at the start the first.

    `label` is for screen readers. The choice stays as long as one stays on the page.
    """
    first = next(iter(names))
    chosen = st.segmented_control(
        label,
        list(names),
        default=first,
        required=True,
        format_func=lambda part: names.get(part, ""),
        key=key,
        label_visibility="collapsed",
        persist_state="page",
    )
    return chosen if chosen in names else first
