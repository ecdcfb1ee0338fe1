"""Pictures for tests, drawn on the spot."""

import io

from PIL import Image


def drawn(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    """The bytes of a picture file of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, "#d98e04" if mode == "RGB" else None).save(out, kind, **options)
    return out.getvalue()
