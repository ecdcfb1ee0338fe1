"""Accounts: who may sign in, as what, and who looks after them."""

from dataclasses import dataclass
from datetime import datetime

from db import accounts as db
from db.accounts import Account, Role, SetupLink
from db.base import now
from db.changes import touch
from db.session import Session
from db.tries import forget_tries
from facilitation import journal
from facilitation.access import administers
from facilitation.actors import Actor
from facilitation.errors import (
    LastAdministrator,
    LinkUsed,
    NotFound,
    UsernameTaken,
)
from facilitation.passwords import hashed
from facilitation.signing_in import EVERYWHERE
from facilitation.texts import clean
from facilitation.tokens import digest, new_token
from facilitation.usernames import known_as

__all__ = ["Role"]


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account, as the list of accounts shows it."""

    id: int
    username: str
    name: str
    role: Role
    created_at: datetime
    disabled: bool


def nobody_administers(session: Session) -> bool:
    """Whether the first administrator is still to be created."""
    return db.active_administrators(session) == 0


def create_setup_link(session: Session) -> str:
    """The token of a new one-time link that creates an administrator; former ones stop working."""
    token = new_token()
    db.replace_setup_link(session, SetupLink(token_hash=digest(token), created_at=now()))
    return token


def setup_link_works(session: Session, token: str) -> bool:
    """Whether this link can still create the first administrator."""
    return db.setup_link_works(session, digest(token))


def create_first_administrator(
    session: Session, *, token: str, username: str, name: str, password: str
) -> int:
    """Create the administrator to whom the set-up link was given; the link works once."""
    account = _new_account(session, username, name, Role.ADMINISTRATOR, password)
    if not db.take_setup_link(session, digest(token), now()):
        raise LinkUsed
    journal.note(session, workshop_id=None, action="account_created", actor=Actor(account.id))
    return account.id


def create_account(
    session: Session, *, actor: Actor, username: str, name: str, role: Role, password: str
) -> int:
    """Create an account that can sign in at once."""
    administers(session, actor)
    account = _new_account(session, username, name, role, password)
    journal.note(
        session, workshop_id=None, action="account_created", actor=actor, account=account.id, role=role
    )
    return account.id


def accounts(session: Session, *, actor: Actor) -> list[AccountView]:
    """Every account, for an administrator."""
    administers(session, actor)
    return [
        AccountView(each.id, each.username, each.name, each.role, each.created_at, bool(each.disabled_at))
        for each in db.all_accounts(session)
    ]


def change_password(
    session: Session, *, actor: Actor, account_id: int, password: str, spare: str = ""
) -> None:
    """Give one's own account, or as administrator anybody's, a new password; it is signed out everywhere.

    The session with the digest `spare` goes on: that of the browser in which one changes one's own.
    """
    if actor.account_id != account_id:
        administers(session, actor)
    account = _existing(session, account_id)
    account.password_hash = hashed(password)
    _revoke(session, account, spare=spare)
    forget_tries(session, f"account:{account.username}")
    journal.note(session, workshop_id=None, action="password_changed", actor=actor, account=account_id)


def change_role(session: Session, *, actor: Actor, account_id: int, role: Role) -> None:
    """Give an account another role; it is signed out everywhere."""
    db.lock_accounts(session)
    administers(session, actor)
    account = _existing(session, account_id)
    if account.role == role:
        return
    account.role = role
    _keep_an_administrator(session)
    _revoke(session, account)
    journal.note(session, workshop_id=None, action="role_changed", actor=actor, account=account_id, role=role)


def disable_account(session: Session, *, actor: Actor, account_id: int) -> None:
    """Stop an account from signing in; it is signed out everywhere and keeps what it made."""
    db.lock_accounts(session)
    administers(session, actor)
    account = _existing(session, account_id)
    if account.disabled_at:
        return
    account.disabled_at = now()
    _keep_an_administrator(session)
    _revoke(session, account)
    journal.note(session, workshop_id=None, action="account_disabled", actor=actor, account=account_id)


def enable_account(session: Session, *, actor: Actor, account_id: int) -> None:
    """Let a disabled account sign in again."""
    administers(session, actor)
    account = _existing(session, account_id)
    if account.disabled_at:
        account.disabled_at = None
        journal.note(session, workshop_id=None, action="account_enabled", actor=actor, account=account_id)


def _new_account(session: Session, username: str, name: str, role: Role, password: str) -> Account:
    username = clean(known_as(username), limit=120, field="username")
    account = Account(
        username=username,
        name=clean(name, limit=120, field="name"),
        role=role,
        password_hash=hashed(password),
        created_at=now(),
    )
    db.lock_accounts(session)
    if db.account_named(session, username) is not None:
        raise UsernameTaken(username)
    session.add(account)
    session.flush()
    return account


def _existing(session: Session, account_id: int) -> Account:
    account = db.account_with_id(session, account_id)
    if account is None:
        raise NotFound
    return account


def _keep_an_administrator(session: Session) -> None:
    session.flush()
    if db.active_administrators(session) == 0:
        raise LastAdministrator


def _revoke(session: Session, account: Account, *, spare: str = "") -> None:
    db.revoke_account(session, account.id, spare)
    touch(session, EVERYWHERE, f"account:{account.id}")
