"""Similar initiatives are those of any workshop that share what few others say."""

import pytest
from sqlalchemy import Engine

from db.base import now
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.library.similar import initiative, similar
from facilitation.sharing import share_initiative
from tests.factories.workshops import make_account, make_workshop


def held(session: Session, *shared: tuple[str, str], over: bool = True) -> list[int]:
    """The initiatives of a workshop that ended."""
    by = make_account(session)
    workshop_id = make_workshop(session, by=by)
    ids = [
        share_initiative(session, actor=Actor(by), workshop_id=workshop_id, title=title, pitch=pitch)
        for title, pitch in shared
    ]
    session.get_one(Workshop, workshop_id).closed_at = now() if over else None
    session.flush()
    return ids


BIKES = ("Vélos partagés", "Des vélos en libre service à la gare")
OTHERS = (
    ("Cantine bio", "Des repas bio et locaux à l’école"),
    ("Fonds citoyen", "Un budget pour les habitants"),
)


def test_the_closest_of_other_workshops_comes_first(database: Engine) -> None:
    with writing() as session:
        bikes, *_ = held(session, BIKES, *OTHERS)
        loan, shelter = held(
            session,
            ("Vélos électriques partagés", "Louer un vélo à la gare"),
            ("Abri", "Garer son vélo près de la gare"),
        )
        reader = make_account(session, name="Rita")
    with reading() as session:
        assert [hit.id for hit in similar(session, actor=Actor(reader), initiative_id=bikes)] == [
            loan,
            shelter,
        ]


def test_one_word_in_common_is_not_enough(database: Engine) -> None:
    with writing() as session:
        bikes, canteen, fund = held(session, BIKES, *OTHERS)
        held(session, ("Vélos", "Réparer soi-même"))
        reader = make_account(session, name="Rita")
    with reading() as session:
        assert similar(session, actor=Actor(reader), initiative_id=bikes) == ()
        assert similar(session, actor=Actor(reader), initiative_id=canteen) == ()
        assert initiative(session, actor=Actor(reader), initiative_id=fund).initiative == "Fonds citoyen"


def test_an_initiative_that_says_nothing_resembles_nothing(database: Engine) -> None:
    with writing() as session:
        (silent,) = held(session, ("À la une", "Et le"))
        session.get_one(Initiative, silent).title = "Le la"
        reader = make_account(session, name="Rita")
    with reading() as session:
        assert similar(session, actor=Actor(reader), initiative_id=silent) == ()


def test_what_the_library_does_not_hold_has_nothing_similar(database: Engine) -> None:
    with writing() as session:
        (hidden,) = held(session, BIKES)
        session.get_one(Initiative, hidden).hidden_at = now()
        (running,) = held(session, BIKES, over=False)
        (open_to_all,) = held(session, BIKES)
        reader = make_account(session, name="Rita")
    with reading() as session:
        for one in (hidden, running, 0):
            with pytest.raises(NotFound):
                similar(session, actor=Actor(reader), initiative_id=one)
        assert similar(session, actor=Actor(reader), initiative_id=open_to_all) == ()
        with pytest.raises(NotFound):
            initiative(session, actor=Actor(0), initiative_id=open_to_all)
