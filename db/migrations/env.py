"""What Alembic runs; the connection always comes from db/migrate.py."""

from alembic import context

import db.tables  # noqa: F401 - imported so that the metadata is whole
from db.base import Base
from db.migrate import render_item
from db.search import is_mapped

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
    include_name=is_mapped,
)
with context.begin_transaction():
    context.run_migrations()
