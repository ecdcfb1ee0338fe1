"""Whatever people type, every document is made: what no font has is mended where it stands."""

import base64
import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitation.exports import DOCUMENTS
from facilitation.exports.documents.blocks import (
    Bar,
    Bars,
    Block,
    Facts,
    Grid,
    Heading,
    Item,
    Items,
    Paragraph,
    Section,
    Square,
    Statement,
    Table,
)
from facilitation.exports.documents.gallery import BARE
from facilitation.exports.documents.shortening import LONGEST_PART, LONGEST_WORD, breakable, brief, unbroken
from facilitation.exports.drawing import BOX, Pen, pen_for, units
from facilitation.exports.pdf import printed
from facilitation.exports.slides import slides
from facilitation.exports.word import written
from facilitation.report import Report
from facilitation.texts import clean
from tests.facilitation.exports.test_pdf import document
from tests.facilitation.exports.test_word import made_of_everything
from tests.factories.pdfs import fonts, opened, said
from tests.factories.reports import grown

pytestmark = pytest.mark.usefixtures("rules")

KEYCAPS = Path(__file__).with_name("keycaps.txt").read_text("utf-8").splitlines()
ADDRESS = "https://www.exemple.fr/une/adresse/avec?des=parametres_et_unmotsansaucunecoupurepossible&fin=1#ici"


def written_with(*texts: str, system: bool = False) -> list[str]:
    pen = pen_for(texts, system=system)
    return [pen.write(text) for text in texts]


def inked(pdf: bytes) -> str:
    """What a document says, without the spaces between its words."""
    return "".join(said(opened(pdf)).split())


OURS = frozenset(
    "kind state outcome section part role verdict criterion language resource planned_start left_out roles"
    " field how criteria slug tasks".split()
)
"""Fields that hold names of the code, which nobody types."""


def everywhere(text: str) -> tuple[Block, ...]:
    """The text in every field of every kind of block."""
    item = Item(text, before=text, signed=text, under=(text,), core=True)
    return (
        *(Heading(level, text) for level in (1, 2, 3, 4)),
        *(Paragraph(text, tone) for tone in ("plain", "lead", "intro", "quiet", "mark")),
        Facts(((text, text),)),
        Items((item, item)),
        Statement(text, ((text, text),), text),
        Section(text, text, (item,), text),
        Section(text, text, (), text),
        Table(text, (text, text), ((text, text),), (2, 1)),
        Bars(text, text, (text, text), (Bar(text, 1, strong=True),)),
        Grid(text, text, (text,), text, ((text, (Square(text, 0),), text),), text),
    )


def typed(made: Report, text: str) -> Report:
    """The report with this text in place of everything that somebody typed."""
    changed: Report = _typed(made, text)
    return changed


def _typed(value: Any, text: str) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _typed(getattr(value, one.name), text) for one in fields(value) if one.name not in OURS
        }
        return replace(value, **changed)
    if isinstance(value, tuple | list):
        return type(value)(_typed(one, text) for one in value)
    return text if isinstance(value, str) and value else value


def test_a_keycap_loses_nothing_but_itself_where_it_cannot_be_drawn() -> None:
    assert [line.replace("\ufe0f", "").replace("\u20e3", "") for line in KEYCAPS] == [
        "1 Recenser les friches",
        "2 Réunir les propriétaires",
        "3 Signer la charte",
        "# mot-dièse",
    ]
    text = " ".join(KEYCAPS) + " → 12 % de 123 friches 👍"
    page = said(opened(printed(document(Heading(1, KEYCAPS[0]), Paragraph(text)))))
    for kept in ("1", "Recenser les friches", "2", "3", "#", "mot-dièse", "→", "12", "de 123 friches", "👍"):
        assert kept in page
    assert BOX not in page
    assert "?" not in page


def test_every_document_holds_keycaps_in_its_titles_and_ideas() -> None:
    made = typed(grown(made_of_everything("fr"), posts=12, places=3), KEYCAPS[0])
    for name, make in DOCUMENTS.items():
        page = said(opened(printed(make(made, BARE))))
        assert "Recenser les friches" in page, name
        assert BOX not in page, name


def test_what_no_font_has_is_a_box_and_what_stands_beside_it_stays() -> None:
    assert written_with("Merci 👍 中文 ✓ ✕ œuvre", "→ 1️⃣ 中") == ["Merci 👍 □□ ✓ × œuvre", "→ 1️⃣ □"]
    many = "".join(chr(number) for number in range(0x4E00, 0x4E00 + 500))
    assert written_with(f"{many} → 👍", "é1") == [f"{BOX * 500} → 👍", "é1"]
    assert pen_for(["Merci 中"], system=False).boxed
    assert not pen_for([f"Merci {BOX} 👍"], system=False).boxed
    assert Pen({}).write("Merci\x00\x07 à\ttous\n") == "Merci à\ttous\n"


def test_a_mark_that_no_font_can_set_leaves_its_letter() -> None:
    syriac = "ɑ]\u0748"
    assert written_with(syriac, "日\u0301") == ["ɑ]", BOX]
    assert list(units("e\u0301👩\u200d🌾🏽\u0301x")) == ["e\u0301", "👩\u200d🌾🏽\u0301", "x"]
    assert written_with("\u0748") in (["\u0748"], [BOX])


