"""The words of the method, by their names in the code."""

from pages.ui.refusals import N_
from pages.ui.words import _


def term(name: str) -> str:
    """A word of the method (a role, a kind of stage, a section, a verdict...) in the visitor's language."""
    return _(_TERMS[name])


def question(section: str) -> str:
    """The question that a section of the canvas asks."""
    return _(_QUESTIONS[section])


_TERMS = {
    "elected": N_("Elected member"),
    "officer": N_("Officer"),
    "state": N_("State agent"),
    "project": N_("Project holder"),
    "other": N_("Other"),
    "administrator": N_("Administrator"),
    "facilitator": N_("Facilitator"),
    "designer": N_("Designer"),
    "checkin": N_("Check-in"),
    "theme": N_("Theme"),
    "sharing": N_("Sharing"),
    "voting": N_("Voting"),
    "break": N_("Break"),
    "decomposition": N_("Decomposition"),
    "perspective": N_("Perspective"),
    "report_back": N_("Report-back"),
    "closing": N_("Closing"),
    "waiting": N_("Waiting"),
    "open": N_("Open"),
    "closed": N_("Closed"),
    "skipped": N_("Skipped"),
    "name": N_("My name and territory"),
    "territory": N_("My territory only"),
    "anonymous": N_("Nothing: anonymous"),
    "intention": N_("Intention"),
    "context": N_("Context"),
    "timeline": N_("Timeline"),
    "mechanism": N_("Mechanism"),
    "actors": N_("Actors"),
    "governance": N_("Governance"),
    "resources": N_("Resources"),
    "results": N_("Results"),
    "obstacles": N_("Obstacles"),
    "core_functions": N_("Core functions"),
    "human": N_("Human"),
    "financial": N_("Financial"),
    "technical": N_("Technical"),
    "material": N_("Material"),
    "legal": N_("Legal"),
    "gaps": N_("Gaps"),
    "reproduce": N_("Reproduce"),
    "improve": N_("Improve"),
    "conditions": N_("Conditions"),
    "discard": N_("Discard"),
    "first_step": N_("First step"),
    "adapt": N_("Adapt"),
    "verbatim": N_("Verbatim"),
    "reworded": N_("Reworded"),
    "kept": N_("Kept"),
    "reserve": N_("Reserve"),
    "shared": N_("Shared"),
}

_QUESTIONS = {
    "intention": N_("Which problem, for whom, what change?"),
    "context": N_("What about this territory mattered?"),
    "timeline": N_("Trigger, steps, turning points, duration?"),
    "mechanism": N_("Concretely, who does what, when?"),
    "actors": N_("Who leads, contributes, benefits, resists?"),
    "governance": N_("Who decides, where, by what rules?"),
    "resources": N_("How much, from where, for how long?"),
    "results": N_("What observed effects? What evidence?"),
    "obstacles": N_("What blocked or failed?"),
    "core_functions": N_("Without what would it not work?"),
    "gaps": N_("What is similar or different here?"),
    "reproduce": N_("What could be reproduced as it is?"),
    "improve": N_("What should be improved?"),
    "conditions": N_("Under which conditions, and who can meet them?"),
    "discard": N_("What should be left out, and why?"),
    "first_step": N_("What first step: what, who, when?"),
}
