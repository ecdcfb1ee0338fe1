"""What writing a post has in common on the canvas and in the perspective."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from db.session import Session
from facilitation.posts import TEXT_LIMIT, Resource, Section, my_posts
from pages.ui.actions import succeeded
from pages.ui.terms import question, term
from pages.ui.words import _


def choose_section(name: str, sections: Sequence[Section]) -> Section:
    """The section to write in; one is always chosen."""
    chosen = st.pills(
        _("Section"),
        list(sections),
        default=sections[0],
        required=True,
        format_func=term,
        key=f"{name}-section",
    )
    return chosen or sections[0]


def chosen_section(name: str, sections: Sequence[Section]) -> Section:
    """The section that is chosen at this moment: whoever picks, types and sends is quicker than the page."""
    return Section(st.session_state.get(f"{name}-section") or sections[0])


def fields(name: str, section: Section) -> None:
    """The fields of a post: the section's question, the kind of resource, how it is worded and kept."""
    st.text_area(question(section), max_chars=TEXT_LIMIT, height=100, key=f"{name}-text")
    if section == Section.resources:
        st.segmented_control(_("Kind of resource"), list(Resource), format_func=term, key=f"{name}-resource")
    with st.expander(_("How it is worded and kept"), key=f"{name}-more"):
        st.checkbox(_("These are the very words of who said it"), value=True, key=f"{name}-verbatim")
        st.checkbox(_("Off the record: it never leaves the room"), key=f"{name}-off-record")


def submit(name: str, on_click: Callable[[], None]) -> None:
    """The one primary action."""
    st.form_submit_button(
        _("Add to the canvas"), key=f"{name}-submit", type="primary", width="stretch", on_click=on_click
    )


def written(name: str) -> dict[str, Any]:
    """What stands in the fields."""
    state = st.session_state
    return {
        "text": str(state.get(f"{name}-text") or ""),
        "verbatim": bool(state.get(f"{name}-verbatim", True)),
        "off_record": bool(state.get(f"{name}-off-record", False)),
    }


def empty_when_written(name: str) -> None:
    """Make the fields ready for the next idea, unless this one was refused."""
    if succeeded():
        st.session_state[f"{name}-text"] = ""
        st.session_state[f"{name}-off-record"] = False


def own_posts(session: Session, person_id: int) -> list[int]:
    """The posts that a participant may change."""
    return [post.id for post in my_posts(session, person_id)]
