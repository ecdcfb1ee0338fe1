"""How often something secret was tried lately, counted without a gap for parallel guesses."""

from datetime import datetime

from sqlalchemy import Select, String, case, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.prepared import prepared


class Tries(Base):
    """The tries that one bucket (an account, an address, a device) has used since a moment."""

    __tablename__ = "tries"
    bucket: Mapped[str] = mapped_column(String(200), primary_key=True)
    used: Mapped[int]
    since: Mapped[datetime]


def use_try(session: Session, bucket: str, limit: int, at: datetime, start: datetime) -> bool:
    """Use one of the `limit` tries that a bucket has from `start` on; False when none is left.

    One statement decides and counts, so that twenty guesses at once are twenty tries.
    """
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    over = Tries.since <= start
    statement = insert(Tries).values(bucket=bucket, used=1, since=at)
    statement = statement.on_conflict_do_update(
        index_elements=[Tries.bucket],
        set_={"used": case((over, 1), else_=Tries.used + 1), "since": case((over, at), else_=Tries.since)},
        where=or_(over, Tries.used < limit),
    )
    return session.scalar(statement.returning(Tries.used)) is not None


def tries_used(session: Session, bucket: str, start: datetime) -> int:
    """How many tries a bucket has used in the window that began after `start`."""
    return session.scalar(*_used_since(bucket, start)) or 0


@prepared
def _used_since(bucket: str, start: datetime) -> Select[int]:
    return select(Tries.used).where(Tries.bucket == bucket, Tries.since > start)


def forget_tries(session: Session, *buckets: str) -> None:
    """Give these buckets all their tries back."""
    session.execute(delete(Tries).where(Tries.bucket.in_(buckets)))


def give_back(session: Session, bucket: str) -> None:
    """Give one try back to a bucket."""
    taken = update(Tries).where(Tries.bucket == bucket, Tries.used > 0)
    session.execute(taken.values(used=Tries.used - 1))


def forget_tries_before(session: Session, moment: datetime) -> None:
    """Remove buckets that nobody has tried since."""
    session.execute(delete(Tries).where(Tries.since <= moment))


def forget_tries_starting(session: Session, prefix: str) -> None:
    """Give every bucket whose name begins so all its tries back."""
    session.execute(delete(Tries).where(Tries.bucket.startswith(prefix, autoescape=True)))
