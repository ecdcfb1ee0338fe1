"""What can be done with a contribution wherever designers see it: its tags, and one's own note."""

from facilitation.access import AccountIdentity
from facilitation.studio.marks import tag_posts, untag_post, write_note
from pages.ui.actions import Undo, act_now
from pages.ui.surfaces.sorting import Deed
from pages.ui.words import _


def mark(who: AccountIdentity, deed: Deed) -> None:
    """Carry out a tag, an untagging or a note; anything else is nothing."""
    if deed.name == "tag":
        act_now(tag_posts, done=_("Tagged."), actor=who.actor, post_ids=deed.posts, tag=deed.text)
    elif deed.name == "untag" and deed.posts:
        again = {"actor": who.actor, "post_ids": deed.posts, "tag": deed.text}
        act_now(
            untag_post,
            undo=Undo(_("The tag is off."), tag_posts, again),
            actor=who.actor,
            post_id=deed.posts[0],
            tag=deed.text,
        )
    elif deed.name == "note" and deed.posts:
        act_now(write_note, done=_("Noted."), actor=who.actor, post_id=deed.posts[0], text=deed.text)
