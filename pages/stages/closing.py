"""Closing: the return on time invested, then the end of the workshop."""

import streamlit as st

from facilitation.workshops import close_workshop, reopen_workshop
from pages.stages.context import ConsoleContext, RoomContext
from pages.stages.round_form import RoundWords, ask, desk
from pages.ui.actions import Undo, act
from pages.ui.confirm import ask_once
from pages.ui.words import _


def participant(context: RoomContext) -> None:
    """The mark that a participant gives, then those of the room once the stage is closed."""
    ask(context, _words())


def facilitator(context: ConsoleContext) -> None:
    """The marks and words of the room, and the end of the workshop."""
    desk(context, _words())
    st.caption(_("Words are shown here only, without names. The report is ready at any moment."))
    ask_once(
        _("End the workshop"),
        _("Its join code stops working. What was written stays, and the workshop can be reopened."),
        key="closing-end",
        icon=":material/flag:",
        on_yes=act(
            close_workshop,
            undo=Undo(
                _("The workshop has ended."),
                reopen_workshop,
                {"actor": context.account.actor, "workshop_id": context.workshop_id},
            ),
            actor=context.account.actor,
            workshop_id=context.workshop_id,
        ),
    )


def _words() -> RoundWords:
    return RoundWords(
        question=_("Was it worth your time?"),
        choices=(
            (1, "1 ·", _("Useless")),
            (2, "2 ·", _("Useful, not worth the time")),
            (3, "3 ·", _("Break-even")),
            (4, "4 ·", _("Gained more than invested")),
            (5, "5 ·", _("Worth far more")),
        ),
        comment=_("What would have raised your mark by one? (optional)"),
        send=_("Give my mark"),
        notice=_(
            "Marks are shown without names when this stage closes, from three on; words to the facilitators."
        ),
    )
