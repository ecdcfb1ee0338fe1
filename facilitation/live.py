"""What may be heard live: the topics, who may hear them, and the view behind each."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from db.accounts import account_of_session
from db.base import now
from db.groups import group_in
from db.people import person_of_device
from db.session import Session
from db.workshops import workshop_row
from facilitation.access import workshop_run_by
from facilitation.errors import NotFound
from facilitation.tokens import digest

Audience = Literal["room", "projector", "console"]

SHARED: dict[str, str] = {
    "stage": "stage_view.stage_view",
    "people": "presence.people_view",
    "wall": "wall.wall_view",
    "pitch": "pitches.pitch_view",
    "turnout": "voting.turnout_view",
    "result": "voting.result",
    "groups": "groups.groups_view",
    "round": "rounds.round_view",
}
"""Topics of a whole workshop, each with its view: (session, workshop, audience)."""
OF_ONE: dict[str, str] = {"ballot": "voting.ballot"}
"""Topics of one person, each with its view: (session, id)."""
OF_GROUP: dict[str, str] = {
    "canvas": "decomposition.canvas",
    "perspective": "perspective.perspective",
}
"""Topics of one group, each with its view: (session, id, audience), since the projector sees less."""
VIEWLESS = {"settings", "me", "account"}
"""Topics that only say that something changed."""


@dataclass(frozen=True, slots=True)
class Listener:
    """One browser on the live channel: of which workshop, as which audience, and by which credential."""

    workshop_id: int
    audience: Audience
    person_id: int | None
    account_id: int | None
    credential: str
    """The digest of the cookie's token that opened the page."""


def view(session: Session, workshop_id: int, topic: str, audience: Audience) -> Any:
    """What this audience sees of a topic: a frozen dataclass, or None for topics that only pulse.

    Raises NotFound for a topic that does not exist.
    """
    name, _, number = topic.partition(":")
    if name in VIEWLESS:
        return None
    if name in SHARED and not number:
        return _function(SHARED[name])(session, workshop_id, audience)
    if name in OF_ONE and number.isdecimal():
        return _function(OF_ONE[name])(session, int(number))
    if name in OF_GROUP and number.isdecimal():
        return _function(OF_GROUP[name])(session, int(number), audience)
    raise NotFound


def is_there(session: Session, listener: Listener) -> bool:
    """Whether the credential that opened this channel still opens it."""
    match listener.audience:
        case "room":
            person = person_of_device(session, listener.credential)
            return person is not None and (person.id, person.workshop_id) == (
                listener.person_id,
                listener.workshop_id,
            )
        case "projector":
            workshop = workshop_row(session, listener.workshop_id)
            return (
                workshop is not None
                and workshop.deleted_at is None
                and digest(workshop.projector_token or "") == listener.credential
            )
        case "console":
            return _runs_it(session, listener)


def may_hear(session: Session, listener: Listener, topic: str) -> bool:
    """Whether a topic is for this listener: what is personal for that person only, a canvas for its group."""
    name, _, number = topic.partition(":")
    if not number:
        return name in SHARED or name == "settings"
    if not number.isdecimal():
        return False
    if name in ("ballot", "me"):
        return listener.person_id == int(number)
    if name == "account":
        return listener.account_id == int(number)
    return name in OF_GROUP and _may_hear_group(session, listener, int(number))


def _may_hear_group(session: Session, listener: Listener, group_id: int) -> bool:
    if group_in(session, listener.workshop_id, group_id) is None:
        return False
    group_of: Callable[[Session, int | None], int | None] = _function("groups.group_of")
    return listener.audience != "room" or group_of(session, listener.person_id) == group_id


def _runs_it(session: Session, listener: Listener) -> bool:
    account = account_of_session(session, listener.credential, now())
    if account is None or account.id != listener.account_id:
        return False
    try:
        workshop_run_by(session, account.id, listener.workshop_id)
    except NotFound:
        return False
    return True


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"facilitation.{module}"), function)
    return found
