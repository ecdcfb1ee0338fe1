from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from db.agenda import StageKind
from db.base import now
from db.people import person_row
from db.session import Session, reading, writing
from db.sharing import initiative_row
from facilitation.actors import Actor
from facilitation.errors import (
    BadLink,
    CandidatesFrozen,
    EditingOver,
    Missing,
    NotAllowed,
    NotFound,
    StageLocked,
    StageNotOpen,
    TooLong,
)
from facilitation.initiative_text import InitiativeText
from facilitation.journal import story
from facilitation.planning import change_stage
from facilitation.running import close_stage, open_stage
from facilitation.sharing import (
    InitiativeView,
    edit_initiative,
    hide_initiative,
    hide_own,
    in_guide,
    initiatives,
    my_initiatives,
    share_initiative,
    unhide_initiative,
    unhide_own,
)
from facilitation.territories import territory_names
from tests.factories.votes import make_initiative, make_wall, open_vote
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
    stage_of,
)


def sharing_room(session: Session) -> tuple[int, int]:
    """A workshop whose sharing stage is open, and somebody in it."""
    workshop_id = make_workshop(session)
    open_kind(session, workshop_id, StageKind.sharing)
    return workshop_id, make_person(session, workshop_id, territory="Grasse")


@pytest.mark.usefixtures("rules")
def test_the_same_initiative_in_two_workshops_is_on_both_walls() -> None:
    with writing() as session:
        first = make_workshop(session)
        by = facilitator_of(session, first)
        second = make_workshop(session, by=by)
        for workshop in (first, second):
            share_initiative(
                session, actor=Actor(by), workshop_id=workshop, title="Fonds", pitch="Une phrase"
            )
        assert [[one.title for one in initiatives(session, wall)] for wall in (first, second)] == [
            ["Fonds"],
            ["Fonds"],
        ]


@pytest.mark.usefixtures("rules")
def test_an_initiative_sent_twice_is_on_the_wall_once() -> None:
    with writing() as session:
        workshop_id, amina = sharing_room(session)
        paul = make_person(session, workshop_id, name="Paul")
        texts: InitiativeText = {"title": "Bon Achat", "pitch": "Des lots", "tags": ["achat"]}
        first = share_initiative(session, actor=Actor(person_id=amina), **texts)
        assert share_initiative(session, actor=Actor(person_id=amina), **texts) == first
        another = share_initiative(session, actor=Actor(person_id=paul), **texts)
        texts_with_more: InitiativeText = {**texts, "description": "Depuis 2019"}
        longer = share_initiative(session, actor=Actor(person_id=amina), **texts_with_more)
        hide_own(session, actor=Actor(person_id=amina), initiative_id=first)
        again = share_initiative(session, actor=Actor(person_id=amina), **texts)
        assert len({first, another, longer, again}) == 4
        told = story(session, actor=Actor(facilitator_of(session, workshop_id)), workshop_id=workshop_id)
        assert [entry.action for entry in told].count("initiative_shared") == 4


def only(session: Session, workshop_id: int) -> InitiativeView:
    (one,) = initiatives(session, workshop_id, audience="console", hidden=True)
    return one


def test_five_to_ten_initiatives_are_advised() -> None:
    assert [count for count in range(13) if in_guide(count)] == [5, 6, 7, 8, 9, 10]


