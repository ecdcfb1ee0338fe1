"""Writing posts: who may, and that an idea sent twice is one post."""

from dataclasses import dataclass

from db.groups import Group
from db.positions import end_of
from db.posts import Post, Resource, Section, same_post
from db.session import Session
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind, open_stage_of, require_open
from facilitation.deeds import written
from facilitation.errors import NotAllowed, NotFound
from facilitation.post_rules import part_of_section
from facilitation.posts import TEXT_LIMIT
from facilitation.texts import clean


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a person, or an account for somebody without a device (or for a sheet of paper)."""

    author_id: int | None
    account_id: int | None
    stage_id: int | None


def writer(session: Session, *, actor: Actor, workshop_id: int, kind: StageKind) -> Writer:
    """Who writes, once they may: a person while the stage is open, a facilitator at any time."""
    if actor.person_id is not None and person_there(session, actor.person_id).workshop_id != workshop_id:
        raise NotFound
    if actor.account_id is None:
        if actor.person_id is None:
            raise NotAllowed
        return Writer(actor.person_id, None, require_open(session, workshop_id, kind).id)
    workshop_run_by(session, actor, workshop_id)
    stage = open_stage_of(session, workshop_id)
    return Writer(actor.person_id, actor.account_id, stage.id if stage and stage.kind == kind else None)


def add_post(
    session: Session,
    *,
    who: Writer,
    group: Group,
    section: Section,
    text: str,
    resource: Resource | None = None,
    territory_id: int | None = None,
    verbatim: bool = True,
    off_record: bool = False,
) -> tuple[Post, bool]:
    """Write a post and say so; the one that already says the same is returned instead, with False."""
    text = clean(text, limit=TEXT_LIMIT, field="text")
    session.get_one(Group, group.id, with_for_update={"key_share": True})
    if same := same_post(session, group.id, who.author_id, section, text, territory_id):
        return same, False
    post = Post(
        workshop_id=group.workshop_id,
        group_id=group.id,
        initiative_id=group.initiative_id,
        stage_id=who.stage_id,
        part=part_of_section(section),
        section=section,
        resource=resource,
        territory_id=territory_id,
        text=text,
        author_id=who.author_id,
        entered_by=who.account_id,
        verbatim=verbatim,
        off_record=off_record,
        position=end_of(session, group.id, section),
    )
    session.add(post)
    session.flush()
    written(session, post, actor=Actor(who.account_id, who.author_id))
    return post, True
