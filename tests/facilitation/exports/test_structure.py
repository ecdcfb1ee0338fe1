"""Every PDF, checked by what we did not write: a validator that passes veraPDF's corpus, and pypdf."""

from itertools import pairwise

import page
import pytest
from pypdf import PdfReader

from db.session import writing
from facilitation.actors import Actor
from facilitation.demo import load_played
from facilitation.exports import FORMATS, export
from facilitation.logos import choose_logo
from facilitation.workshops import change_settings
from tests.factories.pdfs import figures, fonts, kinds, opened, root
from tests.factories.pictures import drawn
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")

PDFS = sorted(name for name in FORMATS if name.endswith(".pdf"))


def every_pdf(language: str) -> dict[str, bytes]:
    """Each PDF of the demo that was played through, with a logo, in a language."""
    with writing() as session:
        by = make_account(session)
        workshop = load_played(session, actor=Actor(by))
        change_settings(
            session, actor=Actor(by), workshop_id=workshop, language=language, organiser="Sicoval"
        )
        choose_logo(session, actor=Actor(by), workshop_id=workshop, data=drawn("PNG", (300, 80)))
        return {name: export(session, workshop, name).content for name in PDFS}


def unfit(pdf: bytes) -> list[str]:
    """What a validator has against a file as accessible PDF (PDF/UA-1)."""
    return [f"{one.rule_id}: {one.message}" for one in page.validate_pdf_bytes(pdf, profile="ua1").failures]


def lacking(reader: PdfReader, language: str) -> list[str]:
    """What a reader of the file would miss, among what a validator takes on trust."""
    found, levels = (
        kinds(reader),
        [int(kind[2:]) for kind in kinds(reader) if kind[:2] == "/H" and kind[2:].isdecimal()],
    )
    embedded = fonts(reader)
    has = {
        "tags": bool(root(reader)["/MarkInfo"]["/Marked"]) and len(found) > 1,
        "its language": root(reader)["/Lang"] == language,
        "a title that is shown": bool(reader.metadata and reader.metadata.title)
        and bool(root(reader)["/ViewerPreferences"]["/DisplayDocTitle"]),
        "a description of each figure": all(figures(reader)),
        "fonts in the file": bool(embedded) and all(embedded.values()),
        "a first heading of the first level": levels[:1] in ([], [1]),
        "headings without a gap": all(after <= before + 1 for before, after in pairwise(levels)),
        "heads of its tables": found.count("/TH") >= found.count("/Table"),
    }
    return [name for name, there in has.items() if not there]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_pdf_is_accessible(language: str) -> None:
    made = every_pdf(language)
    assert {name: unfit(pdf) for name, pdf in made.items()} == {name: [] for name in PDFS}
    assert {name: lacking(opened(pdf), language) for name, pdf in made.items()} == {name: [] for name in PDFS}


def test_the_validator_finds_what_is_wrong() -> None:
    made = every_pdf("fr")["attendance.pdf"]
    assert unfit(made.replace(b"/Marked true", b"/Marked null")) != []
    assert unfit(made.replace(b"pdfuaid:part>1<", b"pdfuaid:part>9<")) != []
