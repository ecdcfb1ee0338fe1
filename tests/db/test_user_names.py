"""A database of the version before gets its user names in the form in which they are compared."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, insert, text

from db.accounts import Account, Role
from db.base import now
from db.migrate import _config, _transaction, upgrade_to_head

BEFORE = ("fanny", "ＰＡＵＬ", "paul", unicodedata.normalize("NFD", "hélène"), "h\u200bélène", "\u2800")
AFTER = ["fanny", "paul", "paul 3", "hélène", "hélène 5", "account 6"]


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/old.db"
    else:
        url = request.getfixturevalue("empty_postgresql")
    engine = create_engine(url)
    with _transaction(engine) as connection:
        command.upgrade(_config(connection), "0006")
        for name in BEFORE:
            connection.execute(
                insert(Account).values(
                    username=name, name=name, password_hash="", role=Role.FACILITATOR, created_at=now()
                )
            )
    upgrade_to_head(engine)
    yield engine
    engine.dispose()


def test_names_are_folded_and_those_that_meet_are_told_apart(upgraded: Engine) -> None:
    with upgraded.connect() as connection:
        names = connection.scalars(text("SELECT username FROM accounts ORDER BY id")).all()
    assert names == AFTER
