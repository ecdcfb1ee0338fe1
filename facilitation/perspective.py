"""Perspective: a group puts its initiative in the context of other territories."""

from dataclasses import dataclass

from db import changes
from db.base import now
from db.groups import Group, group_with, groups_on
from db.post_links import PostLink, linkable
from db.posts import Part, Section, Verdict, posts_on
from db.session import Session
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict, condition_counts, verdicts_on
from db.workshops import territories_of, territory_in
from facilitation import journal
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind, open_stage_of, require_open
from facilitation.decomposition import writing_group
from facilitation.errors import ConditionNeeded, LinkNeeded, NotFound, NotInGroup
from facilitation.posts import PERSPECTIVE, About, PostView, table_posts
from facilitation.writing import add_post, writer

__all__ = ["LINKED", "PERSPECTIVE", "Section", "Verdict"]

LINKED = (Section.reproduce, Section.improve, Section.conditions, Section.discard)
"""A post of these sections says which decomposition posts it is about."""


@dataclass(frozen=True, slots=True)
class PerspectiveSection:
    """One section for one territory."""

    section: str
    posts: list[PostView]


@dataclass(frozen=True, slots=True)
class TargetTerritory:
    """What a group wrote for one target territory, and its verdict."""

    id: int
    name: str
    verdict: str | None
    conditions: int
    sections: list[PerspectiveSection]


@dataclass(frozen=True, slots=True)
class PerspectiveView:
    """A group's perspective: every target territory of the workshop but the initiative's own."""

    group_id: int
    number: int
    name: str
    initiative_id: int
    initiative: str
    writable: bool
    territories: list[TargetTerritory]


def write_perspective_post(
    session: Session,
    *,
    actor: Actor,
    territory_id: int,
    section: Section,
    text: str,
    about: list[int],
    verbatim: bool = True,
    off_record: bool = False,
    group_id: int | None = None,
) -> int:
    """Write one idea for a target territory, about decomposition posts of the same initiative.

    A section of LINKED needs at least one of them, once the initiative has any. Said twice, it is one post.
    """
    if section not in PERSPECTIVE:
        raise NotFound
    group = writing_group(session, actor.person_id, group_id if actor.account_id is not None else None)
    who = writer(
        session,
        workshop_id=group.workshop_id,
        kind=StageKind.perspective,
        actor=actor,
    )
    if territory_in(session, group.workshop_id, territory_id) is None:
        raise NotFound
    if not linkable(session, group.initiative_id, group.id).issuperset(about):
        raise NotFound
    if section in LINKED and not about and posts_on(session, group.initiative_id):
        raise LinkNeeded
    post, is_new = add_post(
        session,
        who=who,
        group=group,
        section=section,
        text=text,
        territory_id=territory_id,
        verbatim=verbatim,
        off_record=off_record,
    )
    if is_new:
        session.add_all(PostLink(post_id=post.id, about_id=about_id) for about_id in sorted(set(about)))
    return post.id


def set_verdict(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    territory_id: int,
    verdict: Verdict | None,
) -> None:
    """Say what a territory would do with an initiative; None takes it back. "Adapt" needs a condition."""
    initiative = _initiative_in_reach(session, initiative_id, actor)
    if territory_in(session, initiative.workshop_id, territory_id) is None:
        raise NotFound
    if verdict == Verdict.adapt and not condition_counts(session, initiative_id).get(territory_id):
        raise ConditionNeeded
    row = session.get(TerritoryVerdict, (initiative_id, territory_id))
    if (row.verdict if row else None) == verdict:
        return
    if row is not None:
        session.delete(row)
        session.flush()
    if verdict is not None:
        session.add(
            TerritoryVerdict(
                initiative_id=initiative_id,
                territory_id=territory_id,
                workshop_id=initiative.workshop_id,
                verdict=verdict,
                person_id=actor.person_id,
                account_id=actor.account_id,
                decided_at=now(),
            )
        )
    journal.note(
        session,
        workshop_id=initiative.workshop_id,
        action="verdict_set",
        actor=actor,
        initiative=initiative_id,
        territory=territory_id,
        verdict=verdict.value if verdict else None,
    )
    changes.touch(
        session,
        initiative.workshop_id,
        "perspectives",
        "matrix",
        *(f"perspective:{group_id}" for group_id in groups_on(session, initiative_id)),
    )


def perspective(session: Session, group_id: int, audience: str = "room") -> PerspectiveView:
    """A group's perspective; what is off the record stays off the projector, and so do links to it."""
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound
    posts = table_posts(session, group_id, Part.perspective, audience)
    initiative = session.get_one(Initiative, group.initiative_id)
    verdicts = verdicts_on(session, initiative.id)
    conditions = condition_counts(session, initiative.id)
    stage = open_stage_of(session, group.workshop_id)
    return PerspectiveView(
        group_id=group_id,
        number=group.number,
        name=group.name,
        initiative_id=initiative.id,
        initiative=initiative.title,
        writable=audience == "console"
        or (stage is not None and stage.kind == StageKind.perspective and not stage.locked),
        territories=[
            TargetTerritory(
                territory.id,
                territory.name,
                verdicts.get(territory.id),
                conditions.get(territory.id, 0),
                [
                    PerspectiveSection(section, posts.get((territory.id, section), []))
                    for section in PERSPECTIVE
                ],
            )
            for territory in territories_of(session, group.workshop_id)
            if territory.id != initiative.territory_id
        ],
    )


def decomposed(session: Session, group_id: int) -> list[About]:
    """What a perspective post of this group can be about, in the order of the sections.

    What another group keeps off the record stays with that one.
    """
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound
    order = list(Section)
    posts = [
        post
        for post in posts_on(session, group.initiative_id)
        if post.group_id == group_id or not post.off_record
    ]
    posts.sort(key=lambda post: order.index(post.section))
    return [About(post.id, post.section, post.text) for post in posts]


def _initiative_in_reach(session: Session, initiative_id: int, actor: Actor) -> Initiative:
    initiative = session.get(Initiative, initiative_id, with_for_update={"key_share": True})
    if initiative is None:
        raise NotFound
    if actor.account_id is not None:
        workshop_run_by(session, actor, initiative.workshop_id)
        return initiative
    group = group_with(session, actor.person_id) if actor.person_id is not None else None
    if group is None or group.initiative_id != initiative_id:
        raise NotInGroup
    require_open(session, initiative.workshop_id, StageKind.perspective)
    return initiative
