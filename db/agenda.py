"""The agenda of a workshop: its stages, when they were really open, and who said "I am done"."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Select, String, delete, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, choice, now
from db.prepared import prepared


class StageKind(StrEnum):
    """What a stage is for."""

    checkin = "checkin"
    theme = "theme"
    sharing = "sharing"
    voting = "voting"
    break_ = "break"
    decomposition = "decomposition"
    perspective = "perspective"
    report_back = "report_back"
    closing = "closing"


class Stage(Base):
    """One step of an agenda."""

    __tablename__ = "stages"
    __table_args__ = (Index(None, "workshop_id", "position"),)

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[StageKind] = mapped_column(choice(StageKind))
    title: Mapped[str] = mapped_column(String(80))
    instruction: Mapped[str] = mapped_column(String(400), default="")
    minutes: Mapped[int]
    concealed: Mapped[bool] = mapped_column(default=False)
    locks: Mapped[bool] = mapped_column(default=False)
    skipped_at: Mapped[datetime | None]


class StageOpening(Base):
    """One span of time during which a stage was open; a workshop has at most one that is not over."""

    __tablename__ = "stage_openings"
    __table_args__ = (
        Index(
            "uq_stage_openings_one_open",
            "workshop_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(None, "workshop_id", "opened_at"),
    )

    id: Mapped[Key]
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id", ondelete="CASCADE"), index=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    ends_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class StageDone(Base):
    """A person who said that they are done with a stage."""

    __tablename__ = "stage_done"

    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(default=now)


def stages_of(session: Session, workshop_id: int) -> list[Stage]:
    """The stages of a workshop, in their order."""
    return list(session.scalars(*_stages_of(workshop_id)))


@prepared
def _stages_of(workshop_id: int) -> Select[Stage]:
    return select(Stage).where(Stage.workshop_id == workshop_id).order_by(Stage.position, Stage.id)


def stage_row(session: Session, stage_id: int) -> Stage | None:
    """The stage that bears this id."""
    return session.get(Stage, stage_id)


def openings_of(session: Session, workshop_id: int) -> list[StageOpening]:
    """Every opening of a workshop's stages, the first one first."""
    return list(session.scalars(*_openings_of(workshop_id)))


@prepared
def _openings_of(workshop_id: int) -> Select[StageOpening]:
    return (
        select(StageOpening)
        .where(StageOpening.workshop_id == workshop_id)
        .order_by(StageOpening.opened_at, StageOpening.id)
    )


def open_pair(session: Session, workshop_id: int) -> tuple[Stage, StageOpening] | None:
    """The stage that is open in a workshop, with its opening."""
    found = session.execute(*_open_pair(workshop_id)).one_or_none()
    return (found[0], found[1]) if found else None


@prepared
def _open_pair(workshop_id: int) -> Select[Stage, StageOpening]:
    return (
        select(Stage, StageOpening)
        .join(StageOpening, StageOpening.stage_id == Stage.id)
        .where(StageOpening.workshop_id == workshop_id, StageOpening.closed_at.is_(None))
    )


def last_opened(session: Session, workshop_id: int, kinds: Iterable[StageKind]) -> Stage | None:
    """The stage of one of these kinds that is open, or was open last."""
    return session.scalar(
        select(Stage)
        .join(StageOpening, StageOpening.stage_id == Stage.id)
        .where(Stage.workshop_id == workshop_id, Stage.kind.in_(kinds))
        .order_by(StageOpening.opened_at.desc(), StageOpening.id.desc())
        .limit(1)
    )


def was_opened(session: Session, stage_id: int) -> bool:
    """Whether a stage has ever been open."""
    return (
        session.scalar(select(StageOpening.id).where(StageOpening.stage_id == stage_id).limit(1)) is not None
    )


def done_with(session: Session, stage_id: int) -> set[int]:
    """The people who said that they are done with a stage."""
    return set(session.scalars(*_done_with(stage_id)))


@prepared
def _done_with(stage_id: int) -> Select[int]:
    return select(StageDone.person_id).where(StageDone.stage_id == stage_id)


def drop_done(session: Session, stage_id: int, person_ids: Iterable[int] | None = None) -> None:
    """Forget that people (everybody for None) said that they are done with a stage."""
    forget = delete(StageDone).where(StageDone.stage_id == stage_id)
    session.execute(forget if person_ids is None else forget.where(StageDone.person_id.in_(person_ids)))


def last_position(session: Session, workshop_id: int) -> int:
    """The position of a workshop's last stage; 0 where there is none."""
    return session.scalar(select(func.max(Stage.position)).where(Stage.workshop_id == workshop_id)) or 0


def drop_stage(session: Session, stage: Stage) -> None:
    """Take a stage out of its agenda for good."""
    session.delete(stage)
    session.flush()
