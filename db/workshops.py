"""Workshops, who runs them, and the territories they gather: tables and queries."""

import datetime as dt

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, delete, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, now
from db.prepared import prepared
from db.spelling import in_order, known_by
from hours import OURS
from settings import settings


class Workshop(Base):
    """One live session and its settings."""

    __tablename__ = "workshops"

    id: Mapped[Key]
    theme: Mapped[str] = mapped_column(String(200))
    organiser: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    date: Mapped[dt.date | None]
    starts: Mapped[dt.time] = mapped_column(default=dt.time(9, 0))
    language: Mapped[str] = mapped_column(String(2))
    expected: Mapped[int] = mapped_column(default=20)
    seats: Mapped[int] = mapped_column(default=400)
    dots: Mapped[int | None]
    cap: Mapped[int] = mapped_column(default=1)
    keep: Mapped[int] = mapped_column(default=3)
    own_territory: Mapped[bool] = mapped_column(default=False)
    concealed: Mapped[bool] = mapped_column(default=False)
    code: Mapped[str | None] = mapped_column(String(6), unique=True)
    projector_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    rehearsal: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    created_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    archived_at: Mapped[dt.datetime | None]
    deleted_at: Mapped[dt.datetime | None]
    closed_at: Mapped[dt.datetime | None]
    optional_criteria: Mapped[bool] = mapped_column(default=False, server_default=false())
    time_zone: Mapped[str] = mapped_column(
        String(40), default=lambda: settings().time_zone, server_default=OURS
    )


class WorkshopFacilitator(Base):
    """An account that runs a workshop."""

    __tablename__ = "workshop_facilitators"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    added_at: Mapped[dt.datetime] = mapped_column(default=now)


class Territory(Base):
    """A territory that a workshop gathers."""

    __tablename__ = "territories"
    __table_args__ = (UniqueConstraint("workshop_id", "name"),)

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))


class RetiredCode(Base):
    """A join code that was revoked; it tells whoever still uses it, and is never given again."""

    __tablename__ = "retired_codes"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    retired_at: Mapped[dt.datetime] = mapped_column(default=now)


def workshop_row(session: Session, workshop_id: int) -> Workshop | None:
    """The workshop that bears this id, the deleted ones too."""
    return session.get(Workshop, workshop_id)


def lock_workshop(session: Session, workshop_id: int) -> None:
    """Let one transaction at a time past this point for a workshop; SQLite's writers have waited already."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(*_held(workshop_id)).one_or_none()


@prepared
def _held(workshop_id: int) -> Select[int]:
    return select(Workshop.id).where(Workshop.id == workshop_id).with_for_update(key_share=True)


def workshop_with_code(session: Session, code: str) -> Workshop | None:
    """The workshop that answers to a join code."""
    return session.scalars(*_with_code(code)).first()


@prepared
def _with_code(code: str) -> Select[Workshop]:
    return select(Workshop).where(Workshop.code == code, Workshop.deleted_at.is_(None))


def workshop_with_projector(session: Session, token: str) -> Workshop | None:
    """The workshop whose projector link bears this token."""
    return session.scalar(
        select(Workshop).where(Workshop.projector_token == token, Workshop.deleted_at.is_(None))
    )


def projected_workshops(session: Session) -> list[Workshop]:
    """The workshops that have a projector link."""
    linked = select(Workshop).where(Workshop.projector_token.is_not(None), Workshop.deleted_at.is_(None))
    return list(session.scalars(linked))


def _reachable(account_id: int | None) -> Select[Workshop]:
    workshops = select(Workshop)
    if account_id is None:
        return workshops
    return workshops.join(WorkshopFacilitator).where(WorkshopFacilitator.account_id == account_id)


def workshops_run_by(session: Session, account_id: int | None) -> list[Workshop]:
    """The workshops an account runs (all of them for None), deleted ones too, the newest first."""
    return list(
        session.scalars(_reachable(account_id).order_by(Workshop.created_at.desc(), Workshop.id.desc()))
    )


def runs(session: Session, account_id: int, workshop_id: int) -> bool:
    """Whether an account is among the facilitators of a workshop."""
    return session.get(WorkshopFacilitator, (workshop_id, account_id)) is not None


def facilitator_ids(session: Session, workshop_id: int) -> list[int]:
    """The accounts that run a workshop, the earliest first."""
    return list(
        session.scalars(
            select(WorkshopFacilitator.account_id)
            .where(WorkshopFacilitator.workshop_id == workshop_id)
            .order_by(WorkshopFacilitator.added_at, WorkshopFacilitator.account_id)
        )
    )


def drop_facilitator(session: Session, workshop_id: int, account_id: int) -> None:
    """Take an account off the facilitators of a workshop."""
    session.execute(
        delete(WorkshopFacilitator).where(
            WorkshopFacilitator.workshop_id == workshop_id, WorkshopFacilitator.account_id == account_id
        )
    )


def zones_in_use(session: Session) -> list[str]:
    """The time zones that workshops are in."""
    return list(session.scalars(select(Workshop.time_zone).distinct()))


def territories_of(session: Session, workshop_id: int) -> list[Territory]:
    """The territories of a workshop by name."""
    return in_order(session.scalars(*_territories_of(workshop_id)), lambda one: one.name)


@prepared
def _territories_of(workshop_id: int) -> Select[Territory]:
    return select(Territory).where(Territory.workshop_id == workshop_id).order_by(Territory.id)


def territory_named(session: Session, workshop_id: int, name: str) -> Territory | None:
    """The territory of this name, however it is spelled; where old lists hold several, the one spelled so."""
    there = [row for row in territories_of(session, workshop_id) if known_by(row.name) == known_by(name)]
    return next((row for row in there if row.name == name), there[0] if there else None)


def territory_in(session: Session, workshop_id: int, territory_id: int) -> Territory | None:
    """A territory by its id, where the workshop has it."""
    return session.scalars(*_territory_in(workshop_id, territory_id)).first()


@prepared
def _territory_in(workshop_id: int, territory_id: int) -> Select[Territory]:
    return select(Territory).where(Territory.workshop_id == workshop_id, Territory.id == territory_id)


def code_retired(session: Session, code: str) -> bool:
    """Whether a join code was revoked."""
    return session.get(RetiredCode, code) is not None


def code_taken(session: Session, code: str) -> bool:
    """Whether a workshop, of any state, answers or has answered to this code."""
    answering = session.scalar(select(Workshop.id).where(Workshop.code == code))
    return answering is not None or code_retired(session, code)


def retire_code(session: Session, workshop: Workshop) -> None:
    """Take its join code from a workshop and remember that it was revoked."""
    if workshop.code is not None:
        session.add(RetiredCode(code=workshop.code, workshop_id=workshop.id))
        workshop.code = None
        session.flush()
