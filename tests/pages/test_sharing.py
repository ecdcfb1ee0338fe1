from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.agenda import StageKind
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.pictures import attach_picture
from facilitation.sharing import InitiativeView, initiatives, share_initiative, wall_view
from facilitation.signing_in import claim_nonce, issue_nonce
from tests.factories.pictures import drawn
from tests.factories.votes import make_initiative
from tests.factories.workshops import facilitator_of, make_joined, make_workshop, open_kind
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Room:
    """A workshop whose sharing stage is open, somebody in it, and its facilitator."""

    workshop_id: int
    person_id: int
    person: str
    account: str


@pytest.fixture
def room(rules: Engine) -> Room:
    with writing() as session:
        workshop_id = make_workshop(session)
        joined = make_joined(session, workshop_id, territory="Pays de Grasse")
        open_kind(session, workshop_id, StageKind.sharing)
        by = facilitator_of(session, workshop_id)
        signed_in = claim_nonce(session, nonce=issue_nonce(session, account_id=by))
        return Room(workshop_id, joined.person_id, joined.token, signed_in.token)


def fill(at: AppTest, title: str, pitch: str) -> AppTest:
    at.text_input(key="share-title").input(title)
    at.text_area(key="share-pitch").input(pitch)
    return at.button(key="share-submit").click().run()


def said(at: AppTest) -> list[str]:
    return [error.value for error in at.error]


def test_a_participant_shares_an_initiative_from_their_territory_and_the_form_is_ready_again(
    room: Room, visit: Visit
) -> None:
    at = fill(visit("room", person=room.person), "Bon Achat", "Acheter ensemble.")
    assert not at.exception
    assert [toast.value for toast in at.toast] == ["Votre initiative est sur le mur."]
    assert (at.text_input(key="share-title").value, at.text_area(key="share-pitch").value) == ("", "")
    assert at.selectbox(key="share-territory").value == "Pays de Grasse"
    with reading() as session:
        (one,) = initiatives(session, room.workshop_id, audience="console")
    assert (one.title, one.pitch, one.territory, one.author) == (
        "Bon Achat",
        "Acheter ensemble.",
        "Pays de Grasse",
        "Amina",
    )


def test_an_empty_title_is_refused_with_a_sentence_and_nothing_typed_is_lost(
    room: Room, visit: Visit
) -> None:
    at = fill(visit("room", person=room.person), " ", "Acheter ensemble.")
    assert said(at) == ["Remplissez d’abord «\u00a0Titre\u00a0»."]
    assert at.text_area(key="share-pitch").value == "Acheter ensemble."


def test_a_pitch_that_is_too_long_is_refused_in_the_visitors_language(room: Room, visit: Visit) -> None:
    at = visit("room", person=room.person, language="en")
    at = fill(at, "Bon Achat", "b" * 281)
    assert said(at) == ["“In one sentence” has 281 characters; 280 is the most. Shorten it and try again."]


def test_one_edits_takes_back_and_shares_again_what_is_ones_own(room: Room, visit: Visit) -> None:
    with writing() as session:
        one = share_initiative(
            session, actor=Actor(person_id=room.person_id), title="Bon Achat", pitch="Acheter ensemble."
        )
    at = visit("room", person=room.person)
    at.button(key=f"share-edit-{one}").click().run()
    at.text_input(key=f"share-edit-{one}-title").input("Meilleur achat")
    at.button(key=f"share-edit-{one}-save").click().run()
    with reading() as session:
        assert initiatives(session, room.workshop_id)[0].title == "Meilleur achat"
    at.button(key=f"share-hide-{one}").click().run()
    with reading() as session:
        assert initiatives(session, room.workshop_id) == []
    at.button(key=f"share-again-{one}").click().run()
    with reading() as session:
        assert len(initiatives(session, room.workshop_id)) == 1
    assert not at.exception


def test_whoever_may_edit_an_initiative_takes_its_picture_off(room: Room, visit: Visit) -> None:
    with writing() as session:
        one = make_initiative(session, room.workshop_id, author_id=room.person_id)
        attach_picture(session, initiative_id=one, actor=Actor(person_id=room.person_id), data=drawn())
    at = visit("room", person=room.person)
    at.button(key=f"share-edit-{one}").click().run()
    at.button(key=f"share-edit-{one}-picture-remove").click().run()
    assert not [button for button in at.button if button.key == f"share-edit-{one}-picture-remove"]
    with writing() as session:
        assert initiatives(session, room.workshop_id)[0].picture is None
        attach_picture(session, initiative_id=one, actor=Actor(person_id=room.person_id), data=drawn())
    desk = visit("console", account=room.account, workshop=str(room.workshop_id))
    desk.session_state["console-initiative"] = ("edit", one)
    desk.run()
    desk.button(key=f"console-edit-{one}-picture-remove").click().run()
    assert not desk.exception
    with reading() as session:
        assert initiatives(session, room.workshop_id)[0].picture is None


