"""Deeds: every action on a post, kept with what it changed, so that it can be told and undone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from db.alternatives import wordings_said
from db.base import now
from db.deeds import Deed, DeedKind, DeedPost, latest_deeds, posts_in_deeds
from db.post_states import State, state, states_of
from db.posts import Post
from db.session import Session
from db.workshops import Workshop
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import open_stage_of
from facilitation.errors import NotAllowed
from facilitation.journal import Action
from facilitation.posts import tell
from hours import Wall, local

__all__ = ["DeedKind", "DeedView", "doing", "last_deeds", "written"]

MOST_DEEDS = 10


@dataclass(frozen=True, slots=True)
class DeedView:
    """Something that one did to a post and can undo: of which kind, the post's text, its section, when."""

    id: int
    kind: str
    text: str
    section: str
    at: Wall


@contextmanager
def doing(
    session: Session,
    kind: DeedKind,
    posts: Sequence[Post],
    action: Action,
    *,
    actor: Actor,
) -> Iterator[None]:
    """Do one thing to posts of a table, the first of them being what it is about.

    It is kept with what they were before and after, written down and told; unless it changed nothing.
    """
    before = states_of(session, posts)
    yield
    session.flush()
    after = states_of(session, posts)
    if before != after:
        _keep(session, kind, [(post, before[post.id], after[post.id]) for post in posts], actor)
        tell(session, posts[0], action, actor)


def written(session: Session, post: Post, *, actor: Actor) -> None:
    """Keep that a post was written, and tell it."""
    _keep(session, DeedKind.write, [(post, None, state(post))], actor)
    tell(session, post, "post_written", actor)


def last_deeds(
    session: Session,
    *,
    actor: Actor,
    workshop_id: int | None = None,
    limit: int = MOST_DEEDS,
) -> list[DeedView]:
    """What a person did last to posts and may undo now, or an account to a workshop's posts; newest first."""
    open_half = None
    if actor.account_id is not None and workshop_id is not None:
        workshop = workshop_run_by(session, actor, workshop_id)
    elif actor.person_id is not None and actor.account_id is None:
        workshop = session.get_one(Workshop, person_there(session, actor.person_id).workshop_id)
        open_half = _open_half(session, workshop.id)
    else:
        raise NotAllowed
    deeds = {
        deed.id: deed
        for deed in latest_deeds(
            session,
            person_id=actor.person_id,
            account_id=actor.account_id,
            workshop_id=workshop_id,
            limit=min(limit, MOST_DEEDS),
        )
    }
    parts: dict[int, list[DeedPost]] = {}
    for part, post in posts_in_deeds(session, deeds):
        if (
            actor.account_id is not None
            or post.part == open_half
            or deeds[part.deed_id].kind == DeedKind.off_record
        ):
            parts.setdefault(part.deed_id, []).append(part)
    kept = [parts[id_][0].after["beside"][-1] for id_ in parts if deeds[id_].kind == DeedKind.beside]
    said = wordings_said(session, kept)
    return [_seen(deed, parts[deed.id], said, workshop) for deed in deeds.values() if deed.id in parts]


def _open_half(session: Session, workshop_id: int) -> str | None:
    """The half of the work that people may change now."""
    stage = open_stage_of(session, workshop_id)
    return stage.kind.value if stage is not None and not stage.locked else None


def _seen(deed: Deed, parts: list[DeedPost], said: dict[int, str], workshop: Workshop) -> DeedView:
    """The post that stands in the end is what a deed is about; or the wording that waits beside it."""
    first = min(parts, key=lambda part: (part.after["into"] is not None, part.post_id))
    text = first.after["text"]
    if deed.kind == DeedKind.beside:
        text = said.get(first.after["beside"][-1], text)
    at = local(deed.at, workshop.time_zone)
    return DeedView(deed.id, deed.kind, text, first.after["section"], at)


def _keep(
    session: Session,
    kind: DeedKind,
    changed: Sequence[tuple[Post, State | None, State]],
    actor: Actor,
) -> None:
    post = changed[0][0]
    deed = Deed(
        workshop_id=post.workshop_id,
        group_id=post.group_id,
        person_id=None if actor.account_id is not None else actor.person_id,
        account_id=actor.account_id,
        kind=kind.value,
        at=now(),
    )
    session.add(deed)
    session.flush()
    session.add_all(
        DeedPost(deed_id=deed.id, post_id=one.id, before=before, after=after)
        for one, before, after in changed
    )
