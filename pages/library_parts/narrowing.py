"""What narrows a search down: the kind of thing, the workshop, and what was said or decided of it."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from facilitation.library.search import Choices, Criterion, Filters, Kind, Section, Verdict
from pages.ui.terms import term
from pages.ui.words import _, day, ngettext

NAMES = ("theme", "territory", "year", "section", "verdict", "criterion")
KEYS = {name: f"library-{name}" for name in NAMES}
PAGE_KEYS = ("library-page", "library-conditions-page", "library-said-page")


def narrow(offered: Choices, *, results: bool) -> Filters:
    """Draw the filters, and say what was chosen; a search through `results` knows kinds and sections."""
    kind = _kinds() if results else None
    count = sum(st.session_state.get(key) is not None for key in KEYS.values())
    label = ngettext("{n} filter", "{n} filters", count) if count else _("Filters")
    with st.popover(label, icon=":material/tune:", key="library-narrow"):
        chosen = _fields(offered, results=results)
        if count:
            st.button(
                _("Show everything"),
                key="library-clear",
                icon=":material/filter_alt_off:",
                type="tertiary",
                on_click=_clear,
            )
    return Filters(kind=kind, **chosen)


def first_page() -> None:
    """Begin at the first page again, since something else is looked for."""
    for key in PAGE_KEYS:
        st.session_state.pop(key, None)


def _kinds() -> Kind | None:
    labels = {
        Kind.concept: _("Concepts"),
        Kind.initiative: _("Initiatives"),
        Kind.post: _("Contributions"),
    }
    kind: Kind | None = st.pills(
        _("Kind"),
        list(Kind),
        format_func=labels.__getitem__,
        key="library-kind",
        label_visibility="collapsed",
        on_change=first_page,
        persist_state="page",
    )
    return kind


def _fields(offered: Choices, *, results: bool) -> dict[str, Any]:
    themes = {one: (theme, date) for one, theme, date in offered.workshops}
    workshop_id = _choose("theme", _("Theme"), list(themes), lambda one: _theme(*themes[one]))
    left, right = st.columns(2)
    with left:
        territory = _choose("territory", _("Territory"), offered.territories, str)
        verdict = _choose("verdict", _("Verdict"), list(Verdict), term)
        section = _choose("section", _("Section"), list(Section), term, hidden=not results)
    with right:
        year = _choose("year", _("Year"), offered.years, str)
        criterion = _choose("criterion", _("Criterion in the way"), list(Criterion), term)
    return {
        "workshop_id": workshop_id,
        "section": section,
        "territory": territory,
        "verdict": verdict,
        "year": year,
        "criterion": criterion,
    }


def _choose(
    name: str, label: str, options: Sequence[Any], say: Callable[[Any], str], *, hidden: bool = False
) -> Any:
    if hidden:
        return None
    key = KEYS[name]
    if st.session_state.get(key) not in (None, *options):
        st.session_state[key] = None
    return st.selectbox(
        label,
        options,
        index=None,
        format_func=say,
        placeholder=_("All"),
        key=key,
        on_change=first_page,
        persist_state="page",
    )


def _theme(theme: str, date: Any) -> str:
    return f"{theme} · {day(date)}" if date else theme


def _clear() -> None:
    for key in KEYS.values():
        st.session_state[key] = None
    first_page()
