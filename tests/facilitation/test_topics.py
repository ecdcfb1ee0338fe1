"""Every topic of the live channel, in everybody's ears: a new one fails here until its rule is said."""

from typing import get_args

import pytest
from sqlalchemy import Engine

from db.accounts import Account, Role
from db.agenda import StageKind
from db.session import Session, reading, writing
from facilitation.access import account_of, person_of
from facilitation.accounts import change_role
from facilitation.actors import Actor
from facilitation.joining import leave
from facilitation.live import (
    OF_GROUP,
    OF_PERSON,
    SHARED,
    STUDIED,
    VIEWLESS,
    Audience,
    Listener,
    is_there,
    may_hear,
)
from facilitation.signing_in import log_out
from facilitation.tickets import listener_of, studying
from tests.factories.doors import device_of
from tests.factories.tables import Tables, make_tables
from tests.factories.workshops import make_account, make_person, make_workshop, signed_in

EVERYBODY: frozenset[Audience] = frozenset(get_args(Audience)) - {"studio"}
HEARD_BY: dict[str, frozenset[Audience]] = {
    **dict.fromkeys(SHARED, EVERYBODY),
    **dict.fromkeys(OF_GROUP, EVERYBODY),
    **dict.fromkeys(OF_PERSON, frozenset({"room"})),
    "me": frozenset({"room"}),
    "settings": frozenset(get_args(Audience)),
    "concepts": frozenset(get_args(Audience)),
    "material": frozenset({"studio"}),
    "studio": frozenset({"studio"}),
}
"""Which audiences a topic is for; what is personal for the person alone, what is a table's for that table."""


def listeners(session: Session, t: Tables) -> dict[Audience, tuple[Listener, str]]:
    """One listener of each audience, with the secret that its page was opened with."""
    person_token, account_token = device_of(session, t.amina), signed_in(session, t.by)
    person, account = person_of(session, person_token), account_of(session, account_token)
    assert person
    assert account
    return {
        "room": (listener_of(person), person_token),
        "projector": (Listener(t.workshop, "projector", None, None, "whatever"), ""),
        "console": (listener_of(account, t.workshop), account_token),
        "studio": (studying(account, t.workshop), account_token),
    }


def test_every_topic_has_its_rule() -> None:
    assert set(HEARD_BY) == {*SHARED, *OF_GROUP, *OF_PERSON, *VIEWLESS}
    assert {topic for topic, audiences in HEARD_BY.items() if "studio" in audiences} == STUDIED


@pytest.mark.attack("a topic of the live channel that is another audience's, person's, table's or workshop's")
@pytest.mark.parametrize("topic", HEARD_BY)
def test_a_topic_is_for_those_it_is_for(rules: Engine, topic: str) -> None:
    with writing() as session:
        t, elsewhere = make_tables(session, opened=StageKind.decomposition), make_tables(session)
        for audience, (listener, _) in listeners(session, t).items():
            own = audience in HEARD_BY[topic]
            if topic in OF_PERSON or topic == "me":
                assert may_hear(session, listener, f"{topic}:{t.amina}") is own
                assert not may_hear(session, listener, f"{topic}:{t.paul}")
                assert not may_hear(session, listener, f"{topic}:{elsewhere.amina}")
                assert not may_hear(session, listener, topic)
            elif topic in OF_GROUP:
                assert may_hear(session, listener, f"{topic}:{t.first}") is own
                other = own and audience != "room"
                assert may_hear(session, listener, f"{topic}:{t.second}") is other
                assert not may_hear(session, listener, f"{topic}:{elsewhere.first}")
                assert not may_hear(session, listener, topic)
            else:
                assert may_hear(session, listener, topic) is own
            assert not may_hear(session, listener, f"{topic}:{2**63}")
            assert not may_hear(session, listener, f"{topic}:x")


@pytest.mark.attack("a ticket of the live channel whose credential was revoked, or is of a former role")
def test_a_ticket_is_worth_what_its_credential_is_now(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        room, token = listeners(session, t)["room"]
        assert is_there(session, room)
        leave(session, actor=room_actor(room), token=token)
        assert not is_there(session, room)
        console, token = listeners(session, t)["console"]
        assert is_there(session, console)
        log_out(session, token=token)
        assert not is_there(session, console)
        console, _ = listeners(session, t)["console"]
        session.get_one(Account, t.by).role = Role.DESIGNER
        assert not is_there(session, console)
        session.get_one(Account, t.by).role = Role.FACILITATOR
        administrator = make_account(session, role=Role.ADMINISTRATOR)
        change_role(session, actor=Actor(administrator), account_id=t.by, role=Role.DESIGNER)
        assert not is_there(session, console)
    with reading() as session:
        stranger = Listener(t.workshop, "console", None, administrator, "made up")
        assert not is_there(session, stranger)


def test_the_person_of_another_workshop_is_not_there(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        elsewhere = make_workshop(session)
        stranger = person_of(session, device_of(session, make_person(session, elsewhere)))
        assert stranger
        own = listener_of(stranger)
        assert is_there(session, own)
        forged = Listener(t.workshop, "room", own.person_id, None, own.credential)
        assert not is_there(session, forged)


def room_actor(listener: Listener) -> Actor:
    return Actor(person_id=listener.person_id)
