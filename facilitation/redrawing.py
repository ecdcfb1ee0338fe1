"""Redrawing: a picture that somebody sent, made smaller and encoded anew.

As a process of its own (facilitation/apart) it does so from standard input to standard output, and loads
nothing that this does not need.
"""

import io
import sys
from dataclasses import dataclass

from PIL import Image, ImageOps

from facilitation.errors import NotAPicture, PictureTooLarge, Refused, TooManyPixels

LIMIT_MB = 4
LONGEST_SIDE = 1600
MOST_PIXELS = 50_000_000
MOST_PIXELS_IN_STRIPS = 200_000_000
"""Of a JPEG whose pixels come strip by strip, so that it is made smaller while it is read."""
MILLION = 1_000_000
FORMATS = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture as we encoded it anew."""

    content: bytes
    width: int
    height: int


def redraw(data: bytes) -> Redrawn:
    """The picture in a file, upright, at most 1600 pixels long, as WebP without any metadata.

    Raises PictureTooLarge beyond 4 MB, TooManyPixels, NotAPicture for all but PNG, JPEG and WebP.
    """
    if len(data) > LIMIT_MB * 1024 * 1024:
        raise PictureTooLarge(LIMIT_MB)
    small = _read(data)
    bare = Image.frombytes(small.mode, small.size, small.tobytes())
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=82)
    return Redrawn(out.getvalue(), *bare.size)


def _read(data: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # they are counted here, with a reason of their own
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            most = MOST_PIXELS_IN_STRIPS if _comes_in_strips(image) else MOST_PIXELS
            if image.width * image.height > most:
                raise TooManyPixels(most // MILLION)
            return _upright(_small(image))
    except (MemoryError, Refused):
        raise
    except Exception as error:
        raise NotAPicture from error


def _comes_in_strips(image: Image.Image) -> bool:
    """A progressive JPEG has to be held whole, like any other picture."""
    return image.format == "JPEG" and "progressive" not in image.info


def _small(image: Image.Image) -> Image.Image:
    """The picture as large as it is kept; pixels of many bytes become few before anything is copied."""
    share = LONGEST_SIDE / max(image.size)
    image.draft("RGB", (round(image.width * share) or 1, round(image.height * share) or 1))
    image.load()
    if image.mode.startswith("I"):
        image = _in_eight_bits(image)
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    ready = image if image.mode in (wanted, "L") else image.convert(wanted)
    ready.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return ready if ready.mode == wanted else ready.convert(wanted)


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits, of which scanners often use 12, as greys of 8: cut off they would all be white."""
    _, brightest = image.getextrema()
    surplus = max(8, int(str(brightest)).bit_length()) - 8
    grey = image.point(lambda value: value * (1 / 2**surplus)).convert("L")
    grey.info.pop("transparency", None)
    return grey


def _upright(image: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(image)


def main() -> None:
    """Redraw what comes; its size on a line, then its content."""
    redrawn = redraw(sys.stdin.buffer.read(LIMIT_MB * 1024 * 1024 + 1))
    sys.stdout.buffer.write(f"[{redrawn.width}, {redrawn.height}]\n".encode() + redrawn.content)


if __name__ == "__main__":
    main()
