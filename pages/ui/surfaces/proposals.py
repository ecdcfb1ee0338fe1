"""The proposal of groups as the facilitator reads it: table by table, who would sit there."""

from dataclasses import asdict

from facilitation.seating_desk import ProposalView
from pages.ui.surfaces.lexicon import ROLES, pair, terms
from pages.ui.surfaces.loader import Surface
from pages.ui.words import _

_PROPOSAL = Surface("proposal")


def proposed_tables(view: ProposalView, *, key: str) -> None:
    """The proposed tables side by side, each with its initiative and its people."""
    words = {
        "table": _("Table {number}"),
        "people": pair("{n} person", "{n} people"),
        "roles": terms(*ROLES),
        "stays": _("stays"),
        "holds": _("holder"),
        "wishes": [_("1st wish"), _("2nd wish"), _("3rd wish"), _("a later wish")],
    }
    _PROPOSAL({"tables": [asdict(table) for table in view.tables], "words": words}, key=key)
