"""Marks that designers put on contributions: tags, which they share, and notes, which are each one's own."""

from collections.abc import Collection

from db.changes import touch
from db.marks import NOTE_LIMIT, TAG_LIMIT, PostNote, PostTag, bearers, drop_tag, note_of, tags_in
from db.material import recorded_posts
from db.post_states import parts_of
from db.posts import Post
from db.session import Session
from facilitation.access import workshop_studied_by
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.journal import Action, note
from facilitation.texts import clean


def known_tags(session: Session, *, actor: Actor, workshop_id: int) -> tuple[str, ...]:
    """Every tag of a workshop, in the order of the alphabet. Raises NotFound."""
    workshop_studied_by(session, actor, workshop_id)
    return tuple(dict.fromkeys(tag for _, tag in tags_in(session, workshop_id)))


def tag_posts(session: Session, *, actor: Actor, post_ids: Collection[int], tag: str) -> None:
    """Put a tag on contributions, for everybody who studies the workshop. Raises Missing, TooLong."""
    posts = studied_posts(session, actor, post_ids)
    tag = clean(tag, limit=TAG_LIMIT, field="tag")
    bearing = bearers(session, (post.id for post in posts), tag)
    fresh = [post for post in posts if post.id not in bearing]
    session.add_all(PostTag(post_id=post.id, tag=tag, account_id=actor.account_id) for post in fresh)
    if fresh:
        written_down(session, fresh[0].workshop_id, actor, "post_tagged", tag, len(fresh))


def untag_post(session: Session, *, actor: Actor, post_id: int, tag: str) -> None:
    """Take a tag off a contribution, and off what was merged into it."""
    [post] = studied_posts(session, actor, [post_id])
    ids = [post.id, *(part.id for part in parts_of(session, [post.id]))]
    if drop_tag(session, ids, tag):
        written_down(session, post.workshop_id, actor, "post_untagged", tag)


def write_note(session: Session, *, actor: Actor, post_id: int, text: str) -> None:
    """Keep what an account notes about a contribution, for itself alone; nothing written, nothing kept."""
    [post] = studied_posts(session, actor, [post_id])
    text = clean(text, limit=NOTE_LIMIT, field="note", required=False, multiline=True)
    for part in parts_of(session, [post.id]):  # a page shows their notes as one: it is kept here from now on
        if (kept := note_of(session, part.id, actor.account)) is not None:
            session.delete(kept)
    mine = note_of(session, post.id, actor.account)
    if mine is not None and text:
        mine.text = text
    elif mine is not None:
        session.delete(mine)
    elif text:
        session.add(PostNote(post_id=post.id, account_id=actor.account_id, text=text))
    session.flush()


def studied_posts(session: Session, actor: Actor, post_ids: Collection[int]) -> list[Post]:
    """These contributions, all of one workshop that the account studies. Raises NotFound for any other."""
    posts = recorded_posts(session, post_ids)
    if not posts or len(posts) != len(set(post_ids)):
        raise NotFound
    if len({post.workshop_id for post in posts}) > 1:
        raise NotFound
    workshop_studied_by(session, actor, posts[0].workshop_id)
    return posts


def written_down(
    session: Session, workshop_id: int, actor: Actor, action: Action, name: str, posts: int = 0
) -> None:
    """Write down what a designer did, with the name of what it was done to, and let the studio know."""
    details = {"posts": posts} if posts else {}
    note(session, workshop_id=workshop_id, action=action, actor=actor, name=name, **details)
    touch(session, workshop_id, "studio")
