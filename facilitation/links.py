"""The ways into a workshop that can be taken away: its join code and its projector link."""

from db.changes import touch
from db.session import Session
from db.workshops import Workshop, code_taken, retire_code
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.journal import Action, note
from facilitation.tokens import new_code, new_token


def give_code(session: Session, workshop: Workshop) -> None:
    """Give a workshop a join code that no workshop has or had."""
    workshop.code = next(code for code in iter(new_code, None) if not code_taken(session, code))


def renew_code(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Replace the join code; the former one is dead from now on."""
    workshop = workshop_run_by(session, actor, workshop_id)
    retire_code(session, workshop)
    give_code(session, workshop)
    _written_down(session, workshop, actor, "code_renewed")


def revoke_code(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Take the join code away: nobody new comes in. Renewing it lets people in again."""
    workshop = workshop_run_by(session, actor, workshop_id)
    if workshop.code is not None:
        retire_code(session, workshop)
        _written_down(session, workshop, actor, "code_revoked")


def renew_projector(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Replace the projector link; screens that were opened with the former one go dark."""
    workshop = workshop_run_by(session, actor, workshop_id)
    workshop.projector_token = new_token()
    _written_down(session, workshop, actor, "projector_renewed")


def revoke_projector(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Take the projector link away; screens that were opened with it go dark."""
    workshop = workshop_run_by(session, actor, workshop_id)
    if workshop.projector_token is not None:
        workshop.projector_token = None
        _written_down(session, workshop, actor, "projector_revoked")


def _written_down(session: Session, workshop: Workshop, actor: Actor, action: Action) -> None:
    note(session, workshop_id=workshop.id, action=action, actor=actor)
    touch(session, workshop.id, "settings", "stage")
