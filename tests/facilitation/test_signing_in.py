from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from db import changes
from db.session import writing
from facilitation.accounts import (
    disable_account,
)
from facilitation.actors import Actor
from facilitation.errors import (
    LinkUsed,
    NotFound,
    TooManyTries,
    WrongCredentials,
)
from facilitation.passwords import hashed, nobodys_hash
from facilitation.signing_in import (
    EVERYWHERE,
    TRIES_AN_ACCOUNT,
    TRIES_AN_ADDRESS,
    claim_nonce,
    finish_login,
    issue_nonce,
    log_out,
    reset_throttle,
    try_login,
)
from tests.factories.accounts import PASSWORD, make_administrator, make_facilitator, signed_in, who

pytestmark = pytest.mark.usefixtures("rules")


def attempt(username: str, *, address: str = "192.0.2.1", device: str | None = None) -> bool:
    try:
        with writing() as session:
            try_login(session, username=username, address=address, device=device)
    except TooManyTries:
        return False
    return True


@pytest.fixture
def heard() -> Iterator[set[changes.Change]]:
    told: set[changes.Change] = set()
    stop = changes.listen(told.update)
    yield told
    stop()


def test_nobodys_hash_looks_like_any_other() -> None:
    assert len(nobodys_hash()) == len(hashed(PASSWORD))


def test_a_nonce_opens_one_session() -> None:
    fanny = make_administrator()
    with writing() as session:
        nonce = issue_nonce(session, account_id=fanny)
    with writing() as session:
        token = claim_nonce(session, nonce=nonce).token

    assert who(token) == "fanny@essaim.example"
    with pytest.raises(LinkUsed), writing() as session:
        claim_nonce(session, nonce=nonce)


@pytest.mark.usefixtures("database")
def test_of_two_claims_of_a_nonce_at_once_one_opens_a_session() -> None:
    fanny = make_administrator()
    with writing() as session:
        nonce = issue_nonce(session, account_id=fanny)

    def claim(_: int) -> bool:
        try:
            with writing() as session:
                claim_nonce(session, nonce=nonce)
        except LinkUsed:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(claim, range(8))).count(True) == 1


def test_a_nonce_is_too_old_after_a_minute(rules: Engine) -> None:
    fanny = make_administrator()
    with writing() as session:
        nonce = issue_nonce(session, account_id=fanny)
    with rules.begin() as connection:
        connection.execute(text("UPDATE login_nonces SET expires_at = datetime(expires_at, '-61 seconds')"))

    with pytest.raises(LinkUsed), writing() as session:
        claim_nonce(session, nonce=nonce)


def test_a_session_ends_after_two_weeks(rules: Engine) -> None:
    token = signed_in(make_administrator()).token
    with rules.begin() as connection:
        connection.execute(text("UPDATE account_sessions SET expires_at = datetime(expires_at, '-15 days')"))

    assert who(token) is None


def test_the_nonce_of_a_disabled_account_opens_nothing() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    with writing() as session:
        disable_account(session, actor=Actor(fanny), account_id=paul)
    with writing() as session:
        nonce = issue_nonce(session, account_id=paul)

    with pytest.raises(LinkUsed), writing() as session:
        claim_nonce(session, nonce=nonce)


def test_signing_out_ends_this_session_and_no_other() -> None:
    fanny = make_administrator()
    here, there = signed_in(fanny).token, signed_in(fanny).token

    with writing() as session:
        log_out(session, token=here)
        log_out(session, token=here)

    assert (who(here), who(there)) == (None, "fanny@essaim.example")


def test_a_log_in_ends_with_a_nonce_when_the_password_fits() -> None:
    fanny = make_administrator()
    with writing() as session:
        login = try_login(session, username=" FANNY@essaim.example ", address="192.0.2.1")
    assert login.account_id == fanny

    with writing() as session:
        nonce = finish_login(session, login, fits=True)
        assert who(claim_nonce(session, nonce=nonce).token) is None  # not before the commit
    with pytest.raises(WrongCredentials), writing() as session:
        finish_login(session, login, fits=False)


