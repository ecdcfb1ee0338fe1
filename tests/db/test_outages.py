"""What an error of the library below means, and what a full disk leaves."""

import pytest
from psycopg import errors
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError

from db.accounts import Account
from db.outages import DatabaseDown, DatabaseFull, meaning
from db.session import reading, writing
from tests.factories.workshops import make_account


def write(count: int) -> None:
    with writing() as session:
        for _ in range(count):
            make_account(session, name="Amina")


@pytest.mark.promise("a full disk takes nothing of what was confirmed, and nothing half")
def test_a_full_disk_is_told_apart_and_nothing_of_the_act_is_there(rules: Engine) -> None:
    event.listen(rules, "connect", lambda one, _: one.execute("PRAGMA max_page_count = 1"))
    write(1)
    with pytest.raises(DatabaseFull):
        write(200)
    with reading() as session:
        assert session.query(Account).count() == 1


def test_postgresqls_full_disk_is_one_too() -> None:
    assert isinstance(meaning(OperationalError("", {}, errors.DiskFull())), DatabaseFull)


def test_a_mistake_of_ours_is_no_outage() -> None:
    assert meaning(IntegrityError("", {}, errors.UniqueViolation())) is None
    assert type(meaning(OperationalError("", {}, errors.AdminShutdown()))) is DatabaseDown


def test_a_mistake_of_ours_is_raised_as_it_is(rules: Engine) -> None:
    def write_a_name_twice() -> None:
        with writing() as session:
            first = session.get_one(Account, make_account(session, name="Amina"))
            second = session.get_one(Account, make_account(session, name="Paul"))
            second.username = first.username

    with pytest.raises(IntegrityError):
        write_a_name_twice()
