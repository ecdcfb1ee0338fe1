"""Doors for tests of what lies behind them, and cookies for tests that go through them."""

from collections.abc import Iterator
from contextlib import contextmanager

from db.devices import PersonDevice
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.tokens import digest, new_token


@contextmanager
def unproved(_: Actor) -> Iterator[Session]:
    """A transaction that takes the actor's word for who they are."""
    with writing() as session:
        yield session


def device_of(session: Session, person_id: int) -> str:
    """The secret of one more device of a participant."""
    token = new_token()
    session.add(PersonDevice(person_id=person_id, token_hash=digest(token)))
    session.flush()
    return token
