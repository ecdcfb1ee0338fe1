"""What a table photographed of an initiative, four pictures a slide."""

from pptx.util import Emu, Inches, Mm

from facilitation.exports.slides.deck import EDGE, ROOM, TOP, Deck
from facilitation.exports.words import Words
from facilitation.report import Report, ReportInitiative

A_SLIDE = 4
BOX = (ROOM / Mm(1) / A_SLIDE - 5, 115.0)
"""The room of a picture, in millimetres."""


def photographs(report: Report, entry: ReportInitiative, deck: Deck, words: Words) -> None:
    """The pictures of its contributions, each described; the notes say what they go with."""
    _ = words.gettext
    mine = [post for post in report.contributions if post.initiative_id == entry.id and post.picture_id]
    found = [
        (post, picture)
        for post in mine
        if (
            picture := deck.gallery.shown(
                post.picture_id, _("Picture of contribution no. {number}").format(number=post.id), BOX
            )
        )
    ]
    for start in range(0, len(found), A_SLIDE):
        part = found[start : start + A_SLIDE]
        slide = deck.slide(_("{title} in pictures").format(title=entry.title))
        one = Emu(ROOM // A_SLIDE)
        for at, (_post, picture) in enumerate(part, start=1):
            deck.picture(slide, picture, right=Emu(EDGE + one * at - Inches(0.1)), top=TOP)
        deck.notes(slide, [post.text for post, _picture in part])
