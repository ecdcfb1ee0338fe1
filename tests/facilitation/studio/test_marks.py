import pytest
from sqlalchemy import Engine

from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.errors import Missing, NotFound, TooLong
from facilitation.journal import story
from facilitation.post_merging import merge_posts
from facilitation.studio.marks import tag_posts, untag_post, write_note
from facilitation.studio.material import Material, material
from facilitation.withdrawing import keep_off_record
from tests.factories.hearing import heard_while
from tests.factories.tables import Tables, make_post, make_tables


@pytest.fixture
def t(rules: Engine) -> Tables:
    with writing() as session:
        return make_tables(session)


def say(author: int, text: str) -> int:
    with writing() as session:
        return make_post(session, author, text)


def seen(by: int, t: Tables) -> tuple[Material, ...]:
    with reading() as session:
        return material(session, actor=Actor(by), workshop_id=t.workshop).posts


def test_a_tag_is_shared_and_put_once(t: Tables, ines: int) -> None:
    one, two = say(t.amina, "Une"), say(t.paul, "Deux")

    with writing() as session:
        tag_posts(session, actor=Actor(ines), post_ids=[one], tag="  à   creuser ")
    for _ in range(2):
        with writing() as session:
            tag_posts(session, actor=Actor(t.by), post_ids=[one, two], tag="à creuser")

    assert [post.tags for post in seen(t.by, t)] == [("à creuser",), ("à creuser",)]
    with reading() as session:
        told = [
            (line.details["name"], line.details["posts"])
            for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)
            if line.action == "post_tagged"
        ]
    assert told == [("à creuser", 1), ("à creuser", 1)]


def test_a_tag_is_taken_off_the_idea_and_off_what_was_merged_into_it(t: Tables, ines: int) -> None:
    one, two = say(t.amina, "Une"), say(t.paul, "Deux")
    with writing() as session:
        tag_posts(session, actor=Actor(ines), post_ids=[one], tag="x")
        merge_posts(session, post_ids=[one], into_id=two, actor=Actor(t.by))

    for _ in range(2):
        with writing() as session:
            untag_post(session, actor=Actor(ines), post_id=two, tag="x")

    assert [post.tags for post in seen(ines, t)] == [()]


def test_the_studio_hears_of_a_tag(t: Tables, ines: int) -> None:
    one = say(t.amina, "Une")

    heard = heard_while(lambda session: tag_posts(session, actor=Actor(ines), post_ids=[one], tag="x"))
    assert heard == {(t.workshop, "studio")}
    assert (
        heard_while(lambda session: tag_posts(session, actor=Actor(ines), post_ids=[one], tag="x")) == set()
    )
    assert heard_while(lambda session: untag_post(session, actor=Actor(ines), post_id=one, tag="x")) == heard
    assert heard_while(lambda session: untag_post(session, actor=Actor(ines), post_id=one, tag="x")) == set()


def test_a_tag_has_letters_and_not_too_many(t: Tables, ines: int) -> None:
    one = say(t.amina, "Une")

    with writing() as session, pytest.raises(Missing):
        tag_posts(session, actor=Actor(ines), post_ids=[one], tag=" ")
    with writing() as session, pytest.raises(TooLong):
        tag_posts(session, actor=Actor(ines), post_ids=[one], tag="x" * 41)


def test_a_note_is_its_writers_alone(t: Tables, ines: int) -> None:
    one = say(t.amina, "Une")

    with writing() as session:
        write_note(session, actor=Actor(ines), post_id=one, text="À moi\n\nseule")
        write_note(session, actor=Actor(t.by), post_id=one, text="À Fanny")
    assert [post.note for post in seen(ines, t)] == ["À moi\n\nseule"]
    assert [post.note for post in seen(t.by, t)] == ["À Fanny"]

    with writing() as session:
        write_note(session, actor=Actor(ines), post_id=one, text="Autrement")
    assert [post.note for post in seen(ines, t)] == ["Autrement"]

    for _ in range(2):
        with writing() as session:
            write_note(session, actor=Actor(ines), post_id=one, text=" ")
    assert [post.note for post in seen(ines, t)] == [""]
    assert [post.note for post in seen(t.by, t)] == ["À Fanny"]


def test_notes_of_ideas_that_were_merged_become_one(t: Tables, ines: int) -> None:
    one, two, bare = say(t.amina, "Une"), say(t.paul, "Deux"), say(t.paul, "Trois")
    with writing() as session:
        write_note(session, actor=Actor(ines), post_id=one, text="Premier")
        write_note(session, actor=Actor(ines), post_id=two, text="Second")
        merge_posts(session, post_ids=[one, bare], into_id=two, actor=Actor(t.by))
    [post] = seen(ines, t)
    assert sorted(post.note.split()) == ["Premier", "Second"]

    with writing() as session:
        write_note(session, actor=Actor(ines), post_id=two, text="Les deux")
    assert [post.note for post in seen(ines, t)] == ["Les deux"]


def test_nothing_is_marked_that_may_not_leave_the_room_or_is_of_another_workshop(
    t: Tables, ines: int
) -> None:
    one, whispered = say(t.amina, "Une"), say(t.amina, "Entre nous")
    with writing() as session:
        keep_off_record(session, post_id=whispered, off_record=True, actor=Actor(person_id=t.amina))
        other = make_tables(session)
        theirs = make_post(session, other.amina, "Ailleurs")

    for posts in ([whispered], [one, whispered], [theirs], [one, theirs], [999], []):
        with writing() as session, pytest.raises(NotFound):
            tag_posts(session, actor=Actor(ines), post_ids=posts, tag="x")
    for post_id in (whispered, theirs):
        with writing() as session, pytest.raises(NotFound):
            write_note(session, actor=Actor(ines), post_id=post_id, text="x")
        with writing() as session, pytest.raises(NotFound):
            untag_post(session, actor=Actor(ines), post_id=post_id, tag="x")
