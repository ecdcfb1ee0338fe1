"""The parts of the studio, one file each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from facilitation.access import AccountIdentity
from pages.studio_parts import boards, concepts, material


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the studio: what draws it, and the changes after which it is drawn anew."""

    draw: Callable[[AccountIdentity, int], None]
    topics: tuple[str, ...]


PARTS: Mapping[str, Part] = {
    "material": Part(material.draw, ("material", "studio")),
    "boards": Part(boards.draw, ("material", "studio")),
    "concepts": Part(concepts.draw, ("studio",)),
}
