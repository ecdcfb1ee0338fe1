"""Table sheets to print: who sits at a table, who does what, and the ten questions with room to write."""

from typing import Any

from db.session import Session
from facilitation.errors import NotFound
from facilitation.exports.printables.frame import frame
from facilitation.exports.printables.questions import questions
from facilitation.exports.words import Words
from facilitation.posts import DECOMPOSITION
from facilitation.tables_view import GroupView, groups_view
from translation import Language


def table_sheets(session: Session, workshop_id: int, language: Language | None = None) -> bytes:
    """The sheets of every table as one PDF (PDF/UA-1), a leaf a table. Raises NotFound without tables."""
    made = frame(session, workshop_id, language)
    tables = groups_view(session, workshop_id).groups
    if not tables:
        raise NotFound
    return made.printed(
        "table_sheets.typ",
        words=_words(made.words),
        sections=questions(DECOMPOSITION, made.words),
        tables=[_table(table, made.words) for table in tables],
    )


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
