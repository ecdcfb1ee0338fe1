"""What an action tells the live channel, for tests of who hears of it."""

from collections.abc import Callable

from db import changes
from db.session import Session, writing


def heard_while(act: Callable[[Session], object]) -> set[changes.Change]:
    """The (workshop, topic) pairs that one committed action touches."""
    heard: set[changes.Change] = set()
    deafen = changes.listen(heard.update)
    with writing() as session:
        act(session)
    deafen()
    return heard
