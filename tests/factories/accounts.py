"""Accounts that sign in, made through the same verbs as in life."""

from db.session import reading, writing
from facilitation.access import account_of
from facilitation.accounts import (
    Role,
    create_account,
    create_first_administrator,
    create_setup_link,
)
from facilitation.actors import Actor
from facilitation.signing_in import (
    SignedIn,
    claim_nonce,
    issue_nonce,
)

PASSWORD = "un long mot de passe"


def make_administrator(username: str = "fanny@essaim.example") -> int:
    """The first administrator."""
    with writing() as session:
        token = create_setup_link(session)
        return create_first_administrator(
            session, token=token, username=username, name="Fanny", password=PASSWORD
        )


def make_facilitator(by: int, username: str = "paul") -> int:
    """A facilitator's account."""
    with writing() as session:
        return create_account(
            session, actor=Actor(by), username=username, name="Paul", role=Role.FACILITATOR, password=PASSWORD
        )


def signed_in(account_id: int, device: str | None = None) -> SignedIn:
    """What a browser that signs in as this account keeps."""
    with writing() as session:
        nonce = issue_nonce(session, account_id=account_id)
        return claim_nonce(session, nonce=nonce, device=device)


def who(token: str) -> str | None:
    """The user name behind a cookie."""
    with reading() as session:
        found = account_of(session, token)
    return found.username if found else None
