"""Choosing a file and sending it: an archive to be rebuilt as a workshop, a template to be kept."""

from collections.abc import Callable

from facilitation.archive.reading import LIMIT_MB, MB
from facilitation.own_templates import FILE_LIMIT
from pages.ui.surfaces.devices import Refusal
from pages.ui.surfaces.loader import Fact, Surface, text, whole
from pages.ui.words import _

_ARCHIVE = Surface("archive_upload")


def archive_upload(*, key: str, on_done: Callable[[int], None], on_refused: Refusal) -> None:
    """Send a chosen archive to /archives; calls `on_done(workshop_id)`, or `on_refused(error, facts)`."""

    words = {
        "choose": _("Choose an archive"),
        "limit": _("The file archive.zip of a report, up to 60 MB"),
        "too_large": _("This archive is too large: 60 MB is the most."),
        "sending": _("The workshop is being rebuilt. This takes a moment…"),
        "done": _("The workshop is there."),
        "unreachable": _("The server does not answer. Try again."),
    }
    taken: Fact = {"url": "/archives", "limit": LIMIT_MB * MB, "accept": ".zip", "mime": "application/zip"}
    _draw(taken | {"refusal": "BadArchive", "words": words}, key, on_done, on_refused)


def template_upload(*, key: str, on_done: Callable[[int], None], on_refused: Refusal) -> None:
    """Send a chosen template to /templates; calls `on_done(template_id)`, or `on_refused(error, facts)`."""
    words = {
        "choose": _("Choose the file of a template"),
        "limit": _("A file .toml that another Essaim gave out"),
        "too_large": _("This file is too large for a template."),
        "sending": _("The template is being read…"),
        "done": _("The template is there."),
        "unreachable": _("The server does not answer. Try again."),
    }
    taken: Fact = {"url": "/templates", "limit": FILE_LIMIT, "accept": ".toml", "mime": "application/toml"}
    _draw(taken | {"refusal": "BadTemplate", "words": words}, key, on_done, on_refused)


def _draw(taken: Fact, key: str, on_done: Callable[[int], None], on_refused: Refusal) -> None:
    def done(sent: Fact) -> None:
        made = whole(sent, "made")
        if made is not None:
            on_done(made)

    def refused(sent: Fact) -> None:
        facts = sent.get("fields")
        on_refused(text(sent, "error"), facts if isinstance(facts, dict) else {})

    _ARCHIVE(taken, key=key, on={"done": done, "refused": refused})
