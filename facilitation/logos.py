"""The organiser's logo: on the cover of every document and on the sheets to print."""

from db.base import now
from db.changes import touch
from db.logos import WorkshopLogo, logo_content, logo_row
from db.session import Session
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.journal import note
from facilitation.pictures import keep_picture
from facilitation.redrawing import Redrawn


def choose_logo(session: Session, *, actor: Actor, workshop_id: int, data: bytes | Redrawn) -> int:
    """Give a workshop its organiser's logo in place of any former one; the picture's id.

    The organiser's name describes it. Refused as attach_picture refuses.
    """
    workshop = workshop_run_by(session, actor, workshop_id)
    picture_id = keep_picture(
        session, workshop_id=workshop_id, data=data, alt=workshop.organiser, actor=actor
    )
    row = logo_row(session, workshop_id)
    if row is None:
        session.add(WorkshopLogo(workshop_id=workshop_id, picture_id=picture_id, chosen_by=actor.account_id))
    else:
        row.picture_id, row.chosen_at, row.chosen_by = picture_id, now(), actor.account_id
    session.flush()
    note(session, workshop_id=workshop_id, action="logo_chosen", actor=actor)
    touch(session, workshop_id, "settings")
    return picture_id


def remove_logo(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Take the logo off; a second time changes nothing."""
    workshop_run_by(session, actor, workshop_id)
    row = logo_row(session, workshop_id)
    if row is not None:
        session.delete(row)
        session.flush()
        note(session, workshop_id=workshop_id, action="logo_removed", actor=actor)
        touch(session, workshop_id, "settings")


def logo_address(session: Session, *, actor: Actor, workshop_id: int) -> str | None:
    """Where who runs the workshop sees its logo."""
    workshop_run_by(session, actor, workshop_id)
    row = logo_row(session, workshop_id)
    return f"/pictures/{row.picture_id}" if row else None


def logo_of(session: Session, workshop_id: int) -> bytes | None:
    """The logo as a WebP file, for what we write ourselves; whoever calls has checked who asks."""
    return logo_content(session, workshop_id)
