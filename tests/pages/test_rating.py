"""Rating one's own territory: where it stands in the room, and for whom the facilitator does it."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.people import PersonRole
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.joining import resume
from facilitation.matrix import reveal_matrix
from facilitation.people import add_person, my_card
from facilitation.ratings import Criterion, rate
from pages.stages.rating import ASKED
from pages.ui.surfaces.lexicon import CRITERIA, LEVELS
from pages.ui.surfaces.ratings import VALUES, Answer, answers_in
from pages.ui.terms import question, term
from tests.factories.tables import Tables, make_tables
from tests.factories.workshops import signed_in
from tests.pages.conftest import Visit
from translation import catalogue

RATING, TABLE, MATRIX = "My territory", "My table", "Matrix"


@dataclass(frozen=True)
class Room:
    """The two tables in the perspective, with the cookies of Amina, of Lucie and of the facilitator."""

    t: Tables
    amina: str
    lucie: str
    account: str


def device_of(session: Session, person_id: int) -> str:
    return resume(session, resume_code=my_card(session, person_id).resume_code).token


@pytest.fixture
def room(rules: Engine) -> Room:
    assert rules is not None
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        return Room(t, device_of(session, t.amina), device_of(session, t.lucie), signed_in(session, t.by))


def reveal(room: Room) -> None:
    with writing() as session:
        rate(
            session,
            actor=Actor(person_id=room.t.paul),
            initiative_id=room.t.fund,
            criterion=Criterion.need,
            value=0,
        )
        reveal_matrix(session, actor=Actor(room.t.by), workshop_id=room.t.workshop)


def chosen(at: AppTest) -> str:
    assert not at.exception
    assert [tab.label for tab in at.tabs] == [RATING, TABLE, MATRIX]
    tab: str = at.session_state["perspective-tabs"]
    return tab


def test_who_has_a_territory_rates_it_first_and_who_has_none_sits_at_the_table(
    room: Room, visit: Visit
) -> None:
    assert chosen(visit("room", person=room.amina, language="en")) == RATING
    assert chosen(visit("room", person=room.lucie, language="en")) == TABLE


def test_before_the_reveal_the_matrix_is_a_promise(room: Room, visit: Visit) -> None:
    at = visit("room", person=room.amina, language="en")
    promise = "Everybody's answers appear here together, once the facilitator reveals them."
    assert promise in [info.value for info in at.info]
    reveal(room)
    at.run()
    assert promise not in [info.value for info in at.info]


def test_the_reveal_turns_to_the_matrix_once(room: Room, visit: Visit) -> None:
    at = visit("room", person=room.amina, language="en")
    reveal(room)
    assert chosen(at.run()) == MATRIX
    at.session_state["perspective-tabs"] = RATING
    assert chosen(at.run()) == RATING


def test_the_reveal_leaves_those_who_write_at_their_table(room: Room, visit: Visit) -> None:
    at = visit("room", person=room.amina, language="en")
    at.session_state["perspective-tabs"] = TABLE
    reveal(room)
    assert chosen(at.run()) == TABLE


def test_somebody_without_a_device_is_rated_for_on_the_console_and_nobody_else(
    room: Room, visit: Visit
) -> None:
    with writing() as session:
        device_of(session, room.t.paul)
        add_person(
            session,
            actor=Actor(room.t.by),
            workshop_id=room.t.workshop,
            name="Odile",
            territory_name="Sicoval",
            role=PersonRole.other,
        )
    at = visit("console", account=room.account, workshop=str(room.t.workshop), language="en")
    assert not at.exception
    at.button(key="console-rate").click().run()
    assert not at.exception
    assert at.selectbox(key="rate-person").options == ["Odile"]
    at.selectbox(key="rate-person").select("Odile").run()
    assert not at.exception


def test_where_everybody_has_a_device_the_console_says_so(room: Room, visit: Visit) -> None:
    at = visit("console", account=room.account, workshop=str(room.t.workshop), language="en")
    at.button(key="console-rate").click().run()
    assert not at.exception
    assert "Everybody here has a device, and answers there alone." in [one.value for one in at.markdown]
    assert at.session_state[ASKED]


def test_the_display_knows_every_answer() -> None:
    assert [VALUES[sent] for sent in LEVELS] == [0, 1, 2, 3, None]
    assert [term(name) for name in LEVELS.values()] != list(LEVELS.values())


def test_what_a_browser_sends_is_never_trusted() -> None:
    good = {"initiative": 3, "criterion": "need", "answer": "0"}
    sent = [
        good,
        good | {"answer": "unknown"},
        good | {"answer": "none"},
        *(
            good | wrong
            for wrong in ({"initiative": "3"}, {"criterion": "score"}, {"answer": "4"}, {"answer": 2})
        ),
        None,
        "rate",
    ]
    assert answers_in({"answers": sent}) == [
        Answer(3, "need", 0, taken_back=False),
        Answer(3, "need", None, taken_back=False),
        Answer(3, "need", None, taken_back=True),
    ]
    unreadable: list[dict[str, Any]] = [{}, {"answers": "all"}, {"answers": {}}]
    assert [answers_in(wrong) for wrong in unreadable] == [[], [], []]
    assert len(answers_in({"answers": [good] * 101})) == 100


QUESTIONS = {
    "need": (
        "Le problème se pose-t-il chez nous avec une ampleur comparable ?", "Is the problem comparable here?",
    ),
    "acceptability": (
        "Les publics visés le souhaitent-ils ou l'accepteraient-ils ?",
        "Would the intended publics want or accept it?",
    ),
    "political_backing": (
        "Un·e élu·e est-il/elle prêt·e à le porter ?", "Is an elected member ready to carry it?",
    ),
    "legal_remit": (
        "Avons-nous la compétence et le droit de le faire ?", "Do we have the remit and the legal right?",
    ),
    "partners": (
        "Les acteurs indispensables existent-ils et se font-ils confiance ?",
        "Do the essential partners exist and trust each other?",
    ),
    "team": ("Avons-nous le temps et les compétences ?", "Do we have the time and the skills?"),
    "funding": ("Peut-on financer le démarrage et la durée ?", "Can we fund start-up and running?"),
    "means": ("Outils, lieux, données : disponibles ?", "Are tools, places, data available?"),
    "scale_and_timing": (
        "Notre taille et notre calendrier conviennent-ils ?", "Do our size and calendar fit?",
    ),
    "support": (
        "Le territoire d'origine peut-il nous transmettre et nous aider ?",
        "Can the source territory hand over and help?",
    ),
    "evidence": ("Les effets sont-ils établis ?", "Are the effects established?"),
    "adaptability": (
        "Peut-on adapter la forme sans perdre les fonctions clés ?",
        "Can the form change without losing the core functions?",
    ),
}  # fmt: skip
"""As the method words them; French typography aside."""


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion_is_asked_in_the_words_of_the_method(criterion: str) -> None:
    french, english = QUESTIONS[criterion]
    asked = catalogue("fr").gettext(english)
    assert question(criterion) in (asked, english)
    assert asked.replace("\u00a0", " ").replace("’", "'") == french
