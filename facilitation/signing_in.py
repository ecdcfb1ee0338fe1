"""Signing in and out: a counted try, a checked password, a nonce, a session."""

from dataclasses import dataclass
from datetime import timedelta

from db import accounts as db
from db.accounts import AccountSession, KnownDevice, LoginNonce
from db.base import now
from db.changes import touch
from db.session import Session
from db.tries import forget_tries, forget_tries_before, forget_tries_starting, give_back
from facilitation import journal
from facilitation.errors import LinkUsed, NotFound, WrongCredentials
from facilitation.passwords import nobodys_hash
from facilitation.tokens import digest, new_token
from facilitation.tries import count_try
from facilitation.usernames import known_as

SESSION_DAYS = 14
NONCE_SECONDS = 60
TRIES_AN_ACCOUNT, TRIES_AN_ADDRESS, TRY_MINUTES = 10, 40, 15
EVERYWHERE = 0
"""The number under which changes of accounts are announced; no workshop has it."""


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


def try_login(session: Session, *, username: str, address: str, device: str | None = None) -> LoginTry:
    """Count one log-in try and say which hash the password must fit: for nobody's name, nobody's hash.

    Refused when the account or the address has used up its tries. A browser that has signed in as this
    account before counts on its own, so that nobody else can lock it out.
    """
    username, nobody = known_as(username), nobodys_hash()
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
    account = db.account_with_id(session, account_id)
    if account is None:
        raise NotFound
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
    forget_tries(session, f"account:{known_as(username)}")
    forget_tries_starting(session, f"device:{known_as(username)}:")
    forget_tries_starting(session, "address:")


def _remembered(session: Session, account_id: int, device: str | None) -> str:
    """The token by which this browser is known; one that we never gave out is not taken over."""
    if device is None or not db.device_known(session, digest(device)):
        device = new_token()
    if not db.device_known(session, digest(device), account_id):
        session.add(KnownDevice(account_id=account_id, token_hash=digest(device)))
    return device
