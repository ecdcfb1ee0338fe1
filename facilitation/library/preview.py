"""The picture of a published concept that stands beside its address where somebody shares it."""

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

from settings import ROOT

SIZE = (1200, 630)
MARGIN = 72
WIDTH = SIZE[0] - 2 * MARGIN
PAPER, INK, HONEY, FADED = "#FBF7EF", "#0E3B40", "#EFB13C", "#4C5F60"
FONTS = ROOT / "assets" / "fonts" / "print"
TITLE, TEXT, EMOJI = "bricolage-grotesque-700", "atkinson-hyperlegible-next-400", "noto-emoji-400"
TITLE_SIZES, TITLE_LINES, TITLE_HEIGHT = (84, 72, 62, 54, 46), 3, 220
PITCH_SIZE, PITCH_LINES = 36, 3
LEADING, PITCH_LEADING = 1.16, 1.3
ORIGIN_SIZE = 28
WIDEST = 1.4
"""No character of our fonts is wider, in sizes of the font."""
BOX = "□"
LONGEST = 400
"""More of a text than this is never in sight."""
SWARM = ((33.5, 60, 8), (52, 63, 7), (44.5, 45, 7), (61.5, 49, 5.5), (58, 33.5, 4.5), (70.5, 28.5, 3.5))
"""The logo's six cells: where each is, and how big, in a square of 96."""
HEXAGON = ((48, 7), (86, 29), (86, 67), (48, 89), (10, 67), (10, 29))

Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=64)
def drawn(title: str, pitch: str, origin: str) -> bytes:
    """A PNG picture, 1200 by 630: the title, the pitch and where it comes from, as much as has room."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 18), HONEY)
    _logo(image, 96, (MARGIN, 58))
    _line(draw, (MARGIN + 116, 80), "Essaim", TITLE, 44, INK)
    top = 190
    size, lines = _fitting(draw, title)
    for line in lines:
        _line(draw, (MARGIN, top), line, TITLE, size, INK)
        top += round(size * LEADING)
    top += 18
    room = (SIZE[1] - 100 - top) // round(PITCH_SIZE * PITCH_LEADING)
    for line in _wrapped(draw, pitch, TEXT, PITCH_SIZE, max(1, min(PITCH_LINES, room))):
        _line(draw, (MARGIN, top), line, TEXT, PITCH_SIZE, INK)
        top += round(PITCH_SIZE * PITCH_LEADING)
    for line in _wrapped(draw, origin, TEXT, ORIGIN_SIZE, 1):
        _line(draw, (MARGIN, SIZE[1] - 70), line, TEXT, ORIGIN_SIZE, FADED)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitting(draw: ImageDraw.ImageDraw, title: str) -> tuple[int, list[str]]:
    """The biggest size in which the whole title has room; the smallest cuts it."""
    for size in TITLE_SIZES:
        lines = _wrapped(draw, title, TITLE, size, TITLE_LINES + 1)
        if len(lines) <= TITLE_LINES and len(lines) * size * LEADING <= TITLE_HEIGHT:
            return size, lines
    return TITLE_SIZES[-1], _wrapped(draw, title, TITLE, TITLE_SIZES[-1], TITLE_LINES)


def _wrapped(draw: ImageDraw.ImageDraw, text: str, family: str, size: int, most: int) -> list[str]:
    """The text in lines that fit, `most` of them at most; what has no room becomes an ellipsis."""
    lines = [""]
    for piece in _pieces(text[:LONGEST], WIDTH // round(WIDEST * size)):
        longer = f"{lines[-1]}{piece}".lstrip(" ")
        if _width(draw, longer, family, size) <= WIDTH:
            lines[-1] = longer
        else:
            lines.append(piece.lstrip(" "))
    lines = [line for line in lines if line]
    if len(lines) <= most and len(text) <= LONGEST:
        return lines
    return [*lines[: most - 1], _cut(draw, lines[:most][-1], family, size)]


def _cut(draw: ImageDraw.ImageDraw, line: str, family: str, size: int) -> str:
    """A line that ends in an ellipsis, after a whole word where it has several."""
    kept = line
    while _width(draw, f"{kept}…", family, size) > WIDTH:
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return f"{kept.rstrip()}…"


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Words with the space before them, the endless ones in pieces of which one fits on any line."""
    for word in " ".join(text.splitlines()).split(" "):
        yield from (
            f"{'' if start else ' '}{word[start : start + longest]}" for start in range(0, len(word), longest)
        )


def _width(draw: ImageDraw.ImageDraw, text: str, family: str, size: int) -> float:
    return sum(draw.textlength(part, font) for part, font in _runs(text, family, size))


def _line(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, family: str, size: int, colour: str
) -> None:
    left, baseline = float(at[0]), at[1] + round(size * 0.8)
    for part, font in _runs(text, family, size):
        draw.text((left, baseline), part, colour, font, anchor="ls")
        left += draw.textlength(part, font)


def _runs(text: str, family: str, size: int) -> list[tuple[str, Font]]:
    """The text in parts of one font each; what no font of ours can draw becomes a box."""
    families = [_family_of(character, family) for character in text]
    spelled = zip(text, families, strict=True)
    return [
        ("".join(BOX if name is None else character for character, name in part), _font(used or TEXT, size))
        for used, part in groupby(spelled, key=lambda pair: pair[1])
    ]


@lru_cache(maxsize=4096)
def _family_of(character: str, family: str) -> str | None:
    return next((name for name in (family, TEXT, EMOJI) if _can_draw(name, character)), None)


def _can_draw(family: str, character: str) -> bool:
    font = _font(family, 24)
    return character.isspace() or bytes(font.getmask(character)) != bytes(font.getmask("\U0010fffd"))


@lru_cache(maxsize=32)
def _font(family: str, size: int) -> Font:
    return ImageFont.truetype(FONTS / f"{family}.ttf", size)


def _logo(image: Image.Image, size: int, at: tuple[int, int]) -> None:
    """Essaim's logo, drawn four times as big and made smaller, so that its edges are smooth."""
    scale = size * 4 / 96
    big = Image.new("RGBA", (size * 4, size * 4))
    draw = ImageDraw.Draw(big)
    draw.polygon([(x * scale, y * scale) for x, y in HEXAGON], INK, INK, round(4 * scale))
    for x, y, radius in SWARM:
        draw.circle((x * scale, y * scale), radius * scale, HONEY)
    small = big.resize((size, size), Image.Resampling.LANCZOS)
    image.paste(small, at, small)
