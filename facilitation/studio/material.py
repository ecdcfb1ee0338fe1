"""The material of a workshop, for those who study it: what may leave the room, with what hangs on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from db.boards import boards_in, laid_in
from db.marks import notes_by, tags_in
from db.material import MaterialRow, cited_in, material_rows
from db.report import links_in
from db.session import Session
from facilitation.access import workshop_studied_by
from facilitation.actors import Actor
from facilitation.attribution import Credit
from facilitation.provenance import standing
from facilitation.studio.choosing import Bearings, Choices, Chosen, choices, matching, signed

__all__ = ["Choices", "Chosen", "Material", "MaterialPage", "Source", "material", "material_of"]

A_PAGE = 50

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Source:
    """One of the ideas that a contribution was merged from."""

    id: int
    text: str
    credit: Credit


@dataclass(frozen=True, slots=True)
class Material:
    """One idea that may leave the room, signed as its author consented, with what designers made of it.

    `note` is the reader's own. `boards` and `concepts` name where it is used, with their numbers.
    """

    id: int
    text: str
    credit: Credit
    part: str
    section: str
    resource: str
    initiative_id: int
    initiative: str
    group: int
    target: str
    verbatim: bool
    core: bool
    merged: tuple[Source, ...]
    tags: tuple[str, ...]
    note: str
    boards: tuple[tuple[int, str], ...]
    concepts: tuple[tuple[int, str], ...]
    about: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class MaterialPage:
    """Some of the material, latest first: how much there is, what was found, and one page of it."""

    total: int
    ids: tuple[int, ...]
    page: int
    pages: int
    posts: tuple[Material, ...]
    choices: Choices

    @property
    def found(self) -> int:
        """How much was found."""
        return len(self.ids)


def material(
    session: Session, *, actor: Actor, workshop_id: int, chosen: Chosen | None = None, page: int = 0
) -> MaterialPage:
    """One page of what was chosen; a page beyond the last one is the last. Raises NotFound.

    By as many questions for many contributions as for few.
    """
    workshop_studied_by(session, actor, workshop_id)
    rows = material_rows(session, workshop_id)
    merges = {row.id: row.into_id for row in rows if row.into_id is not None}
    around = _bearings(session, workshop_id, rows, merges)
    stand = [row for row in rows if row.into_id is None]
    found = matching(stand, chosen or Chosen(), around)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    return MaterialPage(
        total=len(stand),
        ids=tuple(row.id for row in found),
        page=page,
        pages=pages,
        posts=_drawn(session, actor, workshop_id, shown, around, merges),
        choices=choices(stand, (tag for _, tag in tags_in(session, workshop_id))),
    )


def material_of(
    session: Session, *, actor: Actor, workshop_id: int, post_ids: Collection[int]
) -> tuple[Material, ...]:
    """The contributions that these posts lead to, in the order of the posts, each once. Raises NotFound."""
    workshop_studied_by(session, actor, workshop_id)
    rows = material_rows(session, workshop_id)
    merges = {row.id: row.into_id for row in rows if row.into_id is not None}
    around = _bearings(session, workshop_id, rows, merges)
    stand = {row.id: row for row in rows if row.into_id is None}
    wanted = dict.fromkeys(standing(post_id, merges) for post_id in post_ids)
    shown = [stand[post_id] for post_id in wanted if post_id in stand]
    return _drawn(session, actor, workshop_id, shown, around, merges)


def _bearings(
    session: Session, workshop_id: int, rows: Sequence[MaterialRow], merges: Mapping[int, int]
) -> Bearings:
    there = {row.id for row in rows}
    parts = _by_standing(((row.id, row) for row in reversed(rows) if row.into_id is not None), merges)
    links = {
        (standing(post_id, merges), standing(about_id, merges))
        for post_id, about_id in links_in(session, workshop_id)
        if post_id in there and about_id in there
    }
    return Bearings(
        parts=parts,
        tags=_by_standing(tags_in(session, workshop_id), merges),
        about=_by_standing(sorted(links), {}),
        linked=frozenset(post_id for link in links for post_id in link),
        cited=_by_standing(
            ((post_id, (concept_id, title)) for post_id, concept_id, title in cited_in(session, workshop_id)),
            merges,
        ),
    )


def _by_standing(pairs: Iterable[tuple[int, Value]], merges: Mapping[int, int]) -> dict[int, list[Value]]:
    """What hangs on each post that stands, its parts' too, each thing once."""
    found: dict[int, dict[Value, None]] = {}
    for post_id, value in pairs:
        found.setdefault(standing(post_id, merges), {})[value] = None
    return {post_id: list(values) for post_id, values in found.items()}


def _drawn(
    session: Session,
    actor: Actor,
    workshop_id: int,
    rows: Sequence[MaterialRow],
    around: Bearings,
    merges: Mapping[int, int],
) -> tuple[Material, ...]:
    names = {board.id: board.name for board in boards_in(session, workshop_id)}
    laid = _by_standing(
        ((post_id, (board_id, names[board_id])) for board_id, post_id, _ in laid_in(session, workshop_id)),
        merges,
    )
    notes = _by_standing(notes_by(session, actor.account, workshop_id).items(), merges)
    return tuple(_material(row, around, laid.get(row.id, ()), notes.get(row.id, ())) for row in rows)


def _material(
    row: MaterialRow, around: Bearings, laid: Sequence[tuple[int, str]], notes: Sequence[str]
) -> Material:
    return Material(
        id=row.id,
        text=row.text,
        credit=signed(row),
        part=row.part,
        section=row.section,
        resource=row.resource or "",
        initiative_id=row.initiative_id,
        initiative=row.initiative,
        group=row.group,
        target=row.target or "",
        verbatim=row.verbatim,
        core=row.core_at is not None,
        merged=tuple(Source(one.id, one.text, signed(one)) for one in around.parts.get(row.id, ())),
        tags=tuple(around.tags.get(row.id, ())),
        note="\n\n".join(notes),
        boards=tuple(laid),
        concepts=tuple(around.cited.get(row.id, ())),
        about=tuple(around.about.get(row.id, ())),
        at=row.at,
    )
