"""The index of the library."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

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
)


def upgrade() -> None:
    """Rows that were there before are indexed when Essaim starts next (db/indexing.py)."""
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("concept_id", sa.Integer(), nullable=True),
        sa.Column("stems", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False),
        sa.CheckConstraint(
            "(initiative_id IS NULL AND post_id IS NULL AND concept_id IS NOT NULL)"
            " OR (initiative_id IS NULL AND post_id IS NOT NULL AND concept_id IS NULL)"
            " OR (initiative_id IS NOT NULL AND post_id IS NULL AND concept_id IS NULL)",
            name=op.f("ck_search_entries_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concepts.id"],
            name=op.f("fk_search_entries_concept_id_concepts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_search_entries_initiative_id_initiatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_search_entries_post_id_posts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_search_entries_workshop_id_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("concept_id", name=op.f("uq_search_entries_concept_id")),
        sa.UniqueConstraint("initiative_id", name=op.f("uq_search_entries_initiative_id")),
        sa.UniqueConstraint("post_id", name=op.f("uq_search_entries_post_id")),
    )
    with op.batch_alter_table("search_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_entries_workshop_id"), ["workshop_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute("CREATE INDEX ix_search_entries_stems ON search_entries USING gin (stems)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entries")
