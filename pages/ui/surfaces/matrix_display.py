"""The matrix as a grid that is walked through with the arrow keys, and its words."""

from collections.abc import Callable

from pages.ui.surfaces.lexicon import CRITERIA, LEVELS, VERDICTS, Words, pair, questions, terms
from pages.ui.surfaces.loader import Fact, Feed, Surface, text, whole
from pages.ui.words import _

_MATRIX = Surface("matrix")


def matrix(
    feed: Feed,
    *,
    key: str,
    mine: int | None = None,
    on_cell: Callable[[int, int, str | None], None] | None = None,
) -> None:
    """The revealed matrix, initiative by initiative; `mine` is the territory to point out.

    Enter or a click calls `on_cell(initiative_id, territory_id, criterion)`, without one for a row.
    """

    def open_cell(sent: Fact) -> None:
        initiative, territory = whole(sent, "initiative"), whole(sent, "territory")
        criterion = text(sent, "criterion") or None
        known = criterion is None or criterion in CRITERIA
        if on_cell and initiative is not None and territory is not None and known:
            on_cell(initiative, territory, criterion)

    _MATRIX({"feeds": [feed], "mine": mine, "words": matrix_words()}, key=key, on={"cell": open_cell})


def matrix_words() -> Words:
    """What the matrix says, on the grid and on the projector."""
    return {
        "criteria": terms(*CRITERIA),
        "questions": questions(*CRITERIA),
        "levels": level_words(),
        "verdicts": terms(*VERDICTS),
        "no_verdict": _("No verdict yet"),
        "verdict": _("Verdict"),
        "territory": _("Territory"),
        "initiatives": _("Initiatives"),
        "label": _("Matrix of “{title}”: territories by criteria"),
        "tables": _("Table {numbers}"),
        "conditions": pair("{n} condition", "{n} conditions"),
        "answers": pair("{n} answer", "{n} answers"),
        "range": _("from “{low}” to “{high}”"),
        "zeros": pair("{n} sees a blockage", "{n} see a blockage"),
        "unknowns": pair("{n} does not know", "{n} do not know"),
        "nobody": _("No answer"),
        "gap": _("Gap between elected and officers"),
        "order": _("Order"),
        "by_name": _("By name"),
        "by_table": _("By table"),
        "to_lift": pair("{n} blockage to lift", "{n} blockages to lift"),
        "to_ask": pair("{n} question to the holder", "{n} questions to the holder"),
        "to_discuss": pair("{n} gap to discuss", "{n} gaps to discuss"),
        "rated": pair("{n} person has rated", "{n} people have rated"),
        "hidden": _("The matrix stays hidden until the facilitator reveals it to everybody at once."),
        "empty": _("No territory has been rated yet."),
        "how": _("Arrow keys move, Enter or a click opens what the tables wrote."),
        "page": _("Page {number} of {count}"),
    }


def level_words() -> dict[str, str]:
    """The scale, and not knowing, by the names that cells have."""
    words = terms(*LEVELS.values())
    return {level: words[name] for level, name in LEVELS.items()}
