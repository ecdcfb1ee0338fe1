"""Posts as their readers see them: what the canvas and the perspective share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db import changes
from db.alternatives import wordings_in
from db.groups import groups_on
from db.people import Person
from db.posts import Part, Post, Resource, Section, Verdict, Written, links_of, posts_by, posts_in
from db.session import Session
from db.sharing import Initiative
from facilitation.attribution import Credit, credit
from facilitation.journal import Action, note

__all__ = ["Part", "Resource", "Section", "Verdict"]

TEXT_LIMIT = 280
_SECTIONS = tuple(Section)
DECOMPOSITION = _SECTIONS[: _SECTIONS.index(Section.gaps)]
PERSPECTIVE = _SECTIONS[len(DECOMPOSITION) :]
RESOURCES = tuple(Resource)
ASKED_FOR = (Section.obstacles, Section.core_functions)
"""What a group is asked for before its decomposition is closed."""


@dataclass(frozen=True, slots=True)
class About:
    """A decomposition post that another post is about."""

    id: int
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class MergedPost:
    """A post that is part of another one now, in its own words."""

    id: int
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class AlternativeView:
    """What somebody wrote over a post that had changed meanwhile; it waits for somebody to choose."""

    id: int
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class PostView:
    """One idea as its readers may see it: signed as its author consented, with what hangs on it.

    `version` is that of its text. `core` says that it is marked as a core function, whatever its section.
    """

    id: int
    text: str
    author: str
    territory: str
    resource: str | None
    verbatim: bool
    off_record: bool
    version: int
    at_ms: int
    about: list[About]
    position: int
    core: bool
    picture: str | None
    alt: str
    merged: list[MergedPost]
    alternatives: list[AlternativeView]


@dataclass(frozen=True, slots=True)
class MyPost:
    """One idea as its own author finds it again."""

    id: int
    part: str
    section: str
    text: str
    initiative: str
    off_record: bool
    version: int


def my_posts(session: Session, person_id: int) -> list[MyPost]:
    """Everything a person wrote, oldest first; also what is part of another post now."""
    return [
        MyPost(
            post.id,
            post.part,
            post.section,
            post.text,
            session.get_one(Initiative, post.initiative_id).title,
            post.off_record,
            post.version,
        )
        for post in posts_by(session, person_id)
    ]


def table_posts(session: Session, group_id: int, part: Part, audience: str) -> list[tuple[Post, PostView]]:
    """What stands of a group's posts in one part, in order, as this audience may see it.

    The projector sees nothing that is off the record, and no wording that waits for a choice. By as many
    questions for many posts as for few.
    """
    hides = audience == "projector"
    written = [row for row in posts_in(session, group_id, part) if not (hides and row.post.off_record)]
    stand = [row for row in written if row.into_id is None]
    merged: dict[int, list[MergedPost]] = {}
    for row in sorted(written, key=lambda row: row.post.id):
        if row.into_id is not None:
            part_of = MergedPost(row.post.id, row.post.text, _signed(row.author, row.territory).author)
            merged.setdefault(row.into_id, []).append(part_of)
    waiting = {} if hides else _waiting(session, group_id, part)
    about = _about(session, stand, audience) if part == Part.perspective else {}
    return [
        (
            row.post,
            shown(
                row,
                about.get(row.post.id, ()),
                merged=merged.get(row.post.id, ()),
                alternatives=waiting.get(row.post.id, ()),
            ),
        )
        for row in stand
    ]


def shown(
    written: Written,
    about: Iterable[About],
    *,
    merged: Iterable[MergedPost] = (),
    alternatives: Iterable[AlternativeView] = (),
) -> PostView:
    """A post as its group reads it."""
    post = written.post
    signed = _signed(written.author, written.territory)
    return PostView(
        id=post.id,
        text=post.text,
        author=signed.author,
        territory=signed.territory,
        resource=post.resource,
        verbatim=post.verbatim,
        off_record=post.off_record,
        version=post.version,
        at_ms=milliseconds(post.created_at),
        about=list(about),
        position=post.position,
        core=post.core_at is not None,
        picture=f"/pictures/{written.picture_id}" if written.picture_id is not None else None,
        alt=written.alt or "",
        merged=list(merged),
        alternatives=list(alternatives),
    )


def milliseconds(at: datetime) -> int:
    """A moment as browsers count."""
    return int(at.timestamp() * 1000)


def tell(session: Session, post: Post, action: Action, author_id: int | None, by: int | None) -> None:
    """Write down what was done with a post, never what it says, and name who should hear of it."""
    note(
        session,
        workshop_id=post.workshop_id,
        action=action,
        account_id=by,
        person_id=author_id,
        post=post.id,
        section=post.section.value,
    )
    touched = [f"perspective:{group_id}" for group_id in groups_on(session, post.initiative_id)]
    if post.part == Part.decomposition:
        touched += [f"canvas:{post.group_id}", "groups"]
    else:
        touched.append("matrix")
    changes.touch(session, post.workshop_id, *touched)


def _waiting(session: Session, group_id: int, part: Part) -> dict[int, list[AlternativeView]]:
    found: dict[int, list[AlternativeView]] = {}
    for alternative, author, territory in wordings_in(session, group_id, part):
        view = AlternativeView(alternative.id, alternative.text, _signed(author, territory).author)
        found.setdefault(alternative.post_id, []).append(view)
    return found


def _about(session: Session, stand: list[Written], audience: str) -> dict[int, list[About]]:
    """What posts are about; of what another group keeps off the record only the console hears."""
    groups = {row.post.id: row.post.group_id for row in stand}

    def hidden(post_id: int, about: Post) -> bool:
        own = audience == "room" and about.group_id == groups[post_id]
        return about.off_record and not own and audience != "console"

    return {
        post_id: [About(one.id, one.section, one.text) for one in posts if not hidden(post_id, one)]
        for post_id, posts in links_of(session, groups).items()
    }


def _signed(author: Person | None, territory: str | None) -> Credit:
    return credit(author.name, territory, author.role, author.attribution) if author else Credit()
