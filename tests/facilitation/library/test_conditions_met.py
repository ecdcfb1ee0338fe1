"""Every condition ever met: what was written under conditions, zeros that may be known, what lifts them."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine

from db.base import now
from db.people import Attribution
from db.posts import Post, Verdict
from db.ratings import Criterion
from db.session import Session, reading, writing
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.conditions import say_how_to_lift
from facilitation.errors import NotFound
from facilitation.library.conditions import PAGE, conditions
from facilitation.library.excerpts import Piece
from facilitation.library.search import Filters
from facilitation.perspective import set_verdict
from tests.factories.matrix import Matrix, make_matrix
from tests.factories.tables import sign_as
from tests.factories.workshops import make_account


@dataclass(frozen=True)
class Library:
    """A revealed matrix of a workshop that ended, and somebody who reads."""

    m: Matrix
    reader: int


@pytest.fixture
def library(database: Engine) -> Library:
    with writing() as session:
        m = make_matrix(session)
        t = m.t
        say_how_to_lift(
            session,
            initiative_id=t.fund,
            territory_id=t.grasse,
            criterion=Criterion.need,
            who="Le conseil",
            by_when="Juin",
            first_step="Une enquête",
            actor=Actor(t.by),
        )
        set_verdict(
            session, initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.adapt, actor=Actor(t.by)
        )
        session.get_one(Workshop, t.workshop).closed_at = now()
        sign_as(session, t.amina, Attribution.territory)
        return Library(m, make_account(session, name="Rita"))


def keys(session: Session, library: Library, words: str = "", **chosen: Any) -> list[object]:
    """The conditions found: a criterion or the id of a post."""
    met = conditions(session, actor=Actor(library.reader), words=words, chosen=Filters(**chosen)).met
    return [one.criterion or one.post_id for one in met]


def test_a_condition_tells_who_set_it_for_what_and_how_it_can_be_lifted(library: Library) -> None:
    with reading() as session:
        zero, written = conditions(session, actor=Actor(library.reader)).met
    assert (zero.criterion, zero.post_id, zero.text) == ("need", None, ())
    assert (zero.who, zero.by_when, zero.first_step) == ("Le conseil", "Juin", "Une enquête")
    assert (zero.territory, zero.source, zero.verdict) == ("Pays de Grasse", "Grand Compiégnois", "adapt")
    assert written.post_id == library.m.condition
    assert written.text == (Piece("Un élu référent"),)
    assert (written.credit.author, written.credit.territory) == ("", "Pays de Grasse")
    assert (written.who, written.by_when, written.first_step) == ("", "", "")
    assert (written.theme, written.date, written.demo) == ("Mobiliser tous les acteurs", None, False)


def test_words_are_looked_for_in_initiatives_and_in_the_conditions_themselves(library: Library) -> None:
    with reading() as session:
        assert keys(session, library, "fonds de participation") == ["need", library.m.condition]
        assert keys(session, library, "élus référents") == [library.m.condition]
        assert keys(session, library, "hélicoptère") == []
        assert keys(session, library, "de la") == []
        (marked,) = conditions(session, actor=Actor(library.reader), words="référents").met
    assert marked.text == (Piece("Un élu "), Piece("référent", found=True))


def test_conditions_are_narrowed_down_by_territory_criterion_and_verdict(library: Library) -> None:
    with reading() as session:
        both = ["need", library.m.condition]
        assert keys(session, library, territory="Pays de Grasse") == both
        assert keys(session, library, territory="Sicoval") == []
        assert keys(session, library, criterion=Criterion.need) == both
        assert keys(session, library, criterion=Criterion.team) == []
        assert keys(session, library, verdict=Verdict.adapt) == both
        assert keys(session, library, verdict=Verdict.discard) == []


def test_what_stays_in_the_room_is_no_condition_here(library: Library) -> None:
    with writing() as session:
        assert library.m.secret not in keys(session, library)
        session.get_one(Post, library.m.condition).off_record = True
        session.flush()
        assert keys(session, library) == ["need"]
        session.get_one(Workshop, library.m.t.workshop).deleted_at = now()
        session.flush()
        assert keys(session, library) == []


def test_conditions_come_in_pages(library: Library) -> None:
    m = library.m
    with writing() as session:
        session.add_all(
            Post(
                workshop_id=m.t.workshop,
                group_id=m.t.first,
                initiative_id=m.t.fund,
                part="perspective",
                section="conditions",
                territory_id=m.t.grasse,
                text=f"Condition {n}",
            )
            for n in range(PAGE)
        )
    with reading() as session:
        first = conditions(session, actor=Actor(library.reader))
        second = conditions(session, actor=Actor(library.reader), page=2)
    assert (first.total, first.pages, len(first.met), len(second.met)) == (PAGE + 2, 2, PAGE, 2)


def test_nobody_without_an_account_reads_conditions(library: Library) -> None:
    with reading() as session, pytest.raises(NotFound):
        conditions(session, actor=Actor(0))
