"""The poster at the door: a QR code, the address and the code of the workshop, and what happens next."""

from typing import Literal

import segno

from db.session import Session
from facilitation.errors import NotFound
from facilitation.exports.printables.frame import frame
from facilitation.tokens import grouped_code
from settings import settings
from translation import Language


def join_poster(
    session: Session, workshop_id: int, language: Language | None = None, *, paper: Literal["a3", "a4"]
) -> bytes:
    """The poster as a PDF (PDF/UA-1). Raises NotFound while the workshop has no code to join with."""
    made = frame(session, workshop_id, language)
    if made.workshop.code is None:
        raise NotFound
    _ = made.words.gettext
    code = grouped_code(made.workshop.code)
    url = f"{settings().address}/join/{made.workshop.code}"
    return made.printed(
        "join_poster.typ",
        paper=paper,
        code=code,
        address=settings().address.partition("://")[2],
        modules=_modules(url),
        words={
            "title": _("Join the workshop"),
            "scan": _("Scan this code with a phone or a tablet"),
            "alt": _("QR code that opens {address}").format(address=url),
            "type": _("or open this address and type the code"),
            "steps": [
                _("Say your name, your territory and your role."),
                _("Keep your personal code: it brings you back, on any device."),
                _("The screen follows the workshop by itself."),
            ],
            "none": _("No account, nothing to install. Without a device, ask the facilitators."),
        },
    )


def _modules(url: str) -> list[str]:
    """The rows of a QR code, a digit a module."""
    return ["".join(map(str, row)) for row in segno.make(url, error="m", micro=False).matrix]
