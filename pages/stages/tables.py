"""Tables as a participant meets them: the name of one's own, or that one has none yet."""

from typing import Any

import streamlit as st

from pages.ui.surfaces import Feed, groups
from pages.ui.words import _


def name_table(view: dict[str, Any]) -> None:
    """The table's number, its name and its initiative."""
    table = _("Table {number}").format(number=view["number"])
    st.text(" · ".join(filter(None, (table, view["name"], view["initiative"]))))


def draw_without_table(tables: Feed) -> None:
    """What somebody without a table is told, and the tables there are."""
    st.info(
        _("You have no table yet. The facilitator seats you, and this page follows by itself."),
        icon=":material/chair_alt:",
    )
    groups(tables, key="room-groups")
