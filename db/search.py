"""The index of the library: what may be looked for, word by word, written with what it is about.

It knows where words stand and nothing else: what may be found is asked of the rows themselves.
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    Dialect,
    ForeignKey,
    Table,
    Text,
    TypeDecorator,
    event,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import TypeEngine

from db.base import Base, Key

FURTHEST = 16_000
"""PostgreSQL counts the places of words no further."""


class Stems(TypeDecorator[str]):
    """Stems with a space between; on PostgreSQL a vector of them, each with its place."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What each database searches quickly."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The stems as the database takes them; they are letters and figures only."""
        if value is None or dialect.name != "postgresql":
            return value
        return " ".join(f"{one}:{place}" for place, one in enumerate(value.split()[:FURTHEST], start=1))


class SearchEntry(Base):
    """The stems of an initiative, a post or a published concept, its kind first."""

    __tablename__ = "search_entries"
    __table_args__ = (
        CheckConstraint(
            "(initiative_id IS NULL AND post_id IS NULL AND concept_id IS NOT NULL)"
            " OR (initiative_id IS NULL AND post_id IS NOT NULL AND concept_id IS NULL)"
            " OR (initiative_id IS NOT NULL AND post_id IS NULL AND concept_id IS NULL)",
            name="one_subject",
        ),
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), unique=True
    )
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), unique=True)
    concept_id: Mapped[int | None] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"), unique=True)
    stems: Mapped[str] = mapped_column(Stems())


VIRTUAL = "search_words"
"""SQLite's full-text index, which Alembic knows nothing of; it begins the names of the tables beneath it."""

SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
        stems, content='search_entries', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'")""",
    """CREATE TRIGGER search_entries_learn AFTER INSERT ON search_entries BEGIN
        INSERT INTO search_words (rowid, stems) VALUES (new.id, new.stems); END""",
    """CREATE TRIGGER search_entries_forget AFTER DELETE ON search_entries BEGIN
        INSERT INTO search_words (search_words, rowid, stems) VALUES ('delete', old.id, old.stems); END""",
    """CREATE TRIGGER search_entries_relearn AFTER UPDATE OF stems ON search_entries BEGIN
        INSERT INTO search_words (search_words, rowid, stems) VALUES ('delete', old.id, old.stems);
        INSERT INTO search_words (rowid, stems) VALUES (new.id, new.stems); END""",
    "CREATE VIRTUAL TABLE search_words_terms USING fts5vocab(search_words, row)",
)
POSTGRESQL = ("CREATE INDEX ix_search_entries_stems ON search_entries USING gin (stems)",)

FORGET = "INSERT INTO search_words (search_words) VALUES ('optimize')"
"""SQLite keeps a deleted word, marked as such, until its parts are put together again."""

INDEX = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def forget_words(session: Session) -> None:
    """Let the index hold no word of what this transaction took out of it."""
    session.flush()
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text(FORGET))


@event.listens_for(SearchEntry.__table__, "after_create")
def _make_index(_: Table, connection: Connection, **__: Any) -> None:
    for statement in INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@event.listens_for(SearchEntry.__table__, "before_drop")
def _drop_index(_: Table, connection: Connection, **__: Any) -> None:
    if connection.dialect.name == "sqlite":
        for table in ("search_words_terms", VIRTUAL):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")


def is_mapped(name: str | None, kind: str, _: object) -> bool:
    """Whether a migration has to look at something that bears this name."""
    return kind != "table" or not str(name).startswith(VIRTUAL)
