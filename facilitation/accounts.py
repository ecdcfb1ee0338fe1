"""Accounts: who may sign in, how they prove it, and how that ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db import accounts as db
from db.accounts import Account, AccountSession, KnownDevice, LoginNonce, Role, SetupLink
from db.base import now
from db.changes import touch
from db.session import Session
from db.tries import forget_tries, forget_tries_before, forget_tries_starting, give_back
from facilitation import journal
from facilitation.errors import (
    LastAdministrator,
    LinkUsed,
    NotAllowed,
    NotFound,
    UsernameTaken,
    WrongCredentials,
)
from facilitation.passwords import hashed, nobodys_hash
from facilitation.texts import clean
from facilitation.tokens import digest, new_token
from facilitation.tries import count_try

__all__ = ["Role"]

SESSION_DAYS = 14
NONCE_SECONDS = 60
TRIES_AN_ACCOUNT, TRIES_AN_ADDRESS, TRY_MINUTES = 10, 40, 15
EVERYWHERE = 0
"""The number under which changes of accounts are announced; no workshop has it."""


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account, as the list of accounts shows it."""

    id: int
    username: str
    name: str
    role: Role
    created_at: datetime
    disabled: bool


@dataclass(frozen=True, slots=True)
class LoginTry:
    """A log-in whose password is still to be checked against `password_hash`."""

    username: str
    password_hash: str
    account_id: int | None
    buckets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The secrets that a signed-in browser keeps in its cookies."""

    token: str
    device: str


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
    journal.note(session, workshop_id=None, action="account_created", account_id=account.id)
    return account.id


def create_account(session: Session, *, by: int, username: str, name: str, role: Role, password: str) -> int:
    """Create an account that can sign in at once."""
    _administrator(session, by)
    account = _new_account(session, username, name, role, password)
    journal.note(
        session, workshop_id=None, action="account_created", account_id=by, account=account.id, role=role
    )
    return account.id


def accounts(session: Session, *, by: int) -> list[AccountView]:
    """Every account, for an administrator."""
    _administrator(session, by)
    return [
        AccountView(each.id, each.username, each.name, each.role, each.created_at, bool(each.disabled_at))
        for each in db.all_accounts(session)
    ]


def change_password(session: Session, *, by: int, account_id: int, password: str) -> None:
    """Give one's own account, or as administrator anybody's, a new password; it is signed out everywhere."""
    if by != account_id:
        _administrator(session, by)
    account = _existing(session, account_id)
    account.password_hash = hashed(password)
    _revoke(session, account)
    forget_tries(session, f"account:{account.username}")
    journal.note(session, workshop_id=None, action="password_changed", account_id=by, account=account_id)


def change_role(session: Session, *, by: int, account_id: int, role: Role) -> None:
    """Give an account another role; it is signed out everywhere."""
    _administrator(session, by)
    account = _existing(session, account_id)
    if account.role == role:
        return
    account.role = role
    _keep_an_administrator(session)
    _revoke(session, account)
    journal.note(
        session, workshop_id=None, action="role_changed", account_id=by, account=account_id, role=role
    )


def disable_account(session: Session, *, by: int, account_id: int) -> None:
    """Stop an account from signing in; it is signed out everywhere and keeps what it made."""
    _administrator(session, by)
    account = _existing(session, account_id)
    if account.disabled_at:
        return
    account.disabled_at = now()
    _keep_an_administrator(session)
    _revoke(session, account)
    journal.note(session, workshop_id=None, action="account_disabled", account_id=by, account=account_id)


def enable_account(session: Session, *, by: int, account_id: int) -> None:
    """Let a disabled account sign in again."""
    _administrator(session, by)
    account = _existing(session, account_id)
    if account.disabled_at:
        account.disabled_at = None
        journal.note(session, workshop_id=None, action="account_enabled", account_id=by, account=account_id)


def try_login(session: Session, *, username: str, address: str, device: str | None = None) -> LoginTry:
    """Count one log-in try and say which hash the password must fit: for nobody's name, nobody's hash.

    Refused when the account or the address has used up its tries. A browser that has signed in as this
    account before counts on its own, so that nobody else can lock it out.
    """
    username, nobody = _folded(username), nobodys_hash()
    account = db.account_named(session, username)
    if account is not None and account.disabled_at is not None:
        account = None
    known = (
        account is not None and device is not None and db.device_known(session, digest(device), account.id)
    )
    buckets: tuple[tuple[str, int], ...] = (
        (f"account:{username}", TRIES_AN_ACCOUNT),
        (f"address:{address}", TRIES_AN_ADDRESS),
    )
    if known:
        buckets = ((f"device:{username}:{digest(device or '')}", TRIES_AN_ACCOUNT),)
    for bucket, limit in buckets:
        count_try(session, bucket=bucket, limit=limit, minutes=TRY_MINUTES)
    return LoginTry(
        username=username,
        password_hash=account.password_hash if account else nobody,
        account_id=account.id if account else None,
        buckets=buckets,
    )


def finish_login(session: Session, login: LoginTry, *, fits: bool) -> str:
    """The nonce that a browser exchanges for a session, when the password fits the account tried."""
    if login.account_id is None or not fits:
        raise WrongCredentials
    for bucket, _ in login.buckets:
        if bucket.startswith("address:"):
            give_back(session, bucket)
        else:
            forget_tries(session, bucket)
    return issue_nonce(session, account_id=login.account_id)


def issue_nonce(session: Session, *, account_id: int) -> str:
    """A nonce for somebody just proven; it works once and for a minute."""
    account = _existing(session, account_id)
    nonce, at = new_token(), now()
    db.forget_old_proofs(session, at)
    forget_tries_before(session, at - timedelta(days=1))
    session.add(
        LoginNonce(
            token_hash=digest(nonce), account_id=account.id, expires_at=at + timedelta(seconds=NONCE_SECONDS)
        )
    )
    return nonce


def claim_nonce(session: Session, *, nonce: str, device: str | None = None) -> SignedIn:
    """Exchange a nonce for a session, once; the browser is known to this account from then on."""
    at = now()
    account_id = db.take_nonce(session, digest(nonce), at)
    if account_id is None:
        raise LinkUsed
    account = db.account_with_id(session, account_id)
    if account is None or account.disabled_at:
        raise LinkUsed
    token = new_token()
    session.add(
        AccountSession(
            account_id=account_id,
            token_hash=digest(token),
            created_at=at,
            expires_at=at + timedelta(days=SESSION_DAYS),
        )
    )
    journal.note(session, workshop_id=None, action="signed_in", account_id=account_id)
    return SignedIn(token, _remembered(session, account_id, device))


def log_out(session: Session, *, token: str) -> None:
    """End the session of this cookie; its open pages are told."""
    account_id = db.end_session(session, digest(token))
    if account_id is not None:
        touch(session, EVERYWHERE, f"account:{account_id}")


def reset_throttle(session: Session, *, username: str) -> None:
    """Give an account and every browser it knows all their log-in tries back."""
    forget_tries(session, f"account:{_folded(username)}")
    forget_tries_starting(session, f"device:{_folded(username)}:")
    forget_tries_starting(session, "address:")


def _new_account(session: Session, username: str, name: str, role: Role, password: str) -> Account:
    username = _folded(clean(username, limit=120, field="username"))
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


def _administrator(session: Session, account_id: int) -> None:
    account = db.account_with_id(session, account_id)
    if account is None or account.disabled_at or account.role != Role.ADMINISTRATOR:
        raise NotAllowed


def _existing(session: Session, account_id: int) -> Account:
    account = db.account_with_id(session, account_id)
    if account is None:
        raise NotFound
    return account


def _keep_an_administrator(session: Session) -> None:
    db.lock_accounts(session)
    session.flush()
    if db.active_administrators(session) == 0:
        raise LastAdministrator


def _revoke(session: Session, account: Account) -> None:
    db.revoke_account(session, account.id)
    touch(session, EVERYWHERE, f"account:{account.id}")


def _remembered(session: Session, account_id: int, device: str | None) -> str:
    """The token by which this browser is known; one that we never gave out is not taken over."""
    if device is None or not db.device_known(session, digest(device)):
        device = new_token()
    if not db.device_known(session, digest(device), account_id):
        session.add(KnownDevice(account_id=account_id, token_hash=digest(device)))
    return device


def _folded(username: str) -> str:
    return username.strip().lower()
