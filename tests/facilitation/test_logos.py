import io

import pytest
from PIL import Image
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.errors import NotAPicture, NotFound, PictureTooLarge
from facilitation.journal import story
from facilitation.logos import choose_logo, logo_address, logo_of, remove_logo
from facilitation.pictures import picture_bytes
from facilitation.redrawing import redraw
from facilitation.workshops import duplicate_workshop
from tests.factories.pictures import drawn
from tests.factories.workshops import facilitator_of, make_account, make_workshop


def test_a_workshop_has_no_logo_until_one_is_chosen(rules: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        assert logo_of(session, workshop) is None
        assert logo_address(session, actor=Actor(by), workshop_id=workshop) is None


def test_a_chosen_logo_is_re_encoded_and_takes_the_place_of_the_former_one(database: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        choose_logo(session, actor=Actor(by), workshop_id=workshop, data=drawn("JPEG", (30, 30)))
        second = choose_logo(
            session, actor=Actor(by), workshop_id=workshop, data=redraw(drawn("PNG", (60, 20)))
        )
        content = logo_of(session, workshop)
        assert content is not None
        logo = Image.open(io.BytesIO(content))
        assert (logo.format, logo.size) == ("WEBP", (60, 20))
        assert logo_address(session, actor=Actor(by), workshop_id=workshop) == f"/pictures/{second}"
        assert picture_bytes(session, second, workshop) == ("image/webp", content)


def test_a_logo_is_taken_off_and_the_journal_says_both(database: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        choose_logo(session, actor=Actor(by), workshop_id=workshop, data=drawn())
        remove_logo(session, actor=Actor(by), workshop_id=workshop)
        remove_logo(session, actor=Actor(by), workshop_id=workshop)
        assert logo_of(session, workshop) is None
        actions = [line.action for line in story(session, actor=Actor(by), workshop_id=workshop)]
        assert [one for one in actions if one.startswith("logo")] == ["logo_removed", "logo_chosen"]


def test_a_copy_of_a_workshop_has_its_logo(database: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        choose_logo(session, actor=Actor(by), workshop_id=workshop, data=drawn("PNG", (60, 20)))
        copy = duplicate_workshop(session, actor=Actor(by), workshop_id=workshop)
        remove_logo(session, actor=Actor(by), workshop_id=workshop)
        content = logo_of(session, copy)
        assert content is not None
        assert Image.open(io.BytesIO(content)).size == (60, 20)


def test_who_does_not_run_the_workshop_neither_sees_nor_changes_its_logo(rules: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        stranger = make_account(session, name="Ulysse")
        with pytest.raises(NotFound):
            choose_logo(session, actor=Actor(stranger), workshop_id=workshop, data=drawn())
        with pytest.raises(NotFound):
            remove_logo(session, actor=Actor(stranger), workshop_id=workshop)
        with pytest.raises(NotFound):
            logo_address(session, actor=Actor(stranger), workshop_id=workshop)


def test_what_is_no_picture_or_too_large_is_no_logo(rules: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        for data, refused in ((b"<svg/>", NotAPicture), (bytes(4 * 1024 * 1024 + 1), PictureTooLarge)):
            with pytest.raises(refused):
                choose_logo(session, actor=Actor(by), workshop_id=workshop, data=data)
