"""The small surfaces that talk to the browser itself: claims, pictures, files, the resume code."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pages.ui.surfaces.loader import Fact, Surface, text
from pages.ui.words import _

_CLAIM = Surface("claim")
_PICTURE = Surface("picture_upload")
_FILE = Surface("file_drop")
_CARD = Surface("keep_card")
_SUGGESTIONS = Surface("suggestions")

FILE_LIMIT = 1024 * 1024
PICTURE_LIMIT = 4 * 1024 * 1024

Refusal = Callable[[str, dict[str, Any]], None]


def claim(
    url: str,
    fields: Mapping[str, Any],
    *,
    key: str,
    then: str | None = "",
    attempt: str = "",
    on_refused: Refusal | None = None,
) -> None:
    """POST `fields` as JSON to our own `url`, once an `attempt`, and go to `then` (else where the answer
    says, else the same page anew; nowhere if it is None). A refusal calls `on_refused(error_name, facts)`."""

    def refused(sent: Fact) -> None:
        facts = sent.get("fields")
        if on_refused:
            on_refused(text(sent, "error"), facts if isinstance(facts, dict) else {})

    words = {"wait": _("One moment…"), "unreachable": _("The server does not answer. Trying again…")}
    data = {"url": url, "fields": dict(fields), "then": then, "attempt": attempt, "words": words}
    _CLAIM(data, key=key, on={"refused": refused})


def picture_upload(
    initiative_id: int,
    *,
    key: str,
    picture: str | None = None,
    on_done: Callable[[], None] | None = None,
    on_refused: Refusal | None = None,
) -> None:
    """Choose a PNG, JPEG or WebP picture with its description and send it to /initiatives/<id>/picture."""
    _upload(f"/initiatives/{initiative_id}/picture", picture, picture_words(), key, on_done, on_refused)


def logo_upload(
    workshop_id: int,
    *,
    key: str,
    picture: str | None = None,
    on_done: Callable[[], None] | None = None,
    on_refused: Refusal | None = None,
) -> None:
    """Choose the organiser's logo and send it to /workshops/<id>/logo; the organiser's name describes it."""
    words = picture_words() | {
        "choose": _("Choose a logo"),
        "change": _("Change the logo"),
        "send": _("Use this logo"),
        "done": _("The logo is chosen."),
    }
    _upload(f"/workshops/{workshop_id}/logo", picture, words, key, on_done, on_refused, described=False)


def _upload(
    url: str,
    picture: str | None,
    words: dict[str, str],
    key: str,
    on_done: Callable[[], None] | None,
    on_refused: Refusal | None,
    described: bool = True,
) -> None:
    def done(_sent: Fact) -> None:
        if on_done:
            on_done()

    def refused(sent: Fact) -> None:
        facts = sent.get("fields")
        if on_refused:
            on_refused(text(sent, "error"), facts if isinstance(facts, dict) else {})

    data = {
        "url": url,
        "picture": picture,
        "limit": PICTURE_LIMIT,
        "words": words,
        "described": described,
    }
    _PICTURE(data, key=key, on={"done": done, "refused": refused})


def picture_words() -> dict[str, str]:
    """What choosing a picture says."""
    return {
        "choose": _("Choose a picture"),
        "change": _("Change the picture"),
        "kinds": _("PNG, JPEG or WebP; large photographs are made smaller"),
        "alt": _("What is on the picture, for those who cannot see it"),
        "send": _("Add the picture"),
        "preparing": _("Reading the picture…"),
        "sending": _("Sending…"),
        "done": _("The picture is added."),
        "too_large": _(
            "This picture is larger than 4 MB and this browser cannot make it smaller. Choose a smaller one."
        ),
        "too_many_pixels": _(
            "This picture has too many pixels, and this browser cannot make it smaller. "
            "Take a screenshot of it, and choose that."
        ),
        "heic": _(
            "This is a HEIC photograph, which this browser cannot read. Open it on the telephone, share it "
            "by e-mail or take a screenshot of it: it becomes a JPEG, which you can choose here. "
            "For those to come: Settings, Camera, Formats, Most compatible."
        ),
        "wrong_kind": _("This is not a PNG, JPEG or WebP picture. Choose another one."),
        "unreachable": _("The server does not answer. Try again."),
        "full": _("The disk of the server is full. Whoever looks after the server must make room."),
        "refused": _("This picture could not be read. Choose another one."),
    }


def file_drop(
    *,
    key: str,
    on_file: Callable[[str, bytes], None],
    accept: str = ".csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods",
) -> None:
    """Choose a file of at most 1 MB; calls `on_file(name, content)`."""

    def received(sent: Fact) -> None:
        try:
            content = base64.b64decode(text(sent, "content"), validate=True)
        except binascii.Error:
            return
        if len(content) <= FILE_LIMIT:
            on_file(text(sent, "name")[:200], content)

    words = {
        "choose": _("Choose a file"),
        "limit": _("Up to 1 MB"),
        "too_large": _("This file is larger than 1 MB."),
        "unreadable": _("This file could not be read."),
        "read": _("{name} is read."),
    }
    _FILE({"accept": accept, "limit": FILE_LIMIT, "words": words}, key=key, on={"file": received})


def suggestions(field: str, names: Sequence[str], *, key: str) -> None:
    """Let the text field whose key is `field` offer these names while one types; any other may be typed."""
    _SUGGESTIONS({"field": field, "names": list(names)}, key=key)


def keep_card(resume_code: str, *, key: str, link: str = "", name: str = "") -> None:
    """A person's resume code, large, with copy and print, and their personal link."""
    words = {
        "code": _("Your resume code"),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "copy_link": _("Copy my link"),
        "print": _("Print"),
        "title": _("Essaim: resume code"),
    }
    _CARD({"code": resume_code, "link": link, "name": name, "words": words}, key=key)
