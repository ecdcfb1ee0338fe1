"""Pages of HTML that are written here, without Streamlit: for whom, and in which language."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection

from facilitation.exports.words import Words
from settings import ROOT, settings
from translation import known, preferred
from web.cookies import cookie

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",  # a concept that is withdrawn is gone at once
}
WRITTEN = Environment(
    loader=FileSystemLoader(ROOT / "web" / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def write_page(template: str, words: Words, **facts: Any) -> str:
    """A page of HTML from its template, in the language of `words`."""
    said: dict[str, Callable[..., str]] = {
        "_": words.gettext,
        "ngettext": words.ngettext,
        "term": words.term,
        "asset": asset,
    }
    return WRITTEN.get_template(template).render(language=words.language, **said, **facts)


def words_for(request: HTTPConnection) -> Words:
    """The words of whoever asks: their choice, else their browser's language, else the instance's."""
    accepted = request.headers.get("accept-language", "")
    language = known(cookie(request, "language") or "") or preferred(accepted, settings().default_language)
    return Words(language, settings().time_zone)


def asks_for_page(request: HTTPConnection) -> bool:
    """Whether this is a person who opens an address, and no script."""
    return "text/html" in request.headers.get("accept", "")


@cache
def asset(name: str) -> str:
    """The address of a file of ours; browsers keep it for a week, so it changes with what is in it."""
    content = (ROOT / "assets" / name).read_bytes()
    return f"/assets/{name}?{sha256(content).hexdigest()[:12]}"
