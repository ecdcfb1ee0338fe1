"""Workshops of the version before were held where the operator says that the instance is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from db.migrate import _config, _transaction, upgrade_to_head
from settings import settings

ACCOUNT = """INSERT INTO accounts (username, name, password_hash, role, created_at)
    VALUES ('f', 'Fanny', '', 'facilitator', '2026-01-01 09:00:00')"""
WORKSHOP = """INSERT INTO workshops (theme, organiser, place, starts, language, expected, seats, cap, keep,
    own_territory, concealed, rehearsal, demo, created_at, created_by)
    VALUES ('Enjeu', '', '', '09:00:00', 'fr', 20, 400, 1, 3, false, false, false, false,
    '2026-01-01 09:00:00', 1)"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/old.db"
    found: str = request.getfixturevalue("empty_postgresql")
    return found


@pytest.fixture(params=["", "Indian/Reunion"])
def set_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.delenv("TIME_ZONE", raising=False)
    if request.param:
        monkeypatch.setenv("TIME_ZONE", request.param)
    settings.cache_clear()
    yield request.param or "Europe/Paris"
    settings.cache_clear()


def test_a_workshop_of_before_is_in_the_zone_of_its_instance(url: str, set_zone: str) -> None:
    engine = create_engine(url)
    with _transaction(engine) as connection:
        command.upgrade(_config(connection), "0007")
        connection.execute(text(ACCOUNT))
        connection.execute(text(WORKSHOP))
    upgrade_to_head(engine)
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT time_zone FROM workshops")).all() == [set_zone]
    engine.dispose()