def test_the_reader_is_told_of_boxes_and_only_where_there_are_some() -> None:
    told = replace(document(Paragraph("中 et le reste")), undrawn="A box stands for a sign.")
    plain = replace(told, blocks=(Paragraph("le reste"),))
    assert ["A box stands" in said(opened(printed(one))) for one in (told, plain)] == [
        BOX in said(opened(printed(told))),
        False,
    ]


def test_fonts_of_the_system_help_where_ours_lack_a_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".local" / "share"))
    for folder in (tmp_path / ".fonts", tmp_path / ".local" / "share" / "fonts"):
        folder.mkdir(parents=True)
        (folder / "one.ttf").write_bytes(base64.b64decode(ONE_SIGN.read_text("ascii")))
    sign = "\U00010d00"
    assert written_with(f"Azul {sign}") == [f"Azul {BOX}"]
    assert written_with(f"Azul {sign}", system=True) == [f"Azul {sign}"]
    reader = opened(printed(document(Paragraph(f"Azul {sign} → 👍"))))
    assert f"Azul {sign} → 👍" in said(reader)
    assert all(fonts(reader).values())


ONE_SIGN = Path(__file__).with_name("one_sign.ttf.txt")
"""A font of one square, made for this test."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30))
def test_any_text_in_any_field_leaves_a_document_with_every_sign_that_can_be_drawn(text: str) -> None:
    pdf = printed(document(*everywhere(text), Paragraph("Signes voisins : → 👍 1️⃣ é œ")))
    assert "Signesvoisins:→👍1️⃣éœ".replace("\ufe0f\u20e3", "") in inked(pdf).replace("\ufe0f", "").replace(
        "\u20e3", ""
    )


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_whatever_is_typed_into_a_report_every_file_of_it_is_made(text: str) -> None:
    kept = clean(f"x {text}", limit=200, field="text")
    made = typed(sample(), kept)
    for make in DOCUMENTS.values():
        assert printed(make(made, BARE)).startswith(b"%PDF")
    assert written(DOCUMENTS["minutes"](made, BARE)).startswith(b"PK")
    assert slides(made).startswith(b"PK")


@cache
def sample() -> Report:
    return grown(made_of_everything("fr"), posts=6, places=2)


@given(st.text(st.sampled_from("abcé123 →👍1️⃣-/.?&=@_"), max_size=120))
def test_places_to_break_change_no_sign(text: str) -> None:
    assert breakable(text).replace("\u200b", "") == text


def test_long_words_and_addresses_break_and_french_words_keep_whole() -> None:
    assert "\u200b" in breakable("a" * (LONGEST_WORD + 1))
    assert breakable("anticonstitutionnellement") == "anticonstitutionnellement"
    assert "unmotsansaucunecoupurepossible" not in breakable(ADDRESS)
    assert breakable("https://a.fr/b et rien d’autre ici") == "https://a.fr/b et rien d’autre ici"


FILE = "Compte_rendu_de_la_reunion_du_12_mars_avec_les_territoires_v2_corrige_par_la_direction.final.docx"
MAIL = "prenom.compose.nom.tres.long.de.famille@direction.generale.des.services.communaute.exemple.fr"
QUERY = (
    "territoire=saint_malo&annee=2026&page=1&tri=nom&ordre=asc&vue=liste&colonnes=nom,role,lieu&export=oui"
)


@pytest.mark.parametrize("long", [FILE, MAIL, QUERY])
def test_names_of_files_addresses_and_queries_have_a_place_to_break_behind_each_separator(long: str) -> None:
    assert max(map(len, re.split("[\u200b/?-]", breakable(long)))) <= LONGEST_PART


@pytest.mark.parametrize("long", [ADDRESS, FILE, MAIL, QUERY, "a" * 200])
def test_what_is_long_stays_in_its_box(long: str) -> None:
    reader = opened(printed(document(*everywhere(long))))
    for page in reader.pages:
        found: list[float] = []

        def place(text: str, _cm: object, matrix: Any, *_font: object, at: list[float] = found) -> None:
            at.extend([matrix[4]] if text.strip() else [])

        page.extract_text(visitor_text=place)
        assert max(found, default=0) < float(page.mediabox.width) - 40
    assert "".join(long.split()) in "".join(said(reader).split())


def test_an_amount_stays_on_its_line_with_narrow_spaces() -> None:
    assert unbroken("1 500 000 € en 2021, 300 places, n° 7") == (
        "1\u202f500\u202f000\xa0€ en 2021, 300 places, n°\xa07"
    )
    assert unbroken("en 2021 300 personnes") == "en 2021 300 personnes"


def test_a_text_is_shortened_at_a_word_or_within_one_that_is_too_long() -> None:
    assert brief("Une phrase  assez longue", 14) == "Une phrase…"
    assert brief("a" * 40, 10) == "a" * 9 + "…"
    assert brief("Court", 10) == "Court"
