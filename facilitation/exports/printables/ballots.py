"""Paper ballots: the candidates in their order with a box for each dot that one may put there."""

from typing import Any

from db.candidates import candidate_cards
from db.session import Session
from db.voting import VotingRound, open_round
from facilitation.exports.printables.frame import Frame, frame
from facilitation.tallies import default_dots
from facilitation.wall import initiatives
from translation import Language

BLANK_LINES = 10
"""Before anything is shared: as many as the method advises at most, to fill in by hand."""
ON_HALF_A_LEAF = 10


def ballots(session: Session, workshop_id: int, language: Language | None = None) -> bytes:
    """A leaf of ballots as a PDF (PDF/UA-1), to print as often as there are voters on paper.

    They hold the candidates of the vote that is open, else what stands on the wall. Raises NotFound.
    """
    made = frame(session, workshop_id, language)
    vote = open_round(session, workshop_id)
    standing = _candidates(session, vote) if vote else _on_the_wall(session, workshop_id)
    dots, cap = (vote.dots, vote.cap) if vote else _rules(made, len(standing))
    blank = [{"title": "", "territory": ""}] * BLANK_LINES
    return made.printed(
        "ballots.typ",
        two=len(standing) <= ON_HALF_A_LEAF,
        boxes=min(cap, dots or cap),
        candidates=standing or blank,
        words=_words(made, vote, dots, cap),
    )


def _candidates(session: Session, vote: VotingRound) -> list[dict[str, str]]:
    return [{"title": card.title, "territory": card.territory} for card in candidate_cards(session, vote.id)]


def _on_the_wall(session: Session, workshop_id: int) -> list[dict[str, str]]:
    return [{"title": one.title, "territory": one.territory} for one in initiatives(session, workshop_id)]


def _rules(made: Frame, candidates: int) -> tuple[int | None, int]:
    """How many dots a ballot has, unless nobody can know yet, and how many one initiative may bear."""
    dots = made.workshop.dots or (default_dots(candidates) if candidates else None)
    return dots, made.workshop.cap


def _words(made: Frame, vote: VotingRound | None, dots: int | None, cap: int) -> dict[str, Any]:
    _ = made.words.gettext
    rules = [
        made.words.ngettext("{n} dot at most on one initiative.", "{n} dots at most on one initiative.", cap)
    ]
    if not (vote.own_territory if vote else made.workshop.own_territory):
        rules.append(_("None for your own territory."))
    return {
        "title": _("Run-off ballot") if vote and vote.runoff else _("Ballot"),
        "dots": made.words.ngettext("{n} dot to place", "{n} dots to place", dots) if dots else "",
        "dots-by-hand": _("Dots to place:"),
        "how": _("Fill in one circle for each dot."),
        "rules": rules,
        "territory": _("Your territory:"),
        "fold": _("Fold your ballot and hand it to the facilitators. Your name does not go on it."),
    }
