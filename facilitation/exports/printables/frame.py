"""What every printed sheet says of its workshop, and how it becomes a PDF."""

from dataclasses import dataclass
from typing import Any

from db.session import Session
from db.workshops import Workshop, workshop_row
from facilitation.errors import NotFound
from facilitation.exports.typesetting import NO_PICTURES, typeset
from facilitation.exports.words import UNDRAWN, Words
from facilitation.logos import logo_of
from translation import Language, known

LOGO = "logo.webp"


@dataclass(frozen=True, slots=True)
class Frame:
    """A workshop to print for, its words, and its organiser's logo."""

    workshop: Workshop
    words: Words
    logo: bytes | None

    def printed(self, template: str, **told: Any) -> bytes:
        """The template with this to tell, as a PDF (PDF/UA-1)."""
        return typeset(template, self._about() | told, {LOGO: self.logo} if self.logo else NO_PICTURES)

    def _about(self) -> dict[str, Any]:
        place = (self.workshop.place, self.words.day(self.workshop.date))
        return {
            "language": self.words.language,
            "theme": self.workshop.theme,
            "organiser": self.workshop.organiser,
            "place": " · ".join(filter(None, place)),
            "undrawn": self.words.gettext(UNDRAWN),
            "logo": LOGO if self.logo else "",
            "logo-alt": self.workshop.organiser or self.words.gettext("Logo of the organiser"),
        }


def frame(session: Session, workshop_id: int, language: Language | None = None) -> Frame:
    """The frame of a workshop's sheets, in its language or the one that is chosen. Raises NotFound."""
    workshop = workshop_row(session, workshop_id)
    if workshop is None:
        raise NotFound
    words = Words(language or known(workshop.language) or "fr", workshop.time_zone)
    return Frame(workshop, words, logo_of(session, workshop_id))
