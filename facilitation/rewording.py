"""Rewording posts: the whole table may, and no wording is ever overwritten unseen."""

from collections.abc import Sequence

from db.alternatives import Alternative, wordings_of
from db.deeds import said_before
from db.groups import Group
from db.post_links import PostLink, links_of
from db.post_states import let_wait, posts_now, reword
from db.posts import Post
from db.session import Session
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.deeds import DeedKind, doing
from facilitation.errors import NotFound, PostChanged
from facilitation.journal import Action
from facilitation.post_reach import post_of_table, standing_post
from facilitation.posts import TEXT_LIMIT
from facilitation.texts import clean
from facilitation.writing import add_post, writer


def edit_post(session: Session, *, actor: Actor, post_id: int, text: str, version: int) -> int | None:
    """Write a post anew. What another than its author writes is marked as reworded.

    Where somebody wrote it anew since `version`, or merged it, what is written now is kept beside the
    standing text until someone chooses: then the id of that wording is returned. Where it was deleted
    meanwhile, what is written now becomes a post of its own.
    """
    text = clean(text, limit=TEXT_LIMIT, field="text")
    post, into_id = post_of_table(session, post_id, actor)
    if into_id is not None:
        post = posts_now(session, [into_id])[0][0]
    if post.text == text:
        return None
    if post.deleted_at is not None:
        _write_instead(session, post, text, actor)
        return None
    if into_id is not None or post.version != version:
        return _keep_beside(session, post, text, version, actor)
    with doing(session, DeedKind.edit, [post], "post_edited", actor=actor):
        reword(session, post, text)
        _mark_wording(post, None if actor.account_id is not None else actor.person_id)
    return None


def choose_wording(
    session: Session,
    *,
    actor: Actor,
    post_id: int,
    alternative_id: int | None,
    version: int | None = None,
    seen: Sequence[int] | None = None,
) -> None:
    """Let one of the wordings that wait beside a post stand; None lets the standing one stay.

    The others are settled with it, of those that were `seen` (by default all). Raises PostChanged where
    somebody else chose meanwhile, or the standing text is no longer that of `version`.
    """
    post = standing_post(session, post_id, actor)
    waiting = {one.id: one for one in wordings_of(session, post.id)}
    settled = waiting if seen is None else waiting.keys() & {*seen, alternative_id}
    if alternative_id is None:
        with doing(session, DeedKind.choose, [post], "wording_chosen", actor=actor):
            let_wait(session, post, [one for one in waiting if one not in settled])
        return
    chosen = waiting.get(alternative_id)
    if chosen is None:
        _refuse_unless_it_stands(session, post, alternative_id)
        return
    if version is not None and post.version != version:
        raise PostChanged(post.text)
    with doing(session, DeedKind.choose, [post], "wording_chosen", actor=actor):
        if post.text != chosen.text:
            reword(session, post, chosen.text)
            _mark_wording(post, chosen.author_id)
        let_wait(session, post, [one for one in waiting if one not in settled])


def mark_verbatim(session: Session, *, actor: Actor, post_id: int, verbatim: bool) -> None:
    """Say whether a post holds the very words of who said it, or was reworded."""
    post = standing_post(session, post_id, actor)
    action: Action = "post_verbatim" if verbatim else "post_reworded"
    with doing(session, DeedKind.verbatim, [post], action, actor=actor):
        post.verbatim = verbatim


def _keep_beside(session: Session, post: Post, text: str, version: int, actor: Actor) -> int | None:
    """Keep a wording beside the standing one, once; nothing where this is a click that was sent again."""
    author_id = None if actor.account_id is not None else actor.person_id
    for one in wordings_of(session, post.id):
        if (one.text, one.author_id, one.entered_by) == (text, author_id, actor.account_id):
            return one.id
    if said_before(session, post.id, text, version, person_id=actor.person_id, account_id=actor.account_id):
        return None
    with doing(session, DeedKind.beside, [post], "wording_kept", actor=actor):
        kept = Alternative(post_id=post.id, text=text, author_id=author_id, entered_by=actor.account_id)
        session.add(kept)
    return kept.id


def _write_instead(session: Session, gone: Post, text: str, actor: Actor) -> None:
    """Let what was written over a post that is gone stand in its place, in the name of who wrote it."""
    who = writer(
        session,
        workshop_id=gone.workshop_id,
        kind=StageKind(gone.part),
        actor=Actor(actor.account_id, None if actor.account_id is not None else actor.person_id),
    )
    post, is_new = add_post(
        session,
        who=who,
        group=session.get_one(Group, gone.group_id),
        section=gone.section,
        text=text,
        resource=gone.resource,
        territory_id=gone.territory_id,
        verbatim=False,
        off_record=gone.off_record,
    )
    if is_new:
        about = links_of(session, [gone.id]).get(gone.id, [])
        session.add_all(PostLink(post_id=post.id, about_id=one.id) for one in about)


def _mark_wording(post: Post, author_id: int | None) -> None:
    """The words of another than the author are no verbatim any more."""
    if author_id is None or post.author_id != author_id:
        post.verbatim = False


def _refuse_unless_it_stands(session: Session, post: Post, alternative_id: int) -> None:
    settled = session.get(Alternative, alternative_id)
    if settled is None or settled.post_id != post.id:
        raise NotFound
    if settled.text != post.text:
        raise PostChanged(post.text)
