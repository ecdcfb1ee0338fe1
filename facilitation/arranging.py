"""Arranging posts: the whole table puts them in order, in their section, and marks the core functions."""

from db.base import now
from db.positions import end_of, neighbours, place
from db.post_links import links_of
from db.posts import Part, Post, Resource, Section, posts_on
from db.session import Session
from facilitation.actors import Actor
from facilitation.deeds import DeedKind, doing
from facilitation.errors import LinkNeeded, Missing, NotFound
from facilitation.journal import Action
from facilitation.perspective import LINKED
from facilitation.post_reach import keep_a_condition, standing_post
from facilitation.post_rules import resource_fits
from facilitation.posts import DECOMPOSITION, PERSPECTIVE


def move_post(
    session: Session,
    *,
    actor: Actor,
    post_id: int,
    section: Section,
    resource: Resource | None = None,
) -> None:
    """Put a post at the end of another section of its half of the work; a resource says of which kind.

    Raises LinkNeeded and ConditionNeeded as writing and deleting there do.
    """
    post = standing_post(session, post_id, actor)
    if section not in (DECOMPOSITION if post.part == Part.decomposition else PERSPECTIVE):
        raise NotFound
    kind = (resource or post.resource) if section == Section.resources else None
    if not resource_fits(section, kind):
        raise Missing("resource")
    if section != post.section:
        _may_move(session, post, section)
    with doing(session, DeedKind.move, [post], "post_moved", actor=actor):
        if section != post.section:
            post.position = end_of(session, post.group_id, section)
        post.section, post.resource = section, kind


def order_post(session: Session, *, actor: Actor, post_id: int, before: int | None) -> None:
    """Put a post before another one of its section and territory; None puts it last."""
    post = standing_post(session, post_id, actor)
    others = neighbours(session, post)
    ids = [one.id for one in others]
    if before is not None and before not in ids:
        raise NotFound
    index = ids.index(before) if before is not None else len(others)
    stands = sum((one.position, one.id) < (post.position, post.id) for one in others)
    if stands != index:
        with doing(session, DeedKind.order, [post], "post_ordered", actor=actor):
            place(session, post, others, index)


def mark_core(session: Session, *, actor: Actor, post_id: int, core: bool) -> None:
    """Mark a post as a core function, whatever its section, or take the mark back."""
    post = standing_post(session, post_id, actor)
    action: Action = "post_core" if core else "post_not_core"
    if core != (post.core_at is not None):
        with doing(session, DeedKind.core, [post], action, actor=actor):
            post.core_at = now() if core else None


def _may_move(session: Session, post: Post, section: Section) -> None:
    keep_a_condition(session, [post])
    if section in LINKED and not links_of(session, [post.id]) and posts_on(session, post.initiative_id):
        raise LinkNeeded
