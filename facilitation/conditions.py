"""Conditions to lift: every 0 and every post of the section conditions, with who can lift it and how."""

from dataclasses import dataclass
from datetime import datetime

from db import changes
from db.base import now
from db.conditions import (
    BY_WHEN_LIMIT,
    FIRST_STEP_LIMIT,
    WHO_LIMIT,
    Lift,
    condition_posts,
    lift_of,
    lifts_in,
)
from db.groups import group_with
from db.posts import Post
from db.ratings import Criterion
from db.session import Session
from db.sharing import Initiative
from db.spelling import french_order
from db.workshops import Workshop
from facilitation import journal
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.ending import still_open
from facilitation.errors import NotAllowed, NotFound
from facilitation.matrix import MatrixView, matrix_view
from facilitation.texts import clean

__all__ = ["BY_WHEN_LIMIT", "FIRST_STEP_LIMIT", "WHO_LIMIT"]

_CRITERIA = tuple(Criterion)

Named = tuple[int, int, Criterion | None, int | None]
"""(initiative, territory, criterion, post): a criterion or a post."""


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition: a criterion rated 0, or a post with its text; then what was said about lifting it."""

    initiative_id: int
    initiative: str
    territory_id: int
    territory: str
    criterion: str | None
    post_id: int | None
    text: str
    off_record: bool
    who: str
    by_when: str
    first_step: str
    lifted_at: datetime | None = None


def conditions(
    session: Session,
    workshop_id: int,
    *,
    group_id: int | None = None,
    whole: bool = False,
    matrix: MatrixView | None = None,
) -> list[ConditionLine]:
    """Every condition to lift, by initiative and territory, the zeros first and only after the reveal.

    What is off the record is there for the table that wrote it (`group_id`) and for who runs it (`whole`).
    Whoever has the `matrix` already hands it on.
    """
    matrix = matrix or matrix_view(session, workshop_id, "console")
    said = {
        (lift.initiative_id, lift.territory_id, lift.criterion, lift.post_id): lift
        for lift in lifts_in(session, workshop_id)
    }
    lines = [
        _line(
            (work.id, work.title, row.territory_id, row.territory),
            said.get((work.id, row.territory_id, Criterion(cell.criterion), None)),
            criterion=Criterion(cell.criterion),
        )
        for work in matrix.initiatives
        for row in work.rows
        for cell in row.cells
        if cell.zeros
    ]
    for post, initiative, territory in condition_posts(session, workshop_id):
        if whole or not post.off_record or post.group_id == group_id:
            target = post.territory_id or 0
            lift = said.get((post.initiative_id, target, None, post.id))
            lines.append(_line((post.initiative_id, initiative, target, territory), lift, post=post))
    return sorted(lines, key=_in_order)


def my_conditions(session: Session, person_id: int) -> list[ConditionLine]:
    """The conditions one may say something about: of one's table's initiative, or one's own territory."""
    person = person_there(session, person_id)
    group = group_with(session, person_id)
    lines = conditions(session, person.workshop_id, group_id=group.id if group else None)
    worked_on = group.initiative_id if group else None
    return [
        line for line in lines if line.initiative_id == worked_on or line.territory_id == person.territory_id
    ]


def say_how_to_lift(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    territory_id: int,
    criterion: Criterion | None = None,
    post_id: int | None = None,
    who: str,
    by_when: str,
    first_step: str,
) -> None:
    """Say who can lift a condition, by when, and the first step; with nothing said it is taken back."""
    said = (
        clean(who, limit=WHO_LIMIT, field="who", required=False),
        clean(by_when, limit=BY_WHEN_LIMIT, field="by_when", required=False),
        clean(first_step, limit=FIRST_STEP_LIMIT, field="first_step", required=False),
    )
    named = (initiative_id, territory_id, criterion, post_id)
    initiative = _initiative_with(session, actor, named)
    lift = lift_of(session, *named)
    if said == ((lift.who, lift.by_when, lift.first_step) if lift else ("", "", "")):
        return
    if lift is not None and not any(said) and lift.lifted_at is None:
        session.delete(lift)
    else:
        lift = lift or _begun(session, initiative, named)
        lift.who, lift.by_when, lift.first_step = said
        lift.person_id, lift.account_id, lift.said_at = actor.person_id, actor.account_id, now()
    _written_down(session, initiative, actor, "condition_said", named)


