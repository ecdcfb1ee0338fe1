"""Who is there: read from the cookies at every run, and proved by them in the transaction of every act.

The cookies are those of the connection that asks, never those of whoever opened the session: a session's
state is no authority. What a run of the page has found is written down, and `still_there` tells callbacks and
fragments, which do not ask again themselves, whether it holds.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st

from db.session import Session, reading, writing
from facilitation.access import (
    AccountIdentity,
    CookieKind,
    PersonIdentity,
    Presented,
    ProjectorIdentity,
    account_by,
    cookie_name,
    person_by,
    projector_by,
    prove,
)
from facilitation.actors import Actor
from facilitation.tokens import digest
from pages.ui.words import _

Identity = AccountIdentity | PersonIdentity | ProjectorIdentity

RELIED_ON = "relied-on"
"""In the session's state: the kinds of cookie that the last run of the page asked, and whom it found."""


def is_visitor() -> bool:
    """Whether the connection came without a cookie that opens anything: web/visitors.py says so.

    It decides how long somebody waits, never what they may do.
    """
    return "essaim-visitor" in st.context.headers


def account() -> AccountIdentity | None:
    """The account signed in on this browser."""
    who = _found("account")
    return who if isinstance(who, AccountIdentity) else None


def person() -> PersonIdentity | None:
    """The participant known to this browser."""
    who = _found("person")
    return who if isinstance(who, PersonIdentity) else None


def projector() -> ProjectorIdentity | None:
    """The workshop that this browser projects."""
    who = _found("projector")
    return who if isinstance(who, ProjectorIdentity) else None


def require_account(*roles: str) -> AccountIdentity:
    """The signed-in account, of one of `roles` when any are named; else the page ends here, politely."""
    who = account()
    remember(f"account:{who.id}:{who.session_hash}" if who else "nobody")
    if who is None:
        _send_away(_("Sign in to see this page."))
    if roles and who.role not in roles:
        _send_away(_("Your account cannot open this page."))
    return who


def remember(identity: str) -> None:
    """Forget all that the session kept when somebody else takes it over."""
    if st.session_state.get("identity", identity) != identity:
        relied_on = st.session_state.get(RELIED_ON, {})
        st.session_state.clear()
        st.session_state[RELIED_ON] = relied_on
    st.session_state["identity"] = identity


@contextmanager
def acting(actor: Actor) -> Iterator[Session]:
    """One transaction in which this browser is proved to be `actor`. Raises SignedOut, DatabaseDown."""
    with writing() as session:
        prove(session, actor, Presented(_presented("account"), _presented("person")))
        yield session


def begin_to_rely() -> None:
    """Forget whom the last run of the page found: this one asks anew."""
    st.session_state[RELIED_ON] = {}


def still_there() -> bool:
    """Whether everybody whom the page was drawn for is who this connection's cookies stand for now."""
    relied_on: Mapping[CookieKind, str] = st.session_state.get(RELIED_ON, {})
    return all(_standing(_read(kind)) == standing for kind, standing in relied_on.items())


def _found(kind: CookieKind) -> Identity | None:
    who = _read(kind)
    st.session_state.setdefault(RELIED_ON, {})[kind] = _standing(who)
    return who


def _read(kind: CookieKind) -> Identity | None:
    if not (credential := _presented(kind)):
        return None
    with reading() as session:
        match kind:
            case "account":
                return account_by(session, credential)
            case "person":
                return person_by(session, credential)
            case _:
                return projector_by(session, credential)


def _standing(who: Identity | None) -> str:
    """Who it is, by which credential, and in which role."""
    if who is None:
        return "nobody"
    named = who.workshop_id if isinstance(who, ProjectorIdentity) else who.id
    role = who.role if isinstance(who, AccountIdentity) else ""
    return f"{named}:{who.session_hash}:{role}"


def _presented(kind: CookieKind) -> str:
    """The digest of the secret that this connection's cookie holds.

    While the connection is gone for a moment its cookies cannot be read: then it is what the guard wrote down
    when it began, which is the same, since Streamlit gives a session back to nobody who presents another.
    """
    if token := _token(kind):
        return digest(token)
    return str(st.user.get(kind, ""))


def _token(kind: CookieKind) -> str:
    return st.context.cookies.get(cookie_name(kind), "")


def _send_away(sentence: str) -> NoReturn:
    st.info(sentence, icon=":material/lock:")
    st.page_link("home.py", label=_("Go to the home page"), icon=":material/arrow_back:")
    st.stop()
