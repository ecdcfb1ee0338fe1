"""Pictures of initiatives and posts: checked, made smaller, re-encoded, without anything else of the file."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from db.base import now
from db.changes import touch
from db.pictures import ALT_LIMIT, Picture, picture_in
from db.pictures import picture_workshop as picture_workshop
from db.session import Session
from db.sharing import Initiative
from facilitation.actors import Actor
from facilitation.errors import NotAPicture, NotFound, PictureTooLarge
from facilitation.journal import Action, note
from facilitation.sharing import editable_initiative
from facilitation.texts import clean

LIMIT_MB = 4
LONGEST_SIDE = 1600
MOST_PIXELS = 50_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
MIME = "image/webp"


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture as we encoded it anew."""

    content: bytes
    width: int
    height: int


def attach_picture(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    data: bytes | Redrawn,
    alt: str = "",
) -> int:
    """Give an initiative a picture in place of any former one, and return its id.

    Give `data` redrawn where the transaction should be short. Raises PictureTooLarge beyond 4 MB or
    50 million pixels, NotAPicture for all but PNG, JPEG and WebP.
    """
    initiative = editable_initiative(session, initiative_id, actor=actor)
    initiative.picture_id = keep_picture(
        session, workshop_id=initiative.workshop_id, data=data, alt=alt, actor=actor
    )
    _written_down(session, initiative, "picture_attached", actor)
    return initiative.picture_id


def remove_picture(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
) -> None:
    """Take the picture off an initiative."""
    initiative = editable_initiative(session, initiative_id, actor=actor)
    if initiative.picture_id is not None:
        initiative.picture_id = None
        _written_down(session, initiative, "picture_removed", actor)


def keep_picture(
    session: Session,
    *,
    actor: Actor,
    workshop_id: int,
    data: bytes | Redrawn,
    alt: str,
) -> int:
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


def redraw(data: bytes) -> Redrawn:
    """The picture in a file, upright, at most 1600 pixels long, as WebP without any metadata."""
    if len(data) > LIMIT_MB * 1024 * 1024:
        raise PictureTooLarge(LIMIT_MB)
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if image.width * image.height > MOST_PIXELS:
                raise PictureTooLarge(LIMIT_MB)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA" if image.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=82)
    return Redrawn(out.getvalue(), *bare.size)


def _written_down(session: Session, initiative: Initiative, action: Action, actor: Actor) -> None:
    note(
        session,
        workshop_id=initiative.workshop_id,
        action=action,
        actor=actor,
        initiative=initiative.title,
    )
    touch(session, initiative.workshop_id, "wall", "pitch")
