"""Sheets to print for the tables, and who does what there, said for those without a device."""

from collections.abc import Sequence

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.groups import GroupView, groups_view
from facilitation.tables_view import TaskHolder
from facilitation.tasks import Task, give_up_task, take_task
from pages.stages.context import ConsoleContext
from pages.ui.actions import act_now, say_outcome
from pages.ui.terms import term
from pages.ui.words import _, safe

NOBODY = 0
FEW = 6
"""Tables: more are shown one at a time."""


def draw_tasks(context: ConsoleContext) -> None:
    """The table sheets to print, and the three tasks of each table with who has taken them."""
    say_outcome("tasks")
    with reading() as session:
        tables = groups_view(session, context.workshop_id, "console").groups
    _draw_sheets(context.workshop_id)
    st.caption(_("People take a task on their own screen. Here you say it for those who have none."))
    for table in _in_sight(tables):
        name = _("Table {number}").format(number=table.number)
        st.text(f"{name} · {table.name or table.initiative}")
        columns = st.columns(len(table.tasks))
        for column, held in zip(columns, table.tasks, strict=True):
            with column:
                _draw_task(context.account.actor, table, held)


def _draw_sheets(workshop_id: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="tasks-sheets"):
        st.link_button(
            _("Table sheets (PDF)"),
            f"/download/{workshop_id}/table-sheets.pdf",
            icon=":material/print:",
            key="console-sheets",
        )
        st.caption(_("A leaf a table to print: its people, its tasks, the ten questions with room to write."))


def _in_sight(tables: Sequence[GroupView]) -> list[GroupView]:
    if len(tables) <= FEW:
        return list(tables)
    names = {table.id: _("Table {number}").format(number=table.number) for table in tables}
    chosen = st.selectbox(_("Table"), list(names), format_func=names.__getitem__, key="tasks-table")
    return [table for table in tables if table.id == chosen]


def _draw_task(actor: Actor, table: GroupView, held: TaskHolder) -> None:
    key = f"task-{table.id}-{held.task}"
    names = {NOBODY: _("Nobody yet")} | {one.id: one.name for one in table.members}
    st.session_state[key] = held.person_id or NOBODY
    st.selectbox(
        term(held.task),
        list(names),
        format_func=lambda person_id: safe(names.get(person_id, "")),
        key=key,
        on_change=_give,
        args=(actor, held, key),
    )


def _give(actor: Actor, held: TaskHolder, key: str) -> None:
    if chosen := st.session_state[key]:
        act_now(take_task, actor=actor.acting_for(chosen), task=Task(held.task))
    elif held.person_id is not None:
        act_now(give_up_task, actor=actor.acting_for(held.person_id), task=Task(held.task))
