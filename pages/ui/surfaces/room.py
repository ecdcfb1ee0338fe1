"""The projector as a whole: one surface that composes what the open stage needs."""

from collections.abc import Sequence

import segno

from pages.ui.surfaces.canvases import post_words
from pages.ui.surfaces.displays import (
    group_words,
    people_words,
    pitch_words,
    round_words,
    stage_words,
    vote_words,
)
from pages.ui.surfaces.inputs import wall_words
from pages.ui.surfaces.lexicon import Words, canvas_words, perspective_words
from pages.ui.surfaces.loader import Fact, Feed, Surface
from pages.ui.surfaces.matrix_display import matrix_words
from pages.ui.words import _

_PROJECTOR = Surface("projector")


def projector(feeds: Sequence[Feed], *, key: str, join_url: str | None) -> None:
    """Everything the room sees, from the QR code of the start to the thanks of the end."""
    data = {"feeds": list(feeds), "qr": qr(join_url) if join_url else None, "words": projector_words()}
    _PROJECTOR(data, key=key, on={"tables": _rerun})


def projector_words() -> Words:
    """What the projector says, scene by scene."""
    return {
        "stage": stage_words(),
        "pitch": pitch_words(),
        "vote": vote_words(),
        "people": people_words(),
        "groups": group_words(),
        "round": round_words(),
        "wall": wall_words(),
        "canvas": canvas_words() | post_words(),
        "perspective": perspective_words(),
        "matrix": matrix_words(),
        "join": _("Join the workshop"),
        "scan": _("QR code that opens the address above"),
        "full_screen": _("Full screen"),
    }


def _rerun(_sent: Fact) -> None:
    """A new table is there: the page that runs again brings its topics."""


def qr(url: str) -> Fact:
    """The QR code of `url` as the side and the outline of its dark modules, for an SVG path."""
    rows = [bytes(row) for row in segno.make(url, error="m", micro=False).matrix]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"url": url, "side": len(rows), "path": path}
