"""Who asks: the actors that the cookies of a request stand for, asked again in every transaction."""

from collections.abc import Iterator, Mapping

from starlette.requests import HTTPConnection

from db.session import Session
from facilitation.access import CookieKind, account_of, person_of
from facilitation.actors import Actor
from facilitation.errors import NotAllowed
from facilitation.live import Audience, Listener
from facilitation.tokens import digest
from web.cookies import cookie, persons

COOKIE_OF: Mapping[Audience, CookieKind] = {
    "room": "person",
    "projector": "projector",
    "console": "account",
    "studio": "account",
}


def presents(request: HTTPConnection, listener: Listener) -> bool:
    """Whether this browser holds the very cookie that a ticket was given to: a ticket alone opens nothing."""
    kind = COOKIE_OF[listener.audience]
    tokens = persons(request) if kind == "person" else [cookie(request, kind) or ""]
    return listener.credential in (digest(token) for token in tokens if token)


def account_asking(session: Session, request: HTTPConnection) -> Actor:
    """The account that is signed in on this browser now. Raises NotAllowed."""
    account = account_of(session, cookie(request, "account") or "")
    if account is None:
        raise NotAllowed
    return account.actor


def everybody_asking(session: Session, request: HTTPConnection) -> Iterator[Actor]:
    """The participants, one a workshop, and the account that this browser is now; or nobody."""
    for person in filter(None, (person_of(session, token) for token in persons(request))):
        yield person.actor
    account = account_of(session, cookie(request, "account") or "")
    if account is not None:
        yield account.actor
