"""What two entries of one person did in the groups and in the matrix, gathered under the one that stays."""

from sqlalchemy import ColumnElement, Delete, Update, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from db.alternatives import Alternative
from db.answers import HolderAnswer
from db.conditions import Lift
from db.deeds import Deed
from db.groups import GroupMember
from db.interests import Interest
from db.ratings import Rating
from db.rounds import RoundAnswer
from db.seat_locks import SeatLock
from db.sharing import Initiative
from db.tasks import TableTask
from db.wishes import Wish


def move_writings(session: Session, person_id: int, to_id: int) -> None:
    """Let one person's wordings, deeds, answers, lifted conditions and declared interests be another's."""
    written_by = (
        *(Alternative.author_id, Deed.person_id),
        *(HolderAnswer.author_id, Lift.person_id, Interest.person_id),
    )
    for written in written_by:
        _run(session, update(written.class_).where(written == person_id).values({written.key: to_id}))


def move_wishes(session: Session, person_id: int, to_id: int) -> None:
    """Let one person's wishes be another's, who keeps their own where they have any."""
    if session.scalar(select(exists().where(Wish.person_id == to_id))):
        _run(session, delete(Wish).where(Wish.person_id == person_id))
    else:
        _run(session, update(Wish).where(Wish.person_id == person_id).values(person_id=to_id))


def move_tasks(session: Session, person_id: int, to_id: int) -> None:
    """Let one person's tasks be another's at the table where that one sits; the others are free again."""
    seat = select(GroupMember.group_id).where(GroupMember.person_id == to_id)
    here = (TableTask.person_id == person_id) & TableTask.group_id.in_(seat)
    _run(session, update(TableTask).where(here).values(person_id=to_id))
    _run(session, delete(TableTask).where(TableTask.person_id == person_id))
    if session.get(SeatLock, to_id) is None:
        _run(session, update(SeatLock).where(SeatLock.person_id == person_id).values(person_id=to_id))
    _run(session, delete(SeatLock).where(SeatLock.person_id == person_id))


def move_ratings(session: Session, person_id: int, to_id: int, territory_id: int | None) -> None:
    """Let one person's answers be another's, who keeps those already given and answers for one territory.

    That territory rates no initiative of its own; without one, the answers stay about where they were about.
    """
    mine = Rating.person_id == person_id
    _run(session, delete(Rating).where(*_not_taken(person_id, to_id, territory_id)))
    if territory_id is not None:
        _run(session, update(Rating).where(mine).values(territory_id=territory_id))
    _run(session, update(Rating).where(mine).values(person_id=to_id))


def given_twice(session: Session, person_id: int, to_id: int, territory_id: int | None) -> dict[str, int]:
    """How many of one person's things another one, who has their own, would not take over."""
    ours = exists().where(Wish.person_id == to_id)
    other = aliased(GroupMember)
    elsewhere = exists().where(other.person_id == to_id, other.group_id != GroupMember.group_id)
    rounds = select(RoundAnswer.stage_id).where(RoundAnswer.person_id == to_id)
    asked = {
        "rounds": select(func.count()).where(
            RoundAnswer.person_id == person_id, RoundAnswer.stage_id.in_(rounds)
        ),
        "ratings": select(func.count()).where(*_not_taken(person_id, to_id, territory_id)),
        "wishes": select(func.count()).where(Wish.person_id == person_id, ours),
        "seats": select(func.count()).where(GroupMember.person_id == person_id, elsewhere),
    }
    return {name: session.scalar(count) or 0 for name, count in asked.items()}


def _not_taken(
    person_id: int, to_id: int, territory_id: int | None
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    given = aliased(Rating)
    again = exists().where(
        given.person_id == to_id,
        given.initiative_id == Rating.initiative_id,
        given.criterion == Rating.criterion,
    )
    own = select(Initiative.id).where(Initiative.territory_id == territory_id)
    return Rating.person_id == person_id, or_(again, Rating.initiative_id.in_(own))


def _run(session: Session, statement: Update | Delete) -> None:
    session.execute(statement.execution_options(synchronize_session=False))
