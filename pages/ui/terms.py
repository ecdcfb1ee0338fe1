"""The words of the method, by their names in the code."""

from facilitation.attribution import Credit
from facilitation.terms import QUESTIONS, SIGNED, TERMS
from pages.ui.words import _


def term(name: str) -> str:
    """A word of the method (a role, a kind of stage, a section, a verdict...) in the visitor's language."""
    return _(TERMS[name])


def question(section: str) -> str:
    """The question that a section of the canvas asks."""
    return _(QUESTIONS[section])


def signed(credit: Credit, *, role: bool = False) -> str:
    """Who said it, as far as they let it be known, with the `role` of who signs by name; else nothing."""
    who = credit.author or (_(SIGNED[credit.role]) if credit.role else "")
    borne = term(credit.role) if role and credit.author and credit.role else ""
    return ", ".join(filter(None, (who, borne, credit.territory)))
