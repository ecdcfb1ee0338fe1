"""Pictures of posts: anybody at the table attaches one; it is seen by whom the post is for."""

import pytest

from db.posts import Section
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import canvas, write_post
from facilitation.errors import NotAPicture, NotFound, StageNotOpen, TooLong
from facilitation.journal import story
from facilitation.pictures import attach_picture, picture_bytes, remove_picture
from facilitation.post_merging import merge_posts
from facilitation.post_pictures import attach_post_picture, is_seen, remove_post_picture
from facilitation.redrawing import redraw
from facilitation.withdrawing import delete_post, keep_off_record
from tests.factories.pictures import drawn
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account, open_kind

pytestmark = pytest.mark.usefixtures("rules")


def shown(session: Session, t: Tables) -> tuple[str | None, str]:
    post = canvas(session, t.first).sections[0].posts[0]
    return post.picture, post.alt


def test_anybody_at_the_table_attaches_a_picture_in_place_of_another() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        attach_post_picture(session, post_id=post, actor=Actor(person_id=t.amina), data=drawn())
        picture = attach_post_picture(
            session,
            post_id=post,
            actor=Actor(person_id=t.paul),
            data=redraw(drawn("JPEG")),
            alt=" La  feuille ",
        )
        assert shown(session, t) == (f"/pictures/{picture}", "La feuille")
        assert picture_bytes(session, picture, t.workshop)[0] == "image/webp"
        for _twice in range(2):
            remove_post_picture(session, post_id=post, actor=Actor(t.by))
        assert shown(session, t) == (None, "")
        actions = [line.action for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)][:4]
        assert actions == [
            "post_picture_removed",
            "post_picture_attached",
            "post_picture_attached",
            "post_written",
        ]


def test_nobody_else_attaches_one_and_nobody_after_the_stage() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        for person, account in ((t.zoe, None), (None, make_account(session)), (None, None)):
            with pytest.raises(NotFound):
                attach_post_picture(session, post_id=post, data=drawn(), actor=Actor(account, person))
            with pytest.raises(NotFound):
                remove_post_picture(session, post_id=post, actor=Actor(account, person))
        with pytest.raises(NotAPicture):
            attach_post_picture(session, post_id=post, data=b"GIF89a", actor=Actor(person_id=t.amina))
        with pytest.raises(TooLong):
            attach_post_picture(
                session, post_id=post, data=drawn(), alt="x" * 281, actor=Actor(person_id=t.amina)
            )
        open_kind(session, t.workshop, StageKind.closing)
        with pytest.raises(StageNotOpen):
            attach_post_picture(session, post_id=post, data=drawn(), actor=Actor(person_id=t.amina))
        attach_post_picture(session, post_id=post, data=drawn(), actor=Actor(t.by))


def test_a_picture_is_for_the_room_and_one_off_the_record_for_its_table() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        picture = attach_post_picture(session, post_id=post, actor=Actor(person_id=t.amina), data=drawn())
        assert is_seen(session, picture)
        keep_off_record(session, post_id=post, actor=Actor(person_id=t.amina), off_record=True)
        seen = [is_seen(session, picture, person_id=who) for who in (t.amina, t.paul, t.zoe, t.lucie, None)]
        assert seen == [True, True, False, False, False]


def test_a_picture_that_was_taken_off_or_deleted_with_its_post_is_for_nobody() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        former = attach_post_picture(session, post_id=post, actor=Actor(person_id=t.amina), data=drawn())
        picture = attach_post_picture(session, post_id=post, actor=Actor(person_id=t.amina), data=drawn())
        assert (is_seen(session, former, person_id=t.amina), is_seen(session, picture)) == (False, True)
        delete_post(session, post_id=post, actor=Actor(person_id=t.amina))
        assert is_seen(session, picture, person_id=t.amina) is False


def test_a_picture_that_went_over_to_another_post_is_seen_with_either() -> None:
    with writing() as session:
        t = make_tables(session)
        one, two = (
            write_post(
                session, actor=Actor(person_id=t.amina), section=Section.actors, text=text, off_record=True
            )
            for text in ("Une", "Deux")
        )
        picture = attach_post_picture(session, post_id=two, actor=Actor(person_id=t.amina), data=drawn())
        merge_posts(session, post_ids=[two], into_id=one, actor=Actor(person_id=t.amina))
        assert is_seen(session, picture) is False
        keep_off_record(session, post_id=one, actor=Actor(person_id=t.amina), off_record=False)
        assert is_seen(session, picture) is True


def test_the_picture_of_an_initiative_is_for_everybody_as_long_as_it_is_there() -> None:
    with writing() as session:
        t = make_tables(session)
        picture = attach_picture(session, initiative_id=t.fund, actor=Actor(t.by), data=drawn())
        assert is_seen(session, picture) is True
        remove_picture(session, initiative_id=t.fund, actor=Actor(t.by))
        assert is_seen(session, picture) is False
