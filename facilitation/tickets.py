"""The signed note by which the live channel knows a page: its workshop, its audience, its credential."""

from dataclasses import astuple

from itsdangerous import BadData, URLSafeTimedSerializer

from facilitation.access import AccountIdentity, PersonIdentity, ProjectorIdentity
from facilitation.live import Listener
from settings import settings

__all__ = ["Listener", "listener_of", "read", "sign", "studying"]

HOURS = 12


def listener_of(
    identity: PersonIdentity | ProjectorIdentity | AccountIdentity, workshop_id: int | None = None
) -> Listener:
    """Who hears: a participant as the room, a projector, or an account as the console of `workshop_id`."""
    if isinstance(identity, PersonIdentity):
        return Listener(identity.workshop_id, "room", identity.id, None, identity.session_hash)
    if isinstance(identity, ProjectorIdentity):
        return Listener(identity.workshop_id, "projector", None, None, identity.session_hash)
    if workshop_id is None:
        raise ValueError("an account hears one workshop at a time: say which")
    return Listener(workshop_id, "console", None, identity.id, identity.session_hash)


def studying(account: AccountIdentity, workshop_id: int) -> Listener:
    """An account that studies a workshop: it hears that something changed, and is told nothing else."""
    return Listener(workshop_id, "studio", None, account.id, account.session_hash)


def sign(listener: Listener) -> str:
    """A ticket for this listener, good for half a day."""
    return _signer().dumps(astuple(listener))


def read(ticket: str) -> Listener | None:
    """The listener of a ticket, or None when it is forged or too old."""
    try:
        return Listener(*_signer().loads(ticket, max_age=HOURS * 3600))
    except BadData:
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret(), salt="essaim live channel")
