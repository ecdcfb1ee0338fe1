"""Merging initiatives that say the same: both originals and both sources are kept, and it can be undone."""

from collections.abc import Iterable, Sequence

from db.base import now
from db.candidates import stood_for_election
from db.changes import touch
from db.groups import groups_on
from db.session import Session
from db.sharing import DESCRIPTION_LIMIT, Initiative, lock_initiatives, merged_from, point_merged
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import EditingOver, InitiativeInUse, NotFound, TooFewToMerge
from facilitation.initiative_text import MOST_TAGS, fit_to_keep
from facilitation.journal import Action, note
from facilitation.sharing import initiative_in_reach


def merge_initiatives(
    session: Session, *, actor: Actor, initiative_ids: Sequence[int], title: str, pitch: str
) -> int:
    """Make one initiative of several, before the vote, and return its id; the originals stay behind it."""
    wanted = set(initiative_ids)
    originals = [_mergeable(session, actor, one) for one in lock_initiatives(session, wanted)]
    if len({original.workshop_id for original in originals}) > 1 or len(originals) < len(wanted):
        raise NotFound
    if len(originals) < 2:
        raise TooFewToMerge
    workshop_id = originals[0].workshop_id
    merged = _made_of(originals, actor)
    for field, value in fit_to_keep(session, workshop_id, {"title": title, "pitch": pitch}).items():
        setattr(merged, field, value)
    session.add(merged)
    session.flush()
    point_merged(session, [original.id for original in originals], merged.id)
    _written_down(session, actor, merged, "initiatives_merged")
    return merged.id


def undo_merge(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Let the originals stand on their own again; repeating it changes nothing.

    Raises InitiativeInUse once the merged initiative went to a vote or to a table.
    """
    if not lock_initiatives(session, [initiative_id]):
        return
    merged = initiative_in_reach(session, actor, initiative_id)
    originals = merged_from(session, merged.id)
    if not originals:
        raise NotFound
    if stood_for_election(session, merged.id) or groups_on(session, merged.id):
        raise InitiativeInUse
    point_merged(session, [original.id for original in originals], merged.merged_into_id)
    _written_down(session, actor, merged, "merge_undone")
    session.delete(merged)
    session.flush()


def _mergeable(session: Session, actor: Actor, initiative: Initiative) -> Initiative:
    workshop_run_by(session, actor, initiative.workshop_id)
    if initiative.hidden_at is not None or initiative.merged_into_id is not None:
        raise TooFewToMerge
    if stood_for_election(session, initiative.id):
        raise EditingOver
    return initiative


def _made_of(originals: Sequence[Initiative], actor: Actor) -> Initiative:
    at = now()
    territories = _distinct((one.territory_id, one.territory_name) for one in originals)
    one_territory = territories[0] if len(territories) == 1 else (None, "")
    descriptions = "\n\n".join(one.description for one in originals if one.description)
    return Initiative(
        workshop_id=originals[0].workshop_id,
        entered_by=actor.account_id,
        description=descriptions[:DESCRIPTION_LIMIT],
        territory_id=one_territory[0],
        territory_name=one_territory[1],
        link=next((one.link for one in originals if one.link), ""),
        picture_id=next((one.picture_id for one in originals if one.picture_id), None),
        tags=list(dict.fromkeys(tag for one in originals for tag in one.tags))[:MOST_TAGS],
        fictitious=all(one.fictitious for one in originals),
        created_at=at,
        updated_at=at,
    )


def _distinct(pairs: Iterable[tuple[int | None, str]]) -> list[tuple[int | None, str]]:
    return list(dict.fromkeys(pairs))


def _written_down(session: Session, actor: Actor, merged: Initiative, action: Action) -> None:
    note(
        session,
        workshop_id=merged.workshop_id,
        action=action,
        actor=actor,
        initiative=merged.title,
    )
    touch(session, merged.workshop_id, "wall", "matrix", "ratings")
