"""For thirty days after the end, the resume code opens what became of what one gave, and no more."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from db.base import now
from db.interests import InterestKind
from db.people import Person, PersonRole
from db.posts import Section
from db.ratings import Criterion
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.afterwards import Afterwards, GivenIdea, GivenInitiative, afterwards, may_take_home
from facilitation.ending import OPEN_FOR
from facilitation.erasure import Contributions, erase_oneself
from facilitation.errors import AlreadySeated, NotFound, WorkshopClosed, WrongCode
from facilitation.interests import declare_interest, withdraw_interest
from facilitation.joining import resume
from facilitation.people import change_myself, change_person, remove_person
from facilitation.pictures import may_illustrate, remove_picture
from facilitation.post_merging import merge_posts
from facilitation.questions import answer_question
from facilitation.sharing import edit_initiative, hide_own, unhide_own
from facilitation.studio.publishing import withdraw
from facilitation.wishes import rank_initiatives
from facilitation.withdrawing import keep_off_record
from facilitation.workshops import close_workshop
from tests.factories.concepts import Studio, make_published, make_studio
from tests.factories.tables import make_post
from tests.factories.workshops import make_person


@pytest.fixture
def s(rules: Engine) -> Studio:
    with writing() as session:
        return make_studio(session)


def end(s: Studio, days: int = 0) -> None:
    """The workshop ends, or did some days ago."""
    with writing() as session:
        close_workshop(session, actor=Actor(s.tables.by), workshop_id=s.workshop)
        session.get_one(Workshop, s.workshop).closed_at = now() - timedelta(days=days)


def found(s: Studio, person: int | None = None) -> Afterwards:
    with reading() as session:
        return afterwards(session, actor=Actor(person_id=person or s.tables.amina))


def code(person_id: int) -> str:
    with reading() as session:
        return session.get_one(Person, person_id).resume_code


def test_what_became_of_an_idea_is_the_published_statements_that_rest_on_it(s: Studio) -> None:
    with writing() as session:
        concept = make_published(session, s)
    end(s)
    (idea,) = found(s).ideas
    assert idea == GivenIdea(
        s.envelope,
        "Une enveloppe de 50 000 €",
        "intention",
        "Fonds de participation",
        off_record=False,
        merged_into="",
        cited=(("Un fonds d’habitants", "Donner aux habitants un budget à eux"),),
    )
    with writing() as session:
        withdraw(session, actor=Actor(s.dina), concept_id=concept)
    assert found(s).ideas[0].cited == ()


def test_an_idea_that_was_merged_is_followed_to_what_it_is_part_of(s: Studio) -> None:
    with writing() as session:
        again = make_post(session, s.tables.amina, "50 000 € en tout", Section.intention)
        merge_posts(session, actor=Actor(person_id=s.tables.amina), post_ids=[again], into_id=s.envelope)
        make_published(session, s)
    end(s)
    first, second = found(s).ideas
    assert (first.merged_into, second.merged_into) == ("", "Une enveloppe de 50 000 €")
    assert second.cited == first.cited != ()


@pytest.mark.attack("what was said off the record, told as cited after the end")
def test_what_is_off_the_record_is_cited_nowhere(s: Studio) -> None:
    with writing() as session:
        make_published(session, s)
        keep_off_record(session, post_id=s.envelope, off_record=True, actor=Actor(person_id=s.tables.amina))
    end(s)
    (idea,) = found(s).ideas
    assert (idea.off_record, idea.cited, idea.merged_into) == (True, (), "")


def test_what_became_of_an_initiative_is_what_the_vote_made_of_it(s: Studio) -> None:
    with writing() as session:
        fund = session.get_one(Initiative, s.tables.fund)
        fund.author_id = s.tables.amina
        purchase = session.get_one(Initiative, s.tables.purchase)
        purchase.author_id, purchase.merged_into_id = s.tables.amina, fund.id
    end(s)
    outcome = None
    assert found(s).initiatives == (
        GivenInitiative(s.tables.fund, "Fonds de participation", "Pays de Grasse", outcome, ""),
        GivenInitiative(s.tables.purchase, "Bon Achat", "Pays de Grasse", outcome, "Fonds de participation"),
    )


def test_the_resume_code_opens_it_for_thirty_days(s: Studio) -> None:
    end(s, days=29)
    with writing() as session:
        assert resume(session, resume_code=code(s.tables.amina)).person_id == s.tables.amina
    assert found(s).until - now() < timedelta(days=1)
    with reading() as session:
        may_take_home(session, actor=Actor(person_id=s.tables.amina))
    end(s, days=30)
    with writing() as session, pytest.raises(WorkshopClosed):
        resume(session, resume_code=code(s.tables.amina))
    with pytest.raises(WorkshopClosed):
        found(s)
    with reading() as session, pytest.raises(WorkshopClosed):
        may_take_home(session, actor=Actor(person_id=s.tables.amina))
    assert timedelta(days=30) == OPEN_FOR


def test_before_the_end_there_is_nothing_of_it(s: Studio) -> None:
    with pytest.raises(NotFound):
        found(s)
    with reading() as session, pytest.raises(NotFound):
        may_take_home(session, actor=Actor(person_id=s.tables.amina))


def test_coming_back_after_the_end_makes_nobody_present(s: Studio) -> None:
    with writing() as session:
        session.get_one(Person, s.tables.amina).left_at = now()
    end(s)
    with writing() as session:
        resume(session, resume_code=code(s.tables.amina))
        assert session.get_one(Person, s.tables.amina).left_at is not None


def test_who_was_expected_and_never_came_is_not_let_in(s: Studio) -> None:
    with writing() as session:
        absent = make_person(session, s.workshop, name="Absente")
        session.get_one(Person, absent).arrived_at = None
    end(s)
    with writing() as session, pytest.raises(WorkshopClosed):
        resume(session, resume_code=code(absent))


@pytest.mark.attack("somebody who was removed or erased, coming back after the end")
@pytest.mark.parametrize("how", ["removed", "erased"])
def test_who_was_removed_or_erased_is_let_in_no_more(s: Studio, how: str) -> None:
    former = code(s.tables.amina)
    with writing() as session:
        if how == "removed":
            remove_person(session, actor=Actor(s.tables.by), person_id=s.tables.amina)
        else:
            erase_oneself(session, actor=Actor(person_id=s.tables.amina), contributions=Contributions.stay)
    end(s)
    with writing() as session, pytest.raises(WrongCode):
        resume(session, resume_code=former)
    with pytest.raises(NotFound):
        found(s)


@pytest.mark.attack("a workshop in the bin, asked for by who took part")
def test_a_workshop_in_the_bin_is_open_to_nobody(s: Studio) -> None:
    end(s)
    with writing() as session:
        session.get_one(Workshop, s.workshop).deleted_at = now()
    with pytest.raises(NotFound):
        found(s)


def test_a_participant_writes_no_more_after_the_end(s: Studio) -> None:
    amina = Actor(person_id=s.tables.amina)
    with writing() as session:
        own = Initiative(
            workshop_id=s.workshop,
            title="La mienne",
            pitch="",
            author_id=s.tables.amina,
            created_at=now(),
            updated_at=now(),
        )
        session.add(own)
        session.flush()
        initiative_id = own.id
    end(s)
    told: dict[str, Any] = {"actor": amina, "initiative_id": initiative_id}
    verbs: list[Callable[[Session], object]] = [
        lambda session: change_myself(session, actor=amina, name="Amina B", role=PersonRole.other),
        lambda session: edit_initiative(session, **told, title="Autre"),
        lambda session: hide_own(session, **told),
        lambda session: unhide_own(session, **told),
        lambda session: may_illustrate(session, **told),
        lambda session: remove_picture(session, **told),
        lambda session: rank_initiatives(session, actor=amina, initiative_ids=[]),
    ]
    for verb in verbs:
        with pytest.raises(WorkshopClosed), writing() as session:
            verb(session)
    with writing() as session:
        change_person(session, actor=Actor(s.tables.by), person_id=s.tables.amina, name="Amina B")
        with pytest.raises(AlreadySeated):
            rank_initiatives(session, actor=Actor(s.tables.by, s.tables.paul), initiative_ids=[])


def test_what_is_asked_of_a_participant_after_the_end_is_heard_for_thirty_days(s: Studio) -> None:
    amina = Actor(person_id=s.tables.amina)
    with writing() as session:
        concept_id = make_published(session, s)
        session.get_one(Initiative, s.tables.fund).holder_id = s.tables.amina
    wanted = partial(declare_interest, actor=amina, concept_id=concept_id, kind=InterestKind.interested)
    answered = partial(
        answer_question, actor=amina, initiative_id=s.tables.fund, criterion=Criterion.team, text="Oui"
    )
    end(s, 29)
    with writing() as session:
        said = wanted(session)
        with pytest.raises(NotFound):  # nobody has asked
            answered(session)
    end(s, 31)
    for verb in (
        answered,
        partial(wanted, words="x"),
        partial(withdraw_interest, actor=amina, interest_id=said),
    ):
        with pytest.raises(WorkshopClosed), writing() as session:
            verb(session)
