"""The words that surfaces draw with, in the visitor's language. A pair is [one, many], with {n} left open."""

from typing import Any

from facilitation.agenda import StageKind
from facilitation.people import PersonRole
from facilitation.posts import DECOMPOSITION, PERSPECTIVE, Resource, Verdict
from facilitation.ratings import Criterion
from facilitation.tasks import Task
from pages.ui.terms import question, term
from pages.ui.words import _, language
from translation import catalogue

Words = dict[str, Any]

ROLES = tuple(PersonRole)
KINDS = tuple(StageKind)
STATES = ("waiting", "open", "closed", "skipped", "shared", "kept", "reserve")
SECTIONS = DECOMPOSITION
PERSPECTIVE_SECTIONS = PERSPECTIVE
RESOURCES = tuple(Resource)
CRITERIA = tuple(Criterion)
TASKS = tuple(Task)
VERDICTS = tuple(Verdict)
LEVELS = {"0": "blocking", "1": "hard", "2": "feasible", "3": "there", "unknown": "unknown"}
"""What each answer about a criterion is called, by what it is sent as."""


def pair(singular: str, plural: str) -> list[str]:
    """Both forms of a counted message; the display chooses by its number."""
    words = catalogue(language())
    return [words.ngettext(singular, plural, 1), words.ngettext(singular, plural, 2)]


def terms(*names: str) -> dict[str, str]:
    """The words of the method under their names."""
    return {str(name): term(name) for name in names}


def questions(*names: str) -> dict[str, str]:
    """What sections and criteria ask, under their names."""
    return {str(name): question(name) for name in names}


def canvas_words() -> Words:
    """What a canvas says."""
    return {
        "sections": terms(*SECTIONS),
        "questions": questions(*SECTIONS),
        "resources": terms(*RESOURCES),
    }


def perspective_words() -> Words:
    """What the perspective of an initiative says."""
    return {
        "sections": terms(*PERSPECTIVE_SECTIONS),
        "questions": questions(*PERSPECTIVE_SECTIONS),
        "verdicts": terms(*VERDICTS),
        "no_verdict": _("No verdict yet"),
        "about": _("About"),
    }
