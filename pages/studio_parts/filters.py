"""What of the material to show: filters above it, kept while one looks at another part of the studio."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from facilitation.studio.material import Choices, Chosen, MaterialPage
from pages.ui.terms import term
from pages.ui.words import _, number

NOTHING: Mapping[str, Any] = asdict(Chosen())
KEPT = "studio-filters"


def chosen() -> Chosen:
    """What the filters say now, before they are drawn."""
    kept: dict[str, Any] = st.session_state.setdefault(KEPT, dict(NOTHING))
    for name in kept:
        kept[name] = st.session_state.setdefault(f"filter-{name}", kept[name])
    return Chosen(**kept)


def turned_to() -> int:
    """The page that is open, counted from 0."""
    page: int = st.session_state.get("material-page", 1)
    return page - 1


def draw_pages(found: MaterialPage) -> None:
    """The way to the other pages, where there are some."""
    if found.pages > 1:
        st.session_state["material-page"] = found.page + 1
        with st.container(horizontal_alignment="center", key="material-paging"):
            st.pagination(found.pages, key="material-page")


def draw_filters(choices: Choices) -> None:
    """One field for words, one for each thing to choose by, two switches, and a way to begin anew."""
    with st.container(key="filters"):
        words, initiative, section, group = st.columns([0.34, 0.26, 0.22, 0.18])
        words.text_input(
            _("Words or number"),
            max_chars=100,
            icon=":material/search:",
            key="filter-text",
            on_change=_first_page,
        )
        _choose(initiative, "initiative", _("Initiative"), dict(choices.initiatives))
        _choose(section, "section", _("Section"), {name: term(name) for name in choices.sections})
        _choose(group, "group", _("Table"), {n: number(n) for n in choices.groups})
        territory, role, tag, switches = st.columns([0.26, 0.2, 0.2, 0.34], vertical_alignment="bottom")
        _choose(territory, "territory", _("Territory"), {name: name for name in choices.territories})
        _choose(role, "role", _("Role"), {name: term(name) for name in choices.roles})
        _choose(tag, "tag", _("Tag"), {name: name for name in choices.tags})
        with switches.container(horizontal=True, vertical_alignment="center", key="filter-switches"):
            st.toggle(
                _("Linked to nothing"),
                key="filter-unlinked",
                on_change=_first_page,
            )
            st.toggle(_("Cited nowhere"), key="filter-uncited", on_change=_first_page)
            if any(st.session_state[KEPT].values()):
                st.button(
                    _("Show everything"),
                    key="filters-clear",
                    icon=":material/filter_alt_off:",
                    type="tertiary",
                    on_click=_clear,
                )


def _choose(place: DeltaGenerator, name: str, label: str, options: Mapping[Any, str]) -> None:
    kept = st.session_state[KEPT][name]
    place.selectbox(
        label,
        list(options) if kept is None or kept in options else [kept, *options],
        index=None,
        format_func=lambda value: options.get(value, str(value)),
        placeholder=_("All"),
        key=f"filter-{name}",
        on_change=_first_page,
    )


def _first_page() -> None:
    st.session_state["material-page"] = 1


def _clear() -> None:
    for name, value in NOTHING.items():
        st.session_state[f"filter-{name}"] = value
    _first_page()
