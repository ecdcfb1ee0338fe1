"""The devices that are signed in as somebody, and the links that bring somebody back: tables and queries."""

from datetime import datetime

from sqlalchemy import ForeignKey, Select, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, now
from db.people import Person
from db.prepared import prepared
from db.workshops import Territory, Workshop


class PersonDevice(Base):
    """A device that is signed in as a person; only the digest of its token is kept."""

    __tablename__ = "person_devices"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]


class ReadmitLink(Base):
    """A single-use link by which a facilitator lets a person back in."""

    __tablename__ = "readmit_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def devices_of(session: Session, person_id: int) -> list[PersonDevice]:
    """The devices that are signed in as a person now."""
    return list(
        session.scalars(
            select(PersonDevice).where(PersonDevice.person_id == person_id, PersonDevice.revoked_at.is_(None))
        )
    )


def revoke_device(session: Session, token_hash: str, at: datetime) -> None:
    """Sign one device out."""
    session.execute(
        update(PersonDevice)
        .where(PersonDevice.token_hash == token_hash, PersonDevice.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def revoke_devices(session: Session, person_id: int, at: datetime) -> None:
    """Sign every device of a person out."""
    session.execute(
        update(PersonDevice)
        .where(PersonDevice.person_id == person_id, PersonDevice.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def with_device(session: Session, workshop_id: int) -> set[int]:
    """The people of a workshop who have a device that is signed in."""
    return set(
        session.scalars(
            select(PersonDevice.person_id)
            .join(Person, Person.id == PersonDevice.person_id)
            .where(Person.workshop_id == workshop_id, PersonDevice.revoked_at.is_(None))
        )
    )


def use_readmit_link(session: Session, token_hash: str, at: datetime) -> int | None:
    """Use a readmit link up; the person it is for, or None where it is used, expired or unknown."""
    return session.scalar(
        update(ReadmitLink)
        .where(
            ReadmitLink.token_hash == token_hash, ReadmitLink.used_at.is_(None), ReadmitLink.expires_at > at
        )
        .values(used_at=at)
        .returning(ReadmitLink.person_id)
    )


def move_devices(session: Session, person_id: int, to_id: int) -> None:
    """Let the devices of one person be those of another."""
    session.execute(update(PersonDevice).where(PersonDevice.person_id == person_id).values(person_id=to_id))


def person_of_device(session: Session, token_hash: str) -> tuple[Person, str, str | None] | None:
    """Who is signed in on the device with this token, the workshop's language, their territory's name.

    Nobody where they were signed out, removed or merged into somebody, or the workshop was deleted.
    """
    found = session.execute(*_person_of_device(token_hash)).one_or_none()
    return (found[0], found[1], found[2]) if found else None


@prepared
def _person_of_device(token_hash: str) -> Select[Person, str, str | None]:
    return (
        select(Person, Workshop.language, Territory.name)
        .join(PersonDevice, PersonDevice.person_id == Person.id)
        .join(Workshop, Workshop.id == Person.workshop_id)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(
            PersonDevice.token_hash == token_hash,
            PersonDevice.revoked_at.is_(None),
            Person.removed_at.is_(None),
            Person.merged_into_id.is_(None),
            Workshop.deleted_at.is_(None),
        )
    )
