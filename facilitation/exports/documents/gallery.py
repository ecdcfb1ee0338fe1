"""The pictures that documents show: how large, and in which words for who does not see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from facilitation.exports.documents.blocks import Picture

LOGO = "logo.png"
ROOMY, SMALL, ON_COVER = (120.0, 75.0), (80.0, 55.0), (60.0, 26.0)
"""The boxes that pictures fit into, in millimetres."""


class Illustration(NamedTuple):
    """A picture that may leave the room: what it shows, and its size in pixels."""

    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of a workshop, by number, and its organiser's logo."""

    pictures: Mapping[int, Illustration] = field(default_factory=dict)
    logo: Illustration | None = None

    def shown(self, picture_id: int | None, otherwise: str, box: tuple[float, float]) -> Picture | None:
        """The picture of this number, as large as the box allows; `otherwise` describes what nobody did."""
        found = self.pictures.get(picture_id) if picture_id is not None else None
        return _fitted(f"{picture_id}.jpg", found, otherwise, box) if found else None

    def on_cover(self, organiser: str) -> Picture | None:
        """The logo, described by whose it is."""
        return _fitted(LOGO, self.logo, organiser or "Logo", ON_COVER) if self.logo else None


BARE = Gallery()
"""No picture at all."""


def _fitted(name: str, one: Illustration, otherwise: str, box: tuple[float, float]) -> Picture:
    scale = min(box[0] / one.width, box[1] / one.height)
    return Picture(name, one.alt or otherwise, round(one.width * scale, 1), round(one.height * scale, 1))