def test_nobodys_name_is_checked_against_nobodys_hash_and_never_fits() -> None:
    with writing() as session:
        login = try_login(session, username="nobody", address="192.0.2.1")

    assert (login.account_id, login.password_hash) == (None, nobodys_hash())
    with pytest.raises(WrongCredentials), writing() as session:
        finish_login(session, login, fits=True)


def test_a_disabled_account_cannot_be_told_from_nobody() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    with writing() as session:
        disable_account(session, actor=Actor(fanny), account_id=paul)

    with writing() as session:
        assert try_login(session, username="paul", address="192.0.2.1").password_hash == nobodys_hash()


def test_guesses_at_one_account_end_whatever_the_address() -> None:
    make_administrator("fanny")

    passed = [attempt("fanny", address=f"192.0.2.{n}") for n in range(TRIES_AN_ACCOUNT + 3)]

    assert passed == [True] * TRIES_AN_ACCOUNT + [False] * 3


def test_guesses_from_one_address_end_whatever_the_account() -> None:
    passed = [attempt(f"somebody{n}") for n in range(TRIES_AN_ADDRESS + 3)]

    assert passed == [True] * TRIES_AN_ADDRESS + [False] * 3


@pytest.mark.usefixtures("database")
def test_twenty_guesses_at_once_are_twenty_tries() -> None:
    make_administrator("fanny")

    with ThreadPoolExecutor(20) as pool:
        passed = list(pool.map(lambda _: attempt("fanny"), range(20)))

    assert passed.count(True) == TRIES_AN_ACCOUNT


def test_a_device_that_has_signed_in_before_is_not_locked_out_by_others() -> None:
    fanny = make_administrator("fanny")
    device = signed_in(fanny).device
    while attempt("fanny"):
        pass

    assert attempt("fanny", device=device)
    assert not attempt("fanny", device="made up")


def test_guesses_from_a_known_device_end_too() -> None:
    device = signed_in(make_administrator("fanny")).device

    passed = [attempt("fanny", device=device) for _ in range(TRIES_AN_ACCOUNT + 1)]

    assert passed == [True] * TRIES_AN_ACCOUNT + [False]


def test_a_device_known_to_one_account_is_a_stranger_to_another() -> None:
    fanny = make_administrator("fanny")
    make_facilitator(fanny)
    device = signed_in(fanny).device
    while attempt("paul"):
        pass

    assert not attempt("paul", device=device)


def test_a_browser_keeps_its_device_token_and_never_one_we_did_not_give() -> None:
    fanny = make_administrator("fanny")
    paul = make_facilitator(fanny)
    device = signed_in(fanny).device

    assert signed_in(fanny, device).device == device
    assert signed_in(paul, device).device == device
    assert signed_in(paul, "chosen by an attacker").device != "chosen by an attacker"


def test_a_success_gives_the_tries_back() -> None:
    make_administrator("fanny")
    for _ in range(TRIES_AN_ACCOUNT - 1):
        attempt("fanny")
    with writing() as session:
        login = try_login(session, username="fanny", address="192.0.2.1")
        finish_login(session, login, fits=True)

    assert attempt("fanny")


def test_an_operator_ends_a_lock_out() -> None:
    make_administrator("fanny")
    while attempt("fanny"):
        pass

    with writing() as session:
        reset_throttle(session, username="Fanny")

    assert attempt("fanny")


def test_the_open_pages_of_an_account_are_told_when_it_is_signed_out(heard: set[changes.Change]) -> None:
    fanny = make_administrator()
    with writing() as session:
        log_out(session, token="unknown")
    assert heard == set()

    token = signed_in(fanny).token
    with writing() as session:
        log_out(session, token=token)

    assert heard == {(EVERYWHERE, f"account:{fanny}")}


def test_nobody_gets_a_nonce_for_an_account_that_is_not_there() -> None:
    with pytest.raises(NotFound), writing() as session:
        issue_nonce(session, account_id=404)
