"""What differs between two texts: words that went are struck through, words that came are underlined."""

from collections.abc import Sequence

from pages.ui.surfaces.loader import Fact, Surface
from pages.ui.words import _

_DIFFERENCES = Surface("differences")


def draw_differences(changes: Sequence[Fact], *, key: str) -> None:
    """Each change with its field, its pieces (fate and text) and what else is to say of it."""
    words = {"added": _("added:"), "removed": _("removed:"), "end": _("end of the change")}
    _DIFFERENCES({"changes": list(changes), "words": words}, key=key)
