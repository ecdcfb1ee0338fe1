"""The picture that stands beside a shared address: opened by Pillow, and whole whatever was typed."""

import io

import pytest
from PIL import Image, ImageChops, ImageColor

from facilitation.library.preview import HONEY, INK, MARGIN, PAPER, SIZE, drawn

TITLE = "Un fonds citoyen que les habitants décident"


def opened(title: str, pitch: str = "", origin: str = "") -> Image.Image:
    image = Image.open(io.BytesIO(drawn(title, pitch, origin)))
    assert (image.format, image.size) == ("PNG", SIZE)
    return image.convert("RGB")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """The smallest frame around whatever is drawn in a part of the picture."""
    part = image.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).getbbox()


def test_the_picture_has_the_colours_of_essaim_and_the_size_that_sites_ask_for() -> None:
    image = opened(TITLE)
    colours = {colour for _, colour in image.getcolors(maxcolors=100_000) or ()}
    assert {ImageColor.getrgb(one) for one in (PAPER, INK, HONEY)} <= colours


def test_title_pitch_and_origin_each_have_their_place() -> None:
    below = (0, 190, SIZE[0], SIZE[1])
    title, both = inked(opened(TITLE), below), inked(opened(TITLE, "Une enveloppe."), below)
    origin = (0, SIZE[1] - 80, SIZE[0], SIZE[1])
    assert title is not None
    assert both is not None
    assert title[3] < both[3]
    assert inked(opened(TITLE), origin) is None
    assert inked(opened(TITLE, "", "Le Département · 14 mars 2026"), origin) is not None


@pytest.mark.parametrize(
    "hostile",
    [
        "W" * 2000,
        "un mot " * 300,
        "ligne\nligne\u2028ligne",
        "<script>alert(1)</script>",
        "مرحبا بالعالم עברית",
        "🎉🐝👩🏽‍🚒",
        "日本語のタイトル",
        "é" * 120,
        "\u202eabc",
        " ",
    ],
)
def test_whatever_is_typed_stays_inside_the_margins(hostile: str) -> None:
    image = opened(hostile, hostile, hostile)
    right, bottom = (SIZE[0] - MARGIN + 2, 24, *SIZE), (0, SIZE[1] - 30, *SIZE)
    assert inked(image, right) is None
    assert inked(image, bottom) is None


def test_a_word_cut_in_pieces_is_written_without_gaps() -> None:
    whole, spaced = opened("", "a" * 30), opened("", "a" * 21 + " " + "a" * 9)
    line = (0, 190, *SIZE)
    widths = [box[2] - box[0] for box in (inked(whole, line), inked(spaced, line)) if box]
    assert widths[0] < widths[1]


def test_what_no_font_of_ours_can_draw_is_a_box() -> None:
    assert drawn("日", "", "") == drawn("本", "", "")
    assert drawn("日", "", "") != drawn("", "", "")
    assert drawn("日", "", "") != drawn("日日", "", "")