def say_whether_lifted(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    territory_id: int,
    criterion: Criterion | None = None,
    post_id: int | None = None,
    lifted: bool = True,
) -> None:
    """Say that a condition is lifted, or that it is not after all; said again, nothing changes.

    By whoever may say how: for their table's initiative or their own territory, up to thirty days after the
    end; by who runs the workshop, at any time. Raises NotFound, NotAllowed, WorkshopClosed.
    """
    named = (initiative_id, territory_id, criterion, post_id)
    initiative = _initiative_with(session, actor, named)
    lift = lift_of(session, *named)
    if (lift is not None and lift.lifted_at is not None) == lifted:
        return
    lift = lift or _begun(session, initiative, named)
    lift.lifted_at = now() if lifted else None
    if not lifted and not any((lift.who, lift.by_when, lift.first_step)):
        session.delete(lift)
    _written_down(session, initiative, actor, "condition_lifted" if lifted else "condition_not_lifted", named)


def conditions_followed(session: Session, *, actor: Actor, initiative_id: int) -> list[ConditionLine]:
    """The conditions of an initiative, for who runs its workshop. Raises NotFound."""
    initiative = session.get(Initiative, initiative_id)
    if initiative is None:
        raise NotFound
    workshop_run_by(session, actor, initiative.workshop_id)
    known = conditions(session, initiative.workshop_id, whole=True)
    return [line for line in known if line.initiative_id == initiative_id]


def _initiative_with(session: Session, actor: Actor, named: Named) -> Initiative:
    """The initiative, held, with a condition that this actor may speak of."""
    initiative = session.get(Initiative, named[0], with_for_update={"key_share": True})
    if initiative is None:
        raise NotFound
    group_id = _who_may(session, initiative, named[1], actor)
    known = conditions(session, initiative.workshop_id, group_id=group_id, whole=actor.account_id is not None)
    if named not in {(line.initiative_id, line.territory_id, line.criterion, line.post_id) for line in known}:
        raise NotFound
    return initiative


def _begun(session: Session, initiative: Initiative, named: Named) -> Lift:
    initiative_id, territory_id, criterion, post_id = named
    lift = Lift(
        workshop_id=initiative.workshop_id,
        initiative_id=initiative_id,
        territory_id=territory_id,
        criterion=criterion,
        post_id=post_id,
    )
    session.add(lift)
    return lift


def _written_down(
    session: Session, initiative: Initiative, actor: Actor, action: journal.Action, named: Named
) -> None:
    session.flush()
    journal.note(
        session,
        workshop_id=initiative.workshop_id,
        action=action,
        actor=actor,
        initiative_id=named[0],
        territory_id=named[1],
        post_id=named[3],
    )
    changes.touch(session, initiative.workshop_id, "matrix")


def _who_may(session: Session, initiative: Initiative, territory_id: int, actor: Actor) -> int | None:
    """The table whose person says it, if any; for their table's initiative or their own territory only."""
    if actor.account_id is not None:
        workshop_run_by(session, actor, initiative.workshop_id)
        return None
    person = person_there(session, actor.person_id) if actor.person_id is not None else None
    if person is None or person.workshop_id != initiative.workshop_id:
        raise NotFound
    group = group_with(session, person.id)
    if (group is None or group.initiative_id != initiative.id) and person.territory_id != territory_id:
        raise NotAllowed
    still_open(session.get_one(Workshop, initiative.workshop_id))
    return group.id if group else None


def _line(
    where: tuple[int, str, int, str],
    lift: Lift | None,
    *,
    criterion: Criterion | None = None,
    post: Post | None = None,
) -> ConditionLine:
    return ConditionLine(
        *where,
        criterion=criterion,
        post_id=post.id if post else None,
        text=post.text if post else "",
        off_record=post.off_record if post else False,
        who=lift.who if lift else "",
        by_when=lift.by_when if lift else "",
        first_step=lift.first_step if lift else "",
        lifted_at=lift.lifted_at if lift else None,
    )


def _in_order(line: ConditionLine) -> tuple[int, tuple[str, str, str], int, int, int]:
    place = _CRITERIA.index(Criterion(line.criterion)) if line.criterion else len(_CRITERIA)
    return (line.initiative_id, french_order(line.territory), line.territory_id, place, line.post_id or 0)
