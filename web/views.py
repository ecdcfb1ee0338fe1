"""What the live channel asks of the database, off the event loop: views as messages, and who may hear."""

import json
from collections.abc import Iterable
from dataclasses import fields
from time import time
from typing import Any

from db import changes
from db.session import Session, reading
from facilitation.attribution import signed_as
from facilitation.live import Audience, Listener, is_there, may_hear, view


def message(workshop_id: int, topic: str, audience: Audience) -> tuple[str, str]:
    """The version and the whole message of a view; the version is read first, so that it is never too new."""
    version = changes.version(workshop_id, topic)
    with reading() as session:
        seen = view(session, workshop_id, topic, audience)
    facts = {"topic": topic, "version": version, "now": milliseconds(), "view": seen}
    return version, json.dumps(facts, default=_plain, ensure_ascii=False, separators=(",", ":"))


def all_allowed(asked: Iterable[tuple[Listener, Iterable[str]]]) -> list[set[str] | None]:
    """Those topics that are for each listener; None where its credential no longer opens anything."""
    with reading() as session:
        return [_allowed(session, listener, topics) for listener, topics in asked]


def name(listener: Listener) -> str:
    """As whom the others at a table know a listener who writes there."""
    with reading() as session:
        return signed_as(session, listener.person_id, listener.account_id)


def concerns(workshop_id: int, topic: str, listener: Listener) -> bool:
    """Whether a change of who is there may be about this listener."""
    name, _, number = topic.partition(":")
    if name == "account":
        return listener.account_id == int(number)
    same = listener.workshop_id == workshop_id
    return same and (name == "settings" or listener.person_id == int(number))


def milliseconds() -> int:
    """This moment, as browsers count it."""
    return int(time() * 1000)


def _allowed(session: Session, listener: Listener, topics: Iterable[str]) -> set[str] | None:
    if not is_there(session, listener):
        return None
    return {topic for topic in topics if may_hear(session, listener, topic)}


def _plain(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
