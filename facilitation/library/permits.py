"""What an administrator allows on this instance: published concepts for everybody, without an account."""

from db.base import now
from db.permits import Permit, PermitName, permit
from db.session import Session
from facilitation.access import administers
from facilitation.actors import Actor
from facilitation.journal import note

__all__ = ["PermitName"]


def is_permitted(session: Session, name: PermitName) -> bool:
    """Whether the administrators allow this; nothing is allowed until one of them says so."""
    return permit(session, name) is not None


def grant_permit(session: Session, *, actor: Actor, name: PermitName) -> None:
    """Allow it, as an administrator; allowed already, nothing changes. Raises NotAllowed."""
    administers(session, actor)
    if permit(session, name) is None:
        session.add(Permit(name=name, granted_at=now(), granted_by=actor.account_id))
        note(session, workshop_id=None, action="permit_granted", actor=actor, permit=name)


def withdraw_permit(session: Session, *, actor: Actor, name: PermitName) -> None:
    """Allow it no longer, from this moment on; not allowed anyway, nothing changes. Raises NotAllowed."""
    administers(session, actor)
    granted = permit(session, name)
    if granted is not None:
        session.delete(granted)
        session.flush()
        note(session, workshop_id=None, action="permit_withdrawn", actor=actor, permit=name)
