"""Wishes: before the tables are made, each person may say which initiatives they would like to work on."""

from collections.abc import Sequence
from dataclasses import dataclass

from db import changes
from db.decisions import Outcome
from db.groups import group_with, seats_in
from db.people import Person
from db.session import Session
from db.wishes import Wish, drop_wishes, wishes_in, wishes_of
from db.workshops import workshop_row
from facilitation import journal
from facilitation.access import acting_person, person_there
from facilitation.actors import Actor
from facilitation.agenda import StageKind, open_stage_of
from facilitation.ending import going_on
from facilitation.errors import AlreadySeated, NotKept
from facilitation.people import people
from facilitation.wall import InitiativeView, initiatives

TABLES_AT_WORK = (StageKind.decomposition, StageKind.perspective)


@dataclass(frozen=True, slots=True)
class Wishable:
    """An initiative that a table may work on, and its place among somebody's wishes."""

    id: int
    title: str
    territory: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class WishesView:
    """What a person may wish for; `open` while there is a choice and they have no table."""

    open: bool
    initiatives: list[Wishable]


@dataclass(frozen=True, slots=True)
class WishLine:
    """Somebody on the facilitator's desk who has no table yet, and their wishes, the dearest first."""

    person_id: int
    name: str
    wishes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WishDesk:
    """What can be wished for, and who has no table yet."""

    initiatives: list[Wishable]
    people: list[WishLine]


def wishable(session: Session, workshop_id: int) -> list[InitiativeView]:
    """What one may wish to work on: the kept initiatives; where nothing is decided, all of the wall, once
    tables are at work."""
    standing = initiatives(session, workshop_id)
    kept = [one for one in standing if one.state is Outcome.KEPT]
    if kept:
        return kept
    stage = open_stage_of(session, workshop_id)
    return standing if stage is not None and stage.kind in TABLES_AT_WORK else []


def rank_initiatives(session: Session, *, actor: Actor, initiative_ids: Sequence[int]) -> None:
    """Say in which order a person would like to work on these; none at all takes every wish back.

    Raises AlreadySeated for whoever has a table, NotKept for what no table works on, WorkshopClosed for a
    participant after the end.
    """
    person = acting_person(session, actor)
    if actor.account_id is None:
        going_on(workshop_row(session, person.workshop_id))
    session.get_one(Person, person.id, with_for_update={"key_share": True})
    if group_with(session, person.id) is not None:
        raise AlreadySeated
    wanted = tuple(dict.fromkeys(initiative_ids))
    if not {one.id for one in wishable(session, person.workshop_id)}.issuperset(wanted):
        raise NotKept
    if wishes_of(session, person.id) == wanted:
        return
    drop_wishes(session, person.id)
    session.add_all(
        Wish(person_id=person.id, initiative_id=one, rank=rank) for rank, one in enumerate(wanted, 1)
    )
    session.flush()
    journal.note(
        session,
        workshop_id=person.workshop_id,
        action="wishes_ranked",
        actor=actor,
        count=len(wanted),
    )
    changes.touch(session, person.workshop_id, "groups", f"me:{person.id}")


def wishes(session: Session, person_id: int) -> WishesView:
    """What a person may wish for and what they have wished so far."""
    person = person_there(session, person_id)
    found = _ranked(wishable(session, person.workshop_id), wishes_of(session, person_id))
    return WishesView(open=len(found) > 1 and group_with(session, person_id) is None, initiatives=found)


def wish_desk(session: Session, *, actor: Actor, workshop_id: int) -> WishDesk:
    """Whoever has no table yet, with what they wished for, for who runs the workshop."""
    everybody = people(session, actor=actor, workshop_id=workshop_id)
    seated = {person.id for _, person, _ in seats_in(session, workshop_id)}
    wished = wishes_in(session, workshop_id)
    return WishDesk(
        initiatives=_ranked(wishable(session, workshop_id), ()),
        people=[
            WishLine(one.id, one.name, wished.get(one.id, ()))
            for one in everybody
            if one.id not in seated and not one.removed
        ],
    )


def _ranked(found: Sequence[InitiativeView], wanted: Sequence[int]) -> list[Wishable]:
    ranks = {one: rank for rank, one in enumerate(wanted, 1)}
    return [Wishable(one.id, one.title, one.territory, ranks.get(one.id)) for one in found]
