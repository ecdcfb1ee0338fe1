"""What a table writes, as everybody at it works on it together: the canvas and the perspective."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitation.terms import SIGNED
from pages.ui.surfaces.devices import PICTURE_LIMIT, picture_words
from pages.ui.surfaces.displays import resource_words
from pages.ui.surfaces.lexicon import canvas_words, pair, perspective_words
from pages.ui.surfaces.loader import Fact, Feed, Surface
from pages.ui.words import _

_CANVAS = Surface("canvas")
_PERSPECTIVE = Surface("perspective")

OnAct = Callable[[str, Fact], None]


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(_is_number(one) for one in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_choice(value: Any) -> bool:
    return isinstance(value, bool)


def _or_none(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or check(value)


_SWITCH = {"id": _is_number, "on": _is_choice}
_ACTS: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "edit": {"id": _is_number, "text": _is_text, "version": _is_number},
    "move": {"id": _is_number, "section": _is_text, "resource": _or_none(_is_text)},
    "order": {"id": _is_number, "before": _or_none(_is_number)},
    "merge": {"id": _is_number, "posts": _are_numbers},
    "unmerge": {"id": _is_number, "post": _is_number},
    "choose": {
        "id": _is_number,
        "alternative": _or_none(_is_number),
        "version": _is_number,
        "seen": _are_numbers,
    },
    "verbatim": _SWITCH,
    "core": _SWITCH,
    "off_record": _SWITCH,
    "delete": {"id": _is_number},
    "picture": {"id": _is_number, "remove": _is_choice},
}
"""What may be done to a post, each with the facts that come with it."""


def canvas(
    feed: Feed,
    *,
    key: str,
    mine: Sequence[int] | None = (),
    section: str | None = None,
    field: str = "",
    on_act: OnAct | None = None,
) -> None:
    """A group's canvas, section by section. While it is writable its readers may do anything of `_ACTS` to a
    post, told as `on_act(name, facts)`; taking away and off the record only to `mine` (None: to all).

    Where one section is shown at a time, it is `section` whenever the page names another one. Typing in the
    page's field of key `field` tells the others that the viewer writes in `section`.
    """
    data = {
        "feeds": [feed],
        "mine": None if mine is None else list(mine),
        "section": section,
        "field": field,
        "words": post_words() | canvas_words(),
    }
    _CANVAS(data, key=key, on={"act": handed_on(on_act)})


def perspective(
    feed: Feed,
    *,
    key: str,
    mine: Sequence[int] | None = (),
    territory: int | None = None,
    section: str | None = None,
    field: str = "",
    on_act: OnAct | None = None,
) -> None:
    """A group's perspective, territory by territory, with verdicts; posts as in `canvas`. Shows `territory`
    whenever the page names another one."""
    data = {
        "feeds": [feed],
        "mine": None if mine is None else list(mine),
        "territory": territory,
        "section": section,
        "field": field,
        "words": post_words() | perspective_words(),
    }
    _PERSPECTIVE(data, key=key, on={"act": handed_on(on_act)})


def handed_on(on_act: OnAct | None) -> Callable[[Fact], None]:
    """Hand on what is well formed: what comes from a browser is never trusted."""

    def act(sent: Fact) -> None:
        name = sent.get("name")
        wanted = _ACTS.get(name) if isinstance(name, str) else None
        if on_act and wanted and all(ok(sent.get(key)) for key, ok in wanted.items()):
            on_act(str(name), {key: sent.get(key) for key in wanted})

    return act


def post_words() -> dict[str, Any]:
    """What posts say."""
    return {
        "edit": _("Edit this post"),
        "edit_short": _("Edit"),
        "delete_short": _("Delete"),
        "more": _("Actions on this post"),
        "back": _("Back"),
        "move": _("Move to another section"),
        "up": _("Move up"),
        "down": _("Move down"),
        "merge": _("Merge with…"),
        "merge_which": _("Which posts say the same?"),
        "merge_do": _("Merge into this one"),
        "unmerge": _("Separate again"),
        "core": _("Core function"),
        "marked": _("Marked in other sections"),
        "trail": _("Where it comes from"),
        "picture": _("Picture of this post"),
        "add_picture": _("Add a picture"),
        "change_picture": _("Change the picture"),
        "remove_picture": _("Remove the picture"),
        "picture_words": picture_words(),
        "picture_limit": PICTURE_LIMIT,
        "wordings": _("Several people wrote here at once. Choose one wording together."),
        "stands": _("Stands for now"),
        "also": _("Also written, by {name}"),
        "keep": _("Keep this one"),
        "somebody": _("Somebody"),
        "at_work": [_("{name} is writing…"), _("{name} are writing…")],
        "changed_meanwhile": _(
            "It now reads: “{text}”. If you save, both wordings are kept until someone chooses."
        ),
        "not_saved": _("This was not saved. Try again, or copy your words."),
        "taken_away": _("This post is no longer here. Copy your words if you still need them."),
        "choose": _("Sections"),
        "territories": _("Territories"),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "verbatim": _("Verbatim"),
        "reworded": _("Reworded"),
        "off_record": _("Off the record"),
        "anonymous": _("Anonymous"),
        "signed": {role: _(message) for role, message in SIGNED.items()},
        "empty": _("Nothing yet"),
        "asked": _("Asked for before the end"),
        "filled": _("Sections: {n} of {count}"),
        "posts": pair("{n} post", "{n} posts"),
        "writing": _("{name} has just written"),
        "resources": resource_words(),
        "too_long": _("{n} characters too many"),
        "none": _("Nothing here yet. What the table writes appears at once."),
        "conditions": pair("{n} condition", "{n} conditions"),
        "locked": _("Writing is closed"),
    }
