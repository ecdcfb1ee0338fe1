"""Table sheets: a leaf a table, to print, which everybody can read and nobody can inject into."""

import re

import pytest

from db.session import writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.exports import export
from facilitation.exports.printables.table_sheets import table_sheets
from facilitation.groups import create_group, rename_group
from facilitation.people import change_person
from facilitation.tasks import Task, take_task
from facilitation.workshops import change_settings
from tests.factories.tables import make_tables
from tests.factories.workshops import make_workshop

pytestmark = pytest.mark.usefixtures("rules")


def pages(pdf: bytes) -> int:
    """How many pages the tree of a PDF counts."""
    return max(int(count) for count in re.findall(rb"/Type/Pages/Count (\d+)", pdf))


def test_every_table_gets_two_sides_of_a_leaf() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
        sheets = export(session, t.workshop, "table-sheets.pdf")
        assert (sheets.filename, sheets.mime) == (
            f"essaim-{t.workshop}-table-sheets.pdf",
            "application/pdf",
        )
        assert pages(sheets.content) == 4
        create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        assert pages(table_sheets(session, t.workshop)) == 6


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheets_are_tagged_titled_and_say_their_language(language: str) -> None:
    with writing() as session:
        t = make_tables(session)
        change_settings(session, actor=Actor(t.by), workshop_id=t.workshop, language=language)
        pdf = table_sheets(session, t.workshop)
    assert b"pdfuaid:part>1<" in pdf
    assert b"<dc:title>" in pdf
    assert f"/Lang({language})".encode() in pdf


def test_what_people_typed_is_printed_and_never_read_as_markup() -> None:
    with writing() as session:
        t = make_tables(session)
        change_person(
            session, actor=Actor(t.by), person_id=t.amina, name="#panic() $x$ *é* \\ ] } @nobody <tag>"
        )
        rename_group(session, actor=Actor(t.by), group_id=t.first, name='#import "/etc/passwd"')
        assert pages(table_sheets(session, t.workshop)) == 4


def test_a_table_of_long_names_still_takes_two_sides() -> None:
    with writing() as session:
        t = make_tables(session)
        rename_group(session, actor=Actor(t.by), group_id=t.first, name="Les abeilles " * 6)
        change_person(session, actor=Actor(t.by), person_id=t.amina, name="Marie-Christine " * 5)
        assert pages(table_sheets(session, t.workshop)) == 4


def test_without_tables_there_is_nothing_to_print() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        with pytest.raises(NotFound):
            table_sheets(session, workshop)
        with pytest.raises(NotFound):
            table_sheets(session, 9999)
