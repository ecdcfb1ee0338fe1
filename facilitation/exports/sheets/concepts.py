"""The concepts, statement by statement with what each rests on, and the territories that want them."""

from facilitation.exports.concepts import INTERESTS, STATES
from facilitation.exports.sheets.sheet import Cell, Column, Sheet
from facilitation.exports.words import Words
from facilitation.report import Report
from facilitation.studio.concept_views import ConceptView, StatementView
from facilitation.studio.words import FIELD_NAMES


def concepts(report: Report, words: Words) -> Sheet:
    """One row a statement."""
    _ = words.gettext
    return Sheet(
        _("Concepts"),
        (
            Column(_("Concept"), 36),
            Column(_("State"), 16),
            Column(_("Version"), 9),
            Column(_("Published on"), 16),
            Column(_("Field"), 20),
            Column(_("Statement"), 70),
            Column(_("Contributions"), 16),
            Column(_("What they say"), 90),
        ),
        [_statement(one, said, words) for one in report.concepts for said in one.statements],
    )


def _statement(concept: ConceptView, said: StatementView, words: Words) -> list[Cell]:
    return [
        concept.title,
        words.gettext(STATES[concept.state]),
        concept.number,
        words.local(concept.published_at).date() if concept.published_at else None,
        words.gettext(FIELD_NAMES[said.field]),
        said.text,
        " ".join(str(quote.post_id) for quote in said.citations),
        " | ".join(f"[{quote.post_id}] {quote.text}" for quote in said.citations),
    ]


def interests(report: Report, words: Words) -> Sheet:
    """One row for what a territory says of a concept."""
    _ = words.gettext
    titles = {concept.id: concept.title for concept in report.concepts}
    return Sheet(
        _("Interested territories"),
        (
            Column(_("Concept"), 36),
            Column(_("Territory"), 30),
            Column(_("What it says"), 16),
            Column(_("In its words"), 70),
            Column(_("Date"), 16),
        ),
        [
            [
                titles[one.concept_id],
                one.territory,
                _(INTERESTS[one.kind]),
                one.words,
                words.local(one.at).date(),
            ]
            for one in report.interests
        ],
    )
