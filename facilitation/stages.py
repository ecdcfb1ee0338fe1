"""What the opening and the closing of a stage entail, kind by kind. A new kind is registered here once."""

from dataclasses import dataclass
from typing import Protocol

from db.agenda import Stage, StageKind
from db.session import Session
from facilitation.actors import Actor
from facilitation.groups import canvases_changed
from facilitation.pitches import clear_stage
from facilitation.rounds import tell_round
from facilitation.voting import close_voting, open_voting


class Consequence(Protocol):
    """What happens beside the opening or the closing of a stage, in the same transaction."""

    def __call__(self, session: Session, *, actor: Actor, stage_id: int, workshop_id: int) -> object:
        """Carry it out."""


@dataclass(frozen=True, slots=True)
class StageRules:
    """The consequences of a kind of stage."""

    on_open: Consequence | None = None
    on_close: Consequence | None = None


NOTHING = StageRules()
REGISTRY: dict[StageKind, StageRules] = {
    StageKind.sharing: StageRules(on_close=clear_stage),
    StageKind.voting: StageRules(on_open=open_voting, on_close=close_voting),
    StageKind.closing: StageRules(on_close=tell_round),
    StageKind.decomposition: StageRules(on_open=canvases_changed, on_close=canvases_changed),
    StageKind.perspective: StageRules(on_open=canvases_changed, on_close=canvases_changed),
}


def opened(session: Session, stage: Stage, actor: Actor) -> None:
    """Carry out what the opening of a stage of this kind entails."""
    if consequence := REGISTRY.get(stage.kind, NOTHING).on_open:
        consequence(session, stage_id=stage.id, workshop_id=stage.workshop_id, actor=actor)


def closed(session: Session, stage: Stage, actor: Actor) -> None:
    """Carry out what the closing of a stage of this kind entails."""
    if consequence := REGISTRY.get(stage.kind, NOTHING).on_close:
        consequence(session, stage_id=stage.id, workshop_id=stage.workshop_id, actor=actor)
