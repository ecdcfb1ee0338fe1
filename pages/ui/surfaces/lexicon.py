"""The words that surfaces draw with, in the visitor's language. A pair is [one, many], with {n} left open."""

from typing import Any

from pages.ui.terms import question, term
from pages.ui.words import _, language
from translation import catalogue

Words = dict[str, Any]

ROLES = ("elected", "officer", "state", "project", "other")
KINDS = (
    "checkin",
    "theme",
    "sharing",
    "voting",
    "break",
    "decomposition",
    "perspective",
    "report_back",
    "closing",
)
STATES = ("waiting", "open", "closed", "skipped", "shared", "kept", "reserve")
SECTIONS = (
    "intention",
    "context",
    "timeline",
    "mechanism",
    "actors",
    "governance",
    "resources",
    "results",
    "obstacles",
    "core_functions",
)
RESOURCES = ("human", "financial", "technical", "material", "legal")
PERSPECTIVE_SECTIONS = ("gaps", "reproduce", "improve", "conditions", "discard", "first_step")
TASKS = ("scribe", "reporter", "timekeeper")
VERDICTS = ("reproduce", "adapt", "discard")


def pair(singular: str, plural: str) -> list[str]:
    """Both forms of a counted message; the display chooses by its number."""
    words = catalogue(language())
    return [words.ngettext(singular, plural, 1), words.ngettext(singular, plural, 2)]


def terms(*names: str) -> dict[str, str]:
    """The words of the method under their names."""
    return {name: term(name) for name in names}


def canvas_words() -> Words:
    """What a canvas says."""
    return {
        "sections": terms(*SECTIONS),
        "questions": {name: question(name) for name in SECTIONS},
        "resources": terms(*RESOURCES),
    }


def perspective_words() -> Words:
    """What the perspective of an initiative says."""
    return {
        "sections": terms(*PERSPECTIVE_SECTIONS),
        "questions": {name: question(name) for name in PERSPECTIVE_SECTIONS},
        "verdicts": terms(*VERDICTS),
        "no_verdict": _("No verdict yet"),
        "about": _("About"),
    }
