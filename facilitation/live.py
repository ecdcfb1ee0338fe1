"""What may be heard live: the topics, who may hear them, and the view behind each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from db.accounts import account_of_session
from db.base import now
from db.devices import person_of_device
from db.groups import group_in
from db.session import Session
from db.workshops import workshop_row
from facilitation.access import workshop_run_by, workshop_studied_by
from facilitation.actors import Actor
from facilitation.ballot_view import ballot, turnout_view
from facilitation.decomposition import canvas
from facilitation.errors import NotFound
from facilitation.groups import group_of, groups_view
from facilitation.matrix import matrix_view
from facilitation.numbers import number_in
from facilitation.perspective import perspective
from facilitation.perspectives import perspectives_view
from facilitation.pitches import pitch_view
from facilitation.presence import people_view
from facilitation.progress import progress_view
from facilitation.ratings import ratings_view
from facilitation.results import result
from facilitation.rounds import round_view
from facilitation.stage_view import stage_view
from facilitation.tables_view import table_view
from facilitation.tokens import digest
from facilitation.wall import wall_view

Viewer = Literal["room", "projector", "console"]
"""Who is shown views."""
Audience = Literal["room", "projector", "console", "studio"]
"""Who hears; the studio hears only that something changed."""

SHARED: Mapping[str, Callable[[Session, int, Viewer], Any]] = {
    "stage": stage_view,
    "people": people_view,
    "wall": wall_view,
    "pitch": pitch_view,
    "turnout": turnout_view,
    "result": result,
    "groups": groups_view,
    "progress": progress_view,
    "perspectives": perspectives_view,
    "round": round_view,
    "matrix": matrix_view,
}
"""Topics of a whole workshop, each with its view: (session, workshop, audience)."""
OF_GROUP: Mapping[str, Callable[[Session, int, Viewer], Any]] = {
    "table": table_view,
    "canvas": canvas,
    "perspective": perspective,
}
"""Topics of one group, each with its view: (session, group, audience)."""
OF_PERSON: Mapping[str, Callable[[Session, int], Any]] = {
    "ballot": ballot,
    "ratings": ratings_view,
}
"""Topics of one person, for nobody else, each with its view: (session, person)."""
FAMILIES = frozenset((*OF_PERSON, *OF_GROUP))
"""Topics that exist once a person or a group; named alone, every one of them."""
VIEWLESS = ("settings", "me", "material", "studio", "concepts")
"""Topics that only say that something changed."""
STUDIED = frozenset(("settings", "material", "studio", "concepts"))
"""What whoever studies a workshop may hear: that its posts, or what designers made of them, changed."""


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
    if audience == "studio":
        raise NotFound
    if name in SHARED and not number:
        return SHARED[name](session, workshop_id, audience)
    of = number_in(number)
    if name in OF_PERSON and of is not None:
        return OF_PERSON[name](session, of)
    if name in OF_GROUP and of is not None:
        return OF_GROUP[name](session, of, audience)
    raise NotFound


def is_there(session: Session, listener: Listener) -> bool:
    """Whether the credential that opened this channel still opens it."""
    if listener.audience == "room":
        found = person_of_device(session, listener.credential)
        known = (found[0].id, found[0].workshop_id) if found else None
        return known == (listener.person_id, listener.workshop_id)
    if listener.audience == "projector":
        workshop = workshop_row(session, listener.workshop_id)
        token = workshop.projector_token if workshop and workshop.deleted_at is None else None
        return token is not None and digest(token) == listener.credential
    return _reaches_it(session, listener)


def may_hear(session: Session, listener: Listener, topic: str) -> bool:
    """Whether a topic is for this listener: what is personal for that person only, a canvas for its group."""
    name, _, number = topic.partition(":")
    if listener.audience == "studio":
        return topic in STUDIED
    if not number:
        return name in SHARED or name in ("settings", "concepts")
    if (of := number_in(number)) is None:
        return False
    if name in OF_PERSON or name == "me":
        return listener.person_id == of
    return name in OF_GROUP and _may_hear_group(session, listener, of)


def _may_hear_group(session: Session, listener: Listener, group_id: int) -> bool:
    if group_in(session, listener.workshop_id, group_id) is None:
        return False
    return listener.person_id is None or group_of(session, listener.person_id) == group_id


def _reaches_it(session: Session, listener: Listener) -> bool:
    account = account_of_session(session, listener.credential, now())
    if account is None or account.id != listener.account_id:
        return False
    reach = workshop_studied_by if listener.audience == "studio" else workshop_run_by
    try:
        reach(session, Actor(account.id), listener.workshop_id)
    except NotFound:
        return False
    return True
