"""A cell of the matrix: what was answered there, and the posts behind it."""

from dataclasses import dataclass

from db.cell import Behind, posts_behind
from db.groups import group_with
from db.post_links import links_of
from db.posts import Post, Section
from db.ratings import Criterion
from db.session import Session
from db.sharing import initiative_row
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.attribution import credit
from facilitation.conditions import ConditionLine, conditions
from facilitation.errors import NotFound
from facilitation.matrix import Cell, matrix_view
from facilitation.posts import About
from facilitation.questions import Question, questions

_SECTIONS = tuple(Section)


@dataclass(frozen=True, slots=True)
class CellPost:
    """A perspective post behind a cell, signed as its author consented, with what it is about."""

    id: int
    section: str
    text: str
    table: int
    author: str
    territory: str
    verbatim: bool
    off_record: bool
    about: list[About]


@dataclass(frozen=True, slots=True)
class CellView:
    """One territory and one initiative, on one criterion or (None) as a whole."""

    initiative_id: int
    initiative: str
    territory_id: int
    territory: str
    criterion: str | None
    answers: Cell | None
    verdict: str | None
    lifts: list[ConditionLine]
    question: Question | None
    posts: list[CellPost]


def cell(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    territory_id: int,
    criterion: Criterion | None = None,
) -> CellView:
    """What is behind a cell of the revealed matrix. Raises NotFound where the matrix has no such cell.

    What is off the record is there for its own table and for who runs the workshop.
    """
    initiative = initiative_row(session, initiative_id)
    if initiative is None:
        raise NotFound
    workshop_id = initiative.workshop_id
    group_id = _reader(session, workshop_id, actor)
    view = matrix_view(session, workshop_id, "console")
    rows = {(work.id, row.territory_id): row for work in view.initiatives for row in work.rows}
    row = rows.get((initiative_id, territory_id))
    answers = next((one for one in row.cells if one.criterion == criterion), None) if row else None
    if row is None or not view.revealed or (criterion is not None and answers is None):
        raise NotFound
    lifts = conditions(
        session, workshop_id, group_id=group_id, whole=actor.account_id is not None, matrix=view
    )
    here = (initiative_id, territory_id)
    return CellView(
        initiative_id=initiative_id,
        initiative=initiative.title,
        territory_id=territory_id,
        territory=row.territory,
        criterion=criterion,
        answers=answers,
        verdict=row.verdict,
        lifts=[
            line
            for line in lifts
            if (line.initiative_id, line.territory_id) == here and line.criterion in (criterion, None)
        ],
        question=next(
            (
                one
                for one in questions(session, workshop_id, matrix=view)
                if (one.initiative_id, one.criterion) == (initiative_id, criterion)
            ),
            None,
        ),
        posts=_posts(session, initiative_id, territory_id, group_id, whole=actor.account_id is not None),
    )


def _reader(session: Session, workshop_id: int, actor: Actor) -> int | None:
    """The table of who reads, if any; nobody from elsewhere reads."""
    if actor.account_id is not None:
        workshop_run_by(session, actor, workshop_id)
        return None
    if actor.person_id is None or person_there(session, actor.person_id).workshop_id != workshop_id:
        raise NotFound
    group = group_with(session, actor.person_id)
    return group.id if group else None


def _posts(
    session: Session, initiative_id: int, territory_id: int, group_id: int | None, *, whole: bool
) -> list[CellPost]:
    def is_seen(post: Post) -> bool:
        return whole or not post.off_record or post.group_id == group_id

    found = [row for row in posts_behind(session, initiative_id, territory_id) if is_seen(row.post)]
    links = links_of(session, [row.post.id for row in found])
    about = {
        post_id: [About(post.id, post.section, post.text) for post in posts if is_seen(post)]
        for post_id, posts in links.items()
    }
    in_order = sorted(found, key=lambda row: _SECTIONS.index(row.post.section))
    return [_shown(row, about.get(row.post.id, [])) for row in in_order]


def _shown(behind: Behind, about: list[About]) -> CellPost:
    post, table, author, territory = behind
    signed = credit(author.name, territory, author.role, author.signs) if author else None
    return CellPost(
        id=post.id,
        section=post.section,
        text=post.text,
        table=table,
        author=signed.author if signed else "",
        territory=signed.territory if signed else "",
        verbatim=post.verbatim,
        off_record=post.off_record,
        about=about,
    )
