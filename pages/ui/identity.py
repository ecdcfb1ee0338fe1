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
    beside_one_another,
    cookie_name,
    one_by_one,
    person_by,
    projector_by,
    prove,
)
from facilitation.actors import Actor
from facilitation.numbers import number_in
from facilitation.tokens import digest
from pages.ui.words import _

Identity = AccountIdentity | PersonIdentity | ProjectorIdentity

WORKSHOP, TAB = "workshop", "tab-workshop"
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


def person(workshop_id: int | None = None) -> PersonIdentity | None:
    """Who this browser is in a workshop: this one, else that of this tab, else the last joined.

    A tab says its workshop in its address, so that two tabs of one browser can be in two.
    """
    if workshop_id is None and st.query_params.get(WORKSHOP, "").isdecimal():
        workshop_id = number_in(st.query_params[WORKSHOP])
    if workshop_id is not None:
        st.session_state[TAB] = workshop_id
    who = _found("person")
    return who if isinstance(who, PersonIdentity) else None


def people_here() -> list[PersonIdentity]:
    """Whoever this browser is, one in each workshop that it is in, that of this tab first."""
    who, credential = person(), _presented("person")
    with reading() as session:
        there = [person_by(session, one) for one in one_by_one(credential)]
    return [*filter(None, (who, *(one for one in there if one != who)))]


def last_person() -> PersonIdentity | None:
    """The participant that this browser became last, whichever workshop this tab was in."""
    st.session_state.pop(TAB, None)
    return person()


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
        kept = {key: st.session_state[key] for key in (RELIED_ON, TAB) if key in st.session_state}
        st.session_state.clear()
        for key, value in kept.items():
            st.session_state[key] = value
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
                return _of_this_tab([person_by(session, one) for one in one_by_one(credential)])
            case _:
                return projector_by(session, credential)


def _of_this_tab(people: list[PersonIdentity | None]) -> PersonIdentity | None:
    there = [one for one in people if one is not None]
    tab = st.session_state.get(TAB)
    here = (one for one in there if one.workshop_id == tab)
    return next(here, there[0] if there and not isinstance(tab, int) else None)


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
        return beside_one_another(map(digest, one_by_one(token))) if kind == "person" else digest(token)
    return str(st.user.get(kind, ""))


def _token(kind: CookieKind) -> str:
    return st.context.cookies.get(cookie_name(kind), "")


def _send_away(sentence: str) -> NoReturn:
    st.info(sentence, icon=":material/lock:")
    st.page_link("home.py", label=_("Go to the home page"), icon=":material/arrow_back:")
    st.stop()
