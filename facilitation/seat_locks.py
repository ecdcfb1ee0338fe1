"""Locked seats: whoever has one stays where they are when groups are proposed again."""

from db import changes
from db.groups import group_with
from db.seat_locks import SeatLock, drop_lock, lock_row
from db.session import Session
from db.workshops import lock_workshop
from facilitation import journal
from facilitation.access import person_in_reach
from facilitation.actors import Actor
from facilitation.errors import NotFound


def lock_seat(session: Session, *, actor: Actor, person_id: int) -> None:
    """Let a person stay where they sit, whatever is proposed. Raises NotFound for who sits nowhere."""
    person = person_in_reach(session, actor, person_id)
    lock_workshop(session, person.workshop_id)
    group = group_with(session, person_id)
    if group is None:
        raise NotFound
    if lock_row(session, person_id) is not None:
        return
    session.add(SeatLock(person_id=person_id, locked_by=actor.account_id))
    session.flush()
    journal.note(
        session,
        workshop_id=person.workshop_id,
        action="seat_locked",
        actor=actor,
        person_id=person_id,
        table=group.number,
    )
    changes.touch(session, person.workshop_id, "groups")


def unlock_seat(session: Session, *, actor: Actor, person_id: int) -> None:
    """Let a person be seated anew by the next proposal."""
    person = person_in_reach(session, actor, person_id)
    if lock_row(session, person_id) is None:
        return
    drop_lock(session, person_id)
    session.expire_all()
    journal.note(
        session,
        workshop_id=person.workshop_id,
        action="seat_unlocked",
        actor=actor,
        person_id=person_id,
    )
    changes.touch(session, person.workshop_id, "groups")
