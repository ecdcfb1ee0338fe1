"""What somebody has to do with tables: their wishes before there are any, then the card of their own."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from pages.ui.surfaces.displays import group_words
from pages.ui.surfaces.lexicon import TASKS, pair
from pages.ui.surfaces.loader import Fact, Feed, Surface, text
from pages.ui.words import _

_TABLE = Surface("table_card")
_WISHES = Surface("wishes")

Unfolded = Literal["always", "while_free", "never"]


def table_card(
    feed: Feed,
    *,
    key: str,
    me: int,
    unfolded: Unfolded,
    on_task: Callable[[str, bool], None],
) -> None:
    """The table of person `me`, at first `unfolded` to its people and tasks, or to its tasks while one is
    free and they have none. A task that is taken or given up calls `on_task(task, taken)`."""

    def act(taken: bool) -> Callable[[Fact], None]:
        def handle(sent: Fact) -> None:
            if (task := text(sent, "task")) in TASKS:
                on_task(task, taken)

        return handle

    words = group_words() | {
        "you": _("You"),
        "you_short": _("you"),
        "people": pair("{n} person", "{n} people"),
        "take": _("I do it"),
        "take_over": _("Take over"),
        "give_up": _("Give it up"),
        "nobody": _("nobody"),
        "free": pair("{n} task to take", "{n} tasks to take"),
    }
    data = {"feeds": [feed], "me": me, "unfolded": unfolded, "words": words}
    _TABLE(data, key=key, on={"take": act(True), "give_up": act(False)})


def wishes(view: dict[str, Any], *, key: str, on_rank: Callable[[Sequence[int]], None]) -> None:
    """The initiatives one may wish for. Each touch calls `on_rank` with all wishes, the dearest first."""

    def act(sent: Fact) -> None:
        order = sent.get("order")
        if isinstance(order, list) and all(type(one) is int for one in order):
            on_rank(order)

    words = {
        "title": _("Which would you like to work on?"),
        "how": _("Touch them in the order you prefer. The tables follow wishes where they can."),
        "put": _("Make it choice {n}: {title}"),
        "take": _("Choice {n}: {title}. Touch to take it back."),
        "told": _("Choice {n}: {title}"),
        "none": _("No wish yet. You may also leave it open."),
        "up": _("Move up"),
        "up_to": _("Prefer {title}: make it choice {n}"),
    }
    _WISHES({"wishes": view, "words": words}, key=key, on={"rank": act})