def test_the_desk_conceals_and_reveals_the_wall(room: Room, visit: Visit) -> None:
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    assert not at.exception
    at.button(key="console-conceal-wall").click().run()
    with reading() as session:
        assert wall_view(session, room.workshop_id, "room").concealed is True
    at.button(key="console-reveal-wall").click().run()
    with reading() as session:
        assert wall_view(session, room.workshop_id, "room").concealed is False


def test_the_desk_calls_a_pitch_and_clears_the_stage(room: Room, visit: Visit) -> None:
    with writing() as session:
        make_initiative(session, room.workshop_id, title="Bon Achat")
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    at.button(key="console-pitch-start").click().run()
    assert not at.exception
    at.button(key="console-pitch-end").click().run()
    assert not at.exception
    assert [button.key for button in at.button if button.key == "console-pitch-end"] == []


def test_the_desk_enters_an_initiative_for_somebody(room: Room, visit: Visit) -> None:
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    at.button(key="console-share").click().run()
    at.selectbox(key="console-share-author").select(room.person_id)
    at.text_input(key="console-share-title").input("Bon Achat")
    at.text_area(key="console-share-pitch").input("Acheter ensemble.")
    at.button(key="console-share-save").click().run()
    assert not at.exception
    with reading() as session:
        (one,) = initiatives(session, room.workshop_id, audience="console")
    assert (one.title, one.author) == ("Bon Achat", "Amina")


@pytest.mark.parametrize("what", ["edit", "merge"])
def test_the_desk_edits_and_merges(room: Room, visit: Visit, what: str) -> None:
    with writing() as session:
        a = make_initiative(session, room.workshop_id, title="A")
        b = make_initiative(session, room.workshop_id, title="B")
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    at.session_state["console-initiative"] = (what, a)
    at.run()
    at.text_input(key=f"console-{what}-{a}-title").input("Both")
    if what == "merge":
        at.multiselect(key=f"console-merge-{a}-others").select(b)
    at.button(key=f"console-{what}-{a}-save").click().run()
    assert not at.exception
    with reading() as session:
        titles = [one.title for one in initiatives(session, room.workshop_id)]
    assert titles == (["Both"] if what == "merge" else ["Both", "B"])


def shared_twice(room: Room) -> None:
    """Somebody shares one idea in two wordings."""
    with writing() as session:
        for title, pitch in (
            ("Fonds de participation", "Les habitants décident de 50 000 €"),
            ("Un budget participatif", "Les citoyens décident de 50 000 €"),
        ):
            share_initiative(session, actor=Actor(person_id=room.person_id), title=title, pitch=pitch)


def labels(at: AppTest) -> list[str]:
    return [one.label for one in at.expander]


def test_two_initiatives_that_say_the_same_are_offered_to_be_merged(room: Room, visit: Visit) -> None:
    shared_twice(room)
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    assert "Presque pareil\u00a0: 1 suggestion" in labels(at)
    merge = next(one for one in at.button if one.label == "Fusionner…")
    merge.click().run()
    assert not at.exception
    chosen = next(one for one in at.multiselect if str(one.key).endswith("-others"))
    assert chosen.value == [max(one.id for one in _on_wall(room))]


def test_two_initiatives_that_are_not_the_same_are_told_apart_for_good(room: Room, visit: Visit) -> None:
    shared_twice(room)
    at = visit("console", account=room.account, workshop=str(room.workshop_id))
    next(one for one in at.button if one.label == "Pas la même chose").click().run()
    assert not at.exception
    assert "Presque pareil\u00a0: 1 suggestion" not in labels(at)
    again = visit("console", account=room.account, workshop=str(room.workshop_id))
    assert "Presque pareil\u00a0: 1 suggestion" not in labels(again)


def _on_wall(room: Room) -> list[InitiativeView]:
    with reading() as session:
        return initiatives(session, room.workshop_id, audience="console")