def test_a_participant_shares_an_initiative_with_all_its_texts(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        share_initiative(
            session,
            actor=Actor(person_id=author),
            title="  Bon  Achat ",
            pitch="Acheter ensemble.",
            description="Un groupement.\n\nTrois communes.",
            territory_name="grasse",
            holder="Paul",
            link="example.org/bon-achat",
            tags=["achats", "#Achats", " ", "local"],
        )
        one = only(session, workshop_id)
    assert (one.title, one.pitch, one.description) == (
        "Bon Achat",
        "Acheter ensemble.",
        "Un groupement.\n\nTrois communes.",
    )
    assert (one.territory, one.holder, one.author) == ("Grasse", "Paul", "Amina")
    assert (one.link, one.tags) == ("https://example.org/bon-achat", ["Achats", "local"])
    assert (one.editable, one.hidden, one.state, one.merged) == (True, False, None, [])


def test_a_territory_that_the_workshop_does_not_have_is_kept_as_its_name(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        share_initiative(
            session, actor=Actor(person_id=author), title="A", pitch="B", territory_name="TCO, La Réunion"
        )
        assert only(session, workshop_id).territory == "TCO, La Réunion"
        assert territory_names(session, workshop_id) == ["Grasse"]


def test_a_territory_and_a_holder_may_be_given_by_their_ids(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        grasse = only_territory(session, author)
        share_initiative(
            session,
            actor=Actor(person_id=author),
            title="A",
            pitch="B",
            territory_id=grasse,
            holder_id=author,
        )
        one = only(session, workshop_id)
    assert (one.territory, one.territory_id, one.holder, one.holder_here) == ("Grasse", grasse, "Amina", True)


def only_territory(session: Session, person_id: int) -> int:
    person = person_row(session, person_id)
    assert person is not None
    assert person.territory_id is not None
    return person.territory_id


def test_a_territory_or_a_holder_of_another_workshop_is_out_of_reach(rules: Engine) -> None:
    with writing() as session:
        _, author = sharing_room(session)
        elsewhere = make_person(session, make_workshop(session), name="Eve", territory="Ailleurs")
        with pytest.raises(NotFound):
            share_initiative(
                session, actor=Actor(person_id=author), title="A", pitch="B", holder_id=elsewhere
            )
        with pytest.raises(NotFound):
            share_initiative(session, actor=Actor(person_id=author), title="A", pitch="B", holder_id=999)
        with pytest.raises(NotFound):
            share_initiative(
                session,
                actor=Actor(person_id=author),
                title="A",
                pitch="B",
                territory_id=only_territory(session, elsewhere),
            )


@pytest.mark.parametrize("field", ["title", "pitch"])
def test_an_initiative_needs_a_title_and_a_sentence(rules: Engine, field: str) -> None:
    with writing() as session:
        _, author = sharing_room(session)
        texts = {"title": "A", "pitch": "B"} | {field: " \u200b "}
        with pytest.raises(Missing) as refused:
            share_initiative(
                session, actor=Actor(person_id=author), title=texts["title"], pitch=texts["pitch"]
            )
        assert refused.value.field == field
        with pytest.raises(Missing):
            share_initiative(session, actor=Actor(person_id=author))


def test_a_pitch_of_281_characters_is_refused_with_its_length(rules: Engine) -> None:
    with writing() as session:
        _, author = sharing_room(session)
        share_initiative(session, actor=Actor(person_id=author), title="A", pitch="b" * 280)
        with pytest.raises(TooLong) as refused:
            share_initiative(session, actor=Actor(person_id=author), title="A", pitch="b" * 281)
    assert (refused.value.field, refused.value.limit, refused.value.length) == ("pitch", 280, 281)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "https://", "not a link", "file:///etc"]
)
def test_what_is_no_web_address_is_refused_as_a_link(rules: Engine, link: str) -> None:
    with writing() as session:
        _, author = sharing_room(session)
        with pytest.raises(BadLink):
            share_initiative(session, actor=Actor(person_id=author), title="A", pitch="B", link=link)


def test_more_than_eight_tags_are_too_many_and_the_first_eight_stay(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        share_initiative(
            session, actor=Actor(person_id=author), title="A", pitch="B", tags=[f"t{n}" for n in range(12)]
        )
        assert only(session, workshop_id).tags == [f"t{n}" for n in range(8)]


def test_participants_share_only_while_sharing_is_open_and_not_locked(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        author = make_person(session, workshop_id)
        with pytest.raises(StageNotOpen):
            share_initiative(session, actor=Actor(person_id=author), title="A", pitch="B")
        stage_id = stage_of(session, workshop_id, StageKind.sharing)
        by = facilitator_of(session, workshop_id)
        change_stage(session, actor=Actor(by), stage_id=stage_id, minutes=1, locks=True)
        open_stage(session, actor=Actor(by), stage_id=stage_id, at=now() - timedelta(minutes=2))
        with pytest.raises(StageLocked):
            share_initiative(session, actor=Actor(person_id=author), title="A", pitch="B")


def test_a_facilitator_enters_one_at_any_time_for_the_workshop_or_for_somebody(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina, by = make_person(session, workshop_id), facilitator_of(session, workshop_id)
        share_initiative(session, workshop_id=workshop_id, actor=Actor(by), title="A", pitch="B")
        share_initiative(session, actor=Actor(by, amina), title="C", pitch="D")
        wall = initiatives(session, workshop_id, audience="console")
        assert [(one.title, one.author) for one in wall] == [("A", None), ("C", "Amina")]
        assert [
            line.action for line in story(session, actor=Actor(by), workshop_id=workshop_id, limit=2)
        ] == [
            "initiative_shared",
            "initiative_shared",
        ]


def test_nobody_else_enters_an_initiative(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        stranger = make_account(session, name="Stranger")
        with pytest.raises(NotFound):
            share_initiative(session, workshop_id=workshop_id, actor=Actor(stranger), title="A", pitch="B")
        with pytest.raises(NotAllowed):
            share_initiative(session, workshop_id=workshop_id, actor=Actor(), title="A", pitch="B")


def test_an_author_edits_until_the_vote(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        one = share_initiative(
            session, actor=Actor(person_id=author), title="A", pitch="B", link="https://example.org"
        )
        edit_initiative(session, initiative_id=one, actor=Actor(person_id=author), title="Better", link="")
        close_stage(
            session,
            actor=Actor(facilitator_of(session, workshop_id)),
            stage_id=stage_of(session, workshop_id, StageKind.sharing),
        )
        edit_initiative(
            session, initiative_id=one, actor=Actor(person_id=author), pitch="Clearer", tags=[], holder="Paul"
        )
        edited = only(session, workshop_id)
        assert (edited.title, edited.pitch, edited.link, edited.holder) == ("Better", "Clearer", "", "Paul")
        open_vote(session, workshop_id)
        with pytest.raises(EditingOver):
            edit_initiative(session, initiative_id=one, actor=Actor(person_id=author), title="Worse")
        assert my_initiatives(session, author)[0].editable is False


def test_nobody_edits_what_another_person_shared(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        other = make_person(session, workshop_id, name="Paul")
        one = share_initiative(session, actor=Actor(person_id=author), title="A", pitch="B")
        with pytest.raises(NotFound):
            edit_initiative(session, initiative_id=one, actor=Actor(person_id=other), title="Mine")
        with pytest.raises(NotFound):
            edit_initiative(session, initiative_id=999, actor=Actor(person_id=other), title="Mine")
        with pytest.raises(NotAllowed):
            edit_initiative(session, initiative_id=one, actor=Actor(), title="Mine")


def test_a_facilitator_edits_before_and_after_the_vote_but_not_while_it_is_open(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (one, *_) = make_wall(session, 2)
        by = facilitator_of(session, workshop_id)
        edit_initiative(session, initiative_id=one, actor=Actor(by), title="Before")
        stage_id = open_vote(session, workshop_id)
        with pytest.raises(CandidatesFrozen):
            edit_initiative(session, initiative_id=one, actor=Actor(by), title="During")
        with pytest.raises(CandidatesFrozen):
            hide_initiative(session, actor=Actor(by), initiative_id=one)
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        edit_initiative(session, initiative_id=one, actor=Actor(by), title="After")
        assert initiatives(session, workshop_id)[0].title == "After"


def test_a_facilitator_reaches_only_their_own_workshops_initiatives(rules: Engine) -> None:
    with writing() as session:
        _, (one,) = make_wall(session, 1)
        stranger = make_account(session, name="Stranger")
        with pytest.raises(NotFound):
            hide_initiative(session, actor=Actor(stranger), initiative_id=one)
        with pytest.raises(NotFound):
            edit_initiative(session, actor=Actor(stranger), initiative_id=999, title="A")


def test_hiding_takes_it_off_the_wall_and_can_be_undone(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (one,) = make_wall(session, 1)
        by = facilitator_of(session, workshop_id)
        hide_initiative(session, actor=Actor(by), initiative_id=one)
        hide_initiative(session, actor=Actor(by), initiative_id=one)
        assert initiatives(session, workshop_id) == []
        unhide_initiative(session, actor=Actor(by), initiative_id=one)
        unhide_initiative(session, actor=Actor(by), initiative_id=one)
        assert [view.id for view in initiatives(session, workshop_id)] == [one]
        assert [
            line.action for line in story(session, actor=Actor(by), workshop_id=workshop_id, limit=2)
        ] == [
            "initiative_unhidden",
            "initiative_hidden",
        ]


def test_an_author_takes_their_own_back_and_shares_it_again(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        one = share_initiative(session, actor=Actor(person_id=author), title="A", pitch="B")
        hide_own(session, actor=Actor(person_id=author), initiative_id=one)
        hide_own(session, actor=Actor(person_id=author), initiative_id=one)
        assert initiatives(session, workshop_id) == []
        assert my_initiatives(session, author)[0].hidden is True
        unhide_own(session, actor=Actor(person_id=author), initiative_id=one)
        unhide_own(session, actor=Actor(person_id=author), initiative_id=one)
        assert len(initiatives(session, workshop_id)) == 1


def test_an_author_cannot_bring_back_what_the_facilitator_hid(rules: Engine) -> None:
    with writing() as session:
        workshop_id, author = sharing_room(session)
        one = share_initiative(session, actor=Actor(person_id=author), title="A", pitch="B")
        hide_own(session, actor=Actor(person_id=author), initiative_id=one)
        hide_initiative(session, actor=Actor(facilitator_of(session, workshop_id)), initiative_id=one)
        with pytest.raises(NotAllowed):
            unhide_own(session, actor=Actor(person_id=author), initiative_id=one)


def test_sharing_takes_at_most_nine_statements_three_of_them_for_the_library(rules: Engine) -> None:
    with writing() as session:
        _, author = sharing_room(session)
    statements: list[str] = []
    with writing() as session:
        event.listen(rules, "before_cursor_execute", lambda *facts: statements.append(facts[2]))
        share_initiative(
            session, actor=Actor(person_id=author), title="A", pitch="B", territory_name="Grasse"
        )
    assert len([one for one in statements if not one.startswith("BEGIN")]) <= 9


def test_what_is_shared_while_a_vote_is_open_stands_in_no_vote(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = make_wall(session, 2)
        open_vote(session, workshop_id)
        late = make_initiative(session, workshop_id, title="Late")
        edit_initiative(
            session, initiative_id=late, actor=Actor(facilitator_of(session, workshop_id)), title="Later"
        )
    with reading() as session:
        row = initiative_row(session, late)
        assert row is not None
        assert row.title == "Later"
