"""Initiatives on the wall that say nearly the same, suggested to who runs the workshop before the vote."""

from collections.abc import Collection
from dataclasses import dataclass

from db.apart import bring_initiatives_together, initiatives_apart, tell_initiatives_apart
from db.candidates import all_candidates
from db.changes import touch
from db.session import Session
from db.sharing import lock_initiatives
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.journal import Action, note
from facilitation.likeness.comparing import Difference, likenesses, pairs_of
from facilitation.wall import InitiativeView, initiatives


@dataclass(frozen=True, slots=True)
class AlikeOnWall:
    """Initiatives that say nearly the same; two that have a `difference` only use the same words."""

    initiatives: tuple[InitiativeView, ...]
    score: int
    difference: Difference | None


def alike_on_wall(session: Session, *, actor: Actor, workshop_id: int) -> list[AlikeOnWall]:
    """What could be merged, by title and pitch, the most alike first; what was told apart is left out.

    Only what stands on the wall and was in no vote yet. Raises NotFound.
    """
    workshop = workshop_run_by(session, actor, workshop_id)
    stood = all_candidates(session, workshop_id)
    free = {
        one.id: one for one in initiatives(session, workshop_id, audience="console") if one.id not in stood
    }
    texts = [(one.id, f"{one.title}. {one.pitch}") for one in free.values()]
    apart = initiatives_apart(session, workshop_id)
    return [
        AlikeOnWall(tuple(free[one] for one in group.ids), group.score, group.difference)
        for group in likenesses(texts, language=workshop.language, apart=apart)
    ]


def tell_apart_on_wall(session: Session, *, actor: Actor, initiative_ids: Collection[int]) -> None:
    """Let these initiatives be suggested together no more, to nobody. Raises NotFound."""
    workshop_id = _whose(session, actor, initiative_ids)
    if tell_initiatives_apart(session, pairs_of(initiative_ids), actor.account):
        _written_down(session, workshop_id, actor, "initiatives_told_apart")


def suggest_again_on_wall(session: Session, *, actor: Actor, initiative_ids: Collection[int]) -> None:
    """Take back that these initiatives were told apart. Raises NotFound."""
    workshop_id = _whose(session, actor, initiative_ids)
    if bring_initiatives_together(session, pairs_of(initiative_ids)):
        _written_down(session, workshop_id, actor, "initiatives_suggested_again")


def _whose(session: Session, actor: Actor, initiative_ids: Collection[int]) -> int:
    """The one workshop that these initiatives are of, which the account runs."""
    found = lock_initiatives(session, set(initiative_ids))
    workshops = {one.workshop_id for one in found}
    if len(found) < len(set(initiative_ids)) or len(workshops) != 1:
        raise NotFound
    return workshop_run_by(session, actor, workshops.pop()).id


def _written_down(session: Session, workshop_id: int, actor: Actor, action: Action) -> None:
    note(session, workshop_id=workshop_id, action=action, actor=actor)
    touch(session, workshop_id, "wall")
