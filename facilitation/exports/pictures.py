"""The pictures of a workshop as documents need them: which there are, and each as a file."""

import io
from collections.abc import Callable

from db.pictures import picture_in
from db.report import illustrations_in
from db.session import Session
from facilitation.errors import NotFound
from facilitation.exports.documents.gallery import LOGO, Gallery, Illustration
from facilitation.logos import logo_of

Files = Callable[[str], bytes]
"""What gives a picture's file by its name."""

LONGEST = 1000
"""Pixels: as sharp as print needs it at the size at which documents show pictures."""
QUALITY = 80
WHITE = "white"


def no_files(name: str) -> bytes:
    """No picture is there. Raises NotFound."""
    raise NotFound(name)


def gallery_of(session: Session, workshop_id: int) -> Gallery:
    """What there is to see, without the pictures themselves."""
    found = illustrations_in(session, workshop_id)
    pictures = {one.id: Illustration(one.alt, one.width, one.height) for one in found}
    logo = logo_of(session, workshop_id)
    return Gallery(pictures, Illustration("", *_size(logo)) if logo else None)


def files_of(session: Session, workshop_id: int) -> Files:
    """The workshop's pictures by the names of their files, read one at a time."""

    def file(name: str) -> bytes:
        if name == LOGO:
            return _drawn(logo_of(session, workshop_id), "PNG")
        found = picture_in(session, workshop_id, int(name.removesuffix(".jpg")))
        return _drawn(found[1] if found else None, "JPEG")

    return file


def _size(content: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        return image.size


def _drawn(content: bytes | None, kind: str) -> bytes:
    """The picture in a form that every program opens; a photo stands on white where it was transparent."""
    if content is None:
        raise NotFound
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        image.thumbnail((LONGEST, LONGEST))
        drawn = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if kind == "JPEG" and drawn.mode == "RGBA":
        ground = Image.new("RGB", drawn.size, WHITE)
        ground.paste(drawn, mask=drawn)
        drawn = ground
    out = io.BytesIO()
    drawn.save(out, kind, quality=QUALITY)
    return out.getvalue()
