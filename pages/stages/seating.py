"""Seating by hand: each person at a table or at none, and the names of the tables."""

import streamlit as st

from db.session import reading
from facilitation.groups import assign, groups_view, remove_group, rename_group
from pages.stages.context import ConsoleContext
from pages.ui.actions import act, act_now, say_outcome
from pages.ui.words import _, safe

NOWHERE = 0


ASKED = "console-tables-asked"


def forget() -> None:
    """Close the dialog about the tables."""
    st.session_state.pop(ASKED, None)


def draw_seating(context: ConsoleContext) -> None:
    """Everybody by name with the table they sit at, then the tables themselves."""
    st.dialog(_("Seat people"), width="large", on_dismiss=forget)(_seats)(context)


def _seats(context: ConsoleContext) -> None:
    say_outcome("seating")
    with reading() as session:
        view = groups_view(session, context.workshop_id, "console")
    labels = {NOWHERE: _("No table")} | {
        group.id: _("Table {number} · {initiative}").format(number=group.number, initiative=group.initiative)
        for group in view.groups
    }
    seats = {one.id: (one, group.id) for group in view.groups for one in group.members}
    seats |= {one.id: (one, NOWHERE) for one in view.unplaced or []}
    columns = st.columns(2)
    in_order = sorted(seats.values(), key=lambda seat: seat[0].name.casefold())
    for place, (person, group_id) in enumerate(in_order):
        key = f"seat-{person.id}"
        st.session_state[key] = group_id
        columns[place % 2].selectbox(
            safe(" · ".join(filter(None, (person.name, person.territory)))),
            list(labels),
            format_func=labels.__getitem__,
            key=key,
            on_change=_seat,
            args=(context.account.id, person.id, key),
        )
    if not seats:
        st.info(_("Nobody is here yet."))
    st.subheader(_("Tables"), anchor=False)
    for group in view.groups:
        _draw_table(context, group.id, group.number, group.name)


def _seat(by: int, person_id: int, key: str) -> None:
    act_now(assign, by=by, person_id=person_id, group_id=st.session_state[key] or None)


def _draw_table(context: ConsoleContext, group_id: int, number: int, name: str) -> None:
    key = f"table-name-{group_id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Name of table {number} (optional)").format(number=number), name, key=key)
        st.button(_("Keep the name"), key=f"{key}-keep", on_click=_rename, args=(context, group_id, key))
        st.button(
            _("Take this table away"),
            key=f"table-remove-{group_id}",
            icon=":material/delete:",
            on_click=act(remove_group, by=context.account.id, group_id=group_id),
        )


def _rename(context: ConsoleContext, group_id: int, key: str) -> None:
    act_now(
        rename_group,
        done=_("The table has its name."),
        by=context.account.id,
        group_id=group_id,
        name=st.session_state[key],
    )
