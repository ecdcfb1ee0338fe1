"""What people do to the posts of a table, from the display to the verbs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from facilitation.actors import Actor
from facilitation.arranging import mark_core, move_post, order_post
from facilitation.post_merging import merge_posts, undo_post_merge
from facilitation.post_pictures import remove_post_picture
from facilitation.posts import Resource, Section
from facilitation.rewording import choose_wording, edit_post, mark_verbatim
from facilitation.withdrawing import delete_post, keep_off_record, restore_post
from pages.ui.actions import Undo, act_now, say_aside
from pages.ui.words import _

Facts = dict[str, Any]

_VERBS: Mapping[str, tuple[Callable[..., Any], Callable[[Facts], Facts]]] = {
    "edit": (edit_post, lambda sent: {"text": sent["text"], "version": sent["version"]}),
    "order": (order_post, lambda sent: {"before": sent["before"]}),
    "choose": (
        choose_wording,
        lambda sent: {
            "alternative_id": sent["alternative"],
            "version": sent["version"],
            "seen": sent["seen"],
        },
    ),
    "verbatim": (mark_verbatim, lambda sent: {"verbatim": sent["on"]}),
    "core": (mark_core, lambda sent: {"core": sent["on"]}),
    "off_record": (keep_off_record, lambda sent: {"off_record": sent["on"]}),
    "picture": (remove_post_picture, lambda _sent: {}),
}
"""What is done to one post: the verb, and what it is told beside the post."""


@dataclass(frozen=True)
class Writer:
    """Who changes posts here: a participant or a facilitator."""

    actor: Actor

    def act(self, name: str, sent: Facts) -> None:
        """Carry out what the display tells: one of its actions on a post, with the facts of it."""
        self._carry_out(name, sent)
        say_aside()

    def _carry_out(self, name: str, sent: Facts) -> None:
        post = sent["id"]
        if name == "delete":
            its, done = {"actor": self.actor, "post_id": post}, _("The post is deleted.")
            act_now(delete_post, done=done, undo=Undo(done, restore_post, its), **its)
        elif name == "merge":
            act_now(merge_posts, post_ids=sent["posts"], into_id=post, actor=self.actor)
        elif name == "unmerge":
            act_now(undo_post_merge, post_id=sent["post"], actor=self.actor)
        elif name == "move":
            self._move(post, sent["section"], sent["resource"])
        else:
            verb, arguments = _VERBS[name]
            answer = act_now(verb, post_id=post, **arguments(sent), actor=self.actor)
            if name == "edit" and answer is not None:
                st.session_state["done"] = _("Somebody wrote here too. Both wordings are kept: choose one.")

    def _move(self, post: int, section: str, resource: str | None) -> None:
        if section in list(Section) and (resource is None or resource in list(Resource)):
            act_now(
                move_post,
                post_id=post,
                section=Section(section),
                resource=None if resource is None else Resource(resource),
                actor=self.actor,
            )
