"""Photographs as telephones take them: made smaller before they travel, or refused for what they are."""

import io
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from facilitation.redrawing import redraw
from pages.ui.surfaces.devices import PICTURE_LIMIT, picture_words
from tests.browser.surface_page import SurfacePage
from tests.factories.pictures import drawn

pytestmark = pytest.mark.browser

HEIC = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(400)


@pytest.fixture
def tab(chromium: Browser) -> Iterator[SurfacePage]:
    context = chromium.new_context(locale="fr-FR")
    yield SurfacePage(context)
    context.close()


def grainy(kind: str, size: tuple[int, int], mode: str = "RGB", **options: Any) -> bytes:
    """A picture of more bytes than may be sent."""
    width, height = size
    grain = random.Random(7).randbytes(width * height * len(mode))
    out = io.BytesIO()
    Image.frombytes(mode, size, grain).save(out, kind, **options)
    assert out.tell() > PICTURE_LIMIT
    return out.getvalue()


def choose(tab: SurfacePage, name: str, kind: str, content: bytes) -> None:
    data: dict[str, Any] = {
        "url": "/initiatives/1/picture",
        "picture": None,
        "limit": PICTURE_LIMIT,
        "feeds": [],
    }
    tab.draw("picture_upload", data | {"words": picture_words()})
    tab.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def sent(tab: SurfacePage) -> bytes:
    """What goes to the server for the picture that was chosen."""
    bodies: list[bytes] = []

    def keep(route: Route) -> None:
        bodies.append(route.request.post_data_buffer or b"")
        route.fulfill(json={"ok": True})

    tab.page.route(re.compile(r"/initiatives/1/picture"), keep)
    tab.page.locator("button.primary").click()
    expect(tab.page.get_by_role("status")).to_have_text(picture_words()["done"])
    (body,) = bodies
    return body


@pytest.mark.parametrize(
    ("kind", "mime", "size", "options"),
    [
        ("JPEG", "image/jpeg", (4000, 3000), {"quality": 95}),
        ("PNG", "image/png", (2400, 1200), {}),
    ],
    ids=["12 million pixels", "a screenshot"],
)
def test_what_is_above_the_limit_is_made_smaller_before_it_is_sent(
    tab: SurfacePage, kind: str, mime: str, size: tuple[int, int], options: dict[str, Any]
) -> None:
    choose(tab, f"photo.{kind.lower()}", mime, grainy(kind, size, **options))
    expect(tab.page.locator("img")).to_be_visible()
    body = sent(tab)
    assert len(body) <= PICTURE_LIMIT
    picture = Image.open(io.BytesIO(body))
    assert picture.size == (2000, 2000 * size[1] // size[0])
    assert redraw(body).width == 1600


@pytest.mark.parametrize("size", [(9248, 6936), (12000, 9000)], ids=["64 million pixels", "108 million"])
def test_a_photo_of_many_pixels_is_made_smaller_before_it_is_sent(
    tab: SurfacePage, size: tuple[int, int]
) -> None:
    choose(tab, "photo.jpg", "image/jpeg", drawn("JPEG", size, progressive=True))
    expect(tab.page.locator("img")).to_be_visible()
    assert Image.open(io.BytesIO(sent(tab))).size == (2000, 1500)


def test_a_picture_taken_on_its_side_stays_upright(tab: SurfacePage) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    choose(tab, "photo.jpg", "image/jpeg", drawn("JPEG", (4800, 3200), exif=turned))
    expect(tab.page.locator("img")).to_be_visible()
    assert Image.open(io.BytesIO(sent(tab))).size == (1333, 2000)


def test_what_may_be_seen_through_stays_so(tab: SurfacePage) -> None:
    choose(tab, "logo.png", "image/png", grainy("PNG", (1200, 1000), "RGBA"))
    expect(tab.page.locator("img")).to_be_visible()
    assert Image.open(io.BytesIO(sent(tab))).mode == "RGBA"


def test_a_small_picture_goes_as_it_is(tab: SurfacePage) -> None:
    small = drawn("PNG", (1800, 900))
    choose(tab, "plan.png", "image/png", small)
    expect(tab.page.locator("img")).to_be_visible()
    assert sent(tab) == small


@pytest.mark.parametrize(
    ("name", "kind", "content", "why"),
    [
        ("IMG_0042.HEIC", "image/heic", HEIC, "heic"),
        ("IMG_0042.HEIC", "", HEIC, "heic"),
        ("notes.pdf", "application/pdf", b"%PDF-1.7", "wrong_kind"),
        ("broken.png", "image/png", bytes(PICTURE_LIMIT + 1), "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_for_what_it_is(
    tab: SurfacePage, name: str, kind: str, content: bytes, why: str
) -> None:
    choose(tab, name, kind, content)
    expect(tab.page.get_by_role("status")).to_have_text(picture_words()[why])
    expect(tab.page.locator("button.primary")).to_be_hidden()
