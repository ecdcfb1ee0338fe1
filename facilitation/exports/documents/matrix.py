"""The transferability matrix as a document: verdicts, grids, conditions to lift, open questions."""

from collections.abc import Iterator

from facilitation.exports.documents.blocks import Block, Document, Facts, Heading, Paragraph
from facilitation.exports.documents.cover import bound
from facilitation.exports.documents.gallery import BARE, Gallery
from facilitation.exports.documents.transfer import conditions, matrix, questions, rated
from facilitation.exports.documents.verdicts import verdicts
from facilitation.exports.words import Words
from facilitation.report import Report


def matrix_document(report: Report, gallery: Gallery = BARE) -> Document:
    """What could go where, under which conditions, and what nobody knew."""
    words = Words(report.language, report.time_zone)
    chapters = (in_short, verdicts, matrix, conditions, questions)
    blocks = [block for chapter in chapters for block in chapter(report, words)]
    if not blocks:
        blocks = [Paragraph(words.gettext("Nothing was put in perspective yet."), "quiet")]
    return bound(report, words, words.gettext("Transferability matrix"), blocks, gallery)


def in_short(report: Report, words: Words) -> Iterator[Block]:
    """How many answered, and how much there is to lift, to find out and to talk about."""
    _ = words.gettext
    if not (report.matrix.revealed and rated(report)):
        return
    counted = (
        (_("People who rated"), report.matrix.raters),
        (_("Cells in which somebody sees a blockage"), report.matrix.zeros),
        (_("Cells in which somebody does not know"), report.matrix.unknowns),
        (_("Cells in which elected members and officers differ"), report.matrix.gaps),
        (_("Conditions to lift"), len(report.conditions)),
        (_("Questions without an answer"), sum(not one.answer for one in report.questions)),
    )
    yield Heading(1, _("In short"))
    yield Facts(tuple((name, words.number(number)) for name, number in counted), wide=True)
