"""Choosing an archive and sending it to be rebuilt as a workshop."""

from collections.abc import Callable

from facilitation.archive.reading import LIMIT_MB, MB
from pages.ui.surfaces.devices import Refusal
from pages.ui.surfaces.loader import Fact, Surface, text, whole
from pages.ui.words import _

_ARCHIVE = Surface("archive_upload")


def archive_upload(*, key: str, on_done: Callable[[int], None], on_refused: Refusal) -> None:
    """Send a chosen archive to /archives; calls `on_done(workshop_id)`, or `on_refused(error, facts)`."""

    def done(sent: Fact) -> None:
        workshop_id = whole(sent, "workshop")
        if workshop_id is not None:
            on_done(workshop_id)

    def refused(sent: Fact) -> None:
        facts = sent.get("fields")
        on_refused(text(sent, "error"), facts if isinstance(facts, dict) else {})

    words = {
        "choose": _("Choose an archive"),
        "limit": _("The file archive.zip of a report, up to 60 MB"),
        "too_large": _("This archive is too large: 60 MB is the most."),
        "sending": _("The workshop is being rebuilt. This takes a moment…"),
        "done": _("The workshop is there."),
        "unreachable": _("The server does not answer. Try again."),
    }
    _ARCHIVE(
        {"url": "/archives", "limit": LIMIT_MB * MB, "words": words},
        key=key,
        on={"done": done, "refused": refused},
    )
