"""Accounts, their sessions and what proves them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, delete, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, choice
from db.spelling import in_order


class Role(StrEnum):
    """What an account is for."""

    ADMINISTRATOR = "administrator"
    FACILITATOR = "facilitator"
    DESIGNER = "designer"


class Account(Base):
    """Somebody who signs in with a password."""

    __tablename__ = "accounts"
    id: Mapped[Key]
    username: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(100))
    role: Mapped[Role] = mapped_column(choice(Role))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class AccountSession(Base):
    """A browser that is signed in; only the hash of its cookie is kept."""

    __tablename__ = "account_sessions"
    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LoginNonce(Base):
    """Proof of a checked password, to be exchanged for a session once and soon."""

    __tablename__ = "login_nonces"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


class KnownDevice(Base):
    """A browser that an account has signed in from before."""

    __tablename__ = "known_devices"
    __table_args__ = (UniqueConstraint("account_id", "token_hash"), Index(None, "token_hash"))
    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64))


class SetupLink(Base):
    """The one-time link that creates the first administrator."""

    __tablename__ = "setup_links"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def account_with_id(session: Session, account_id: int) -> Account | None:
    """The account, disabled or not."""
    return session.get(Account, account_id)


def account_named(session: Session, username: str) -> Account | None:
    """The account of a username, disabled or not."""
    return session.scalar(select(Account).where(Account.username == username))


def all_accounts(session: Session) -> Sequence[Account]:
    """Every account, by name."""
    return in_order(session.scalars(select(Account).order_by(Account.id)), lambda one: one.name)


def lock_accounts(session: Session) -> None:
    """Let one transaction at a time decide who administers."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE"))


def active_administrators(session: Session) -> int:
    """How many administrators can sign in."""
    active = (Account.role == Role.ADMINISTRATOR) & Account.disabled_at.is_(None)
    return session.scalar(select(func.count()).select_from(Account).where(active)) or 0


def account_of_session(session: Session, token_hash: str, at: datetime) -> Account | None:
    """Who is signed in with this cookie."""
    return session.scalar(
        select(Account)
        .join(AccountSession)
        .where(
            AccountSession.token_hash == token_hash,
            AccountSession.expires_at > at,
            Account.disabled_at.is_(None),
        )
    )


def end_session(session: Session, token_hash: str) -> int | None:
    """End one session; the account that it was of."""
    ended = delete(AccountSession).where(AccountSession.token_hash == token_hash)
    return session.scalar(ended.returning(AccountSession.account_id))


def revoke_account(session: Session, account_id: int, spare: str = "") -> None:
    """End every session of an account but the one with the digest `spare`, and every log-in under way."""
    session.execute(
        delete(AccountSession).where(
            AccountSession.account_id == account_id, AccountSession.token_hash != spare
        )
    )
    session.execute(delete(LoginNonce).where(LoginNonce.account_id == account_id))


def forget_old_proofs(session: Session, at: datetime) -> None:
    """Remove what has expired."""
    session.execute(delete(AccountSession).where(AccountSession.expires_at <= at))
    session.execute(delete(LoginNonce).where(LoginNonce.expires_at <= at))


def take_nonce(session: Session, token_hash: str, at: datetime) -> int | None:
    """Use a nonce up; the account that it proves, None when it is unknown, used or too old."""
    taken = delete(LoginNonce).where(LoginNonce.token_hash == token_hash, LoginNonce.expires_at > at)
    return session.scalar(taken.returning(LoginNonce.account_id))


def device_known(session: Session, token_hash: str, account_id: int | None = None) -> bool:
    """Whether somebody, or this account, has signed in from this browser before."""
    query = select(KnownDevice.id).where(KnownDevice.token_hash == token_hash)
    if account_id is not None:
        query = query.where(KnownDevice.account_id == account_id)
    return session.scalar(query.limit(1)) is not None


def replace_setup_link(session: Session, link: SetupLink) -> None:
    """Make this the only set-up link."""
    session.execute(delete(SetupLink))
    session.add(link)
    session.flush()


def take_setup_link(session: Session, token_hash: str, at: datetime) -> bool:
    """Use the set-up link up; whether it still worked."""
    taken = update(SetupLink).where(SetupLink.token_hash == token_hash, SetupLink.used_at.is_(None))
    return session.scalar(taken.values(used_at=at).returning(SetupLink.token_hash)) is not None


def setup_link_works(session: Session, token_hash: str) -> bool:
    """Whether the set-up link can still be used."""
    query = select(SetupLink.token_hash).where(
        SetupLink.token_hash == token_hash, SetupLink.used_at.is_(None)
    )
    return session.scalar(query) is not None
