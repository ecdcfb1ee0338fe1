"""Blank canvases in A3: a part of the method on one leaf, to write on where there is no screen."""

from db.session import Session
from facilitation.exports.printables.frame import frame
from facilitation.exports.printables.questions import questions
from facilitation.posts import DECOMPOSITION, PERSPECTIVE, Verdict
from translation import Language


def decomposition_canvas(session: Session, workshop_id: int, language: Language | None = None) -> bytes:
    """The ten questions of the decomposition as a PDF (PDF/UA-1). Raises NotFound."""
    made = frame(session, workshop_id, language)
    _ = made.words.gettext
    return made.printed(
        "canvas.typ",
        sections=questions(DECOMPOSITION, made.words),
        columns=5,
        verdicts=[],
        fields=[_("Initiative"), _("Table"), _("Scribe")],
        words={
            "title": made.words.term("decomposition"),
            "advice": _("One idea a line, in a few words. Mark what somebody said word for word."),
            "verdict": "",
        },
    )


def perspective_canvas(session: Session, workshop_id: int, language: Language | None = None) -> bytes:
    """The six questions of the perspective, for one territory, with its verdict. Raises NotFound."""
    made = frame(session, workshop_id, language)
    _ = made.words.gettext
    return made.printed(
        "canvas.typ",
        sections=questions(PERSPECTIVE, made.words),
        columns=3,
        verdicts=[made.words.term(verdict) for verdict in Verdict],
        fields=[_("Initiative"), _("Territory"), _("Table")],
        words={
            "title": made.words.term("perspective"),
            "advice": _(
                "Say which ideas of the decomposition you mean. “Adapt” needs at least one condition."
            ),
            "verdict": _("Verdict"),
        },
    )
