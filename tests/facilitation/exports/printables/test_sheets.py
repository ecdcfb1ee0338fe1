"""Sheets to print, read by pypdf: who and what stands on them, and that nothing falls off the paper."""

from datetime import date
from itertools import pairwise

import pytest

from db.session import Session, writing
from db.workshops import workshop_row
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.exports.printables import PRINTABLES
from facilitation.links import revoke_code
from facilitation.logos import choose_logo
from facilitation.people import PersonRole, expect_people, merge_people, remove_person
from facilitation.people_table import PersonRow
from facilitation.tokens import grouped_code
from facilitation.voting import close_vote, reveal, start_runoff
from facilitation.workshops import change_settings
from settings import settings
from tests.factories.pdfs import figures, kinds, lines_on, opened, said, said_on
from tests.factories.pictures import drawn
from tests.factories.votes import make_initiative, make_votes, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person, make_workshop

pytestmark = pytest.mark.usefixtures("rules")

LONG = "Marie-Christine Antoinette-Joséphine Vandenbrouckekerkhove de La Rochefoucauld"
UNUSUAL = ("محمد العربي", "דוד כהן", "Владимир", "李小龙", "Zoé 🌻", "A" * 80, LONG)


def read(session: Session, workshop: int, name: str) -> tuple[int, str]:
    """How many pages a sheet has, and what it says."""
    reader = opened(PRINTABLES[name](session, workshop))
    return len(reader.pages), said(reader)


def expect(session: Session, workshop: int, *names: str, territory: str = "Sicoval") -> None:
    rows = [PersonRow(line, name, territory, PersonRole.officer) for line, name in enumerate(names, 1)]
    expect_people(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop, rows=rows)


def set_up(session: Session, workshop: int, **fields: object) -> None:
    change_settings(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop, **fields)


@pytest.mark.parametrize("name", ["join-poster-a3.pdf", "join-poster-a4.pdf"])
def test_the_poster_is_one_leaf_that_leads_to_the_workshop(name: str) -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en", theme="Un enjeu très long " * 10)
        row = workshop_row(session, workshop)
        assert row is not None
        assert row.code is not None
        set_up(session, workshop, place="Salle des fêtes", date=date(2026, 12, 3), organiser="Sicoval")
        pages, text = read(session, workshop, name)
        assert pages == 1
        assert grouped_code(row.code) in text
        assert settings().address.partition("://")[2] in text
        assert "Salle des fêtes · 3 December 2026" in text
        assert figures(opened(PRINTABLES[name](session, workshop))) == [
            f"QR code that opens {settings().address}/join/{row.code}"
        ]


def test_without_a_code_there_is_no_poster() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        revoke_code(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop)
        with pytest.raises(NotFound):
            read(session, workshop, "join-poster-a4.pdf")


@pytest.mark.parametrize("name", sorted(PRINTABLES))
def test_a_workshop_that_is_not_there_has_nothing_to_print(name: str) -> None:
    with writing() as session, pytest.raises(NotFound):
        PRINTABLES[name](session, 9999)


def test_the_logo_stands_on_a_sheet_under_the_name_of_its_organiser() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        by = facilitator_of(session, workshop)
        choose_logo(session, actor=Actor(by), workshop_id=workshop, data=drawn("PNG", (300, 40)))
        sheet = opened(PRINTABLES["attendance.pdf"](session, workshop))
        assert figures(sheet) == ["Logo of the organiser"]
        set_up(session, workshop, organiser="Pays de Grasse")
        choose_logo(session, actor=Actor(by), workshop_id=workshop, data=drawn("PNG", (20, 300)))
        sheet = opened(PRINTABLES["attendance.pdf"](session, workshop))
        assert figures(sheet) == ["Pays de Grasse"]


