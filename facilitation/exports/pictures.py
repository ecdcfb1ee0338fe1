"""The pictures of a workshop as documents need them: which there are, and each as a file."""

import io
from collections.abc import Callable
from math import ceil

from db.pictures import picture_in
from db.report import illustrations_in
from db.session import Session
from facilitation.errors import NotFound
from facilitation.exports.documents.blocks import Picture
from facilitation.exports.documents.gallery import LOGO, Gallery, Illustration
from facilitation.logos import logo_of

Files = Callable[[Picture], bytes]
"""What gives the file of a picture, as large as it is shown."""

SHARP = 150 / 25.4
"""Pixels a millimetre: what print needs, and no more, since who typesets holds every picture at once."""
QUALITY = 80
WHITE = "white"


def no_files(picture: Picture) -> bytes:
    """No picture is there. Raises NotFound."""
    raise NotFound(picture.name)


def gallery_of(session: Session, workshop_id: int) -> Gallery:
    """What there is to see, without the pictures themselves."""
    found = illustrations_in(session, workshop_id)
    pictures = {one.id: Illustration(one.alt, one.width, one.height) for one in found}
    logo = logo_of(session, workshop_id)
    return Gallery(pictures, Illustration("", *_size(logo)) if logo else None)


def files_of(session: Session, workshop_id: int) -> Files:
    """The workshop's pictures, read one at a time."""

    def file(picture: Picture) -> bytes:
        size = (ceil(picture.width * SHARP), ceil(picture.height * SHARP))
        if picture.name == LOGO:
            return _drawn(logo_of(session, workshop_id), size, "PNG")
        found = picture_in(session, workshop_id, int(picture.name.removesuffix(".jpg")))
        return _drawn(found[1] if found else None, size, "JPEG")

    return file


def _size(content: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        return image.size


def _drawn(content: bytes | None, size: tuple[int, int], kind: str) -> bytes:
    """The picture in a form that every program opens; a photo stands on white where it was transparent."""
    if content is None:
        raise NotFound
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        image.thumbnail(size)
        drawn = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if kind == "JPEG" and drawn.mode == "RGBA":
        ground = Image.new("RGB", drawn.size, WHITE)
        ground.paste(drawn, mask=drawn)
        drawn = ground
    out = io.BytesIO()
    drawn.save(out, kind, quality=QUALITY)
    return out.getvalue()
