"""The facilitator's side of the tables: set them up, seat people, read and correct what they write."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.groups import create_group, place_everyone
from facilitation.seating_desk import SeatingDesk, WorkView, groups_come_first, seating_desk
from pages.stages.context import ConsoleContext
from pages.stages.missing import warn_of_missing
from pages.stages.proposal import draw_proposal, draw_question, propose_if_wanted
from pages.stages.seating import ASKED, draw_seating, forget
from pages.stages.table_dialogs import draw_post_entry
from pages.stages.table_work import Work, draw_work
from pages.stages.tasks_desk import draw_tasks
from pages.stages.unmet import draw_unmet_rules
from pages.stages.wishes_desk import draw_wishes_desk
from pages.ui.actions import act, act_now, say_outcome
from pages.ui.pulse import pulse
from pages.ui.surfaces import groups
from pages.ui.words import _, ngettext, number, safe


def desk(context: ConsoleContext, work: Work) -> bool:
    """The tables and their work; True while setting them up is the step that comes next."""
    with reading() as session:
        rows = context.channel.feed(session, "groups")["view"]["groups"]
        first = groups_come_first(session, context.workshop_id)
    warn_of_missing(context)
    _draw(context, work, first=first)
    asked = st.session_state.get(ASKED)
    if asked == "seats":
        draw_seating(context)
    elif asked == "tasks" and rows:
        st.dialog(_("Who does what"), width="large", on_dismiss=forget)(draw_tasks)(context)
    elif asked == "wishes":
        st.dialog(_("Wishes"), width="medium", on_dismiss=forget)(draw_wishes_desk)(context)
    elif asked == "post" and rows:
        draw_post_entry(context, rows, work)
    return first and context.stage.kind != "report_back"


def _ask(what: str) -> None:
    """Open a dialog, in a run of the whole page."""
    st.session_state[ASKED] = what
    st.rerun()


@st.fragment
def _draw(context: ConsoleContext, work: Work, *, first: bool) -> None:
    propose_if_wanted(context)
    say_outcome("tables")
    live = context.channel.renewed()
    with reading() as session:
        tables, progress = live.feed(session, "groups"), live.feed(session, "progress")
        seating = seating_desk(session, actor=context.account.actor, workshop_id=context.workshop_id)
        still_first = groups_come_first(session, context.workshop_id)
    pulse(live, "groups", "result", key="pulse-groups")
    rows = tables["view"]["groups"]
    if first != still_first:  # the step that comes next is another one: the page says which
        st.rerun()
    if seating.proposal:
        draw_proposal(context, seating, seating.proposal)
        return
    workable = seating.works
    if not rows:
        _draw_first_tables(context, seating, tables["view"])
        return
    with st.container(horizontal=True, vertical_alignment="center", key="console-tables"):
        _draw_more_tables(context, workable, next_number=max(row["number"] for row in rows) + 1)
        if st.button(_("Seat people"), key="console-seat", icon=":material/chair_alt:"):
            _ask("seats")
        draw_question(seating, first=False)
        _draw_place_everyone(context, tables["view"]["unplaced_count"])
        _draw_wishes(tables["view"], everyone_seated=not tables["view"]["unplaced_count"])
        if st.button(_("Tasks and sheets"), key="console-tasks", icon=":material/assignment_ind:"):
            _ask("tasks")
        if st.button(_("Enter a post"), key="console-post", icon=":material/edit_note:"):
            _ask("post")
    draw_unmet_rules(seating.unmet, tables=len(rows), key="tables")
    groups(tables, progress, key="console-groups")
    draw_work(context, rows, work)


def _draw_first_tables(context: ConsoleContext, seating: SeatingDesk, view: dict[str, Any]) -> None:
    workable = seating.works
    if not workable:
        st.info(_("No initiative yet. Tables work on the initiatives that the room has shared and kept."))
        return
    st.info(
        _(
            "No table yet. Essaim proposes groups from who is here, their roles, territories and wishes; "
            "you take the proposal or not, and move people by hand."
        ),
        icon=":material/table_restaurant:",
    )

    def set_up() -> None:
        for nth, one in enumerate(workable, 1):
            act_now(
                create_group,
                actor=context.account.actor,
                workshop_id=context.workshop_id,
                initiative_id=one.id,
                number=nth,
            )
        act_now(place_everyone, actor=context.account.actor, workshop_id=context.workshop_id)

    draw_question(seating, first=True)
    _draw_wishes(view, everyone_seated=False)
    st.button(
        ngettext(
            "Set up {n} table and seat everybody", "Set up {n} tables and seat everybody", len(workable)
        ),
        key="console-first-tables",
        type="tertiary",
        icon=":material/table_restaurant:",
        on_click=set_up,
    )
    for one in workable:
        st.text(f"· {one.title}")


def _draw_wishes(view: dict[str, Any], *, everyone_seated: bool) -> None:
    """What people without a table wish for; nothing once everybody sits."""
    if everyone_seated:
        return
    label = _("Wishes: {n}").format(n=number(view["wished"]))
    if st.button(label, key="console-wishes", icon=":material/favorite:"):
        _ask("wishes")


def _draw_more_tables(context: ConsoleContext, workable: list[WorkView], *, next_number: int) -> None:
    with st.popover(_("One more table"), icon=":material/add:", key="console-more-tables"):
        st.write(_("On which initiative?"))
        for one in workable:
            st.button(
                safe(one.title),
                key=f"console-table-{one.id}",
                on_click=act(
                    create_group,
                    actor=context.account.actor,
                    workshop_id=context.workshop_id,
                    initiative_id=one.id,
                    number=next_number,
                ),
            )


def _draw_place_everyone(context: ConsoleContext, waiting: int) -> None:
    if waiting:
        st.button(
            ngettext(
                "Seat {n} person at the smallest table", "Seat {n} people at the smallest tables", waiting
            ),
            key="console-place-everyone",
            icon=":material/group_add:",
            on_click=act(place_everyone, actor=context.account.actor, workshop_id=context.workshop_id),
        )
