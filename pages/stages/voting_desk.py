"""The facilitator's side of a vote: one next step at a time, from the rules to the decision."""

import streamlit as st

from db.session import reading
from facilitation.vote_desk import VoteDesk, vote_desk
from facilitation.voting import close_vote, new_vote, result, reveal, set_round_dots
from pages.stages.context import ConsoleContext
from pages.stages.voting_decision import draw_change, draw_decision
from pages.stages.voting_proxy import draw_proxy
from pages.ui import charts
from pages.ui.actions import act, act_now
from pages.ui.confirm import ask_once
from pages.ui.surfaces import turnout
from pages.ui.words import _, ngettext, number


def facilitator(context: ConsoleContext) -> bool:
    """The vote as the desk sees it. True where it drew the primary action itself."""
    live = context.channel
    with reading() as session:
        desk = vote_desk(session, actor=context.account.actor, stage_id=context.stage.id)
        shown = result(session, context.workshop_id, "console", context.stage.id)
        counting = live.feed(session, "turnout")
    if desk.state == "none":
        _draw_rules(context, desk)
        return False
    if desk.state == "open":
        turnout(counting, key="console-turnout")
        _draw_open(context)
        return True
    if desk.state == "hidden":
        turnout(counting, key="console-turnout")
        _draw_hidden(context)
        charts.load()
        return True
    charts.draw_result(shown, key="console-result")
    draw_decision(context, desk, shown)
    with st.container(horizontal=True, key="console-afterwards"):
        if desk.state == "decided":
            draw_change(context, shown)
        if context.stage.state == "open":
            _draw_new_vote(context)
    return desk.state != "decided"


def _draw_rules(context: ConsoleContext, desk: VoteDesk) -> None:
    if desk.candidates == 0:
        st.info(
            _("Nothing to vote for yet. Initiatives shared on the wall will stand here."),
            icon=":material/how_to_vote:",
        )
        return
    st.text(
        ngettext(
            "{n} initiative stands in this vote.", "{n} initiatives stand in this vote.", desk.candidates
        )
    )
    _draw_dots(context, desk)
    if context.stage.state == "open":
        st.button(
            _("Open the vote"),
            key="console-new-vote",
            icon=":material/how_to_vote:",
            on_click=act(new_vote, actor=context.account.actor, stage_id=context.stage.id),
        )


def _draw_dots(context: ConsoleContext, desk: VoteDesk) -> None:
    key = f"console-dots-{context.stage.id}"

    def keep() -> None:
        act_now(
            set_round_dots, actor=context.account.actor, stage_id=context.stage.id, dots=st.session_state[key]
        )

    st.number_input(
        _("Dots for each person (the rule: {n})").format(n=number(desk.default_dots)),
        min_value=1,
        max_value=10,
        value=desk.dots,
        key=key,
        on_change=keep,
        width=260,
    )


def _draw_open(context: ConsoleContext) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="console-vote"):
        draw_proxy(context)
        ask_once(
            _("Close the vote"),
            _(
                "After the close nobody can change a vote: ballots are counted and destroyed. "
                "Fewer than three are not counted, as the result would say who chose what."
            ),
            key="console-close-vote",
            kind="primary",
            icon=":material/lock:",
            on_yes=act(close_vote, actor=context.account.actor, stage_id=context.stage.id),
        )


def _draw_hidden(context: ConsoleContext) -> None:
    ask_once(
        _("Reveal the result"),
        _("The projector and every screen will show it at the same moment."),
        key="console-reveal",
        kind="primary",
        icon=":material/celebration:",
        on_yes=act(reveal, actor=context.account.actor, stage_id=context.stage.id),
    )


def _draw_new_vote(context: ConsoleContext) -> None:
    ask_once(
        _("Vote again"),
        _("A new vote starts with every initiative on the wall. This result stays in the journal."),
        key="console-new-vote",
        icon=":material/replay:",
        on_yes=act(new_vote, actor=context.account.actor, stage_id=context.stage.id),
    )
