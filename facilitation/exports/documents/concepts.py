"""The concept sheets: every statement with the contributions that it rests on, and who wants the concept."""

from collections.abc import Iterator

from facilitation.exports.concepts import NOTHING_LEFT, by_field, origin, standing, wish
from facilitation.exports.documents.blocks import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Leaf,
    Paragraph,
    Statement,
)
from facilitation.exports.documents.cover import bound
from facilitation.exports.documents.gallery import BARE, Gallery
from facilitation.exports.words import Words
from facilitation.report import Report
from facilitation.studio.concept_views import ConceptView, StatementView
from facilitation.studio.words import FIELD_NAMES


def concept_sheets(report: Report, gallery: Gallery = BARE) -> Document:
    """A sheet for each concept."""
    words = Words(report.language, report.time_zone)
    blocks = [block for concept in report.concepts for block in _sheet(report, concept, words)]
    if not blocks:
        blocks = [Paragraph(words.gettext("No concept was published yet."), "quiet")]
    return bound(report, words, words.gettext("Concept sheets"), blocks, gallery, depth=1)


def _sheet(report: Report, concept: ConceptView, words: Words) -> Iterator[Block]:
    yield Leaf()
    yield Heading(1, concept.title)
    yield Paragraph(standing(concept, words), "quiet" if concept.state == "published" else "mark")
    for name, said in by_field(concept):
        if name != "pitch":
            yield Heading(2, words.gettext(FIELD_NAMES[name]))
        yield from (_statement(one, words) for one in said)
    if wanted := [one for one in report.interests if one.concept_id == concept.id]:
        yield Heading(2, words.gettext("Territories"))
        yield Items(tuple(Item(one.territory, signed=wish(one, words)) for one in wanted))


def _statement(one: StatementView, words: Words) -> Statement:
    return Statement(
        text=one.text,
        sources=tuple((words.quoted(quote.text), origin(quote, words)) for quote in one.citations),
        nothing=words.gettext(NOTHING_LEFT),
        tone="lead" if one.field == "pitch" else "plain",
    )
