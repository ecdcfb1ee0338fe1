"""The displays that people act in: what they send is checked here and handed on as plain values."""

from collections.abc import Callable, Sequence
from typing import Any

from pages.ui.surfaces.lexicon import pair, terms
from pages.ui.surfaces.loader import Fact, Feed, Surface, text, whole
from pages.ui.words import _

_WALL = Surface("wall")
_BALLOT = Surface("ballot")

WALL_ACTIONS = ("edit", "merge", "unmerge", "hide", "unhide", "stage")


def wall_words() -> dict[str, Any]:
    """What the wall says."""
    return {
        "count": pair("{n} initiative", "{n} initiatives"),
        "guide": _("5 to 10 are a good number"),
        "empty": _("No initiative yet. The first one will appear here."),
        "concealed": _("The wall is concealed for now. It will be shown to everybody at once."),
        "fictitious": _("Made-up content"),
        "hidden": _("Hidden"),
        "merged": _("Brings together"),
        "description": _("Description"),
        "holder": _("Carried by {name}"),
        "by": _("Shared by {name}"),
        "link": _("More about it"),
        "states": terms("shared", "kept", "reserve"),
        "actions": {
            "edit": _("Edit"),
            "merge": _("Merge with…"),
            "unmerge": _("Undo the merge"),
            "hide": _("Hide"),
            "unhide": _("Show again"),
            "stage": _("Put on stage"),
        },
        "more": _("Actions for {title}"),
        "new": _("New: {title}"),
        "page": _("Page {number} of {count}"),
    }


def wall(
    feed: Feed,
    *,
    key: str,
    actions: Sequence[str] = (),
    on_action: Callable[[str, int], None] | None = None,
) -> None:
    """The initiatives shared so far. `actions` (of WALL_ACTIONS) become buttons that call
    `on_action(action, initiative_id)`."""

    def act(sent: Fact) -> None:
        action, initiative = text(sent, "action"), whole(sent, "initiative")
        if on_action and action in actions and initiative is not None:
            on_action(action, initiative)

    _WALL({"feeds": [feed], "actions": list(actions), "words": wall_words()}, key=key, on={"action": act})


def ballot(feed: Feed, *, key: str, on_dot: Callable[[int, bool], None]) -> None:
    """The voter's own ballot. A tap calls `on_dot(initiative_id, place)`; place is False to take a dot back.

    The dot shows at once; it is taken back by itself when the next view does not have it.
    """

    def act(sent: Fact) -> None:
        initiative, place = whole(sent, "initiative"), sent.get("place")
        if initiative is not None and isinstance(place, bool):
            on_dot(initiative, place)

    words = {
        "left": pair("You have {n} dot left", "You have {n} dots left"),
        "used": _("All your dots are placed."),
        "change": _("Take one back to change your mind."),
        "put": _("Put a dot on {title}"),
        "take": _("Take a dot back from {title}"),
        "own_territory": _("This one comes from your territory: you cannot vote for it."),
        "closed": _("The vote is closed"),
        "runoff": _("Run-off: one dot among the tied."),
        "secret": _("Your vote is secret and can be changed until the close."),
        "saving": _("Saving…"),
        "none": _("There is nothing to vote for yet."),
    }
    _BALLOT({"feeds": [feed], "words": words}, key=key, on={"dot": act})
