"""Concepts on their pages: written by designers, a conflict said and nothing lost; read by the others."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.people import Attribution
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.studio.citations import cite
from facilitation.studio.comments import comment, comments
from facilitation.studio.concept_views import ConceptView, concepts_of, published
from facilitation.studio.concepts import concept, delete_concept
from facilitation.studio.publishing import withdraw
from facilitation.studio.statements import ConceptField, edit_statement, remove_statement
from facilitation.withdrawing import keep_off_record
from tests.factories.concepts import Studio, make_concept, make_published, make_statement, make_studio
from tests.factories.tables import sign_as
from tests.factories.workshops import make_account, signed_in
from tests.pages.conftest import Visit

pytestmark = pytest.mark.usefixtures("rules")


def made() -> tuple[Studio, str]:
    """A studio, and Dina's cookie."""
    with writing() as session:
        s = make_studio(session)
        return s, signed_in(session, s.dina)


def now(s: Studio, concept_id: int) -> ConceptView:
    with reading() as session:
        return concept(session, actor=Actor(s.dina), concept_id=concept_id)


def shown(at: AppTest) -> list[str]:
    return [one.value for one in at.text]


def warned(at: AppTest) -> list[str]:
    return [one.value for one in (*at.toast, *at.error, *at.warning)]


def opened(visit: Visit, token: str, concept_id: int) -> AppTest:
    at = visit("concept", account=token, concept=str(concept_id), language="en")
    assert not at.exception
    return at


def test_a_concept_is_begun_in_the_studio_and_listed_there(visit: Visit) -> None:
    s, token = made()
    at = visit("studio", account=token, workshop=str(s.workshop), language="en")
    at.session_state["studio-part"] = "concepts"
    at.run()
    assert "No concept yet." in at.info[0].value
    at.text_input(key="concept-new-title").input("Un *fonds*")
    at.button(key="concept-new-save").click().run()
    assert not at.exception
    with reading() as session:
        assert [one.title for one in concepts_of(session, s.workshop)] == ["Un *fonds*"]
    links = [one.proto for one in at.get("page_link") if one.proto.page == "concept"]
    assert [link.label for link in links] == ["Un \\*\u2060fonds\\*\u2060"]


