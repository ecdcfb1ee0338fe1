"""A database of the version before: what territories said of concepts is known in any spelling, and stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, text

from db.interests import interest_of
from db.migrate import _config, _transaction, upgrade_to_head
from db.session import close, configure, reading

SAID = ("Pays d’Œuvre", "PAYS D'ŒUVRE", "Sicoval", "🐝")

BEFORE = """
INSERT INTO accounts (id, username, name, password_hash, role, created_at)
VALUES (1, 'i', 'I', 'x', 'facilitator', '2026-01-01');
INSERT INTO workshops
  (id, theme, organiser, place, starts, language, expected, seats, cap, keep, own_territory, concealed,
   rehearsal, demo, created_at, created_by)
VALUES (1, 'T', '', '', '09:00:00', 'fr', 20, 400, 1, 3, false, false, false, false, '2026-01-01', 1);
INSERT INTO concepts (id, workshop_id, title, slug, created_at, created_by, version)
VALUES (1, 1, 'C', 'c', '2026-01-01', 1, 1)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    url: str = f"sqlite:///{tmp_path}/old.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("empty_postgresql")
    engine: Engine = create_engine(url)
    with _transaction(engine) as connection:
        command.upgrade(_config(connection), "0007")
        for statement in BEFORE.split(";"):
            connection.execute(text(statement))
        for number, name in enumerate(SAID, 1):
            connection.execute(
                text(
                    "INSERT INTO interests (id, concept_id, territory, folded, kind, words, declared_at)"
                    " VALUES (:id, 1, :name, :folded, 'interested', '', '2026-01-01')"
                ),
                {"id": number, "name": name, "folded": name.casefold()},
            )
    upgrade_to_head(engine)
    engine.dispose()
    configure(url)
    yield url
    close()


def test_every_word_of_a_territory_stays_and_the_first_is_known_in_any_spelling(upgraded: str) -> None:
    with reading() as session:
        found = {name: interest_of(session, 1, name) for name in ("pays d'oeuvre", "SICOVAL", "🐝")}
        kept = session.execute(text("SELECT territory FROM interests ORDER BY id")).scalars().all()
    assert {name: one and one.territory for name, one in found.items()} == {
        "pays d'oeuvre": "Pays d’Œuvre",
        "SICOVAL": "Sicoval",
        "🐝": "🐝",
    }
    assert tuple(kept) == SAID
