"""Decomposition: a group takes its initiative apart, one idea a post, section by section."""

from dataclasses import dataclass

from db.groups import Group, group_with
from db.posts import Part, Resource, Section
from db.session import Session
from db.sharing import Initiative
from facilitation.actors import Actor
from facilitation.agenda import StageKind, open_stage_of
from facilitation.errors import Missing, NotFound, NotInGroup
from facilitation.post_rules import resource_fits
from facilitation.posts import ASKED_FOR, DECOMPOSITION, RESOURCES, PostView, table_posts
from facilitation.writing import add_post, writer

__all__ = ["ASKED_FOR", "DECOMPOSITION", "RESOURCES", "Resource", "Section"]


@dataclass(frozen=True, slots=True)
class CanvasSection:
    """One section of the canvas and its posts, in their order."""

    section: str
    posts: list[PostView]


@dataclass(frozen=True, slots=True)
class CanvasView:
    """A group's whole canvas: ten sections, how many hold something, which of the asked-for are empty.

    A post that is marked as a core function fills the core functions, wherever it stands.
    """

    group_id: int
    number: int
    name: str
    initiative_id: int
    initiative: str
    writable: bool
    sections: list[CanvasSection]
    filled: int
    missing: list[str]


def write_post(
    session: Session,
    *,
    actor: Actor,
    section: Section,
    text: str,
    resource: Resource | None = None,
    verbatim: bool = True,
    off_record: bool = False,
    group_id: int | None = None,
) -> int:
    """Write one idea on the canvas of the author's group (a facilitator: any). Said twice, it is one post."""
    if section not in DECOMPOSITION:
        raise NotFound
    group = writing_group(session, actor.person_id, group_id if actor.account_id is not None else None)
    who = writer(
        session,
        workshop_id=group.workshop_id,
        kind=StageKind.decomposition,
        actor=actor,
    )
    kind = resource if section == Section.resources else None
    if not resource_fits(section, kind):
        raise Missing("resource")
    post, _ = add_post(
        session,
        who=who,
        group=group,
        section=section,
        text=text,
        resource=kind,
        verbatim=verbatim,
        off_record=off_record,
    )
    return post.id


def writing_group(session: Session, author_id: int | None, group_id: int | None) -> Group:
    """The group one writes for: the one named, else the author's own. Raises NotInGroup without any."""
    if group_id is not None:
        if (group := session.get(Group, group_id)) is None:
            raise NotFound
        return group
    own = group_with(session, author_id) if author_id is not None else None
    if own is None:
        raise NotInGroup
    return own


def canvas(session: Session, group_id: int, audience: str = "room") -> CanvasView:
    """A group's canvas; what is off the record stays off the projector."""
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound
    posts = table_posts(session, group_id, Part.decomposition, audience)
    sections = [CanvasSection(section, posts.get((None, section), [])) for section in DECOMPOSITION]
    empty = {entry.section for entry in sections if not entry.posts}
    if any(post.core for entry in sections for post in entry.posts):
        empty.discard(Section.core_functions)
    stage = open_stage_of(session, group.workshop_id)
    return CanvasView(
        group_id=group_id,
        number=group.number,
        name=group.name,
        initiative_id=group.initiative_id,
        initiative=session.get_one(Initiative, group.initiative_id).title,
        writable=audience == "console"
        or (stage is not None and stage.kind == StageKind.decomposition and not stage.locked),
        sections=sections,
        filled=len(sections) - len(empty),
        missing=[section for section in ASKED_FOR if section in empty],
    )
