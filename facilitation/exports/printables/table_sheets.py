"""Table sheets to print: who sits at a table, who does what, and the ten questions with room to write."""

from typing import Any

from db.session import Session
from db.workshops import workshop_row
from facilitation.errors import NotFound
from facilitation.exports.typesetting import typeset
from facilitation.exports.words import Words
from facilitation.posts import DECOMPOSITION, RESOURCES, Section
from facilitation.tables_view import GroupView, groups_view
from translation import Language, known


def table_sheets(session: Session, workshop_id: int) -> bytes:
    """The sheets of every table as one PDF (PDF/UA-1), a leaf a table. Raises NotFound without tables."""
    workshop = workshop_row(session, workshop_id)
    tables = groups_view(session, workshop_id).groups
    if workshop is None or not tables:
        raise NotFound
    language: Language = known(workshop.language) or "fr"
    words = Words(language)
    sheets = {
        "language": language,
        "theme": workshop.theme,
        "place": " · ".join(filter(None, (workshop.place, words.day(workshop.date)))),
        "words": _words(words),
        "sections": _sections(words),
        "tables": [_table(table, words) for table in tables],
    }
    return typeset("table_sheets.typ", sheets)


def _table(table: GroupView, words: Words) -> dict[str, Any]:
    return {
        "name": words.gettext("Table {number}").format(number=table.number),
        "number": str(table.number),
        "called": table.name,
        "initiative": table.initiative,
        "people": [
            {
                "name": person.name,
                "from": " · ".join(filter(None, (person.territory, words.term(person.role)))),
            }
            for person in table.members
        ],
        "tasks": [{"task": words.term(one.task), "name": one.name} for one in table.tasks],
    }


def _sections(words: Words) -> list[dict[str, Any]]:
    return [
        {
            "name": words.term(section),
            "question": words.question(section),
            "kinds": [words.term(kind) for kind in RESOURCES] if section == Section.resources else [],
        }
        for section in DECOMPOSITION
    ]


def _words(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "title": _("Table sheets"),
        "people": _("At this table"),
        "tasks": _("Who does what"),
        "advice": _(
            "One idea a line, in a few words. Mark what somebody said word for word. "
            "A photo of this sheet can join the canvas."
        ),
    }
