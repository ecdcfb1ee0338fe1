"""A picture that somebody sent is read within bounds, whatever it is."""

import io
import json
import struct
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from facilitation.errors import NotAPicture, TooManyPixels
from facilitation.pictures import redrawn_apart
from facilitation.redrawing import LONGEST_SIDE, MOST_PIXELS, main, redraw
from tests.factories.pictures import drawn


def reopened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_picture_is_drawn_anew_by_a_process_of_its_own() -> None:
    data = drawn("JPEG", (3200, 800))
    assert redrawn_apart(data) == redraw(data)
    with pytest.raises(NotAPicture):
        redrawn_apart(b"GIF89a")


def test_its_size_goes_before_its_content(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(drawn())))
    main()
    size, _, content = capsysbinary.readouterr().out.partition(b"\n")
    assert (json.loads(size), reopened(content).size) == ([40, 20], (40, 20))


@pytest.mark.promise("a photo of 64 million pixels from a telephone becomes a picture of ours")
def test_a_large_photo_is_made_smaller_while_it_is_read() -> None:
    redrawn = redrawn_apart(drawn("JPEG", (9248, 6936)))
    assert (redrawn.width, redrawn.height) == (LONGEST_SIDE, 1200)


@pytest.mark.attack("a small file of more pixels than the server has memory for")
@pytest.mark.parametrize(
    ("kind", "size", "options"),
    [
        ("PNG", (7_100, 7_100), {}),
        ("WEBP", (7_100, 7_100), {}),
        ("JPEG", (7_100, 7_100), {"progressive": True}),
        ("JPEG", (20_000, 10_100), {}),
    ],
    ids=["png", "webp", "progressive", "jpeg"],
)
def test_what_has_too_many_pixels_is_refused_for_that(
    kind: str, size: tuple[int, int], options: dict[str, Any]
) -> None:
    data = drawn(kind, size, **options)
    with pytest.raises(TooManyPixels) as refusal:
        redrawn_apart(data)
    assert refusal.value.most == (200 if size[0] == 20_000 else MOST_PIXELS // 1_000_000)


@pytest.mark.parametrize("most", [255, 4095, 65535])
def test_greys_of_sixteen_bits_stay_legible(most: int) -> None:
    row = struct.pack("<40H", *[most // 5] * 20, *[most] * 20)
    out = io.BytesIO()
    Image.frombytes("I;16", (40, 20), row * 20).save(out, "PNG")
    again = reopened(redraw(out.getvalue()).content).convert("L")
    row = again.tobytes()[:40]
    dark, bright = row[5], row[35]
    assert bright > 250
    assert 45 < dark < 57


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_every_kind_of_pixel_becomes_a_picture_of_ours(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    again = reopened(redraw(drawn(kind, (2000, 20), mode)).content)
    assert (again.size, again.mode) == ((1600, 16), "RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_of_a_picture_that_moves_the_first_one_is_kept() -> None:
    out, frames = io.BytesIO(), [Image.new("RGB", (40, 20), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    again = reopened(redraw(out.getvalue()).content)
    assert (getattr(again, "n_frames", 1), again.size) == (1, (40, 20))


@pytest.mark.attack("a picture whose colour profile, text or particulars unpack to something huge")
def test_what_hangs_on_a_picture_is_not_unpacked() -> None:
    profile = drawn("PNG", icc_profile=bytes(80_000_000))
    assert len(profile) < 200_000
    with pytest.raises(NotAPicture):
        redrawn_apart(profile)