def test_a_deleted_concept_is_brought_back_from_the_studio(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        delete_concept(session, actor=Actor(s.dina), concept_id=c)
    at = visit("studio", account=token, workshop=str(s.workshop), language="en")
    at.session_state["studio-part"] = "concepts"
    at.run()
    at.button(key=f"concept-restore-{c}").click().run()
    assert now(s, c).id == c


def test_a_statement_is_written_with_numbers_and_shows_what_it_rests_on(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        sign_as(session, s.tables.amina, Attribution.name)
    at = opened(visit, token, c)
    name = f"statement-new-{c}-means"
    at.button(key=f"{name}-show").click().run()
    at.text_area(key=f"{name}-text").input("Une enveloppe")
    at.text_input(key=f"{name}-numbers").input("douze")
    at.button(key=f"{name}-save").click().run()
    assert warned(at) == ["“douze” is no number. Type numbers like 12, 45."]
    assert at.text_area(key=f"{name}-text").value == "Une enveloppe"
    at.text_input(key=f"{name}-numbers").input("999")
    at.button(key=f"{name}-save").click().run()
    assert "has this number: 999." in warned(at)[0]
    at.text_input(key=f"{name}-numbers").input(f"#{s.envelope}")
    at.button(key=f"{name}-save").click().run()
    assert {"1.", "Une enveloppe", "Une enveloppe de 50 000 €"} <= set(shown(at))
    captions = [one.value.replace("\u2060", "") for one in at.caption]
    assert "Amina\\, Pays de Grasse · Intention · Fonds de participation · Table 1" in captions
    [trail] = [one.proto for one in at.get("link_button")]
    assert (trail.url, trail.label) == (f"/trail?post={s.envelope}", f"Where no. {s.envelope} comes from")
    assert name not in [one.key for one in at.text_area]


def test_a_form_that_is_cancelled_writes_nothing(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
    at = opened(visit, token, c)
    name = f"statement-new-{c}-pitch"
    at.button(key=f"{name}-show").click().run()
    at.button(key=f"{name}-cancel").click().run()
    assert (now(s, c).statements, [one.key for one in at.text_area]) == ((), [f"comment-{c}-0"])


def test_a_statement_without_a_citation_is_marked_and_not_published(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        make_statement(session, s, c, s.envelope, text="Un")
        two = make_statement(session, s, c, text="Deux")
    at = opened(visit, token, c)
    badges = [one.value for one in at.markdown if "badge" in one.value]
    assert any("Cites no contribution yet" in badge for badge in badges)
    assert any("1 statement cites nothing" in badge for badge in badges)
    at.button(key="concept-publish").click().run()
    assert warned(at) == [
        "Not published: no contribution is cited by statement 2. Cite at least one for each, or remove it."
    ]
    assert any("Not ready to publish: no contribution is cited by statement 2" in badge for badge in badges)
    at.button(key=f"statement-{two}-cite").click().run()
    at.text_input(key="concept-cite-text").input("jury").run()
    beside = picked_from(at)
    assert [post["id"] for group in beside["groups"] for post in group["posts"]] == [s.council]
    assert (beside["found"], beside["writing"]["chosen"]) == ([s.council], two)
    assert beside["writing"]["statements"][1] == [two, "2. Deux"]
    with writing() as session:
        cite(session, actor=Actor(s.dina), statement_id=two, post_ids=[s.council])
    at.run()
    at.button(key="concept-publish").click().run()
    with reading() as session:
        assert [one.id for one in published(session, s.workshop)] == [c]


def picked_from(at: AppTest) -> dict[str, Any]:
    """What the material beside the concept was given."""
    drawn = [json.loads(str(one.proto.json))[0] for one in at.get("bidi_component")]
    return next(data for data in drawn if "writing" in data)


def test_an_empty_concept_says_what_it_lacks_before_it_is_published(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
    at = opened(visit, token, c)
    assert any("Not ready to publish: nothing is stated yet" in one.value for one in at.markdown)
    with writing() as session:
        make_statement(session, s, c, s.envelope)
    assert not any("Not ready" in one.value for one in opened(visit, token, c).markdown)


def test_a_pitch_is_offered_once_and_long_statements_are_cut(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, text="mot " * 30, field=ConceptField.pitch)
    offered = picked_from(opened(visit, token, c))["writing"]
    assert "In one sentence" not in [name for _, name in offered["fields"]]
    assert offered["statements"] == [[one, "1. " + ("mot " * 15).rstrip() + "…"]]


def test_a_citation_is_taken_out(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, s.council)
    at = opened(visit, token, c)
    at.button(key=f"citation-{one}-{s.envelope}-out").click().run()
    assert [x.post_id for x in now(s, c).statements[0].citations] == [s.council]


def test_what_somebody_wrote_meanwhile_stands_beside_the_words_that_are_written(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, text="Un")
    at = opened(visit, token, c)
    at.button(key=f"statement-{one}-edit").click().run()
    words = f"statement-{one}-words"
    at.text_area(key=words).input("Trois")
    with writing() as session:
        edit_statement(session, actor=Actor(s.max), statement_id=one, text="Deux", version=1)
    at.button(key=f"{words}-save").click().run()
    assert warned(at) == [
        "Somebody changed these words meanwhile. Nothing was overwritten: read theirs, then decide.",
        "Somebody changed this statement while you wrote. It reads now:",
    ]
    assert (at.text_area(key=words).value, "Deux" in shown(at)) == ("Trois", True)
    at.button(key=f"{words}-instead").click().run()
    assert (now(s, c).statements[0].text, now(s, c).statements[0].version) == ("Trois", 3)
    assert "Trois" in shown(at)


def test_the_words_of_the_other_can_stand(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, text="Un")
    at = opened(visit, token, c)
    at.button(key=f"statement-{one}-edit").click().run()
    with writing() as session:
        edit_statement(session, actor=Actor(s.max), statement_id=one, text="Deux", version=1)
    at.run()
    at.button(key=f"statement-{one}-words-cancel").click().run()
    assert (now(s, c).statements[0].text, "Deux" in shown(at)) == ("Deux", True)


def test_words_for_a_statement_that_was_removed_meanwhile_bring_it_back(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, text="Un")
    at = opened(visit, token, c)
    at.button(key=f"statement-{one}-edit").click().run()
    with writing() as session:
        remove_statement(session, actor=Actor(s.max), statement_id=one)
    at.run()
    assert warned(at) == ["Somebody removed this statement meanwhile. Saving brings it back with your words."]
    at.text_area(key=f"statement-{one}-words").input("Deux")
    at.button(key=f"statement-{one}-words-save").click().run()
    assert [x.text for x in now(s, c).statements] == ["Deux"]


def test_statements_move_and_are_removed_with_a_way_back(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        one, two = (make_statement(session, s, c, s.envelope, text=text) for text in ("Un", "Deux"))
    at = opened(visit, token, c)
    at.button(key=f"statement-{two}-up").click().run()
    assert [x.text for x in now(s, c).statements] == ["Deux", "Un"]
    at.selectbox(key=f"statement-{two}-field-objectives").set_value(ConceptField.delays).run()
    assert [(x.field, x.text) for x in now(s, c).statements] == [("objectives", "Un"), ("delays", "Deux")]
    at.button(key=f"statement-{one}-remove").click().run()
    assert [x.text for x in now(s, c).statements] == ["Deux"]
    at.button(key="undo").click().run()
    assert [x.text for x in now(s, c).statements] == ["Un", "Deux"]


def test_designers_comment_and_settle(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope)
        gone = make_statement(session, s, c, text="Ailleurs")
        said = comment(session, actor=Actor(s.max), concept_id=c, statement_id=one, text="Qui *paie* ?")
        comment(session, actor=Actor(s.max), concept_id=c, statement_id=gone, text="Resté seul")
        remove_statement(session, actor=Actor(s.dina), statement_id=gone)
    at = opened(visit, token, c)
    assert ("Qui *paie* ?" in shown(at), "Resté seul" in shown(at)) == (False, True)
    assert at.button(key=f"statement-{one}-talk-show").label == "1 comment"
    at.button(key=f"statement-{one}-talk-show").click().run()
    assert "Qui *paie* ?" in shown(at)
    at.text_area(key=f"comment-{c}-{one}").input("La région")
    at.button(key=f"comment-{c}-{one}-save").click().run()
    at.button(key=f"comment-settle-{said}").click().run()
    at.text_area(key=f"comment-{c}-0").input("À relire")
    at.button(key=f"comment-{c}-0-save").click().run()
    with reading() as session:
        told = [(x.who, x.text, x.settled) for x in comments(session, actor=Actor(s.dina), concept_id=c)]
    assert told == [
        ("Max", "Qui *paie* ?", True),
        ("Max", "Resté seul", False),
        ("Dina", "La région", False),
        ("Dina", "À relire", False),
    ]
    at.button(key=f"comment-settle-{said}").click().run()
    with reading() as session:
        assert not comments(session, actor=Actor(s.dina), concept_id=c)[0].settled


def test_a_concept_is_renamed_and_deleted_with_a_way_back(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s)
    at = opened(visit, token, c)
    at.text_input(key=f"concept-rename-{c}-1").input("Autrement")
    at.button(key=f"concept-rename-{c}-1-save").click().run()
    assert now(s, c).title == "Autrement"
    at.button(key="concept-delete").click().run()
    assert "There is no such concept" in at.info[0].value
    at.button(key="undo").click().run()
    assert now(s, c).title == "Autrement"


def test_versions_are_compared_word_by_word(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s, "Un fonds")
        one = make_statement(session, s, c, s.envelope, text="Donner <b>un</b> budget")
        edit_statement(
            session, actor=Actor(s.max), statement_id=one, text="Donner <b>le</b> budget", version=1
        )
    at = opened(visit, token, c)
    at.session_state["concept-part"] = "versions"
    at.run()
    assert not at.exception
    assert compared(at) == [
        {
            "field": "Objectives",
            "pieces": [
                ["same", "Donner <b>"],
                ["removed", "un"],
                ["added", "le"],
                ["same", "</b> budget"],
            ],
            "notes": "",
        }
    ]
    at.selectbox(key="concept-from-2").set_value(0).run()
    assert [one["field"] for one in compared(at)] == ["Title", "Objectives"]
    assert compared(at)[1]["notes"] == f"now cites {s.envelope}"
    at.selectbox(key="concept-from-2").set_value(2).run()
    assert "These two versions say the same." in [one.value for one in at.info]


def compared(at: AppTest) -> list[dict[str, object]]:
    """What the display of differences was given."""
    drawn = [json.loads(str(one.proto.json))[0] for one in at.get("bidi_component")]
    changes: list[dict[str, object]] = next(data["changes"] for data in drawn if "changes" in data)
    return changes


def test_designers_read_what_is_published_beside_what_they_write(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_published(session, s)
    at = opened(visit, token, c)
    at.session_state["concept-part"] = "read"
    at.run()
    assert not at.exception
    assert not at.info
    with writing() as session:
        make_statement(session, s, c, s.council, text="Nouveau")
    at.run()
    assert "This is what everybody reads: version 1." in at.info[0].value
    assert "Nouveau" not in shown(at)
    with writing() as session:
        withdraw(session, actor=Actor(s.dina), concept_id=c)
    at.run()
    assert "This is the draft." in at.info[0].value
    assert "Nouveau" in shown(at)


def test_every_account_reads_what_is_published_and_nothing_more(visit: Visit) -> None:
    s, _ = made()
    with writing() as session:
        c, draft = make_published(session, s, "Un <i>fonds</i>"), make_concept(session, s, "Brouillon")
        token = signed_in(session, make_account(session, name="Lise"))
    at = opened(visit, token, c)
    assert "“Une enveloppe de 50 000 €”" in shown(at)
    assert "Donner aux habitants un budget à eux" in shown(at)
    assert {"Mobiliser tous les acteurs", "Fonds de participation"} <= set(shown(at))
    assert [one.proto.url for one in at.get("link_button") if "trail" in one.proto.url] == []
    assert "concept-part" not in [one.key for one in at.get("button_group")]
    with writing() as session:
        keep_off_record(session, post_id=s.envelope, off_record=True, actor=Actor(person_id=s.tables.amina))
    at.run()
    assert "The contributions that this rested on were withdrawn." in [one.value for one in at.caption]
    assert "“Une enveloppe de 50 000 €”" not in shown(at)
    for named in (str(draft), "999", "x", "9" * 40):
        at = visit("concept", account=token, concept=named, language="en")
        assert not at.exception
        assert "There is no such concept" in at.info[0].value


def test_nobody_reads_a_concept_without_an_account(visit: Visit) -> None:
    s, _ = made()
    with writing() as session:
        c = make_published(session, s)
    at = visit("concept", concept=str(c), language="en")
    assert at.info[0].value == "Sign in to see this page."
    assert not at.title


def test_a_trail_leads_to_the_concepts_that_cite_the_post(visit: Visit) -> None:
    s, token = made()
    with writing() as session:
        c = make_concept(session, s, "Un *fonds*")
        make_statement(session, s, c, s.envelope, text="Un")
    at = visit("trail", account=token, post=str(s.envelope), language="en")
    assert not at.exception
    links = [one.proto for one in at.get("page_link")]
    assert [link.label for link in links if link.page == "concept"] == ["Un \\*\u2060fonds\\*\u2060"]
    assert [link.page for link in links if link.page in ("console", "studio", "report")] == [
        "studio",
        "report",
    ]
