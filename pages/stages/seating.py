"""Seating by hand: each person at a table or at none, and the names of the tables."""

from dataclasses import dataclass

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.groups import SeatedPerson, assign, groups_view, remove_group, rename_group
from facilitation.seat_locks import lock_seat, unlock_seat
from facilitation.seating_desk import seating_desk
from facilitation.texts import in_french_order
from pages.stages.context import ConsoleContext
from pages.stages.unmet import draw_unmet_rules
from pages.ui.actions import act, act_now, say_outcome
from pages.ui.terms import term
from pages.ui.words import _, safe

NOWHERE = 0
FEW = 30
"""People: more are shown table by table."""

ASKED = "console-tables-asked"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody and the table they sit at."""

    person: SeatedPerson
    group_id: int


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
        unmet = seating_desk(session, actor=context.account.actor, workshop_id=context.workshop_id).unmet
    draw_unmet_rules(unmet, tables=len(view.groups), key="seating")
    labels = {NOWHERE: _("No table")} | {
        group.id: _("Table {number} · {initiative}").format(number=group.number, initiative=group.initiative)
        for group in view.groups
    }
    seats = [Seat(one, group.id) for group in view.groups for one in group.members]
    seats += [Seat(one, NOWHERE) for one in view.unplaced or []]
    if not seats:
        st.info(_("Nobody is here yet."))
    elif view.groups:
        st.caption(_("A locked seat stays as it is when groups are proposed again."))
    in_sight = _in_sight(seats, labels)
    columns = st.columns(2, gap="medium")
    for place, seat in enumerate(in_sight):
        with columns[place % 2]:
            _draw_seat(context, seat, labels, locked=seat.person.id in (view.locked or ()))
    st.subheader(_("Tables"), anchor=False)
    for group in view.groups:
        if len(seats) <= FEW or group.id in {seat.group_id for seat in in_sight}:
            _draw_table(context, group.id, group.number, group.name)


def _in_sight(seats: list[Seat], labels: dict[int, str]) -> list[Seat]:
    """The seats to draw, by name; a big room is shown table by table."""
    by_name = in_french_order(seats, lambda seat: seat.person.name)
    if len(by_name) <= FEW:
        return by_name
    taken = {seat.group_id for seat in by_name}
    offered = [group_id for group_id in labels if group_id in taken]
    chosen = st.selectbox(_("Show"), offered, format_func=labels.__getitem__, key="seating-show")
    return [seat for seat in by_name if seat.group_id == chosen]


def _draw_seat(context: ConsoleContext, seat: Seat, labels: dict[int, str], *, locked: bool) -> None:
    """Where somebody sits, to be changed, and whether that seat is locked."""
    person = seat.person
    key, lock = f"seat-{person.id}", f"lock-{person.id}"
    st.session_state[key] = seat.group_id
    st.session_state[lock] = locked
    named = " · ".join(filter(None, (person.name, person.territory, term(person.role))))
    place, hold = st.columns([0.74, 0.26], vertical_alignment="bottom")
    place.selectbox(
        safe(named),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=_seat,
        args=(context.account.actor, person.id, key),
    )
    hold.checkbox(
        _("Locked"),
        key=lock,
        disabled=seat.group_id == NOWHERE,
        on_change=_lock,
        args=(context.account.actor, person.id, lock),
    )


def _seat(actor: Actor, person_id: int, key: str) -> None:
    act_now(assign, actor=actor, person_id=person_id, group_id=st.session_state[key] or None)


def _lock(actor: Actor, person_id: int, key: str) -> None:
    act_now(lock_seat if st.session_state[key] else unlock_seat, actor=actor, person_id=person_id)


def _draw_table(context: ConsoleContext, group_id: int, number: int, name: str) -> None:
    key = f"table-name-{group_id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Name of table {number} (optional)").format(number=number), name, key=key)
        st.button(_("Keep the name"), key=f"{key}-keep", on_click=_rename, args=(context, group_id, key))
        st.button(
            _("Take this table away"),
            key=f"table-remove-{group_id}",
            icon=":material/delete:",
            on_click=act(remove_group, actor=context.account.actor, group_id=group_id),
        )


def _rename(context: ConsoleContext, group_id: int, key: str) -> None:
    act_now(
        rename_group,
        done=_("The table has its name."),
        actor=context.account.actor,
        group_id=group_id,
        name=st.session_state[key],
    )
