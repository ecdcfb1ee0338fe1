"""The material beside the concept: what is picked there becomes a statement, or is cited, in one act."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.studio.boards import BoardView, board, boards
from facilitation.studio.citations import cite
from facilitation.studio.concept_views import ConceptView, StatementView
from facilitation.studio.material import Choices, Chosen, MaterialPage, material
from facilitation.studio.statements import ConceptField, write_statement
from facilitation.studio.words import FIELD_NAMES
from pages.studio_parts.marking import mark
from pages.ui.actions import act_now, say_aside, succeeded
from pages.ui.surfaces.sorting import Deed, Group, Writing, sorting
from pages.ui.terms import term
from pages.ui.words import _, ngettext, number

ASKED, SOURCE, PAGE = "concept-cite", "concept-cite-source", "concept-cite-page"
FILTERS = ("text", "initiative", "section", "tag", "uncited")
FIELDS = tuple(ConceptField)
LABEL = 60
"""Characters of a statement that a choice among them shows."""

Choice = TypeVar("Choice", int, str)


def ask(statement_id: int) -> None:
    """From now on, what is picked is meant for this statement."""
    st.session_state[ASKED] = statement_id


def draw_citing(who: AccountIdentity, concept: ConceptView) -> None:
    """The material or a board, to pick from; and what can be made of what is picked."""
    with st.container(key="concept-material"):
        st.header(_("The material"), anchor=False)
        groups, found = _picked_from(who, concept)

        def on_deed(deed: Deed) -> None:
            _carry_out(who, concept, deed)

        if not any(group.posts for group in groups):
            st.info(_("Nothing matches all of these filters."), icon=":material/filter_alt_off:")
        sorting(
            groups,
            writing=_writing(concept),
            on_deed=on_deed,
            key=f"concept-material-{concept.id}",
            tags=(),
            found=found.ids if found else (),
            page=found.page if found else 0,
        )
        if found is not None:
            _draw_pages(found)


def _picked_from(who: AccountIdentity, concept: ConceptView) -> tuple[list[Group], MaterialPage | None]:
    with reading() as session:
        known = dict(boards(session, actor=who.actor, workshop_id=concept.workshop_id))
    source = _choose_source(known)
    if source:
        with reading() as session:
            return _groups(board(session, actor=who.actor, board_id=source)), None
    with reading() as session:
        found = material(
            session,
            actor=who.actor,
            workshop_id=concept.workshop_id,
            chosen=_chosen(),
            page=int(st.session_state.get(PAGE, 1)) - 1,
        )
    _draw_filters(found.choices)
    return [Group(0, None, found.posts)], found


def _choose_source(known: Mapping[int, str]) -> int:
    """The board to pick from, or 0 for all the material."""
    if not known:
        return 0
    if st.session_state.get(SOURCE) not in (None, 0, *known):
        st.session_state[SOURCE] = 0
    names = {0: _("All the material"), **known}
    chosen: int = st.selectbox(
        _("Pick from"),
        list(names),
        format_func=names.__getitem__,
        key=SOURCE,
        label_visibility="collapsed",
    )
    return chosen


def _groups(mine: BoardView) -> list[Group]:
    clusters = [Group(one.id, one.name, one.posts) for one in mine.clusters]
    return [*clusters, Group(0, _("In no cluster") if clusters else None, mine.loose)]


def _chosen() -> Chosen:
    """What the filters say; they are drawn after the material, which says what there is to choose."""
    said = {name: st.session_state.get(f"concept-cite-{name}") for name in FILTERS}
    return Chosen(**{name: value for name, value in said.items() if value})


def _draw_filters(there: Choices) -> None:
    """Words, an initiative, a section, a tag, or what nothing cites yet."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="concept-cite-filters"):
        st.text_input(
            _("Search the material"),
            placeholder=_("Words, or a number"),
            icon=":material/search:",
            label_visibility="collapsed",
            key="concept-cite-text",
            on_change=_first_page,
            width="stretch",
        )
        chosen = sum(bool(st.session_state.get(f"concept-cite-{name}")) for name in FILTERS[1:])
        label = ngettext("{n} filter", "{n} filters", chosen) if chosen else _("Filters")
        with st.popover(label, icon=":material/tune:", key="concept-cite-narrow"):
            _choose(_("Initiative"), dict(there.initiatives), "initiative")
            _choose(_("Section"), {one: term(one) for one in there.sections}, "section")
            _choose(_("Tag"), {one: one for one in there.tags}, "tag")
            st.toggle(_("Only what no concept cites"), key="concept-cite-uncited", on_change=_first_page)


def _choose(label: str, names: Mapping[Choice, str], name: str) -> None:
    st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda one: names.get(one, ""),
        placeholder=_("All"),
        key=f"concept-cite-{name}",
        on_change=_first_page,
    )


def _writing(concept: ConceptView) -> Writing:
    """Where what is picked can go: a new statement of a field, or a statement that is there."""
    asked = st.session_state.get(ASKED)
    return Writing(
        fields=[
            (place, _(FIELD_NAMES[field]))
            for place, field in enumerate(FIELDS)
            if field != ConceptField.pitch or not any(one.field == field for one in concept.statements)
        ],
        statements=[(one.id, _labelled(place, one)) for place, one in enumerate(concept.statements, start=1)],
        chosen=asked if any(one.id == asked for one in concept.statements) else None,
    )


def _labelled(place: int, statement: StatementView) -> str:
    text = statement.text if len(statement.text) <= LABEL else f"{statement.text[:LABEL].rstrip()}…"
    return f"{number(place)}. {text}"


def _draw_pages(found: MaterialPage) -> None:
    if found.pages > 1:
        st.session_state[PAGE] = found.page + 1
        with st.container(horizontal_alignment="center"):
            st.pagination(found.pages, key=PAGE)


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _carry_out(who: AccountIdentity, concept: ConceptView, deed: Deed) -> None:
    if deed.name == "state" and deed.place is not None and 0 <= deed.place < len(FIELDS):
        act_now(
            write_statement,
            done=_("The statement is there, with what it rests on."),
            actor=who.actor,
            concept_id=concept.id,
            field=FIELDS[deed.place],
            text=deed.text,
            post_ids=deed.posts,
        )
    elif deed.name == "cite" and deed.place is not None:
        act_now(cite, done=_("Cited."), actor=who.actor, statement_id=deed.place, post_ids=deed.posts)
        if succeeded():
            st.session_state.pop(ASKED, None)
    else:
        mark(who, deed)
    say_aside()
