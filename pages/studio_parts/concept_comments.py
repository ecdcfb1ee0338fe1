"""What designers say to each other, under a statement or under the whole concept."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.studio.comments import (
    COMMENT_LIMIT,
    CommentView,
    comment,
    reopen_comment,
    settle_comment,
)
from pages.ui.actions import act, act_now, say_aside
from pages.ui.words import _, clock, day, safe


@dataclass(frozen=True)
class Talk:
    """The comments on a concept, and who reads them."""

    who: AccountIdentity
    concept_id: int
    comments: Sequence[CommentView]

    def about(self, statement_id: int | None) -> list[CommentView]:
        """The comments on a statement; on the whole concept where it is None."""
        return [one for one in self.comments if one.statement_id == statement_id]

    def open(self, statement_id: int | None) -> int:
        """How many comments on it wait to be dealt with."""
        return sum(not one.settled for one in self.about(statement_id))

    def left_behind(self, there: set[int]) -> list[CommentView]:
        """The comments on statements that are no longer there."""
        return [
            one for one in self.comments if one.statement_id is not None and one.statement_id not in there
        ]


def draw_talk(talk: Talk, statement_id: int | None, *, beside: Sequence[CommentView] = ()) -> None:
    """The comments on a statement or the concept, what waits first, and a form for one more."""
    said = [*talk.about(statement_id), *beside]
    for one in sorted(said, key=lambda one: one.settled):
        _draw_comment(talk, one)
    name = f"comment-{talk.concept_id}-{statement_id or 0}"
    with st.form(f"{name}-form", clear_on_submit=True, border=False):
        st.text_area(_("Your comment"), max_chars=COMMENT_LIMIT, height=80, key=name)
        st.form_submit_button(
            _("Comment"), key=f"{name}-save", on_click=_say, args=(talk, statement_id, name)
        )


def _draw_comment(talk: Talk, one: CommentView) -> None:
    with st.container(key=f"comment-{one.id}", gap=None):
        said_at = f"{day(one.at.date())}, {clock(one.at)}"
        facts = [one.who, said_at, _("settled by {name}").format(name=one.settled_by) if one.settled else ""]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(safe(" · ".join(filter(None, facts))), width="content")
            st.button(
                _("Reopen") if one.settled else _("Settle"),
                key=f"comment-settle-{one.id}",
                icon=":material/undo:" if one.settled else ":material/check:",
                type="tertiary",
                on_click=act(
                    reopen_comment if one.settled else settle_comment, actor=talk.who.actor, comment_id=one.id
                ),
            )
        st.text(one.text)


def _say(talk: Talk, statement_id: int | None, name: str) -> None:
    act_now(
        comment,
        actor=talk.who.actor,
        concept_id=talk.concept_id,
        statement_id=statement_id,
        text=str(st.session_state[name]),
    )
    say_aside()
