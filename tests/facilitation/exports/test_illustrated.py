"""Pictures inside documents: those that may leave the room, each described, and the logo on the cover."""

import io
from dataclasses import dataclass

import docx
import pytest
from docx.document import Document as File
from docx.oxml.ns import qn
from PIL import Image
from pptx import Presentation
from pptx.shapes.picture import Picture

from db.posts import Post
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.exports import export
from facilitation.exports.documents import blocks
from facilitation.exports.documents.gallery import LOGO, Gallery, Illustration
from facilitation.exports.pictures import files_of, gallery_of, no_files
from facilitation.logos import choose_logo
from facilitation.pictures import attach_picture
from facilitation.post_pictures import attach_post_picture
from facilitation.workshops import change_settings
from tests.factories.pdfs import opened, tags
from tests.factories.pictures import drawn
from tests.factories.tables import Tables, make_post, make_tables

pytestmark = pytest.mark.usefixtures("rules")


@dataclass(frozen=True)
class Illustrated:
    """A workshop with a logo, pictures of both initiatives (one described), of a post and of a hidden one."""

    tables: Tables
    post: int
    picture: int


def make_illustrated(session: Session) -> Illustrated:
    t = make_tables(session)
    change_settings(session, actor=Actor(t.by), workshop_id=t.workshop, language="en", organiser="Agence")
    attach_picture(
        session, initiative_id=t.fund, actor=Actor(t.by), data=drawn(size=(400, 200)), alt="Une halle"
    )
    attach_picture(session, initiative_id=t.purchase, actor=Actor(t.by), data=drawn())
    post, whispered = make_post(session, t.amina), make_post(session, t.paul, "Entre nous")
    picture = attach_post_picture(session, post_id=post, actor=Actor(t.by), data=drawn(mode="RGBA"))
    attach_post_picture(session, post_id=whispered, actor=Actor(t.by), data=drawn(), alt="Secret")
    session.get_one(Post, whispered).off_record = True
    session.flush()
    choose_logo(session, actor=Actor(t.by), workshop_id=t.workshop, data=drawn(size=(300, 100), mode="RGBA"))
    return Illustrated(t, post, picture)


def described(file: File) -> list[str]:
    """The pictures of a Word file, in words."""
    return [one.get("descr") for one in file.element.body.iter(qn("wp:docPr"))]


def test_word_files_show_every_picture_with_its_description() -> None:
    with writing() as session:
        made = make_illustrated(session)
        sheets = docx.Document(
            io.BytesIO(export(session, made.tables.workshop, "initiative-sheets.docx").content)
        )
        minutes = docx.Document(io.BytesIO(export(session, made.tables.workshop, "minutes.docx").content))
    of_post = f"Picture of contribution no. {made.post}"
    assert described(sheets) == ["Agence", "Une halle", of_post, "Picture of the initiative “Bon Achat”"]
    assert described(minutes) == ["Agence", "Une halle", "Picture of the initiative “Bon Achat”"]


def test_slides_show_the_logo_and_the_pictures_of_initiatives() -> None:
    with writing() as session:
        made = make_illustrated(session)
        deck = Presentation(io.BytesIO(export(session, made.tables.workshop, "slides.pptx").content))
    shown = [
        shape._element.xpath("./p:nvPicPr/p:cNvPr")[0].get("descr")
        for slide in deck.slides
        for shape in slide.shapes
        if isinstance(shape, Picture)
    ]
    assert shown == [
        "Agence",
        "Une halle",
        "Picture of contribution no. 1",
        "Picture of the initiative “Bon Achat”",
    ]


@pytest.mark.parametrize("name", ["summary.pdf", "initiative-sheets.pdf"])
def test_pdfs_show_them_too(name: str) -> None:
    with writing() as session:
        made = make_illustrated(session)
        reader = opened(export(session, made.tables.workshop, name).content)
    told = [str(tag["/Alt"]) for tag in tags(reader) if "/Alt" in tag]
    pictures = [
        "Une halle",
        f"Picture of contribution no.\u00a0{made.post}",
        "Picture of the initiative “Bon Achat”",
    ]
    assert told == ["Agence", *(pictures if name == "initiative-sheets.pdf" else [])]


def test_a_picture_is_a_photo_on_white_and_the_logo_keeps_what_is_transparent() -> None:
    with writing() as session:
        made = make_illustrated(session)
        file = files_of(session, made.tables.workshop)
        gallery = gallery_of(session, made.tables.workshop)
        photo = file(blocks.Picture(f"{made.picture}.jpg", "", 80, 55))
        logo = file(blocks.Picture(LOGO, "", 60, 20))
    with Image.open(io.BytesIO(photo)) as shown:
        assert (shown.format, shown.mode, shown.getpixel((0, 0))) == ("JPEG", "RGB", (255, 255, 255))
    with Image.open(io.BytesIO(logo)) as shown:
        assert (shown.format, shown.mode, shown.size) == ("PNG", "RGBA", (300, 100))
    assert gallery.logo == Illustration("", 300, 100)
    assert len(gallery.pictures) == 3


def test_a_picture_has_the_pixels_that_print_needs_and_no_more() -> None:
    with writing() as session:
        made = make_illustrated(session)
        logo = files_of(session, made.tables.workshop)(blocks.Picture(LOGO, "", 30, 10))
    with Image.open(io.BytesIO(logo)) as shown:
        assert shown.size == (178, 59)  # 150 to an inch


def test_a_picture_fits_its_box() -> None:
    gallery = Gallery({1: Illustration("Large", 2000, 500)}, Illustration("", 100, 100))
    wide, logo = gallery.shown(1, "", (80, 55)), gallery.on_cover("")
    assert wide
    assert (wide.alt, wide.width, wide.height) == ("Large", 80, 20)
    assert logo
    assert (logo.alt, logo.width, logo.height) == ("Logo", 26, 26)
    assert gallery.shown(2, "", (80, 55)) is None


def test_a_workshop_without_pictures_has_none() -> None:
    with writing() as session:
        workshop = make_tables(session).workshop
        gallery, file = gallery_of(session, workshop), files_of(session, workshop)
        for give in (no_files, file):
            with pytest.raises(NotFound):
                give(blocks.Picture("7.jpg", "", 80, 55))
        with pytest.raises(NotFound):
            file(blocks.Picture(LOGO, "", 60, 20))
    assert gallery == Gallery()
