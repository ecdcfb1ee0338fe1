"""What the library found, as cards: people's words as text, what was looked for marked."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from pages.ui.surfaces.loader import Fact, Surface, whole

_FOUND = Surface("found")

Marked = Sequence[tuple[str, bool]]
"""A text in pieces, each with whether it was looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said under a card's title: a text, then facts about it, then what follows from it."""

    text: Marked
    facts: str = ""
    more: tuple[str, ...] = ()
    mark: str = ""
    """A word before the text, in colour: a verdict, a criterion."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the library; `initiative` opens that initiative here, `href` leads elsewhere."""

    id: str
    kind: str
    title: Marked
    lines: tuple[Line, ...]
    facts: str
    badges: tuple[str, ...] = ()
    href: str = ""
    initiative: int | None = None
    about: str = ""
    """The title of the initiative that a contribution is about."""
    links: tuple[tuple[str, str], ...] = field(default=())
    """(what it says, where it leads)"""


def found(
    cards: Sequence[Card],
    *,
    label: str,
    key: str,
    on_open: Callable[[int], None],
    told: str = "",
    level: int = 3,
) -> None:
    """The cards as a list named `label`, under a sentence that is `told`, each a heading of this level.

    A card that leads to an initiative hands it to `on_open`.
    """

    def opened(sent: Fact) -> None:
        initiative_id = whole(sent, "initiative")
        if initiative_id is not None:
            on_open(initiative_id)

    drawn = {"cards": [asdict(card) for card in cards], "label": label, "told": told, "level": level}
    _FOUND(drawn, key=key, on={"opened": opened})
