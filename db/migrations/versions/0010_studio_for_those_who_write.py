"""What was told apart, templates of the instance, conditions that were lifted; the index of the library anew.

The index gains themes, holders and where one text ends: it is emptied here and made anew at the start.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TERMS = "CREATE VIRTUAL TABLE search_words_terms USING fts5vocab(search_words, row)"


def upgrade() -> None:
    """Make the tables and empty the index."""
    for table, subject in (("posts_apart", "post"), ("initiatives_apart", "initiative")):
        op.create_table(
            table,
            sa.Column(f"{subject}_id", sa.Integer(), nullable=False),
            sa.Column("other_id", sa.Integer(), nullable=False),
            sa.Column("account_id", sa.Integer(), nullable=True),
            sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(
                ["account_id"],
                ["accounts.id"],
                name=op.f(f"fk_{table}_account_id_accounts"),
                ondelete="SET NULL",
            ),
            sa.ForeignKeyConstraint(
                ["other_id"],
                [f"{subject}s.id"],
                name=op.f(f"fk_{table}_other_id_{subject}s"),
                ondelete="CASCADE",
            ),
            sa.ForeignKeyConstraint(
                [f"{subject}_id"],
                [f"{subject}s.id"],
                name=op.f(f"fk_{table}_{subject}_id_{subject}s"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint(f"{subject}_id", "other_id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_other_id"), table, ["other_id"], unique=False)
    op.create_table(
        "templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["accounts.id"],
            name=op.f("fk_templates_created_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
    )
    with op.batch_alter_table("lifts") as lifts:
        lifts.add_column(sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("DELETE FROM search_entries")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(TERMS)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words_terms")
    with op.batch_alter_table("lifts") as lifts:
        lifts.drop_column("lifted_at")
    for table in ("templates", "initiatives_apart", "posts_apart"):
        op.drop_table(table)
