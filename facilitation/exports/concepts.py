"""What every form of a report says of concepts: their state, who said what they rest on, who wants them."""

from collections.abc import Iterator

from facilitation.exports.escaping import escaped
from facilitation.exports.words import Words
from facilitation.interests import InterestView
from facilitation.report import Report
from facilitation.studio.concept_views import CitationView, ConceptView, StatementView
from facilitation.studio.words import FIELD_NAMES
from facilitation.terms import N_

STATES = {"draft": N_("Draft"), "published": N_("Published"), "withdrawn": N_("Withdrawn")}
INTERESTS = {"interested": N_("Interested"), "done": N_("Did it")}
NOTHING_LEFT = N_("No contribution that may be quoted supports this.")


def standing(concept: ConceptView, words: Words) -> str:
    """Whether the concept is published, and since when."""
    _ = words.gettext
    if concept.state == "withdrawn":
        return _("Withdrawn from publication: a working text.")
    if concept.published_at is None:
        return _("Draft: not published yet.")
    day = words.day(words.local(concept.published_at).date())
    return _("Published on {day}, version {number}.").format(day=day, number=words.number(concept.number))


def by_field(concept: ConceptView) -> Iterator[tuple[str, list[StatementView]]]:
    """The fields that something was written in, in the order of the sheet, with what was."""
    for name in FIELD_NAMES:
        if said := [one for one in concept.statements if one.field == name]:
            yield name, said


def origin(quote: CitationView, words: Words) -> str:
    """Who said it, as they consented, and where: its number, its section, its initiative, its table."""
    _ = words.gettext
    parts = [
        *words.signed(quote.credit),
        "" if quote.verbatim else _("reworded"),
        _("no. {number}").format(number=quote.post_id),
        words.term(quote.section),
        f"{quote.initiative} → {quote.target}" if quote.target else quote.initiative,
        _("Table {number}").format(number=quote.group),
    ]
    return " · ".join(filter(None, parts))


def wish(one: InterestView, words: Words) -> str:
    """What a territory says of a concept."""
    kind = words.gettext(INTERESTS[one.kind])
    return f"{kind} · {one.words}" if one.words else kind


def declared(report: Report, concept: ConceptView, words: Words) -> str:
    """How many territories said something of a concept; nothing where none did."""
    many = sum(one.concept_id == concept.id for one in report.interests)
    said = words.ngettext(
        "{n} territory has declared itself", "{n} territories have declared themselves", many
    )
    return said if many else ""


def concepts(report: Report, words: Words) -> Iterator[str]:
    """The chapter of the Markdown report."""
    if not report.concepts:
        return
    yield "## " + words.gettext("Concepts")
    for concept in report.concepts:
        yield f"### {escaped(concept.title)}"
        yield f"*{standing(concept, words)}*"
        for name, said in by_field(concept):
            yield f"#### {words.gettext(FIELD_NAMES[name])}"
            yield "\n".join(line for one in said for line in _lines(one, words))
        if wanted := [one for one in report.interests if one.concept_id == concept.id]:
            yield "#### " + words.gettext("Territories")
            yield "\n".join(f"- {escaped(one.territory)} · {escaped(wish(one, words))}" for one in wanted)


def _lines(one: StatementView, words: Words) -> Iterator[str]:
    yield f"- {escaped(one.text)}"
    for quote in one.citations:
        yield f"  - {escaped(words.quoted(quote.text))} ({escaped(origin(quote, words))})"
    if one.uncited:
        yield f"  - **{words.gettext(NOTHING_LEFT)}**"
