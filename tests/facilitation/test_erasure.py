"""Erasing a person: they are nowhere any more, and every number stays what it was."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

import db.tables
from db.base import Base
from db.session import reading, writing
from facilitation.erasure import Contributions, erase_person
from tests.factories.everywhere import CONTACT, NAME, WHISPERED, WORDS, Everywhere, make_everywhere
from tests.factories.seen import exports_of, rows_of, screens_of

OF_THE_PERSON = (*NAME.casefold().split(), CONTACT, WHISPERED)
EITHER = pytest.mark.parametrize("contributions", list(Contributions))


def sought(contributions: Contributions) -> tuple[str, ...]:
    """What must be nowhere; a word may lack its ending in the index, and its first letters in its files."""
    gone = OF_THE_PERSON if contributions == Contributions.stay else (*OF_THE_PERSON, WORDS)
    return tuple(word[2:9] for word in gone)


def places_of(found: Iterable[tuple[str, str]], contributions: Contributions) -> list[tuple[str, str]]:
    """Where something of the person is left: (word, place)."""
    words = sought(contributions)
    return sorted({(word, place) for place, said in found for word in words if word in said.casefold()})


def pointing_at_people() -> list[tuple[str, str]]:
    """Every column of every table that says which person: (table, column)."""
    assert db.tables is not None
    return [
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    ]


def erased(contributions: Contributions) -> Everywhere:
    with writing() as session:
        at = make_everywhere(session)
    with writing() as session:
        erase_person(session, by=at.by, person_id=at.person, contributions=contributions)
    return at


def test_the_person_to_be_erased_has_left_a_trace_wherever_a_table_can_hold_one(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        for name, column in pointing_at_people():
            table = Base.metadata.tables[name]
            held = select(func.count()).select_from(table).where(table.c[column] == at.person)
            assert (name, column, session.scalar(held)) != (name, column, 0)
        everywhere = {place for _, place in places_of(rows_of(session), Contributions.go)}
    assert len(everywhere) > 20


@pytest.mark.promise("no cell of any table holds the name, contact or unsaid words of who was erased")
@EITHER
def test_no_cell_of_any_table_holds_anything_of_the_erased(
    database: Engine, contributions: Contributions
) -> None:
    erased(contributions)
    with reading() as session:
        assert places_of(rows_of(session), contributions) == []


@pytest.mark.promise("no file, screen, trail, search or public page says anything of who was erased")
@EITHER
def test_nothing_that_is_shown_or_handed_out_says_anything_of_the_erased(
    rules: Engine, contributions: Contributions
) -> None:
    at = erased(contributions)
    with reading() as session:
        assert places_of(screens_of(session, at.workshop), contributions) == []
        assert places_of(exports_of(session, at.workshop), contributions) == []


@pytest.mark.promise("no byte of SQLite's file or log keeps anything of who was erased")
@EITHER
def test_no_byte_of_the_file_keeps_anything_of_the_erased(
    rules: Engine, contributions: Contributions
) -> None:
    erased(contributions)
    file = str(rules.url.database)
    told = [(name, Path(name).read_bytes().decode("latin-1")) for name in (file, f"{file}-wal")]
    assert places_of(told, contributions) == []
