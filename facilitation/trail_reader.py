"""Who follows a trail, and what of it is for them."""

from db.posts import Post
from db.session import Session
from facilitation.access import person_there
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.groups import group_of
from facilitation.studio.studied import studied


class Reader:
    """A participant, an account that studies the workshop or runs it. Raises NotFound for others."""

    def __init__(self, session: Session, post: Post, actor: Actor) -> None:
        self.studies_it = actor.account_id is not None
        self._runs_it = False
        self._group_id: int | None = None
        if actor.account_id is not None:
            self._runs_it = studied(session, actor=actor, workshop_id=post.workshop_id).runs
        elif (
            actor.person_id is None or person_there(session, actor.person_id).workshop_id != post.workshop_id
        ):
            raise NotFound
        else:
            self._group_id = group_of(session, actor.person_id)

    def belongs_to(self, post: Post) -> bool:
        """Whether a post is of their own table, or of a workshop they run."""
        return self._runs_it or post.group_id == self._group_id

    def may_see(self, post: Post) -> bool:
        """Whether a post is for them."""
        if post.deleted_at is not None:
            return self._runs_it
        return not post.off_record or self.belongs_to(post)
