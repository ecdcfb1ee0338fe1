"""Undoing deeds: one's own, as long as nobody changed the same things since."""

from dataclasses import dataclass
from typing import Any

from db.base import now
from db.deeds import Deed, DeedKind, DeedPost, deed_now, posts_in_deeds
from db.groups import group_with
from db.post_states import State, lock_table, make_so, parts_of, posts_now, states_of
from db.posts import Post, Section
from db.session import Session
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind, require_open
from facilitation.errors import NotFound, NotInGroup, PostChanged
from facilitation.journal import Action
from facilitation.post_reach import keep_a_condition
from facilitation.posts import tell


@dataclass(frozen=True, slots=True)
class _Back:
    """A post on its way back: what it is, what the deed had made of it, and what becomes of it."""

    post: Post
    is_now: State
    after: State
    wanted: dict[str, Any]
    written: bool

    @property
    def touched(self) -> bool:
        """Whether somebody changed since what the deed had changed; all there is, where it wrote the post."""
        watched = self.after.keys() - {"position", "version"} if self.written else self.wanted.keys()
        return any(self.is_now[name] != self.after[name] for name in watched)

    @property
    def becomes(self) -> State:
        return self.is_now | self.wanted


def undo_deed(session: Session, *, actor: Actor, deed_id: int) -> None:
    """Undo what one did to posts: a person their own while the stage is open, a facilitator anything.

    Twice is once. Raises PostChanged where somebody changed the same thing since, ConditionNeeded where a
    verdict "adapt" would lose its last condition.
    """
    deed = deed_now(session, deed_id)
    posts = [post for _, post in posts_in_deeds(session, [deed_id])]
    if deed is None or not posts:
        raise NotFound
    _may_undo(session, deed, posts, actor)
    lock_table(session, deed.group_id)
    session.refresh(deed)
    if deed.undone_at is None:
        take_back(session, deed, "deed_undone", actor=actor)


def can_be_undone(session: Session, deed: Deed) -> bool:
    """Whether nobody changed the same things since; the table is locked."""
    return _changed_since(session, _backs(session, deed)) is None


def take_back(session: Session, deed: Deed, action: Action, *, actor: Actor) -> None:
    """Undo a deed; the table is locked."""
    backs = _backs(session, deed)
    if (changed := _changed_since(session, backs)) is not None:
        raise PostChanged(changed.text)
    keep_a_condition(
        session, [back.post for back in backs if _a_condition(back.is_now) and not _a_condition(back.becomes)]
    )
    for back in backs:
        make_so(session, back.post, back.wanted)
    deed.undone_at = now()
    session.flush()
    tell(session, backs[0].post, action, actor)


def _may_undo(session: Session, deed: Deed, posts: list[Post], actor: Actor) -> None:
    if actor.account_id is not None:
        workshop_run_by(session, actor, deed.workshop_id)
        return
    if actor.person_id is None or deed.person_id != actor.person_id:
        raise NotFound
    person_there(session, actor.person_id)
    group = group_with(session, actor.person_id)
    sits_there = group is not None and group.id == deed.group_id
    if not sits_there and any(post.author_id != actor.person_id for post in posts):
        raise NotInGroup
    if deed.kind != DeedKind.off_record:
        require_open(session, deed.workshop_id, StageKind(posts[0].part))


def _backs(session: Session, deed: Deed) -> list[_Back]:
    parts = {part.post_id: part for part, _ in posts_in_deeds(session, [deed.id])}
    posts = [post for post, _ in posts_now(session, parts)]
    states = states_of(session, posts)
    return [_back(post, states[post.id], parts[post.id]) for post in posts]


def _back(post: Post, is_now: State, part: DeedPost) -> _Back:
    if part.before is None:
        return _Back(post, is_now, part.after, {"deleted": True}, written=True)
    wanted = {name: value for name, value in part.before.items() if part.after[name] != value}
    wanted.pop("version", None)
    return _Back(post, is_now, part.after, wanted, written=False)


def _changed_since(session: Session, backs: list[_Back]) -> Post | None:
    """The first post that cannot go back, because of what was done to it or to what it belongs to."""
    ours = {back.post.id for back in backs}
    becomes = {back.post.id: back.becomes for back in backs}
    has_parts = _have_parts(session, ours)
    for back in backs:
        then = becomes[back.post.id]
        gone = then["deleted"] or then["into"] is not None
        moves = {"deleted", "into"} & back.wanted.keys()
        if back.touched or (gone and (not moves or back.post.id in has_parts)):
            return back.post
        if moves and then["into"] is not None and not _stands(session, then["into"], becomes):
            return back.post
    return None


def _have_parts(session: Session, post_ids: set[int]) -> set[int]:
    """Those of these posts that others were merged into, which do not go back themselves."""
    others = [post for post in parts_of(session, post_ids) if post.id not in post_ids]
    return {into_id for _, into_id in posts_now(session, [post.id for post in others]) if into_id is not None}


def _stands(session: Session, post_id: int, becomes: dict[int, State]) -> bool:
    if (then := becomes.get(post_id)) is not None:
        return not then["deleted"] and then["into"] is None
    return all(post.deleted_at is None and into is None for post, into in posts_now(session, [post_id]))


def _a_condition(is_now: State) -> bool:
    stands = not is_now["deleted"] and is_now["into"] is None
    return stands and is_now["section"] == Section.conditions
