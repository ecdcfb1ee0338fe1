"""Wishes, tasks and proposals of tables; what is done to posts; ratings, conditions and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matrix_reveals",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revealed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["revealed_by"],
            ["accounts.id"],
            name=op.f("fk_matrix_reveals_revealed_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_matrix_reveals_workshop_id_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_matrix_reveals")),
    )
    op.create_table(
        "proposals",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("unmet", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["accounts.id"], name=op.f("fk_proposals_made_by_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_proposals_workshop_id_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_proposals")),
    )
    op.create_table(
        "holder_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "need",
                "acceptability",
                "political_backing",
                "legal_remit",
                "partners",
                "team",
                "funding",
                "means",
                "scale_and_timing",
                "support",
                "evidence",
                "adaptability",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_holder_answers_author_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"],
            ["accounts.id"],
            name=op.f("fk_holder_answers_entered_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_holder_answers_initiative_id_initiatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_holder_answers_workshop_id_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder_answers")),
        sa.UniqueConstraint(
            "initiative_id", "criterion", name=op.f("uq_holder_answers_initiative_id_criterion")
        ),
    )
    op.create_index("ix_holder_answers_author_id", "holder_answers", ["author_id"])
    op.create_index("ix_holder_answers_workshop_id", "holder_answers", ["workshop_id"])

    op.create_table(
        "ratings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "need",
                "acceptability",
                "political_backing",
                "legal_remit",
                "partners",
                "team",
                "funding",
                "means",
                "scale_and_timing",
                "support",
                "evidence",
                "adaptability",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("value BETWEEN 0 AND 3", name=op.f("ck_ratings_value_on_the_scale")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_ratings_initiative_id_initiatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_ratings_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
            name=op.f("fk_ratings_territory_id_territories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_ratings_workshop_id_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "initiative_id", "criterion", name=op.f("pk_ratings")),
    )
    op.create_index("ix_ratings_initiative_id", "ratings", ["initiative_id"])
    op.create_index("ix_ratings_territory_id", "ratings", ["territory_id"])
    op.create_index("ix_ratings_workshop_id", "ratings", ["workshop_id"])

    op.create_table(
        "wishes",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_wishes_ranks_from_one")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_wishes_initiative_id_initiatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_wishes_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "initiative_id", name=op.f("pk_wishes")),
        sa.UniqueConstraint("person_id", "rank", name=op.f("uq_wishes_person_id_rank")),
    )
    op.create_index("ix_wishes_initiative_id", "wishes", ["initiative_id"])

    op.create_table(
        "deeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_deeds_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_deeds_group_id_groups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_deeds_person_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_deeds_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deeds")),
    )
    op.create_index("ix_deeds_group_id", "deeds", ["group_id"])
    op.create_index("ix_deeds_person_id_id", "deeds", ["person_id", "id"])
    op.create_index("ix_deeds_workshop_id", "deeds", ["workshop_id"])

    op.create_table(
        "table_tasks",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column(
            "task",
            sa.Enum(
                "scribe",
                "reporter",
                "timekeeper",
                name="task",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_table_tasks_group_id_groups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_table_tasks_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "task", name=op.f("pk_table_tasks")),
    )
    op.create_index("ix_table_tasks_person_id", "table_tasks", ["person_id"])

    op.create_table(
        "alternatives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=280), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_alternatives_author_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"],
            ["accounts.id"],
            name=op.f("fk_alternatives_entered_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_alternatives_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alternatives")),
    )
    op.create_index("ix_alternatives_author_id", "alternatives", ["author_id"])
    op.create_index("ix_alternatives_post_id", "alternatives", ["post_id"])

    op.create_table(
        "deed_posts",
        sa.Column("deed_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deed_id"], ["deeds.id"], name=op.f("fk_deed_posts_deed_id_deeds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_deed_posts_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("deed_id", "post_id", name=op.f("pk_deed_posts")),
    )
    op.create_index("ix_deed_posts_post_id", "deed_posts", ["post_id"])

    op.create_table(
        "lifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "need",
                "acceptability",
                "political_backing",
                "legal_remit",
                "partners",
                "team",
                "funding",
                "means",
                "scale_and_timing",
                "support",
                "evidence",
                "adaptability",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("by_when", sa.String(length=60), nullable=False),
        sa.Column("first_step", sa.String(length=280), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(criterion IS NULL) <> (post_id IS NULL)", name=op.f("ck_lifts_one_condition")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_lifts_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_lifts_initiative_id_initiatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_lifts_person_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_lifts_post_id_posts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
            name=op.f("fk_lifts_territory_id_territories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_lifts_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifts")),
        sa.UniqueConstraint(
            "initiative_id",
            "territory_id",
            "criterion",
            name=op.f("uq_lifts_initiative_id_territory_id_criterion"),
        ),
        sa.UniqueConstraint("post_id", name=op.f("uq_lifts_post_id")),
    )
    op.create_index("ix_lifts_person_id", "lifts", ["person_id"])
    op.create_index("ix_lifts_territory_id", "lifts", ["territory_id"])
    op.create_index("ix_lifts_workshop_id", "lifts", ["workshop_id"])

    op.create_table(
        "seat_locks",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_by", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["locked_by"], ["accounts.id"], name=op.f("fk_seat_locks_locked_by_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_seat_locks_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_seat_locks")),
    )
    op.create_table(
        "post_merges",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["into_id"], ["posts.id"], name=op.f("fk_post_merges_into_id_posts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_post_merges_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_post_merges")),
    )
    op.create_index("ix_post_merges_into_id", "post_merges", ["into_id"])
    op.create_table(
        "post_pictures",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["pictures.id"],
            name=op.f("fk_post_pictures_picture_id_pictures"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_post_pictures_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_post_pictures")),
    )
    op.create_index("ix_post_pictures_picture_id", "post_pictures", ["picture_id"])
    op.add_column("posts", sa.Column("position", sa.Integer(), server_default="0", nullable=False))
    op.add_column("posts", sa.Column("core_at", sa.DateTime(timezone=True)))
    op.add_column(
        "workshops", sa.Column("optional_criteria", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