def test_everybody_expected_or_here_can_sign_in_and_nobody_else_is_listed() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        by = facilitator_of(session, workshop)
        zoe, _, twin = (make_person(session, workshop, name=name) for name in ("Zoé", "Amina", "Amina B"))
        gone = make_person(session, workshop, name="Parti")
        expect(session, workshop, "Élodie", "Étienne", "Emma")
        remove_person(session, actor=Actor(by), person_id=gone)
        merge_people(session, actor=Actor(by), keep_id=zoe, other_id=twin)
        _, text = read(session, workshop, "attendance.pdf")
        places = [text.index(name) for name in ("Amina", "Élodie", "Emma", "Étienne", "Zoé")]
        assert places == sorted(places)
        assert "Parti" not in text
        assert "Amina B" not in text
        assert "Officer" in text
        assert "Signature" in text


def test_empty_lines_fill_the_last_leaf_and_a_leaf_more_where_they_are_few() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        set_up(session, workshop, expected=15)
        sheet = opened(PRINTABLES["attendance.pdf"](session, workshop))
        assert (len(sheet.pages), kinds(sheet).count("/TR")) == (1, 1 + 21)
        expect(session, workshop, *(f"Personne {n}" for n in range(14)))
        sheet = opened(PRINTABLES["attendance.pdf"](session, workshop))
        assert (len(sheet.pages), kinds(sheet).count("/TR")) == (1, 1 + 14 + 7)
        expect(session, workshop, *(f"Encore {n}" for n in range(4)))
        sheet = opened(PRINTABLES["attendance.pdf"](session, workshop))
        assert (len(sheet.pages), kinds(sheet).count("/TR")) == (2, 1 + 18 + 3 + 24)


def test_four_hundred_people_have_their_line_and_their_badge() -> None:
    names = [f"Personne {n:03}" for n in range(400)]
    with writing() as session:
        workshop = make_workshop(session)
        expect(session, workshop, *names)
        _, text = read(session, workshop, "attendance.pdf")
        assert [name for name in names if name not in text] == []
        pages, text = read(session, workshop, "badges.pdf")
        assert pages == 40
        assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("name", ["attendance.pdf", "badges.pdf"])
def test_long_and_unusual_names_stay_on_the_leaf(name: str) -> None:
    with writing() as session:
        workshop = make_workshop(session, theme="Un enjeu très long " * 10)
        expect(session, workshop, *UNUSUAL, territory="Communauté d’agglomération Hérault " * 2)
        pages, text = read(session, workshop, name)
        assert pages == {"attendance.pdf": 2, "badges.pdf": 1}[name]
        assert "".join(LONG.split()) in "".join(text.split())
        assert "A" * 80 in "".join(text.split())


@pytest.mark.parametrize(
    "territory",
    [
        "Pays de Grasse",
        "Communauté d’agglomération Pau Béarn Pyrénées",
        "Syndicat mixte intercommunal d’aménagement",
        "Communauté urbaine de Caen-la-Mer-Normandie",
        "Communauté de communes du Pays de Saint-Malo, Dinard et Saint-Père-Marc-en-Poul.",
    ],
)
def test_no_line_of_a_badge_is_printed_over_another(territory: str) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        expect(session, workshop, "Zoé", "Marie-Christine Lefèvre-Desrosiers", LONG, territory=territory)
        lines = lines_on(opened(PRINTABLES["badges.pdf"](session, workshop)).pages[0])
    for (across, up, size, first), (same, below, smaller, then) in pairwise(lines):
        if across == same and below < up:
            assert up - below >= 0.25 * size + 0.95 * smaller, (first, then)


def test_badges_fill_their_last_leaf_with_empty_ones() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        assert read(session, workshop, "badges.pdf")[0] == 1
        expect(session, workshop, *(f"Personne {n}" for n in range(10)))
        assert read(session, workshop, "badges.pdf")[0] == 1
        expect(session, workshop, "Une de plus")
        assert read(session, workshop, "badges.pdf")[0] == 2


