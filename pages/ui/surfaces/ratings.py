"""The rating of one's own territory: what is sent is checked here and handed on as plain values."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.ui.surfaces.lexicon import CRITERIA, LEVELS, Words, pair, questions, terms
from pages.ui.surfaces.loader import Fact, Feed, Surface, text, whole
from pages.ui.terms import term
from pages.ui.words import _

_RATING = Surface("rating")

NONE = "none"
"""How an answer is taken back."""
VALUES: dict[str, int | None] = {"0": 0, "1": 1, "2": 2, "3": 3, "unknown": None}

MOST_AT_ONCE = 100
"""Answers in one sending; a whole sheet has 36."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen for one criterion: a value, None for "don't know", or to take the former one back."""

    initiative_id: int
    criterion: str
    value: int | None
    taken_back: bool


def rating(feed: Feed, *, key: str, on_answers: Callable[[list[Answer]], None], alone: bool = True) -> None:
    """One criterion a card. A choice calls `on_answers`, with all that was chosen since the last call.
    Whoever answers `alone` is told that nobody else sees it before the reveal; everybody is told, before the
    first answer, that it is known afterwards as the answer of their territory.

    The answer shows at once, and the next card comes; it is taken back by itself when the next view does not
    have it.
    """

    def rate(sent: Fact) -> None:
        on_answers(answers_in(sent))

    _RATING({"feeds": [feed], "alone": alone, "words": rating_words()}, key=key, on={"rate": rate})


def answers_in(sent: Fact) -> list[Answer]:
    """The answers that a browser sent, in their order; what makes no sense is left out."""
    given = sent.get("answers")
    found = []
    for one in given[:MOST_AT_ONCE] if isinstance(given, list) else ():
        fact: Fact = one if isinstance(one, dict) else {}
        initiative, criterion, answer = (
            whole(fact, "initiative"),
            text(fact, "criterion"),
            text(fact, "answer"),
        )
        if initiative is not None and criterion in CRITERIA and answer in (*VALUES, NONE):
            found.append(Answer(initiative, criterion, VALUES.get(answer), answer == NONE))
    return found


def rating_words() -> Words:
    """What the rating says."""
    return {
        "criteria": terms(*CRITERIA),
        "questions": questions(*CRITERIA),
        "levels": {sent: term(name) for sent, name in LEVELS.items()},
        "initiatives": _("Initiatives to rate"),
        "here": _("{title}, here in {territory}"),
        "progress": pair("{n} answer of {count}", "{n} answers of {count}"),
        "back": _("Back"),
        "skip": _("Skip"),
        "next": _("Next"),
        "erase": _("Take my answer back"),
        "all": _("My answers"),
        "mine": _("My answers"),
        "onward": _("Continue with the next question"),
        "unanswered": _("No answer"),
        "left": pair("{n} criterion is still without an answer. Choose it to answer it.",
                     "{n} criteria are still without an answer. Choose one to answer it."),
        "done": _("Everything is answered, thank you. You can change an answer until the stage closes."),
        "said": _("{criterion}: {answer}"),
        "keys": _("By keyboard: 0 to 3, ? for don't know, the arrows to go back and on."),
        "alone": _("Only you see your answers until everybody's are revealed together."),
        "known": _(
            "Then the room and the report show them as what your territory answers: "
            "where few answer for it, or all alike, everybody will know what you said."
        ),
        "revealed": _("The answers are revealed. What you change now shows in the matrix."),
        "locked": _("Writing is closed"),
        "own": _("It comes from your territory, which has it already: nothing to rate."),
        "saving": _("Saving…"),
        "no_territory": _(
            "You take part without a territory, so you rate none. "
            "If this is a mistake, ask the facilitator to enter yours."
        ),
        "nothing_kept": _("There is no initiative to rate yet. It appears here once it is kept."),
        "only_own": _("What was kept comes from your own territory, which has it already: nothing to rate."),
    }  # fmt: skip
