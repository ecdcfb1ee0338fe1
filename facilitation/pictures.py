"""Pictures of initiatives and posts: kept as we drew them anew, without anything else of the file."""

import hashlib
import json
from typing import IO

from db.base import now
from db.changes import touch
from db.pictures import ALT_LIMIT, Picture, picture_in
from db.pictures import picture_workshop as picture_workshop
from db.session import Session
from db.sharing import Initiative
from facilitation.actors import Actor
from facilitation.apart import Bounds, Leaving, said
from facilitation.errors import NotFound
from facilitation.journal import Action, note
from facilitation.redrawing import Redrawn, redraw
from facilitation.sharing import editable_initiative
from facilitation.texts import clean

MIME = "image/webp"
DRAWING = Bounds(seconds=15, megabytes=1024)


def attach_picture(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    data: bytes | Redrawn,
    alt: str = "",
) -> int:
    """Give an initiative a picture in place of any former one, and return its id.

    Give `data` redrawn, unless we drew it ourselves: redraw() says what is refused.
    """
    initiative = editable_initiative(session, initiative_id, actor=actor)
    initiative.picture_id = keep_picture(
        session, workshop_id=initiative.workshop_id, data=data, alt=alt, actor=actor
    )
    _written_down(session, initiative, "picture_attached", actor)
    return initiative.picture_id


def may_illustrate(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Go on if they may give this initiative a picture now; refused as attach_picture refuses."""
    editable_initiative(session, initiative_id, actor=actor)


def remove_picture(session: Session, *, actor: Actor, initiative_id: int) -> None:
    """Take the picture off an initiative."""
    initiative = editable_initiative(session, initiative_id, actor=actor)
    if initiative.picture_id is not None:
        initiative.picture_id = None
        _written_down(session, initiative, "picture_removed", actor)


def keep_picture(session: Session, *, actor: Actor, workshop_id: int, data: bytes | Redrawn, alt: str) -> int:
    """Keep a picture with its description, and return its id."""
    described = clean(alt, limit=ALT_LIMIT, field="alt", required=False)
    redrawn = data if isinstance(data, Redrawn) else redraw(data)
    picture = Picture(
        workshop_id=workshop_id,
        sha256=hashlib.sha256(redrawn.content).hexdigest(),
        width=redrawn.width,
        height=redrawn.height,
        mime=MIME,
        content=redrawn.content,
        alt=described,
        person_id=actor.person_id,
        account_id=actor.account_id,
        uploaded_at=now(),
    )
    session.add(picture)
    session.flush()
    return picture.id


def picture_bytes(session: Session, picture_id: int, workshop_id: int) -> tuple[str, bytes]:
    """The media type and content of a picture of this workshop. Raises NotFound."""
    found = picture_in(session, workshop_id, picture_id)
    if found is None:
        raise NotFound
    return found


def redrawn_apart(given: IO[bytes] | bytes, leaving: Leaving | None = None) -> Redrawn:
    """What redraw() makes of a file, within bounds of memory and time. Raises TooHeavy beyond them too."""
    answer = said("facilitation.redrawing", within=DRAWING, given=given, leaving=leaving)
    size, _, content = answer.partition(b"\n")
    return Redrawn(content, *json.loads(size))


def _written_down(session: Session, initiative: Initiative, action: Action, actor: Actor) -> None:
    note(
        session,
        workshop_id=initiative.workshop_id,
        action=action,
        actor=actor,
        initiative=initiative.title,
    )
    touch(session, initiative.workshop_id, "wall", "pitch")
