"""The fields of an initiative, the same for who shares one, who edits one and who enters one for others."""

from collections.abc import Callable

import streamlit as st

from facilitation.actors import Actor
from facilitation.initiative_text import (
    MOST_TAGS,
    PITCH_LIMIT,
    InitiativeText,
)
from facilitation.pictures import remove_picture
from facilitation.sharing import InitiativeView
from pages.ui.actions import act_now
from pages.ui.words import _

EMPTY = {"title": "", "pitch": "", "description": "", "link": "", "holder": "", "tags": ""}


def fields(
    form: str, territories: list[str], *, territory: str | None, initiative: InitiativeView | None = None
) -> None:
    """The fields of the form `form`, filled with an initiative's texts where there is one.

    They get their first value as a default, never through the session: a server that was restarted has no
    session to know what somebody was writing, and would write over it.
    """
    texts = _texts(initiative)
    names = territories if territory in (None, "", *territories) else [*territories, territory]
    st.text_input(_("Title"), texts["title"], key=f"{form}-title")
    st.selectbox(
        _("Territory"),
        names,
        index=names.index(territory) if territory else None,
        accept_new_options=True,
        placeholder=_("Choose one, or type another"),
        key=f"{form}-territory",
    )
    st.text_area(
        _("In one sentence ({n} characters at most)").format(n=PITCH_LIMIT),
        texts["pitch"],
        height=80,
        key=f"{form}-pitch",
    )
    with st.expander(_("Description, link, holder, tags"), key=f"{form}-more"):
        st.text_area(_("Description"), texts["description"], key=f"{form}-description")
        st.text_input(_("Link"), texts["link"], key=f"{form}-link")
        st.text_input(_("Who carries it, if somebody else"), texts["holder"], key=f"{form}-holder")
        st.text_input(
            _("Tags, separated by commas ({n} at most)").format(n=MOST_TAGS),
            texts["tags"],
            key=f"{form}-tags",
        )


def _texts(one: InitiativeView | None) -> dict[str, str]:
    if one is None:
        return EMPTY
    return {
        "title": one.title,
        "pitch": one.pitch,
        "description": one.description,
        "link": one.link,
        "holder": one.holder,
        "tags": ", ".join(one.tags),
    }


def written(form: str) -> InitiativeText:
    """What stands in the fields of a form."""

    def text(field: str) -> str:
        return str(st.session_state.get(f"{form}-{field}") or "")

    return {
        "title": text("title"),
        "pitch": text("pitch"),
        "description": text("description"),
        "territory_name": text("territory"),
        "holder": text("holder"),
        "link": text("link"),
        "tags": text("tags").split(","),
    }


def offer_no_picture(
    initiative: InitiativeView, form: str, *, actor: Actor, then: Callable[[], None] = lambda: None
) -> None:
    """A button that takes the picture off, where there is one, and calls `then`."""

    def remove() -> None:
        act_now(remove_picture, done=_("The picture is removed."), initiative_id=initiative.id, actor=actor)
        then()

    if initiative.picture:
        st.button(
            _("Remove the picture"),
            key=f"{form}-picture-remove",
            icon=":material/hide_image:",
            on_click=remove,
        )


def empty_fields(form: str, *, territory: str | None) -> None:
    """Make a form ready for the next initiative."""
    for field, nothing in EMPTY.items():
        st.session_state[f"{form}-{field}"] = nothing
    st.session_state[f"{form}-territory"] = territory
