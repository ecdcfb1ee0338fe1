"""The words of the method, by their names in the code."""

from facilitation.terms import QUESTIONS, TERMS
from pages.ui.words import _


def term(name: str) -> str:
    """A word of the method (a role, a kind of stage, a section, a verdict...) in the visitor's language."""
    return _(TERMS[name])


def question(section: str) -> str:
    """The question that a section of the canvas asks."""
    return _(QUESTIONS[section])
