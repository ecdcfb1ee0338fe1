"""Who asks: the actors that the cookies of a request stand for, asked again in every transaction."""

from collections.abc import Iterator, Mapping

from starlette.requests import HTTPConnection

from db.session import Session
from facilitation.access import CookieKind, account_of, person_of
from facilitation.actors import Actor
from facilitation.errors import NotAllowed
from facilitation.live import Audience, Listener
from facilitation.tokens import digest
from web.cookies import cookie

COOKIE_OF: Mapping[Audience, CookieKind] = {
    "room": "person",
    "projector": "projector",
    "console": "account",
    "studio": "account",
}


def presents(request: HTTPConnection, listener: Listener) -> bool:
    """Whether this browser holds the very cookie that a ticket was given to: a ticket alone opens nothing."""
    token = cookie(request, COOKIE_OF[listener.audience])
    return token is not None and digest(token) == listener.credential


def account_asking(session: Session, request: HTTPConnection) -> Actor:
    """The account that is signed in on this browser now. Raises NotAllowed."""
    account = account_of(session, cookie(request, "account") or "")
    if account is None:
        raise NotAllowed
    return account.actor


def everybody_asking(session: Session, request: HTTPConnection) -> Iterator[Actor]:
    """The participant and the account that this browser is now: either, both, or nobody."""
    person = person_of(session, cookie(request, "person") or "")
    if person is not None:
        yield person.actor
    account = account_of(session, cookie(request, "account") or "")
    if account is not None:
        yield account.actor
