"""The concept sheets: every statement with the contributions that it rests on, and who wants the concept."""

from collections.abc import Iterator

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
from facilitation.interests import InterestView
from facilitation.report import Report
from facilitation.studio.concept_views import CitationView, ConceptView, StatementView
from facilitation.studio.words import FIELD_NAMES
from facilitation.terms import N_

INTERESTS = {"interested": N_("Interested"), "done": N_("Did it")}


def concept_sheets(report: Report, gallery: Gallery = BARE) -> Document:
    """A sheet for each concept."""
    words = Words(report.language)
    blocks = [block for concept in report.concepts for block in _sheet(report, concept, words)]
    if not blocks:
        blocks = [Paragraph(words.gettext("No concept was published yet."), "quiet")]
    return bound(report, words, words.gettext("Concept sheets"), blocks, gallery)


def _sheet(report: Report, concept: ConceptView, words: Words) -> Iterator[Block]:
    yield Leaf()
    yield Heading(1, concept.title)
    yield Paragraph(standing(concept, words), "quiet" if concept.state == "published" else "mark")
    for name in FIELD_NAMES:
        said = [one for one in concept.statements if one.field == name]
        if said and name != "pitch":
            yield Heading(2, words.gettext(FIELD_NAMES[name]))
        yield from (_statement(one, words) for one in said)
    yield from _wanted([one for one in report.interests if one.concept_id == concept.id], words)


def standing(concept: ConceptView, words: Words) -> str:
    """Whether the concept is published, and since when."""
    _ = words.gettext
    if concept.state == "withdrawn":
        return _("Withdrawn from publication: a working text.")
    if concept.published_at is None:
        return _("Draft: not published yet.")
    day = words.day(words.local(concept.published_at).date())
    return _("Published on {day}, version {number}.").format(day=day, number=words.number(concept.number))


def _statement(one: StatementView, words: Words) -> Statement:
    return Statement(
        text=one.text,
        sources=tuple((words.quoted(quote.text), origin(quote, words)) for quote in one.citations),
        nothing=words.gettext("No contribution that may be quoted supports this."),
        tone="lead" if one.field == "pitch" else "plain",
    )


def origin(quote: CitationView, words: Words) -> str:
    """Who said it, as they consented, and where: its number, its section, its initiative, its table."""
    _ = words.gettext
    about = f"{quote.initiative} → {quote.target}" if quote.target else quote.initiative
    parts = [
        quote.credit.author,
        quote.credit.territory,
        "" if quote.verbatim else _("reworded"),
        _("no. {number}").format(number=quote.post_id),
        words.term(quote.section),
        about,
        _("Table {number}").format(number=quote.group),
    ]
    return " · ".join(filter(None, parts))


def _wanted(said: list[InterestView], words: Words) -> Iterator[Block]:
    if said:
        yield Heading(2, words.gettext("Territories"))
        yield Items(tuple(Item(one.territory, signed=wish(one, words)) for one in said))


def wish(one: InterestView, words: Words) -> str:
    """What a territory says of a concept."""
    kind = words.gettext(INTERESTS[one.kind])
    return f"{kind} · {one.words}" if one.words else kind
