"""Templates of the instance: agendas with their words, which any workshop can start from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, now

NAME_LIMIT = 80


class Template(Base):
    """An agenda under a name, in the language it was written in; `stages` holds them in their order."""

    __tablename__ = "templates"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    language: Mapped[str] = mapped_column(String(2))
    stages: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    deleted_at: Mapped[datetime | None]


def kept_templates(session: Session) -> Sequence[Template]:
    """The templates of the instance, the first one first, without deleted ones."""
    return session.scalars(select(Template).where(Template.deleted_at.is_(None)).order_by(Template.id)).all()


def template_row(session: Session, template_id: int) -> Template | None:
    """A template, deleted ones too."""
    return session.get(Template, template_id)
