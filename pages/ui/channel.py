"""What a live display gets when the page is drawn: its first view, and the ticket to hear the next ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import time
from typing import Any

import streamlit as st

from db import changes
from db.session import Session, reading
from facilitation.live import Listener, is_there, view
from facilitation.tickets import sign
from pages.ui.words import _, language

Feed = dict[str, Any]


@dataclass(frozen=True)
class Channel:
    """What one page may hear of one workshop, and how far the workshop was when the page began to read.

    Make it before the first query: a view must never be older than the version it is given.
    """

    listener: Listener
    ticket: str
    versions: Mapping[str, int]

    def renewed(self) -> "Channel":
        """The same channel as of now; a fragment asks for it each time it runs, before it reads.

        Whoever may not listen any more reads nothing: the whole page runs, and says so.
        """
        with reading() as session:
            there = is_there(session, self.listener)
        if not there:
            st.rerun()
        return channel(self.listener)

    def feed(self, session: Session, topic: str) -> Feed:
        """The version and the view of `topic`."""
        shown = view(session, self.listener.workshop_id, topic, self.listener.audience)
        return self.pulse(topic) | {"view": plain(shown)}

    def pulse(self, topic: str) -> Feed:
        """The version of `topic` alone, for what reruns and does not draw."""
        who = self.listener
        return {
            "who": f"{who.workshop_id}:{who.audience}:{who.person_id or who.account_id or 0}",
            "topic": topic,
            "version": changes.token(self.versions, topic),
            "now": int(time() * 1000),
            "ticket": self.ticket,
            "language": language(),
            "lost": _("Connection lost. Nothing you sent is lost."),
        }


def plain(value: Any) -> Any:
    """A view as JSON knows it; `dataclasses.asdict` copies every text and takes three times as long."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    fields = getattr(type(value), "__dataclass_fields__", None)
    return {name: plain(getattr(value, name)) for name in fields} if fields else value


def channel(listener: Listener) -> Channel:
    """The channel of a page, with a fresh ticket."""
    return Channel(listener, sign(listener), changes.versions(listener.workshop_id))
