"""Taking posts away, bringing them back, keeping them off the record: their author, or the facilitator."""

from db.base import now
from db.deeds import last_deed_on
from db.post_states import parts_of
from db.session import Session
from facilitation.actors import Actor
from facilitation.deeds import DeedKind, doing
from facilitation.journal import Action
from facilitation.post_merging import let_stand
from facilitation.post_reach import keep_a_condition, own_post
from facilitation.undoing import can_be_undone, take_back


def delete_post(session: Session, *, actor: Actor, post_id: int) -> None:
    """Take a post away; restore_post brings it back. The last condition of a verdict "adapt" stays.

    What others wrote and was merged into it stands by itself again.
    """
    post = own_post(session, post_id, actor)
    if post.deleted_at is not None:
        return
    keep_a_condition(session, [post])
    parts = parts_of(session, [post.id])
    with doing(session, DeedKind.delete, [post, *parts], "post_deleted", actor=actor):
        post.deleted_at = now()
        let_stand(session, parts)


def restore_post(session: Session, *, actor: Actor, post_id: int) -> None:
    """Bring a deleted post back, with what was merged into it where nothing happened to that since."""
    post = own_post(session, post_id, actor)
    if post.deleted_at is None:
        return
    deed = last_deed_on(session, post.id, DeedKind.delete)
    if deed is not None and can_be_undone(session, deed):
        take_back(session, deed, "post_restored", actor=actor)
        return
    with doing(session, DeedKind.restore, [post], "post_restored", actor=actor):
        post.deleted_at = None


def keep_off_record(session: Session, *, actor: Actor, post_id: int, off_record: bool) -> None:
    """Say whether a post may leave the room; its author may at any time, after the stage too.

    What others let leave the room and was merged into it stands by itself again.
    """
    post = own_post(session, post_id, actor, any_time=True)
    if post.off_record == off_record:
        return
    freed = [one for one in parts_of(session, [post.id]) if off_record and not one.off_record]
    action: Action = "post_off_record" if off_record else "post_on_record"
    with doing(session, DeedKind.off_record, [post, *freed], action, actor=actor):
        post.off_record = off_record
        let_stand(session, freed)
