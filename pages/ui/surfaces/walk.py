"""Leading a report-back: the sections of one table, step by step, on the projector."""

from collections.abc import Callable, Sequence
from typing import Any

from pages.ui.surfaces.canvases import post_words
from pages.ui.surfaces.lexicon import canvas_words, perspective_words
from pages.ui.surfaces.loader import Fact, Feed, Surface, text, whole
from pages.ui.words import _

_WALK = Surface("walk")


def walk(
    feeds: Sequence[Feed],
    *,
    key: str,
    group: int,
    me: int | None = None,
    on_show: Callable[[str], None],
    on_stop: Callable[[], None],
    on_lead: Callable[[], None] | None = None,
) -> None:
    """The tables, the canvas and the perspective of `group`, to be led through by buttons and arrow keys.

    Calls `on_show(section)` and `on_stop()`. With `me`, a participant, only the table's reporter leads, and
    everybody else there is offered to be it: `on_lead()`.
    """

    def show(sent: Fact) -> None:
        if whole(sent, "group") == group:
            on_show(text(sent, "section"))

    def stop(_sent: Fact) -> None:
        on_stop()

    def lead(_sent: Fact) -> None:
        if on_lead:
            on_lead()

    data = {"feeds": list(feeds), "group": group, "me": me, "words": walk_words()}
    _WALK(data, key=key, on={"show": show, "stop": stop, "lead": lead})


def walk_words() -> dict[str, Any]:
    """What leading a report-back says."""
    return {
        **canvas_words(),
        "perspective": perspective_words(),
        "core": _("Core function"),
        "anonymous": post_words()["anonymous"],
        "signed": post_words()["signed"],
        "begin": _("Begin"),
        "before": _("Previous"),
        "next": _("Next"),
        "stop": _("Show every table"),
        "lead": _("I report for our table"),
        "leads": _("{name} reports for this table."),
        "shown": _("On the projector: {section}"),
        "other": _("Table {number} is on the projector."),
        "every": _("The projector shows every table."),
        "nothing": _("This table has written nothing yet that can be shown."),
        "keys": _("The arrow keys and a presenter’s remote turn the pages too."),
    }
