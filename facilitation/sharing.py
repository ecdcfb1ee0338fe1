"""Sharing initiatives: put on the wall, edited until the vote, hidden and brought back."""

from typing import Unpack

from db.agenda import StageKind
from db.base import now
from db.candidates import stands_for_election, stood_for_election
from db.changes import touch
from db.session import Session
from db.sharing import Initiative, initiative_row, same_initiative
from db.workshops import workshop_row
from facilitation.access import acting_person, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import require_open
from facilitation.ending import going_on
from facilitation.errors import CandidatesFrozen, EditingOver, NotAllowed, NotFound
from facilitation.initiative_text import InitiativeText, fit_to_keep
from facilitation.journal import Action, note
from facilitation.wall import (
    InitiativeView,
    Source,
    WallView,
    conceal_wall,
    initiatives,
    is_concealed,
    my_initiatives,
    reveal_wall,
    wall_view,
)

__all__ = [
    "InitiativeText",
    "InitiativeView",
    "Source",
    "WallView",
    "conceal_wall",
    "edit_initiative",
    "editable_initiative",
    "hide_initiative",
    "hide_own",
    "in_guide",
    "initiative_in_reach",
    "initiatives",
    "is_concealed",
    "my_initiatives",
    "reveal_wall",
    "share_initiative",
    "unhide_initiative",
    "unhide_own",
    "wall_view",
]

MOST_ON_THE_WALL = 10
FEWEST_ON_THE_WALL = 5
NOTHING_SAID: InitiativeText = {"title": "", "pitch": "", "description": "", "link": "", "territory_name": ""}


def in_guide(count: int) -> bool:
    """Whether a wall holds as many initiatives as the method advises; it advises, nothing blocks."""
    return FEWEST_ON_THE_WALL <= count <= MOST_ON_THE_WALL


def share_initiative(
    session: Session,
    *,
    actor: Actor,
    workshop_id: int | None = None,
    fictitious: bool = False,
    **texts: Unpack[InitiativeText],
) -> int:
    """Put an initiative on the wall and return its id.

    Participants share while the sharing stage is open; a facilitator enters one at any time, for somebody
    or for the workshop. Shared while a vote is open, it is no candidate of that vote.
    Sent twice, as by a double click, it is one initiative.
    """
    home = _home(session, actor, workshop_id)
    kept = fit_to_keep(session, home, {**NOTHING_SAID, **texts})
    if same := same_initiative(session, home, kept, author_id=actor.person_id, entered_by=actor.account_id):
        return same.id
    at = now()
    initiative = Initiative(
        workshop_id=home,
        author_id=actor.person_id,
        entered_by=actor.account_id,
        fictitious=fictitious,
        created_at=at,
        updated_at=at,
        **kept,
    )
    session.add(initiative)
    session.flush()
    _written_down(session, initiative, "initiative_shared", actor=actor)
    return initiative.id


def edit_initiative(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    **texts: Unpack[InitiativeText],
) -> None:
    """Change the given texts of an initiative; its author may until the vote, a facilitator but during it."""
    initiative = editable_initiative(session, initiative_id, actor=actor)
    changed = fit_to_keep(session, initiative.workshop_id, texts)
    for field, value in changed.items():
        setattr(initiative, field, value)
    initiative.updated_at = now()
    _written_down(session, initiative, "initiative_edited", actor=actor)


def hide_initiative(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Take an initiative off the wall; it can come back."""
    initiative = initiative_in_reach(session, actor, initiative_id)
    _refuse_while_it_stands(session, initiative)
    if initiative.hidden_at is None or initiative.hidden_by is None:
        initiative.hidden_at, initiative.hidden_by = now(), actor.account_id
        _written_down(session, initiative, "initiative_hidden", actor=actor)


def unhide_initiative(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Bring a hidden initiative back to the wall, whoever hid it."""
    initiative = initiative_in_reach(session, actor, initiative_id)
    if initiative.hidden_at is not None:
        initiative.hidden_at = initiative.hidden_by = None
        _written_down(session, initiative, "initiative_unhidden", actor=actor)


def hide_own(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Take one's own initiative back, before the vote."""
    initiative = _own_before_the_vote(session, actor, initiative_id)
    if initiative.hidden_at is None:
        initiative.hidden_at = now()
        _written_down(session, initiative, "initiative_hidden", actor=actor)


def unhide_own(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Share anew what one took back oneself. Raises NotAllowed where the facilitator hid it."""
    initiative = _own_before_the_vote(session, actor, initiative_id)
    if initiative.hidden_by is not None:
        raise NotAllowed
    if initiative.hidden_at is not None:
        initiative.hidden_at = None
        _written_down(session, initiative, "initiative_unhidden", actor=actor)


def initiative_in_reach(session: Session, actor: Actor, initiative_id: int) -> Initiative:
    """The initiative, if this account runs its workshop. Raises NotFound."""
    initiative = initiative_row(session, initiative_id)
    if initiative is None:
        raise NotFound
    workshop_run_by(session, actor, initiative.workshop_id)
    return initiative


def editable_initiative(session: Session, initiative_id: int, *, actor: Actor) -> Initiative:
    """The initiative, if its author may still edit it, or a facilitator may now.

    Raises NotFound beyond reach, EditingOver for its author once it was merged or stood in a vote,
    WorkshopClosed after the end, and CandidatesFrozen for a facilitator while it stands in one.
    """
    if actor.account_id is not None:
        initiative = initiative_in_reach(session, actor, initiative_id)
        _refuse_while_it_stands(session, initiative)
        return initiative
    if actor.person_id is None:
        raise NotAllowed
    return _own_before_the_vote(session, actor, initiative_id)


def _own_before_the_vote(session: Session, actor: Actor, initiative_id: int) -> Initiative:
    person = acting_person(session, actor)
    going_on(workshop_row(session, person.workshop_id))
    initiative = initiative_row(session, initiative_id)
    if initiative is None or initiative.author_id != person.id:
        raise NotFound
    if initiative.merged_into_id is not None or stood_for_election(session, initiative.id):
        raise EditingOver
    return initiative


def _home(session: Session, actor: Actor, workshop_id: int | None) -> int:
    """The workshop that the initiative is for, once whoever shares it may."""
    if actor.person_id is not None:
        home = acting_person(session, actor).workshop_id
        if actor.account_id is None:
            require_open(session, home, StageKind.sharing)
        return home
    if actor.account_id is None or workshop_id is None:
        raise NotAllowed
    return workshop_run_by(session, actor, workshop_id).id


def _refuse_while_it_stands(session: Session, initiative: Initiative) -> None:
    if stands_for_election(session, initiative.id):
        raise CandidatesFrozen


def _written_down(session: Session, initiative: Initiative, action: Action, *, actor: Actor) -> None:
    note(
        session,
        workshop_id=initiative.workshop_id,
        action=action,
        actor=actor,
        initiative=initiative.title,
    )
    touch(session, initiative.workshop_id, "wall", "matrix", "ratings")
