"""Posts as their readers see them: what the canvas and the perspective share."""

from dataclasses import dataclass
from datetime import datetime

from db import changes
from db.alternatives import wordings_in
from db.groups import groups_on
from db.people import PersonRole, Signature
from db.post_links import links_of
from db.posts import Part, Post, Resource, Section, Verdict, Written, posts_by, posts_in
from db.session import Session
from db.sharing import Initiative
from facilitation.actors import Actor
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


UNQUOTED: frozenset[Action] = frozenset(
    (
        "post_core",
        "post_not_core",
        "post_ordered",
        "post_picture_attached",
        "post_picture_removed",
        "post_reworded",
        "post_verbatim",
        "wording_kept",
    )
)
"""What changes nothing of a post that perspective posts show of what they are about."""
UNCOUNTED: frozenset[Action] = (UNQUOTED - {"post_core", "post_not_core"}) | {"post_edited", "wording_chosen"}
"""What leaves the completeness of a canvas as it was."""
STAYING: frozenset[Action] = UNCOUNTED | {
    *("post_written", "post_deleted", "post_restored", "post_off_record", "post_on_record")
}
"""What leaves a post in its section: of another one than conditions, the matrix shows nothing."""


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
    role: str = ""
    """What stands for the name of an author who was erased."""


Placed = dict[tuple[int | None, Section], list[PostView]]
"""Posts by the territory they are for, if any, and their section, in their order."""
NOBODY = Credit()


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


def table_posts(session: Session, group_id: int, part: Part, audience: str) -> Placed:
    """What stands of a group's posts in one part, as this audience may see it, by territory and section.

    The projector sees nothing that is off the record, and no wording that waits for a choice. By as many
    questions for many posts as for few.
    """
    hides = audience == "projector"
    written = [row for row in posts_in(session, group_id, part) if not (hides and row.off_record)]
    stand = [row for row in written if row.into_id is None]
    merged = _merged(written)
    waiting = {} if hides else _waiting(session, group_id, part)
    about = _about(session, stand, audience) if part == Part.perspective else {}
    placed: Placed = {}
    for row in stand:
        view = _shown(row, about.get(row.id, []), merged.get(row.id, []), waiting.get(row.id, []))
        placed.setdefault((row.territory_id, row.section), []).append(view)
    return placed


def milliseconds(at: datetime) -> int:
    """A moment as browsers count."""
    return int(at.timestamp() * 1000)


def tell(session: Session, post: Post, action: Action, actor: Actor) -> None:
    """Write down what was done with a post, never what it says, and name who should hear of it."""
    note(
        session,
        workshop_id=post.workshop_id,
        action=action,
        actor=actor,
        post=post.id,
        section=post.section.value,
    )
    if post.part == Part.perspective:
        touched = ["perspectives"]
        if post.section == Section.conditions or action not in STAYING:
            touched.append("matrix")
    else:
        touched = (
            [f"canvas:{post.group_id}"] if action in UNCOUNTED else [f"canvas:{post.group_id}", "progress"]
        )
    if post.part == Part.perspective or action not in UNQUOTED:
        touched += [f"perspective:{group_id}" for group_id in groups_on(session, post.initiative_id)]
    changes.touch(session, post.workshop_id, "material", *touched)


def _shown(
    row: Written, about: list[About], merged: list[MergedPost], alternatives: list[AlternativeView]
) -> PostView:
    signed = _signed(row.author, row.home, row.role, row.signs)
    return PostView(
        id=row.id,
        text=row.text,
        author=signed.author,
        territory=signed.territory,
        resource=row.resource,
        verbatim=row.verbatim,
        off_record=row.off_record,
        version=row.version,
        at_ms=milliseconds(row.created_at),
        about=about,
        position=row.position,
        core=row.core_at is not None,
        picture=f"/pictures/{row.picture_id}" if row.picture_id is not None else None,
        alt=row.alt or "",
        merged=merged,
        alternatives=alternatives,
        role=signed.role if signed.role and not signed.author else "",
    )


def _merged(written: list[Written]) -> dict[int, list[MergedPost]]:
    found: dict[int, list[MergedPost]] = {}
    for row in sorted((row for row in written if row.into_id is not None), key=lambda row: row.id):
        signed = _signed(row.author, row.home, row.role, row.signs)
        found.setdefault(row.into_id or 0, []).append(MergedPost(row.id, row.text, signed.author))
    return found


def _waiting(session: Session, group_id: int, part: Part) -> dict[int, list[AlternativeView]]:
    found: dict[int, list[AlternativeView]] = {}
    for row in wordings_in(session, group_id, part):
        signed = _signed(row.author, row.home, row.role, row.signs)
        found.setdefault(row.post_id, []).append(AlternativeView(row.id, row.text, signed.author))
    return found


def _about(session: Session, stand: list[Written], audience: str) -> dict[int, list[About]]:
    """What posts are about; of what another group keeps off the record only the console hears."""
    groups = {row.id: row.group_id for row in stand}

    def hidden(post_id: int, about: Post) -> bool:
        own = audience == "room" and about.group_id == groups[post_id]
        return about.off_record and not own and audience != "console"

    return {
        post_id: [About(one.id, one.section, one.text) for one in posts if not hidden(post_id, one)]
        for post_id, posts in links_of(session, groups).items()
    }


def _signed(name: str | None, home: str | None, role: PersonRole | None, signs: Signature | None) -> Credit:
    if name is None or role is None or signs is None:
        return NOBODY
    return credit(name, home, role, signs)
