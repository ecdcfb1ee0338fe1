"""The proposal of groups on the facilitator's desk: ask for one, read it, take it, ask again, or drop it."""

import streamlit as st

from facilitation.proposals import GUIDES, get_ready
from facilitation.proposing import ask_for_proposal, drop_proposal, take_proposal
from facilitation.seating_desk import ProposalView, SeatingDesk
from pages.stages.context import ConsoleContext
from pages.stages.unmet import draw_unmet
from pages.ui.actions import act, act_at_length
from pages.ui.identity import acting
from pages.ui.surfaces.proposals import proposed_tables
from pages.ui.words import _, ngettext, safe

WANTED = "proposal-wanted"
VARIANT = "proposal-variant"
MOST_TABLES = 40


def propose_if_wanted(context: ConsoleContext) -> None:
    """Make the proposal that a click of the run before asked for, with a sign that it is being made."""
    if not st.session_state.pop(WANTED, False):
        return
    with st.spinner(_("Making the groups…")):
        act_at_length(
            ask_for_proposal,
            actor=context.account.actor,
            acting=acting,
            workshop_id=context.workshop_id,
            tables=st.session_state.pop("proposal-asked-tables", {}),
            expected=st.session_state.pop("proposal-asked-expected", False),
            variant=st.session_state.get(VARIANT, 0),
        )


def draw_question(desk: SeatingDesk, *, first: bool) -> None:
    """The button that asks for a proposal, and beside it how many tables and who is to be counted."""
    if first:
        get_ready()
        with st.container(horizontal=True, vertical_alignment="center", key="console-propose"):
            _draw_ask(desk, _("Propose groups"), kind="primary")
            with st.popover(_("How many tables"), key="console-propose-how"):
                _draw_choices(desk)
        return
    with st.popover(_("Propose groups again"), icon=":material/group_work:", key="console-propose-again"):
        st.write(
            _(
                "Everybody may be seated anew, except whoever is locked and whoever sits at a table where "
                "something was written. Nobody moves before you take the proposal."
            )
        )
        _draw_choices(desk)
        _draw_ask(desk, _("Propose groups"), kind="primary")


def draw_proposal(context: ConsoleContext, desk: SeatingDesk, proposal: ProposalView) -> None:
    """The proposal, what it could not satisfy in sentences, and what to do with it."""
    actor, workshop_id = context.account.actor, context.workshop_id
    with st.container(key="console-proposal"):
        st.subheader(_("Proposed groups"), anchor=False)
        if all(one.rule in GUIDES for one in proposal.unmet):
            st.success(_("Every rule of the method is kept."), icon=":material/check_circle:")
        draw_unmet(proposal.unmet, tables=len(proposal.tables), key="proposal")
        if proposal.late:
            names = ", ".join(safe(name) for name in proposal.late)
            st.info(_("Came since, and gets a seat at the smallest table: {names}.").format(names=names))
        with st.container(horizontal=True, vertical_alignment="center", key="console-proposal-choice"):
            st.button(
                _("Take this proposal"),
                key="proposal-take",
                type="primary",
                icon=":material/check:",
                on_click=act(
                    take_proposal, done=_("Everybody has a table."), actor=actor, workshop_id=workshop_id
                ),
            )
            _draw_ask(desk, _("Another proposal"), icon=":material/refresh:")
            with st.popover(_("How many tables"), key="console-propose-how"):
                _draw_choices(desk)
            st.button(
                _("Drop it"),
                key="proposal-drop",
                icon=":material/close:",
                type="tertiary",
                on_click=act(drop_proposal, actor=actor, workshop_id=workshop_id),
            )
        proposed_tables(proposal, key="proposal-tables")


def _draw_ask(
    desk: SeatingDesk, label: str, *, kind: str = "secondary", icon: str = ":material/group_work:"
) -> None:
    st.button(
        label,
        key="proposal-ask",
        type="primary" if kind == "primary" else "secondary",
        icon=icon,
        on_click=_want,
        args=(desk,),
    )


def _want(desk: SeatingDesk) -> None:
    """Ask for a proposal in the coming run, where there is a place to show that it is being made."""
    state = st.session_state
    chosen = {one.id: state.get(_tables_key(one.id)) for one in desk.works}
    state["proposal-asked-tables"] = {id_: many for id_, many in chosen.items() if many is not None}
    state["proposal-asked-expected"] = bool(state.get("proposal-expected", desk.here == 0))
    state[VARIANT] = state.get(VARIANT, -1) + 1
    state[WANTED] = True


def _draw_choices(desk: SeatingDesk) -> None:
    st.caption(_("Left empty, the number follows from how many people there are: five to seven at a table."))
    for one in desk.works:
        st.number_input(
            safe(one.title), 0, MOST_TABLES, None, key=_tables_key(one.id), placeholder=_("automatic")
        )
    if desk.expected:
        st.checkbox(
            ngettext(
                "Count {n} person who is expected too", "Count {n} people who are expected too", desk.expected
            ),
            desk.here == 0,
            key="proposal-expected",
        )


def _tables_key(initiative_id: int) -> str:
    return f"proposal-tables-{initiative_id}"
