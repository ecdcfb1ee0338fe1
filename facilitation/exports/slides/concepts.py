"""A slide for each concept: what it is, what it needs, who wants it; the notes hold the whole sheet."""

from collections.abc import Iterator
from itertools import islice

from pptx.util import Inches

from facilitation.exports.concepts import by_field, declared, origin, standing, wish
from facilitation.exports.documents.shortening import brief
from facilitation.exports.slides.columns import in_columns
from facilitation.exports.slides.deck import AMBER, EDGE, INK, QUIET, ROOM, TOP, Deck, Line
from facilitation.exports.words import Words
from facilitation.report import Report
from facilitation.studio.concept_views import ConceptView
from facilitation.studio.words import FIELD_NAMES

ON_A_SLIDE = ("objectives", "conditions", "contradiction", "means", "minority", "scenario")
"""What a room talks about first."""
MOST_COLUMNS = 3
PITCH = 220


def concepts(report: Report, deck: Deck, words: Words) -> None:
    """A slide for each concept."""
    for concept in report.concepts:
        slide = deck.slide(concept.title)
        fields = {name: [one.text for one in said] for name, said in by_field(concept)}
        pitch = brief(" ".join(fields.get("pitch", [])), PITCH)
        draft = concept.state != "published"
        told = filter(None, (standing(concept, words), declared(report, concept, words)))
        head = [
            Line(" · ".join(told), 16, AMBER if draft else QUIET, bold=draft),
            Line(pitch, 20, INK),
        ]
        deck.text(slide, [line for line in head if line.text], (EDGE, TOP, ROOM, Inches(1.6)))
        chosen = islice((name for name in ON_A_SLIDE if name in fields), MOST_COLUMNS)
        in_columns(deck, slide, {words.gettext(FIELD_NAMES[name]): fields[name] for name in chosen}, words)
        deck.notes(slide, list(_whole(report, concept, words)))


def _whole(report: Report, concept: ConceptView, words: Words) -> Iterator[str]:
    for name, said in by_field(concept):
        yield words.gettext(FIELD_NAMES[name])
        for one in said:
            yield one.text
            yield from (f"  {words.quoted(quote.text)} {origin(quote, words)}" for quote in one.citations)
        yield ""
    wanted = [one for one in report.interests if one.concept_id == concept.id]
    yield from (f"{one.territory} · {wish(one, words)}" for one in wanted)
