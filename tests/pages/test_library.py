"""The library's page finds, narrows down, shows one initiative, and says what it means to hold nothing."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.accounts import Role
from db.base import now
from db.conditions import Lift
from db.posts import Section
from db.ratings import Criterion
from db.session import reading, writing
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.conditions import conditions_followed
from facilitation.library.permits import PermitName, grant_permit
from facilitation.sharing import share_initiative
from tests.factories.concepts import make_published, make_studio
from tests.factories.matrix import make_matrix
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account, signed_in
from tests.pages.conftest import Visit

pytestmark = pytest.mark.usefixtures("rules")


def reader() -> str:
    with writing() as session:
        return signed_in(session, make_account(session, name="Rita", role=Role.DESIGNER))


def held(posts: int = 1) -> Tables:
    """Two tables of a workshop that ended."""
    with writing() as session:
        t = make_tables(session)
        for n in range(posts):
            make_post(session, t.amina, f"Une citerne *{n}*", Section.mechanism)
        session.get_one(Workshop, t.workshop).closed_at = now()
    return t


def drawn(at: AppTest, key: str) -> Any:
    """What the cards under this key are given."""
    assert not at.exception
    for one in at.get("bidi_component"):
        given = json.loads(str(one.proto.json))[0]
        if one.proto.id.endswith(key) and "cards" in given:
            return given
    return None


def texts(at: AppTest) -> list[str]:
    return [one.value for one in (*at.text, *at.markdown, *at.header, *at.title, *at.info)]


def search_for(at: AppTest, words: str) -> AppTest:
    return at.text_input(key="search").set_value(words).run()


def test_an_empty_library_says_what_will_be_in_it(visit: Visit) -> None:
    at = visit("library", account=reader(), language="en")
    assert "The library is still empty" in texts(at)
    assert "Nothing found" in texts(search_for(at, "citerne"))


def test_nobody_without_an_account_is_shown_anything(visit: Visit) -> None:
    held()
    at = visit("library", language="en")
    assert "Sign in to see this page." in texts(at)
    assert drawn(at, "library-found") is None


def test_a_contribution_is_found_and_signed_and_leads_to_its_initiative(visit: Visit) -> None:
    t = held()
    at = search_for(visit("library", account=reader(), language="en"), "CITERNES")
    given = drawn(at, "library-found")
    (card,) = given["cards"]
    assert given["told"] == "1 result"
    assert card["kind"] == "Contribution · Mechanism"
    assert card["lines"] == [
        {
            "text": [["Une ", False], ["citerne", True], [" *0*", False]],
            "facts": "Pays de Grasse",
            "more": [],
            "mark": "",
        }
    ]
    assert (card["about"], card["href"]) == ("Fonds de participation", f"/library?initiative={t.fund}")
    assert card["facts"] == "Mobiliser tous les acteurs"


def test_what_holds_some_of_the_words_is_said_to(visit: Visit) -> None:
    held()
    at = search_for(visit("library", account=reader(), language="en"), "citerne hélicoptère")
    told = drawn(at, "library-found")["told"]
    assert told == "Nothing holds all of these words; what holds some of them: 1 result"


def test_filters_narrow_it_down_and_are_counted_and_cleared(visit: Visit) -> None:
    held()
    at = visit("library", account=reader(), language="en")
    assert drawn(at, "library-found")["told"] == "3 results"
    at = at.selectbox(key="library-section").set_value(Section.mechanism).run()
    assert drawn(at, "library-found")["told"] == "1 result"
    at = at.selectbox(key="library-criterion").set_value(Criterion.funding).run()
    assert "Nothing found" in texts(at)
    at = at.button(key="library-clear").click().run()
    assert drawn(at, "library-found")["told"] == "3 results"


def test_pages_are_turned_and_a_new_search_begins_at_the_first(visit: Visit) -> None:
    held(posts=25)
    at = visit("library", account=reader(), language="en")
    assert len(drawn(at, "library-found")["cards"]) == 20
    at.session_state["library-page"] = 2
    at = at.run()
    assert len(drawn(at, "library-found")["cards"]) == 7
    at = search_for(at, "citerne")
    assert len(drawn(at, "library-found")["cards"]) == 20


def test_a_concept_leads_to_its_sheet_and_its_public_page(visit: Visit) -> None:
    with writing() as session:
        studio = make_studio(session)
        concept = make_published(session, studio)
        admin = make_account(session, name="Ada", role=Role.ADMINISTRATOR)
        grant_permit(session, actor=Actor(admin), name=PermitName.public_concepts)
    at = search_for(visit("library", account=reader(), language="en"), "budget")
    (card,) = drawn(at, "library-found")["cards"]
    assert (card["kind"], card["href"]) == ("Concept", f"/concept?concept={concept}")
    assert [name for name, _ in card["links"]] == ["Public page"]


def test_conditions_tell_what_would_lift_them(visit: Visit) -> None:
    with writing() as session:
        t = make_matrix(session).t
        session.get_one(Workshop, t.workshop).closed_at = now()
        key = {"workshop_id": t.workshop, "initiative_id": t.fund, "territory_id": t.grasse}
        session.add(Lift(criterion=Criterion.need, who="Le conseil *", first_step="Une enquête", **key))
    at = visit("library", account=reader(), language="en")
    at.session_state["library-part"] = "conditions"
    at = at.run()
    given = drawn(at, "library-conditions")
    (card,) = given["cards"]
    assert given["told"] == "2 conditions"
    assert card["lines"][0] == {
        "text": [["Need: blocking", False]],
        "facts": "",
        "more": ["Who can lift it: Le conseil *", "First step: Une enquête"],
        "mark": "Pays de Grasse",
    }
    assert card["lines"][1]["text"] == [["Un élu référent", False]]
    assert "Nothing found" in texts(search_for(at, "hélicoptère"))


def test_an_initiative_is_shown_with_what_resembles_it_and_what_was_said(visit: Visit) -> None:
    t = held(posts=25)
    with writing() as session:
        share_initiative(
            session,
            actor=Actor(t.by),
            workshop_id=t.workshop,
            title="Un fonds *participatif*",
            pitch="Des fonds, une phrase",
            description="Longue description",
            tags=["budget"],
            fictitious=True,
        )
        twin = share_initiative(
            session, actor=Actor(t.by), workshop_id=t.workshop, title="Autre fonds", pitch="Une phrase"
        )
    at = visit("library", account=reader(), language="en", initiative=str(t.fund))
    assert "Fonds de participation" in texts(at)
    assert len(drawn(at, "library-similar")["cards"]) == 2
    assert len(drawn(at, "library-said")["cards"]) == 20
    assert "No territory set a condition for it." in texts(at)
    at.query_params["initiative"] = str(twin)
    at = at.run()
    assert "No group took it apart." in texts(at)
    at = at.button(key="library-back").click().run()
    assert "Library" in texts(at)


def test_an_initiative_that_the_library_does_not_hold_is_not_shown(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
    for named in (str(t.fund), "0", "9" * 18):
        at = visit("library", account=reader(), language="en", initiative=named)
        assert "There is no such initiative in the library." in texts(at)


def test_a_typing_fault_is_put_right_at_a_press(visit: Visit) -> None:
    held()
    at = search_for(visit("library", account=reader(), language="en"), "citrene")
    offered = at.button(key="library-instead")
    assert offered.label == "Did you mean “citerne”?"
    offered.click().run()
    assert at.text_input(key="search").value == "citerne"
    assert drawn(at, "library-found")["told"] == "1 result"
    assert [one.key for one in at.button if one.key == "library-instead"] == []


def test_a_typing_fault_is_put_right_among_conditions_too(visit: Visit) -> None:
    held()
    at = search_for(visit("library", account=reader(), language="en"), "participaton")
    at.segmented_control(key="library-part").set_value("conditions").run()
    assert at.button(key="library-instead").label == "Did you mean “participation”?"


def test_conditions_are_followed_from_the_library_by_who_runs_the_workshop(visit: Visit) -> None:
    with writing() as session:
        m = make_matrix(session)
        session.get_one(Workshop, m.t.workshop).closed_at = now()
        runs = signed_in(session, m.t.by)
    at = visit("library", account=runs, language="en", initiative=str(m.t.fund))
    box = next(one for one in at.checkbox if one.label == "Lifted")
    box.check().run()
    assert not at.exception
    with reading() as session:
        lines = conditions_followed(session, actor=Actor(m.t.by), initiative_id=m.t.fund)
    assert [line.lifted_at is not None for line in lines].count(True) == 1
    other = visit("library", account=reader(), language="en", initiative=str(m.t.fund))
    assert [one.label for one in other.checkbox] == []
    told = [line for card in drawn(other, "library-sheet-conditions")["cards"] for line in card["lines"]]
    assert any("Lifted on" in more for line in told for more in line["more"])
