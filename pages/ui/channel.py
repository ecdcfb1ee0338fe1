"""What a live display gets when the page is drawn: its first view, and the ticket to hear the next ones."""

from dataclasses import asdict, dataclass
from time import time
from typing import Any

from db import changes
from db.session import Session
from facilitation.live import Listener, view
from facilitation.tickets import sign
from pages.ui.words import _, language

Feed = dict[str, Any]


@dataclass(frozen=True)
class Channel:
    """What one page may hear of one workshop."""

    listener: Listener
    ticket: str

    def feed(self, session: Session, topic: str) -> Feed:
        """The view of `topic` now; the version is read first, so that a later push is never missed."""
        return self.pulse(topic) | {"view": asdict(view(session, self.listener.workshop_id, topic, self.listener.audience))}

    def pulse(self, topic: str) -> Feed:
        """The version of `topic` alone, for what reruns and does not draw."""
        return {
            "topic": topic,
            "version": changes.version(self.listener.workshop_id, topic),
            "now": int(time() * 1000),
            "ticket": self.ticket,
            "language": language(),
            "lost": _("Connection lost. Nothing you sent is lost."),
        }


def channel(listener: Listener) -> Channel:
    """The channel of a page, with a fresh ticket."""
    return Channel(listener, sign(listener))
