"""Views of a table's canvas as the server sends them, for tests of what is drawn from them."""

from typing import Any

from pages.ui.surfaces.canvases import post_words
from pages.ui.surfaces.lexicon import SECTIONS, canvas_words
from tests.browser.surface_page import feed

TOPIC = "canvas:3"


def post(number: int, text: str, **facts: Any) -> dict[str, Any]:
    """One post."""
    return {
        "id": number,
        "text": text,
        "author": "Amina",
        "territory": "Pays de Grasse",
        "resource": None,
        "verbatim": True,
        "off_record": False,
        "version": 1,
        "at_ms": 0,
        "about": [],
        "position": number,
        "core": False,
        "picture": None,
        "alt": "",
        "merged": [],
        "alternatives": [],
        **facts,
    }


def canvas(writable: bool = True, **posts: list[dict[str, Any]]) -> dict[str, Any]:
    """A canvas with posts by section."""
    return {
        "group_id": 3,
        "number": 2,
        "name": "",
        "initiative": "Bon Achat",
        "initiative_id": 7,
        "writable": writable,
        "sections": [{"section": name, "posts": posts.get(name, [])} for name in SECTIONS],
        "filled": len(posts),
        "missing": [name for name in ("obstacles", "core_functions") if name not in posts],
    }


def canvas_data(version: str, view: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """What a page gives the canvas: by default all posts are the viewer's own."""
    now = facts.pop("now", 0)
    return {
        "feeds": [feed(TOPIC, version, view, now)],
        "mine": None,
        "section": None,
        "field": "post-text",
        "words": post_words() | canvas_words(),
        **facts,
    }
