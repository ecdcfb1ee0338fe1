"""The only ways out for words: ours translated, people's escaped."""

import re
from datetime import date
from threading import local

import streamlit as st
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from streamlit.runtime.scriptrunner import get_script_run_ctx

from facilitation.access import cookie_name
from hours import Wall
from settings import settings
from translation import Language, catalogue, known, preferred

_here = local()
"""Of this thread, which runs the pages of one visitor only: the run, and its language."""
_JOINER = "\u2060"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_HOST = re.compile(r"w(?=ww)", re.IGNORECASE)


def language() -> Language:
    """The language of this visitor: their choice, else their browser's, else the instance's.

    A page asks it a hundred times, so what was found is kept for the run.
    """
    run = get_script_run_ctx(suppress_warning=True)
    if run is None or getattr(_here, "run", None) is not run:
        _here.language = _spoken()
        _here.run = run
    found: Language = _here.language
    return found


def _spoken() -> Language:
    if "language" not in st.session_state:
        chosen = known(st.context.cookies.get(cookie_name("language")))
        accepted = st.context.headers.get("Accept-Language", "")
        st.session_state["language"] = chosen or preferred(accepted, settings().default_language)
    spoken: Language = st.session_state["language"]
    return spoken


def speak(tag: str) -> None:
    """Let this page speak another language than its visitor's: a projector speaks its workshop's."""
    st.session_state["language"] = known(tag) or language()
    _here.run = None


def _(message: str) -> str:
    """The message in the visitor's language."""
    return catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int, **facts: str) -> str:
    """The message for `n` things in the visitor's language, with {n} and other `facts` filled in."""
    return catalogue(language()).ngettext(singular, plural, n).format(n=number(n), **facts)


def safe(text: str) -> str:
    """What a person typed, for a label or any place that reads Markdown: shows as it was typed, does nothing.

    Every ASCII punctuation mark is escaped (CommonMark 0.31, 2.4) and followed by a word joiner, since
    Streamlit turns `:smile:`, `->` and `www.` into something else even where they are escaped.
    """
    unlinked = _HOST.sub(lambda found: found[0] + _JOINER, " ".join(text.split()))
    return _PUNCTUATION.sub(rf"\\\1{_JOINER}", unlinked)


def number(value: float) -> str:
    """A number as the visitor's language writes it."""
    return format_decimal(value, locale=language())


def day(value: date | None) -> str:
    """A day in words, for example 2 mars 2021."""
    return format_date(value, "long", locale=language()) if value else ""


def clock(value: Wall) -> str:
    """A time of day, for example 14:05."""
    return format_time(value, "HH:mm", locale=language())