def test_ballots_hold_what_stands_on_the_wall_twice_on_a_leaf() -> None:
    with writing() as session:
        workshop, _ = make_wall(session, 7, language="en", cap=2)
        pages, text = read(session, workshop, "ballots.pdf")
        assert pages == 1
        assert [text.count(f"Initiative {n}") for n in range(1, 8)] == [2] * 7
        assert text.count("2 dots to place") == 2
        assert text.count("2 dots at most on one initiative. None for your own territory.") == 2


def test_ballots_say_the_rules_of_the_vote_that_is_open() -> None:
    with writing() as session:
        workshop, _ = make_wall(session, 3, language="en", own_territory=True, dots=4)
        open_vote(session, workshop)
        make_initiative(session, workshop, title="Venue après")
        _, text = read(session, workshop, "ballots.pdf")
        assert "4 dots to place Fill in one circle for each dot. 1 dot at most on one initiative." in text
        assert "own territory" not in text
        assert "Venue après" not in text


def test_a_run_off_has_ballots_of_its_own_with_the_tied_alone() -> None:
    with writing() as session:
        workshop, (first, second, third, _) = make_wall(session, 4, language="en", keep=2, dots=2)
        by = facilitator_of(session, workshop)
        stage = open_vote(session, workshop)
        make_votes(session, workshop, {first: 3, second: 1, third: 1})
        close_vote(session, actor=Actor(by), stage_id=stage)
        reveal(session, actor=Actor(by), stage_id=stage)
        start_runoff(session, actor=Actor(by), stage_id=stage)
        _, text = read(session, workshop, "ballots.pdf")
        assert text.count("Run-off ballot") == 2
        assert "1 dot to place" in text
        assert [text.count(f"Initiative {n}") for n in range(1, 5)] == [0, 2, 2, 0]


def test_before_anything_is_shared_ballots_have_numbered_lines_to_fill_in() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        pages, text = read(session, workshop, "ballots.pdf")
        assert pages == 1
        assert text.count("Dots to place:") == 2
        set_up(session, workshop, dots=3)
        assert "3 dots to place" in read(session, workshop, "ballots.pdf")[1]


def test_many_candidates_take_a_whole_leaf() -> None:
    with writing() as session:
        workshop, _ = make_wall(session, 22, language="en")
        pages, text = read(session, workshop, "ballots.pdf")
        assert (pages, text.count("Initiative 22"), text.count("5 dots to place")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("name", "language", "asked"),
    [
        ("canvas-decomposition.pdf", "fr", ("Décomposition", "10. Fonctions clés", "Juridiques")),
        ("canvas-decomposition.pdf", "en", ("Decomposition", "10. Core functions", "Legal")),
        ("canvas-perspective.pdf", "fr", ("6. Premier pas", "Adapter")),
        ("canvas-perspective.pdf", "en", ("6. First step", "Adapt")),
    ],
)
def test_a_canvas_asks_everything_on_one_large_leaf(name: str, language: str, asked: tuple[str, ...]) -> None:
    with writing() as session:
        workshop = make_workshop(session, language=language, theme="Un enjeu très long " * 10)
        sheet = opened(PRINTABLES[name](session, workshop))
        (page,) = sheet.pages
        assert (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) == (420, 297)
        assert [word for word in asked if word not in said_on(page)] == []


def test_what_people_typed_is_printed_and_never_read_as_markup() -> None:
    hostile = "#panic() $x$ *é* \\ ] } @nobody <tag>"
    with writing() as session:
        workshop = make_workshop(session, theme=hostile)
        set_up(session, workshop, organiser=hostile, place=hostile)
        expect(session, workshop, hostile, territory=hostile)
        make_initiative(session, workshop, title=hostile, territory=hostile)
        for name in PRINTABLES:
            if name != "table-sheets.pdf":
                assert "".join(hostile.split()) in "".join(read(session, workshop, name)[1].split())
