"""The decision after the reveal: what the tally proposes, the run-off, the group's choice and its reason."""

import streamlit as st

from db.session import reading
from facilitation.tallies import MOST_KEPT
from facilitation.vote_desk import VoteDesk
from facilitation.voting import How, ResultView, absent_holders, decide, start_runoff
from pages.stages.context import ConsoleContext
from pages.ui.actions import act, act_now
from pages.ui.words import _, ngettext, number, safe


def draw_decision(context: ConsoleContext, desk: VoteDesk, shown: ResultView) -> None:
    """The step after the reveal: the run-off of a tie, what to keep, or what was decided."""
    if desk.state == "decided":
        _draw_decided(shown)
        return
    if shown.tied and not shown.runoff:
        _draw_tie(context, shown)
    elif shown.tied:
        st.warning(_("The run-off is tied too. The facilitator decides, and writes the reason."))
    _draw_choice(context, shown, primary=not shown.tied or shown.runoff)


def draw_change(context: ConsoleContext, shown: ResultView) -> None:
    """A way to decide anew."""
    with st.popover(_("Change the decision"), icon=":material/edit:", key="console-decide-again"):
        _draw_choice(context, shown, primary=False)


def _draw_tie(context: ConsoleContext, shown: ResultView) -> None:
    st.warning(
        _("{n} initiatives are tied at the cut line.").format(n=number(len(shown.tied)))
        + " "
        + _("Two minutes of arguments, then a run-off: one dot each, among the tied alone."),
        icon=":material/balance:",
    )
    if context.stage.state == "open":
        st.button(
            _("Start the run-off"),
            key="console-runoff",
            type="primary",
            icon=":material/how_to_vote:",
            on_click=act(start_runoff, actor=context.account.actor, stage_id=context.stage.id),
        )
    else:
        st.write(_("Go back to this stage to run it."))


def _draw_decided(shown: ResultView) -> None:
    kept = " · ".join(row.title for row in shown.rows or [] if row.kept)
    st.text(_("Kept: {titles}").format(titles=kept))
    if shown.how is How.FACILITATOR and shown.reason:
        st.text(_("Reason: {reason}").format(reason=shown.reason))


def _draw_choice(context: ConsoleContext, shown: ResultView, *, primary: bool) -> None:
    rows = shown.rows or []
    with reading() as session:
        absent = absent_holders(session, context.workshop_id)
    key = f"console-kept-{context.stage.id}"
    titles = {row.id: row.title for row in rows}
    chosen = st.multiselect(
        _("Keep to go deeper (3 at most); the others go to the reserve"),
        list(titles),
        default=[row.id for row in rows if (row.state == "above" if row.kept is None else row.kept)],
        format_func=titles.__getitem__,
        max_selections=MOST_KEPT,
        key=key,
    )
    for one in chosen:
        if one in absent:
            st.warning(
                _("Nobody here can speak for “{title}”: nobody could take it apart.").format(
                    title=safe(titles[one])
                ),
                icon=":material/person_off:",
            )
    by_tally = set(chosen) == {row.id for row in rows if row.state == "above"}
    if not by_tally or any(row.state == "tied" for row in rows):
        st.text_input(_("Reason (the report shows it)"), key=f"{key}-reason")

    def keep() -> None:
        act_now(
            decide,
            done=_("Decided."),
            actor=context.account.actor,
            stage_id=context.stage.id,
            kept=st.session_state[key],
            reason=st.session_state.get(f"{key}-reason", ""),
        )

    st.button(
        ngettext("Keep this initiative", "Keep these {n} initiatives", len(chosen)),
        key="console-decide",
        type="primary" if primary else "secondary",
        icon=":material/bookmark_added:",
        on_click=keep,
        disabled=not chosen,
    )
