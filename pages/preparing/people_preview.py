"""A list as it was understood: what is not sure is asked, every line can be changed, then it is entered."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from facilitation.people import PersonRole, expect_people
from facilitation.people_lists.headings import Field
from facilitation.people_lists.listed import Lack, ListedPerson, amended
from facilitation.people_table import PeopleTable, SentList, other_lists, people_table, rows_of
from facilitation.terms import N_
from facilitation.tokens import digest
from pages.preparing import Preparation
from pages.ui.actions import act_now
from pages.ui.terms import term
from pages.ui.words import _, ngettext, number, safe

IN_HAND = "prepare-list"
OF_THIS_LIST = ("people-sheet", "people-column-", "people-title-", "people-preview-")
NO_COLUMN = -1
MOST_TITLES = 12
"""More than these are put right line by line."""
ROW, TALLEST = 38, 620
REMARKS: Mapping[Lack, str] = {
    "no_name": N_("no name yet"),
    "name_shortened": N_("name made shorter"),
    "no_territory": N_("no territory"),
    "territory_shortened": N_("territory made shorter"),
    "no_role": N_("no role"),
    "unknown_role": N_("role to choose"),
    "error": N_("error of a formula"),
    "homonym": N_("same name, another territory"),
    "twice": N_("there twice"),
    "total": N_("a total"),
    "section": N_("a heading"),
    "nobody": N_("nobody on this line"),
}


def in_hand() -> SentList | None:
    """The list that was read and not entered yet."""
    sent: SentList | None = st.session_state.get(IN_HAND)
    return sent


def take_in_hand(sent: SentList) -> None:
    """Show this list from now on, as it is understood by itself."""
    st.session_state[IN_HAND] = sent


def forget() -> None:
    """Drop the list, and all that was said about it."""
    st.session_state.pop(IN_HAND, None)
    for key in [key for key in st.session_state if str(key).startswith(OF_THIS_LIST)]:
        del st.session_state[key]


def draw_preview(preparation: Preparation, sent: SentList) -> None:
    """What is asked, the lines, and what becomes of them."""
    understood = people_table(sent, sheet=_sheet(sent), fields=_columns())
    titles = understood.unknown_titles[:MOST_TITLES]
    table = people_table(sent, sheet=_sheet(sent), fields=_columns(), roles=_roles(titles))
    people = amended(table.people, _changes(sent))
    st.header(_("Look at this list, then enter it"), anchor=False)
    _ask_columns(sent, table)
    _ask_titles(titles)
    _sum_up(people)
    _draw_lines(table.people, [_remark(one) for one in people], _lines_key(sent))
    rows = rows_of(people, _("To be named"))
    with st.container(horizontal=True, key="people-decide"):
        st.button(
            ngettext("Enter {n} person", "Enter {n} people", len(rows)),
            key="people-confirm",
            type="primary",
            disabled=not rows,
            on_click=_confirm,
            args=(preparation, sent),
        )
        st.button(_("Forget this list"), key="people-forget", on_click=forget)


def _sheet(sent: SentList) -> int:
    return int(st.session_state.get("people-sheet", sent.best))


def _columns() -> dict[Field, int | None]:
    """The columns that were chosen; where one was, it is read from there alone."""
    chosen = {field: st.session_state.get(f"people-column-{field}") for field in Field}
    return {field: None if at == NO_COLUMN else int(at) for field, at in chosen.items() if at is not None}


def _title_key(title: str) -> str:
    return f"people-title-{digest(title)[:12]}"


def _roles(titles: list[str]) -> dict[str, PersonRole]:
    said = {title: st.session_state.get(_title_key(title)) for title in titles}
    return {title: PersonRole(role) for title, role in said.items() if role}


def _lines_key(sent: SentList) -> str:
    return f"people-preview-{_sheet(sent)}"


def _changes(sent: SentList) -> Mapping[int, Mapping[str, object]]:
    """What was changed in the lines so far."""
    edited: dict[str, dict[int, dict[str, Any]]] = st.session_state.get(_lines_key(sent), {})
    return {int(at): changed for at, changed in edited.get("edited_rows", {}).items()}


def _ask_columns(sent: SentList, table: PeopleTable) -> None:
    """Which sheet it is, and which column is what: in sight where that is not sure, else behind a line."""
    names = {
        Field.name: _("Name"),
        Field.first_name: _("First name"),
        Field.territory: _("Territory"),
        Field.role: _("Role"),
    }
    several = ", ".join(
        f"{names[one]} ({' / '.join(safe(table.headings[at]) for at in places)})"
        for one, places in table.columns.rivals.items()
    )
    guessed = ", ".join(names[one] for one in Field if one in table.columns.guessed)
    if several:
        asked = _("Several columns could be: {fields}. Choose the right ones.")
        st.warning(asked.format(fields=several), icon=":material/help:")
    if guessed:
        asked = _("No heading says where these stand: {fields}. Check the columns.")
        st.warning(asked.format(fields=guessed), icon=":material/help:")
    if others := other_lists(sent, _sheet(sent)):
        told = _("Other sheets hold a list too: {sheets}. Enter them one after the other.")
        st.warning(told.format(sheets=", ".join(map(safe, others))), icon=":material/tab:")
    sheets = [at for at, sheet in enumerate(sent.sheets) if sheet.lines]
    if len(table.headings) == len(sheets) == 1:
        return
    sure = not several and not guessed
    with st.expander(_("Columns of the list"), key="people-columns") if sure else st.container():
        places = st.columns(len(names) + (len(sheets) > 1))
        for place, (field, column) in zip(places, names.items(), strict=False):
            place.selectbox(
                column,
                [NO_COLUMN, *range(len(table.headings))],
                index=table.chosen.get(field, NO_COLUMN) + 1,
                format_func=lambda at: _column(table, at),
                key=f"people-column-{field}",
            )
        if len(sheets) > 1:
            places[-1].selectbox(
                _("Sheet"),
                sheets,
                index=sheets.index(sent.best),
                format_func=lambda at: sent.sheets[at].name,
                key="people-sheet",
            )


def _column(table: PeopleTable, at: int) -> str:
    """A column by its heading, and what stands in it."""
    if at == NO_COLUMN:
        return _("No column")
    heading = table.headings[at] or _("Column {n}").format(n=number(at + 1))
    return f"{heading} ({table.samples[at]})" if table.samples[at] else heading


def _ask_titles(titles: list[str]) -> None:
    """What titles mean that may be any role; without an answer they are others."""
    if not titles:
        return
    st.warning(
        _("Which role have these people? Without an answer they are entered as “Other”."),
        icon=":material/help:",
    )
    with st.container(horizontal=True, key="people-titles"):
        for title in titles:
            st.selectbox(
                safe(title),
                [role.value for role in PersonRole],
                index=None,
                format_func=term,
                placeholder=_("Choose a role"),
                key=_title_key(title),
                width=260,
            )


def _sum_up(people: list[ListedPerson]) -> None:
    marked = sum(bool(one.lacks) and one.taken for one in people)
    aside = sum(not one.taken for one in people)
    told = [ngettext("{n} line in the list", "{n} lines in the list", len(people))]
    if marked:
        told.append(ngettext("{n} to look at", "{n} to look at", marked))
    if aside:
        told.append(ngettext("{n} not entered", "{n} not entered", aside))
    st.text(" · ".join(told))
    st.caption(_("Every cell of a name, a territory or a role can be changed here."))


def _draw_lines(people: list[ListedPerson], remarks: list[str], key: str) -> None:
    """The lines as they were read: the editor lays over them what was changed, unless it finds it there."""
    lines = pd.DataFrame(
        {
            "taken": pd.Series([one.taken for one in people], dtype="bool"),
            "name": pd.Series([one.name or None for one in people], dtype="string"),
            "territory": pd.Series([one.territory or None for one in people], dtype="string"),
            "role": pd.Series([one.role and one.role.value for one in people], dtype="string"),
            "remark": pd.Series(remarks, dtype="string"),
            "title": pd.Series([one.title for one in people], dtype="string"),
            "line": pd.Series([one.line for one in people], dtype="int64"),
        }
    )
    column = st.column_config
    roles = [role.value for role in PersonRole]
    st.data_editor(
        lines,
        key=key,
        hide_index=True,
        height=min(ROW * (len(people) + 1) + 4, TALLEST),
        row_height=ROW,
        placeholder="—",
        disabled=["remark", "title", "line"],
        column_config={
            "taken": column.CheckboxColumn(_("To enter"), width=110),
            "name": column.TextColumn(_("Name"), max_chars=80, width=220),
            "territory": column.TextColumn(_("Territory"), max_chars=80, width=235),
            "role": column.SelectboxColumn(
                _("Role"), options=roles, format_func=lambda role: term(str(role)), width=150
            ),
            "remark": column.TextColumn(_("To look at"), width=230),
            "title": column.TextColumn(_("Role in the list"), width=180),
            "line": column.NumberColumn(_("Line"), width=60),
        },
    )


def _remark(one: ListedPerson) -> str:
    """What is to be looked at, in words."""
    remarks = ", ".join(_(REMARKS[lack]) for lack in one.lacks)
    return (
        _("{remarks}: {text}").format(remarks=remarks, text=one.unshortened) if one.unshortened else remarks
    )


def _confirm(preparation: Preparation, sent: SentList) -> None:
    titles = people_table(sent, sheet=_sheet(sent), fields=_columns()).unknown_titles[:MOST_TITLES]
    table = people_table(sent, sheet=_sheet(sent), fields=_columns(), roles=_roles(titles))
    entered = act_now(
        expect_people,
        actor=preparation.account.actor,
        workshop_id=preparation.workshop_id,
        rows=rows_of(amended(table.people, _changes(sent)), _("To be named")),
    )
    if entered is not None:
        st.session_state["done"] = ngettext("{n} person is expected.", "{n} people are expected.", entered)
        st.session_state["people-pasted"] = ""
        forget()
