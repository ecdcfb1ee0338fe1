"""Pictures of posts: often a photo of the sheet of paper, attached by anybody at the table."""

from db.groups import group_with
from db.post_states import give_picture
from db.posts import posts_with_picture
from db.session import Session
from db.sharing import illustrates
from facilitation.actors import Actor
from facilitation.deeds import DeedKind, doing
from facilitation.pictures import keep_picture
from facilitation.post_reach import standing_post
from facilitation.redrawing import Redrawn


def attach_post_picture(
    session: Session,
    *,
    actor: Actor,
    post_id: int,
    data: bytes | Redrawn,
    alt: str = "",
) -> int:
    """Give a post a picture in place of any former one, and return its id; refused as attach_picture does."""
    post = standing_post(session, post_id, actor)
    with doing(session, DeedKind.picture, [post], "post_picture_attached", actor=actor):
        picture_id = keep_picture(session, workshop_id=post.workshop_id, data=data, alt=alt, actor=actor)
        give_picture(session, post, picture_id)
    return picture_id


def may_illustrate_post(session: Session, *, actor: Actor, post_id: int) -> None:
    """Go on if they may give this post a picture now; refused as attach_post_picture refuses."""
    standing_post(session, post_id, actor)


def remove_post_picture(session: Session, *, actor: Actor, post_id: int) -> None:
    """Take the picture off a post."""
    post = standing_post(session, post_id, actor)
    with doing(session, DeedKind.picture, [post], "post_picture_removed", actor=actor):
        give_picture(session, post, None)


def is_seen(session: Session, picture_id: int, *, person_id: int | None = None) -> bool:
    """Whether a picture is for everybody in its workshop, or for this person there.

    That of a post that is off the record is for its own table; one that was taken off is for nobody.
    """
    if illustrates(session, picture_id):
        return True
    posts = [post for post in posts_with_picture(session, picture_id) if post.deleted_at is None]
    group = group_with(session, person_id) if posts and person_id is not None else None
    own = group.id if group is not None else None
    return any(not post.off_record or post.group_id == own for post in posts)
