"""The list to fill in is a list that is understood."""

import pytest
from sqlalchemy import Engine

from db.people import PersonRole
from db.session import writing
from facilitation.exports import export
from facilitation.people_table import read_people_table
from tests.factories.workshops import make_workshop


@pytest.mark.parametrize(
    ("language", "headings", "state"),
    [
        ("fr", ["Nom", "Prénom", "Territoire", "Rôle"], "Préfecture"),
        ("en", ["Last name", "First name", "Territory", "Role"], "Prefecture"),
    ],
)
def test_the_list_to_fill_in_is_read_as_it_was_meant(
    rules: Engine, language: str, headings: list[str], state: str
) -> None:
    with writing() as session:
        workshop_id = make_workshop(session, language=language)
        file = export(session, workshop_id, "people-list.xlsx")
    table = read_people_table(file.content, file.filename)
    assert (table.headings, table.columns.doubted, table.unknown_titles) == (headings, (), [])
    assert [(one.name, one.territory, one.role, one.lacks) for one in table.people] == [
        ("Amina Ben Ali", "Pays de Grasse", PersonRole.elected, ()),
        ("Paul Hoarau", "TCO, La Réunion", PersonRole.officer, ()),
        ("Maëlys Le Goff", state, PersonRole.state, ()),
        ("Luc Petit", "Pays de Grasse", PersonRole.project, ()),
    ]
