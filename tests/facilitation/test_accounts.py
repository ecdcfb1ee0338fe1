from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from db import changes
from db.session import reading, writing
from facilitation.access import account_of
from facilitation.accounts import (
    EVERYWHERE,
    TRIES_AN_ACCOUNT,
    TRIES_AN_ADDRESS,
    AccountView,
    Role,
    SignedIn,
    accounts,
    change_password,
    change_role,
    claim_nonce,
    create_account,
    create_first_administrator,
    create_setup_link,
    disable_account,
    enable_account,
    finish_login,
    issue_nonce,
    log_out,
    nobody_administers,
    reset_throttle,
    setup_link_works,
    try_login,
)
from facilitation.errors import (
    LastAdministrator,
    LinkUsed,
    Missing,
    NotAllowed,
    NotFound,
    PasswordTooLong,
    PasswordTooShort,
    TooManyTries,
    UsernameTaken,
    WrongCredentials,
)
from facilitation.passwords import fitting, hashed, nobodys_hash

PASSWORD = "un long mot de passe"

pytestmark = pytest.mark.usefixtures("rules")


def make_administrator(username: str = "fanny@essaim.example") -> int:
    with writing() as session:
        token = create_setup_link(session)
        return create_first_administrator(
            session, token=token, username=username, name="Fanny", password=PASSWORD
        )


def make_facilitator(by: int, username: str = "paul") -> int:
    with writing() as session:
        return create_account(
            session, by=by, username=username, name="Paul", role=Role.FACILITATOR, password=PASSWORD
        )


def signed_in(account_id: int, device: str | None = None) -> SignedIn:
    with writing() as session:
        nonce = issue_nonce(session, account_id=account_id)
        return claim_nonce(session, nonce=nonce, device=device)


def who(token: str) -> str | None:
    with reading() as session:
        found = account_of(session, token)
    return found.username if found else None


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


def test_the_first_start_has_nobody_and_no_default_password() -> None:
    with reading() as session:
        assert nobody_administers(session)
    make_administrator()
    with reading() as session:
        assert not nobody_administers(session)


def test_a_set_up_link_creates_one_administrator_and_no_more() -> None:
    with writing() as session:
        token = create_setup_link(session)
        assert setup_link_works(session, token)
        create_first_administrator(session, token=token, username="fanny", name="Fanny", password=PASSWORD)
    with reading() as session:
        assert not setup_link_works(session, token)

    with pytest.raises(LinkUsed), writing() as session:
        create_first_administrator(session, token=token, username="eve", name="Eve", password=PASSWORD)


def test_a_newer_set_up_link_replaces_the_former_one() -> None:
    with writing() as session:
        former = create_setup_link(session)
        create_setup_link(session)
        assert not setup_link_works(session, former)


def test_a_name_with_another_case_is_the_same_account() -> None:
    fanny = make_administrator("Fanny@Essaim.example")

    with pytest.raises(UsernameTaken) as taken, writing() as session:
        create_account(
            session,
            by=fanny,
            username=" FANNY@essaim.example",
            name="F",
            role=Role.DESIGNER,
            password=PASSWORD,
        )
    assert taken.value.username == "fanny@essaim.example"


def test_an_account_needs_a_name_and_a_password_of_a_sensible_length() -> None:
    fanny = make_administrator()

    def refused(kind: type[Exception], **fields: str) -> None:
        given = {"username": "paul", "name": "Paul", "password": PASSWORD} | fields
        with pytest.raises(kind), writing() as session:
            create_account(session, by=fanny, role=Role.DESIGNER, **given)

    refused(Missing, username="  ")
    refused(Missing, name="")
    refused(PasswordTooShort, password="courte")
    refused(PasswordTooLong, password="é" * 37)
    refused(PasswordTooLong, password="un long\0mot de passe")


def test_spaces_around_a_password_do_not_count() -> None:
    assert fitting(f"  {PASSWORD} ") == PASSWORD


def test_nobodys_hash_looks_like_any_other() -> None:
    assert len(nobodys_hash()) == len(hashed(PASSWORD))


def test_only_an_administrator_sees_and_makes_accounts() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)

    with reading() as session:
        listed = accounts(session, by=fanny)
        assert [(each.username, each.role, each.disabled) for each in listed] == [
            ("fanny@essaim.example", Role.ADMINISTRATOR, False),
            ("paul", Role.FACILITATOR, False),
        ]
        assert isinstance(listed[0], AccountView)
    for forbidden in (paul, 999):
        with reading() as session, pytest.raises(NotAllowed):
            accounts(session, by=forbidden)


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
        disable_account(session, by=fanny, account_id=paul)
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


def test_a_changed_password_signs_out_everywhere() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    token = signed_in(paul).token

    with writing() as session:
        change_password(session, by=paul, account_id=paul, password="un autre mot de passe")

    assert who(token) is None
    with pytest.raises(NotAllowed), writing() as session:
        change_password(session, by=paul, account_id=fanny, password="un autre mot de passe")
    with writing() as session:
        change_password(session, by=fanny, account_id=paul, password="encore un autre")
    with pytest.raises(NotFound), writing() as session:
        change_password(session, by=fanny, account_id=999, password="encore un autre")


def test_a_changed_role_signs_out_everywhere() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    token = signed_in(paul).token

    with writing() as session:
        change_role(session, by=fanny, account_id=paul, role=Role.FACILITATOR)
    assert who(token) == "paul"
    with writing() as session:
        change_role(session, by=fanny, account_id=paul, role=Role.DESIGNER)
    assert who(token) is None


def test_a_disabled_account_is_out_until_it_is_enabled() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    token = signed_in(paul).token

    with writing() as session:
        disable_account(session, by=fanny, account_id=paul)
        disable_account(session, by=fanny, account_id=paul)
    assert who(token) is None
    with reading() as session, pytest.raises(NotAllowed):
        accounts(session, by=paul)

    with writing() as session:
        enable_account(session, by=fanny, account_id=paul)
        enable_account(session, by=fanny, account_id=paul)
    assert who(signed_in(paul).token) == "paul"


def test_somebody_always_administers() -> None:
    fanny = make_administrator()

    with pytest.raises(LastAdministrator), writing() as session:
        disable_account(session, by=fanny, account_id=fanny)
    with pytest.raises(LastAdministrator), writing() as session:
        change_role(session, by=fanny, account_id=fanny, role=Role.DESIGNER)


@pytest.mark.usefixtures("database")
def test_of_two_administrators_who_demote_each_other_at_once_one_stays() -> None:
    fanny = make_administrator()
    with writing() as session:
        paul = create_account(
            session, by=fanny, username="paul", name="Paul", role=Role.ADMINISTRATOR, password=PASSWORD
        )

    def demote(pair: tuple[int, int]) -> None:
        try:
            with writing() as session:
                change_role(session, by=pair[0], account_id=pair[1], role=Role.DESIGNER)
        except (LastAdministrator, NotAllowed):
            return

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(demote, [(fanny, paul), (paul, fanny)]))

    with reading() as session:
        assert not nobody_administers(session)


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
        disable_account(session, by=fanny, account_id=paul)

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
