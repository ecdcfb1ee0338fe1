"""The index follows what is written, in the same transaction, and is made anew where it lacks something."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, delete, func, select, text

import db.session
from db.backup import restore, save
from db.base import Base
from db.indexing import catch_up
from db.migrate import upgrade_to_head
from db.posts import Post
from db.search import SearchEntry
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.stems import stem
from db.workshops import Territory, Workshop
from facilitation.actors import Actor
from facilitation.rewording import edit_post
from facilitation.sharing import edit_initiative
from facilitation.studio.publishing import publish
from facilitation.territories import rename_territory
from facilitation.workshops import change_settings
from tests.factories.concepts import make_published, make_statement, make_studio
from tests.factories.tables import Tables, make_post, make_tables


def holding(
    session: Session, word: str, language: str = "fr"
) -> list[tuple[int | None, int | None, int | None]]:
    """The entries that hold a word: which initiative, post or concept they are about."""
    known = stem(word, language)
    if session.get_bind().dialect.name == "postgresql":
        asked = text("SELECT id FROM search_entries WHERE stems @@ CAST(:known AS tsquery) ORDER BY id")
    else:
        asked = text("SELECT rowid FROM search_words WHERE search_words MATCH :known ORDER BY rowid")
    ids = session.scalars(asked, {"known": known}).all()
    entries = session.scalars(select(SearchEntry).where(SearchEntry.id.in_(ids)).order_by(SearchEntry.id))
    return [(entry.initiative_id, entry.post_id, entry.concept_id) for entry in entries]


def entries(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SearchEntry)) or 0


@pytest.fixture
def tables(database: Engine) -> Tables:
    with writing() as session:
        return make_tables(session)


def test_a_post_can_be_found_once_it_is_committed_and_not_when_it_is_taken_back(tables: Tables) -> None:
    def written_in_vain() -> None:
        with writing() as session:
            make_post(session, tables.amina, "Une gouttière")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        written_in_vain()
    with writing() as session:
        post = make_post(session, tables.amina, "Des gouttières partagées")
    with reading() as session:
        assert holding(session, "gouttière") == [(None, post, None)]


def test_another_wording_takes_the_place_of_the_former(tables: Tables) -> None:
    with writing() as session:
        post = make_post(session, tables.amina, "Des gouttières")
        edit_post(session, post_id=post, text="Des citernes", version=1, actor=Actor(person_id=tables.amina))
    with reading() as session:
        assert holding(session, "gouttières") == []
        assert holding(session, "citerne") == [(None, post, None)]


def test_what_changes_no_word_leaves_the_entry_alone(tables: Tables) -> None:
    with writing() as session:
        post = make_post(session, tables.amina, "Des gouttières")
        before = session.scalar(select(SearchEntry.id).where(SearchEntry.post_id == post))
        session.get_one(Post, post).position = 7
        session.get_one(Initiative, tables.fund).fictitious = True
        session.get_one(Workshop, tables.workshop).place = "Grasse"
        session.get_one(Territory, tables.grasse).name = "Pays de Grasse"
        session.flush()
        assert session.scalar(select(SearchEntry.id).where(SearchEntry.post_id == post)) == before


def test_an_initiative_is_known_by_title_pitch_description_tags_and_source(tables: Tables) -> None:
    with writing() as session:
        edit_initiative(
            session,
            actor=Actor(tables.by),
            initiative_id=tables.fund,
            pitch="Un jury tiré au sort",
            description="Des hortensias partout",
            tags=["coquelicot"],
        )
    with reading() as session:
        for word in ("participation", "jurys", "hortensia", "coquelicots", "compiégnois"):
            assert holding(session, word) == [(tables.fund, None, None)]


def test_a_territory_renamed_is_found_under_its_new_name(tables: Tables) -> None:
    with writing() as session:
        rename_territory(
            session,
            actor=Actor(tables.by),
            workshop_id=tables.workshop,
            territory_id=tables.grasse,
            name="Terres parfumées",
        )
        session.flush()
        assert holding(session, "Grasse") == []
        assert holding(session, "parfumée") == [(tables.purchase, None, None)]


def test_a_workshop_that_changes_its_language_is_indexed_anew(tables: Tables) -> None:
    with writing() as session:
        post = make_post(session, tables.amina, "Communities")
        assert holding(session, "community", "en") == []
        change_settings(session, actor=Actor(tables.by), workshop_id=tables.workshop, language="en")
        session.flush()
        assert holding(session, "community", "en") == [(None, post, None)]
        assert entries(session) == 3


def test_a_concept_is_known_by_what_was_published_last(database: Engine) -> None:
    with writing() as session:
        studio = make_studio(session)
        concept = make_published(session, studio)
        assert holding(session, "budget") == [(None, None, concept)]
        make_statement(session, studio, concept, studio.council, text="Choisir par tombola")
        assert holding(session, "tombola") == []
        publish(session, actor=Actor(studio.dina), concept_id=concept)
        assert holding(session, "tombola") == [(None, None, concept)]


def test_what_is_gone_for_good_is_gone_from_the_index(tables: Tables) -> None:
    with writing() as session:
        make_post(session, tables.amina, "Des gouttières")
        session.execute(delete(Post))
        session.flush()
        assert holding(session, "gouttière") == []
        assert entries(session) == 2


def test_what_the_index_lacks_is_added_at_the_next_start(database: Engine) -> None:
    with writing() as session:
        studio = make_studio(session)
        concept = make_published(session, studio)
        whole = entries(session)
        session.execute(delete(SearchEntry))
    upgrade_to_head(database)
    with writing() as session:
        assert entries(session) == whole
        assert holding(session, "budget") == [(None, None, concept)]
        session.execute(delete(SearchEntry))
        post = session.get_one(Post, studio.envelope)
        post.text = "Une tombola"
        session.flush()
        assert holding(session, "tombola") == [(None, post.id, None)]
        catch_up(session.connection())
        assert entries(session) == whole


def test_a_copy_that_comes_back_is_searched_as_before(sqlite_url: str, tmp_path: Path) -> None:
    db.session.configure(sqlite_url)
    with writing() as session:
        tables = make_tables(session)
        post = make_post(session, tables.amina, "Des gouttières")
    copy = save(sqlite_url, tmp_path / "copy.db")
    with writing() as session:
        session.get_one(Post, post).text = "Des citernes"
    db.session.close()
    restore(sqlite_url, copy, tmp_path / "kept.db")
    db.session.configure(sqlite_url)
    with reading() as session:
        assert holding(session, "gouttière") == [(None, post, None)]
        assert holding(session, "citerne") == []
    db.session.close()


def test_the_migration_makes_the_index_that_the_tables_ask_for(sqlite_url: str) -> None:
    engine = create_engine(sqlite_url)

    def made() -> list[str]:
        with engine.connect() as connection:
            found = connection.execute(
                text("SELECT sql FROM sqlite_master WHERE name LIKE 'search_%' AND sql <> '' ORDER BY name")
            )
            return [" ".join(row[0].split()) for row in found]

    migrated = made()
    assert sum("TRIGGER" in sql for sql in migrated) == 3
    with engine.begin() as connection:
        Base.metadata.tables["search_entries"].drop(connection)
        Base.metadata.tables["search_entries"].create(connection)
    assert [sql for sql in made() if "TRIGGER" in sql or "VIRTUAL" in sql] == [
        sql for sql in migrated if "TRIGGER" in sql or "VIRTUAL" in sql
    ]
    engine.dispose()
