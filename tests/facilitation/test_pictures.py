import io

import pytest
from PIL import Image
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.errors import (
    CandidatesFrozen,
    NotAllowed,
    NotAPicture,
    NotFound,
    PictureTooLarge,
    TooLong,
    TooManyPixels,
)
from facilitation.pictures import attach_picture, picture_bytes, remove_picture
from facilitation.redrawing import redraw
from facilitation.sharing import initiatives
from tests.factories.pictures import drawn
from tests.factories.votes import make_initiative, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person, make_workshop


def reopened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_re_encoded_whatever_it_was(kind: str) -> None:
    again = reopened(redraw(drawn(kind)).content)
    assert (again.format, again.size) == ("WEBP", (40, 20))


def test_nothing_that_the_file_said_about_its_maker_stays() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Amina"
    exif[0x8825] = {1: "N", 2: (43.0, 39.0, 0.0)}
    again = reopened(redraw(drawn("JPEG", exif=exif, comment=b"secret")).content)
    assert (dict(again.getexif()), again.info.get("comment"), again.info.get("icc_profile")) == (
        {},
        None,
        None,
    )


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    redrawn = redraw(drawn("JPEG", exif=exif))
    assert (redrawn.width, redrawn.height) == (20, 40)


def test_a_large_picture_is_made_at_most_1600_pixels_long() -> None:
    redrawn = redraw(drawn("PNG", (3200, 800)))
    assert (redrawn.width, redrawn.height) == (1600, 400)


def test_transparency_stays() -> None:
    assert reopened(redraw(drawn("PNG", mode="RGBA")).content).mode == "RGBA"


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", b"GIF89a" + bytes(40), b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["empty", "text", "gif", "svg"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        redraw(data)


def test_a_picture_of_another_format_or_cut_short_is_refused() -> None:
    for data in (drawn("BMP"), drawn("GIF"), drawn("PNG")[:60], drawn("JPEG", (400, 400))[:300]):
        with pytest.raises(NotAPicture):
            redraw(data)


def test_a_file_of_more_than_four_megabytes_or_fifty_million_pixels_is_too_large() -> None:
    with pytest.raises(PictureTooLarge) as refused:
        redraw(bytes(4 * 1024 * 1024 + 1))
    assert refused.value.limit_mb == 4
    for size in ((50_001, 1000), (20_000, 10_000)):
        with pytest.raises(TooManyPixels) as refusal:
            redraw(drawn("PNG", size, "1"))
        assert refusal.value.most == 50


def test_an_author_attaches_a_picture_with_its_description(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina = make_person(session, workshop_id)
        one = make_initiative(session, workshop_id, author_id=amina)
        picture = attach_picture(
            session, initiative_id=one, actor=Actor(person_id=amina), data=drawn(), alt=" Une  halle "
        )
        (view,) = initiatives(session, workshop_id)
        assert (view.picture, view.alt) == (f"/pictures/{picture}", "Une halle")
        mime, content = picture_bytes(session, picture, workshop_id)
        assert (mime, reopened(content).size) == ("image/webp", (40, 20))
        remove_picture(session, initiative_id=one, actor=Actor(person_id=amina))
        remove_picture(session, initiative_id=one, actor=Actor(person_id=amina))
        assert initiatives(session, workshop_id)[0].picture is None


def test_a_picture_that_was_redrawn_before_is_taken_as_it_is(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (one,) = make_wall(session, 1)
        redrawn = redraw(drawn())
        picture = attach_picture(
            session, initiative_id=one, actor=Actor(facilitator_of(session, workshop_id)), data=redrawn
        )
        assert picture_bytes(session, picture, workshop_id)[1] == redrawn.content


def test_a_picture_is_seen_in_its_own_workshop_only(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (one,) = make_wall(session, 1)
        picture = attach_picture(
            session, initiative_id=one, actor=Actor(facilitator_of(session, workshop_id)), data=drawn()
        )
        with pytest.raises(NotFound):
            picture_bytes(session, picture, make_workshop(session))


def test_only_the_author_and_the_facilitator_attach_one_and_not_during_the_vote(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (one,) = make_wall(session, 1)
        paul = make_person(session, workshop_id, name="Paul")
        with pytest.raises(NotFound):
            attach_picture(session, initiative_id=one, actor=Actor(person_id=paul), data=drawn())
        with pytest.raises(NotAllowed):
            attach_picture(session, initiative_id=one, actor=Actor(), data=drawn())
        by = facilitator_of(session, workshop_id)
        with pytest.raises(TooLong):
            attach_picture(session, initiative_id=one, actor=Actor(by), data=drawn(), alt="x" * 281)
        open_vote(session, workshop_id)
        with pytest.raises(CandidatesFrozen):
            attach_picture(session, initiative_id=one, actor=Actor(by), data=drawn())
