"""What a transaction changed, told to whoever shows it, after the commit and never before."""

import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import count
from threading import Lock

from sqlalchemy import text
from sqlalchemy.orm import Session

Change = tuple[int, str]
"""(workshop, topic)"""
Listener = Callable[[frozenset[Change]], None]

CHANNEL = "essaim"
PROCESS = secrets.token_hex(4)
TOPICS_A_NOTICE = 100
"""PostgreSQL carries 8000 bytes in one notice."""

_TOUCHED = "essaim_touched"
_listeners: list[Listener] = []
_versions: defaultdict[int, dict[str, int]] = defaultdict(dict)
_counter = count(1)
_lock = Lock()


def touch(session: Session, workshop_id: int, *topics: str) -> None:
    """Name what this transaction changes: topics of a workshop; `ballot` alone is every `ballot:<id>`."""
    touched: set[Change] = session.info.setdefault(_TOUCHED, set())
    touched.update((workshop_id, topic) for topic in topics)


def listen(listener: Listener) -> Callable[[], None]:
    """Call `listener` with what each committed transaction changed; the returned function stops it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def version(workshop_id: int, topic: str) -> str:
    """An opaque token that differs after every change; compare for "different" only."""
    return token(_versions[workshop_id], topic)


def versions(workshop_id: int) -> Mapping[str, int]:
    """The versions of a workshop's topics as they are now. Taken before a snapshot is read, so that a view
    is never newer than it claims and a later change is never missed."""
    with _lock:
        return dict(_versions[workshop_id])


def token(known: Mapping[str, int], topic: str) -> str:
    """The token of a topic among `versions`; a topic of one changes with its family too."""
    return f"{PROCESS}:{max(known.get(topic, 0), known.get(family(topic), 0))}"


def family(topic: str) -> str:
    """What a topic of one person or one group belongs to: `ballot` for `ballot:7`."""
    return topic.partition(":")[0]


def announce(session: Session) -> None:
    """Tell other processes, in the same transaction, where the database can carry it."""
    touched: set[Change] | None = session.info.get(_TOUCHED)
    if touched and session.get_bind().dialect.name == "postgresql":
        topics = sorted(touched)
        for start in range(0, len(topics), TOPICS_A_NOTICE):
            payload = json.dumps([PROCESS, topics[start : start + TOPICS_A_NOTICE]])
            session.execute(
                text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload}
            )


def tell(session: Session) -> None:
    """Tell this process's listeners what the committed transaction changed."""
    if touched := session.info.pop(_TOUCHED, None):
        hear(frozenset(touched))


def heard_from_elsewhere(payload: str) -> None:
    """Take in what another process announced; our own announcements were heard already."""
    process, touched = json.loads(payload)
    if process != PROCESS:
        hear(frozenset((int(workshop_id), str(topic)) for workshop_id, topic in touched))


def hear(touched: frozenset[Change]) -> None:
    """Count the versions on and wake the listeners; also called for what another process changed."""
    with _lock:
        for workshop_id, topic in touched:
            _versions[workshop_id][topic] = next(_counter)
    for listener in list(_listeners):
        listener(touched)
