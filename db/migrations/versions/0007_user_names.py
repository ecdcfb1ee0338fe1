"""User names are kept as they are compared: whatever can be typed for one name is that name.

Where two accounts bore names that only looked different, the older one keeps the name and the other one gets
its number behind it, which an administrator sees on the page of accounts.
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ACCOUNTS = sa.table("accounts", sa.column("id", sa.Integer), sa.column("username", sa.String))
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\ufe00-\ufe0f\ufeff]"
)
LONGEST = 120


def upgrade() -> None:
    """Fold the names that are there, the oldest account first."""
    connection = op.get_bind()
    accounts = connection.execute(sa.select(ACCOUNTS.c.id, ACCOUNTS.c.username).order_by(ACCOUNTS.c.id)).all()
    taken: set[str] = set()
    changed: dict[int, str] = {}
    for account_id, username in accounts:
        folded = _folded(username)[:LONGEST] or f"account {account_id}"
        name = folded if folded not in taken else f"{folded[: LONGEST - 12]} {account_id}"
        taken.add(name)
        if name != username:
            changed[account_id] = name
    for account_id in changed:  # out of each other's way first: the column is unique
        _rename(connection, account_id, f"{account_id} moves")
    for account_id, name in changed.items():
        _rename(connection, account_id, name)


def _rename(connection: sa.Connection, account_id: int, name: str) -> None:
    connection.execute(sa.update(ACCOUNTS).where(ACCOUNTS.c.id == account_id).values(username=name))


def _folded(username: str) -> str:
    """As facilitation/usernames.py folded it when this was written."""
    seen = INVISIBLE.sub("", unicodedata.normalize("NFKC", username))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", seen).casefold()).casefold()
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", folded)).split())


def downgrade() -> None:
    """Names stay as they are: what they were is known to nobody."""
