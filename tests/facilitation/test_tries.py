from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from db.base import now
from db.session import reading, writing
from db.tries import forget_tries_before, tries_used
from facilitation.errors import TooManyTries
from facilitation.tries import (
    ASKED,
    CODES_A_MINUTE,
    RESUME_CODES_A_MINUTE,
    asked_who,
    count_try,
    spare_codes,
    wrong_code,
)


def tried(bucket: str, limit: int) -> bool:
    try:
        with writing() as session:
            count_try(session, bucket=bucket, limit=limit, minutes=15)
    except TooManyTries:
        return False
    return True


@pytest.mark.usefixtures("database")
def test_of_twenty_guesses_at_once_only_the_allowed_ones_pass() -> None:
    with ThreadPoolExecutor(20) as pool:
        passed = list(pool.map(lambda _: tried("account:fanny", 5), range(20)))

    assert passed.count(True) == 5


@pytest.mark.usefixtures("rules")
def test_one_bucket_says_nothing_about_another() -> None:
    assert tried("account:fanny", 1)
    assert not tried("account:fanny", 1)
    assert tried("account:paul", 1)


def test_tries_come_back_when_the_window_is_over(rules: Engine) -> None:
    assert tried("account:fanny", 1)
    with rules.begin() as connection:
        connection.execute(text("UPDATE tries SET since = datetime(since, '-16 minutes')"))

    assert tried("account:fanny", 1)
    assert not tried("account:fanny", 1)


@pytest.mark.usefixtures("rules")
def test_an_address_may_try_sixty_wrong_codes_a_minute() -> None:
    for _ in range(CODES_A_MINUTE):
        with writing() as session:
            spare_codes(session, address="192.0.2.1")
            wrong_code(session, address="192.0.2.1")

    with reading() as session:
        spare_codes(session, address="192.0.2.2")
        with pytest.raises(TooManyTries):
            spare_codes(session, address="192.0.2.1")
    with pytest.raises(TooManyTries), writing() as session:
        wrong_code(session, address="192.0.2.1")


@pytest.mark.usefixtures("rules")
def test_an_address_of_ipv6_is_counted_by_its_network() -> None:
    with writing() as session:
        for n in range(CODES_A_MINUTE // 2):
            wrong_code(session, address=f"2001:db8::{n:x}")
            wrong_code(session, address="::ffff:192.0.2.1" if n % 2 else "192.0.2.1")
            wrong_code(session, address=f"2001:db8:0:0:{n + 1:x}::1")
        for free in ("2001:db8:0:1::1", "192.0.2.1", "unknown"):
            spare_codes(session, address=free)
        with pytest.raises(TooManyTries):
            spare_codes(session, address="2001:db8::ffff")


@pytest.mark.usefixtures("rules")
def test_wrong_resume_codes_are_counted_over_the_whole_instance() -> None:
    with writing() as session:
        for n in range(RESUME_CODES_A_MINUTE):
            wrong_code(session, address=f"10.0.{n // 200}.{n % 200}", resuming=True)
        spare_codes(session, address="192.0.2.9")
        with pytest.raises(TooManyTries):
            spare_codes(session, address="192.0.2.9", resuming=True)
    with pytest.raises(TooManyTries), writing() as session:
        wrong_code(session, address="192.0.2.9", resuming=True)


@pytest.mark.usefixtures("rules")
def test_a_room_of_two_hundred_is_asked_who_it_is_and_a_guesser_soon_no_more() -> None:
    with writing() as session:
        for _ in range(ASKED):
            asked_who(session, address="192.0.2.1")
        asked_who(session, address="192.0.2.2")
        with pytest.raises(TooManyTries):
            asked_who(session, address="192.0.2.1")
    assert ASKED >= 200


@pytest.mark.usefixtures("rules")
def test_old_tries_are_forgotten() -> None:
    started = now()
    assert tried("account:fanny", 3)

    with writing() as session:
        forget_tries_before(session, now())

    with reading() as session:
        assert tries_used(session, "account:fanny", started) == 0
