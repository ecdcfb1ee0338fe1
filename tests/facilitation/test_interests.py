"""Territories say that they want a published concept, or that they did it."""

import pytest
from sqlalchemy import select

from db.accounts import Account, Role
from db.base import now
from db.concepts import Concept
from db.interests import Interest
from db.journal import Entry
from db.session import Session, writing
from db.workshops import territory_named, workshop_row
from facilitation.actors import Actor
from facilitation.designers import add_designer
from facilitation.errors import Missing, NotAllowed, NoTerritory, NotFound, TooLong
from facilitation.interests import (
    InterestKind,
    InterestView,
    declare_interest,
    interests_in,
    interests_of,
    may_withdraw,
    withdraw_interest,
    word_of,
)
from facilitation.people import merge_people, remove_person
from facilitation.territories import rename_territory
from tests.factories.hearing import heard_while
from tests.factories.published import make_published, withdraw_published
from tests.factories.workshops import facilitator_of, make_account, make_person, make_workshop

pytestmark = pytest.mark.usefixtures("database")

INTERESTED, DONE = InterestKind.interested, InterestKind.done


def make_concept(session: Session) -> tuple[Concept, int]:
    """A published concept, and Amina of Grasse in its workshop."""
    workshop = make_workshop(session)
    amina = make_person(session, workshop, territory="Pays de Grasse")
    return make_published(session, workshop), amina


def said(session: Session, concept_id: int) -> list[tuple[str, str, str]]:
    session.flush()
    session.expire_all()
    return [(one.territory, one.kind.value, one.words) for one in interests_of(session, concept_id)]


def test_a_participant_speaks_for_their_own_territory_whatever_they_name() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        declare_interest(
            session,
            concept_id=concept.id,
            kind=INTERESTED,
            words=" Dès 2027 ",
            territory="Sicoval",
            actor=Actor(person_id=amina),
        )
        assert said(session, concept.id) == [("Pays de Grasse", "interested", "Dès 2027")]


def test_an_account_speaks_for_the_territory_that_it_names() -> None:
    with writing() as session:
        concept, _ = make_concept(session)
        by = make_account(session, name="Lucie", role=Role.DESIGNER)
        declare_interest(session, concept_id=concept.id, kind=DONE, territory=" Sicoval ", actor=Actor(by))
        assert said(session, concept.id) == [("Sicoval", "done", "")]


def test_the_last_word_of_a_territory_counts_whatever_the_case_of_its_name() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        by = facilitator_of(session, concept.workshop_id)
        declare_interest(session, concept_id=concept.id, kind=INTERESTED, actor=Actor(person_id=amina))
        declare_interest(
            session, concept_id=concept.id, kind=DONE, territory="PAYS DE GRASSE", actor=Actor(by)
        )
        assert said(session, concept.id) == [("PAYS DE GRASSE", "done", "")]


def test_saying_the_same_again_writes_nothing() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        first = declare_interest(
            session, concept_id=concept.id, kind=INTERESTED, actor=Actor(person_id=amina)
        )
        again = declare_interest(
            session, concept_id=concept.id, kind=INTERESTED, actor=Actor(person_id=amina)
        )
        assert first == again
        told = session.scalars(select(Entry).where(Entry.action.startswith("interest"))).all()
        assert [(one.action, one.person_id, one.details) for one in told] == [
            ("interest_declared", amina, {"territory": "Pays de Grasse", "concept": "Un fonds citoyen"})
        ]


def test_a_name_that_grows_when_folded_fits_all_the_same() -> None:
    with writing() as session:
        concept, _ = make_concept(session)
        by = make_account(session)
        declare_interest(session, concept_id=concept.id, kind=DONE, territory="ß" * 80, actor=Actor(by))
        assert said(session, concept.id) == [("ß" * 80, "done", "")]


def test_whoever_keeps_rooms_fresh_hears_of_it() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        concept_id, workshop = concept.id, concept.workshop_id

    def declare(session: Session) -> None:
        declare_interest(session, concept_id=concept_id, kind=INTERESTED, actor=Actor(person_id=amina))

    assert heard_while(declare) == {(workshop, "concepts")}


def test_nothing_is_said_of_what_is_not_published() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        withdraw_published(session, concept.id)
        for concept_id in (concept.id, 999):
            with pytest.raises(NotFound):
                declare_interest(session, concept_id=concept_id, kind=DONE, actor=Actor(person_id=amina))


def test_nobody_speaks_for_a_territory_that_they_do_not_come_from() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        nowhere = make_person(session, concept.workshop_id, name="Zoé")
        with pytest.raises(NoTerritory):
            declare_interest(session, concept_id=concept.id, kind=DONE, actor=Actor(person_id=nowhere))
        stranger = make_person(session, make_workshop(session), territory="Pays de Grasse")
        with pytest.raises(NotFound):
            declare_interest(session, concept_id=concept.id, kind=DONE, actor=Actor(person_id=stranger))
        remove_person(session, actor=Actor(facilitator_of(session, concept.workshop_id)), person_id=amina)
        with pytest.raises(NotFound):
            declare_interest(session, concept_id=concept.id, kind=DONE, actor=Actor(person_id=amina))


def test_an_account_must_be_there_and_name_a_territory() -> None:
    with writing() as session:
        concept, _ = make_concept(session)
        gone = make_account(session)
        disable(session, gone)
        for by in (None, 999, gone):
            with pytest.raises(NotAllowed):
                declare_interest(
                    session, concept_id=concept.id, kind=DONE, territory="Sicoval", actor=Actor(by)
                )
        by = make_account(session)
        with pytest.raises(Missing):
            declare_interest(session, concept_id=concept.id, kind=DONE, territory="  ", actor=Actor(by))
        with pytest.raises(TooLong):
            declare_interest(session, concept_id=concept.id, kind=DONE, territory="x" * 81, actor=Actor(by))
        with pytest.raises(TooLong):
            declare_interest(
                session,
                concept_id=concept.id,
                kind=DONE,
                territory="Sicoval",
                words="x" * 281,
                actor=Actor(by),
            )


def disable(session: Session, account_id: int) -> None:
    account = session.get(Account, account_id)
    assert account is not None
    account.disabled_at = now()


def test_an_account_from_elsewhere_changes_nothing_that_others_said() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        declared = declare_interest(
            session, concept_id=concept.id, kind=INTERESTED, actor=Actor(person_id=amina)
        )
        stranger = make_account(session, name="Paul")
        with pytest.raises(NotAllowed):
            declare_interest(
                session, concept_id=concept.id, kind=DONE, territory="Pays de Grasse", actor=Actor(stranger)
            )
        with pytest.raises(NotAllowed):
            withdraw_interest(session, interest_id=declared, actor=Actor(stranger))
        assert not may_withdraw(session, declared, actor=Actor(stranger))
        assert said(session, concept.id) == [("Pays de Grasse", "interested", "")]


def test_who_said_it_who_studies_the_workshop_and_the_territory_take_it_back() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        designer, elsewhere = make_account(session, role=Role.DESIGNER), make_account(session)
        by = facilitator_of(session, concept.workshop_id)
        add_designer(session, actor=Actor(by), workshop_id=concept.workshop_id, account_id=designer)
        for reach in (Actor(designer), Actor(by), Actor(elsewhere), Actor(person_id=amina)):
            declared = declare_interest(
                session, concept_id=concept.id, kind=DONE, territory="Pays de Grasse", actor=Actor(elsewhere)
            )
            if reach.account_id is not None:
                assert may_withdraw(session, declared, actor=reach)
            withdraw_interest(session, interest_id=declared, actor=reach)
            assert said(session, concept.id) == []
            withdraw_interest(session, interest_id=declared, actor=reach)
        assert not may_withdraw(session, 999, actor=Actor(by))


def test_the_words_of_a_workshop_are_gathered_by_concept() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        other = make_published(session, concept.workshop_id, title="Une régie")
        elsewhere, _ = make_concept(session)
        paul = make_person(session, concept.workshop_id, name="Paul", territory="Sicoval")
        for concept_id, person_id in ((other.id, amina), (concept.id, amina), (concept.id, paul)):
            declare_interest(
                session, concept_id=concept_id, kind=INTERESTED, actor=Actor(person_id=person_id)
            )
        found = interests_in(session, concept.workshop_id)
        assert {concept_id: [one.territory for one in said] for concept_id, said in found.items()} == {
            other.id: ["Pays de Grasse"],
            concept.id: ["Pays de Grasse", "Sicoval"],
        }
        assert interests_in(session, elsewhere.workshop_id) == {}
        word = word_of(found[concept.id], "SICOVAL")
        assert word is not None
        assert word.territory == "Sicoval"
        assert word_of(found[other.id], "Sicoval") is None


def test_what_was_said_names_a_territory_and_nobody() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        declared = declare_interest(
            session, concept_id=concept.id, kind=INTERESTED, actor=Actor(person_id=amina)
        )
        row = session.get(Interest, declared)
        assert row is not None
        assert interests_of(session, concept.id) == (
            InterestView(declared, concept.id, "Pays de Grasse", INTERESTED, "", row.declared_at),
        )


def test_what_a_person_declared_follows_them_into_a_merge() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        again = make_person(session, concept.workshop_id, name="Amina", territory="Pays de Grasse")
        declared = declare_interest(
            session, concept_id=concept.id, kind=INTERESTED, actor=Actor(person_id=again)
        )
        by = facilitator_of(session, concept.workshop_id)
        merge_people(session, actor=Actor(by), keep_id=amina, other_id=again)
        session.expire_all()
        row = session.get(Interest, declared)
        assert row is not None
        assert row.person_id == amina


def test_a_workshop_in_the_bin_has_no_concept_to_speak_of() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        workshop = workshop_row(session, concept.workshop_id)
        assert workshop is not None
        workshop.deleted_at = now()
        session.flush()
        with pytest.raises(NotFound):
            declare_interest(session, concept_id=concept.id, kind=DONE, actor=Actor(person_id=amina))


def rename(session: Session, workshop_id: int, former: str, name: str) -> None:
    territory = territory_named(session, workshop_id, former)
    assert territory is not None
    rename_territory(
        session,
        actor=Actor(facilitator_of(session, workshop_id)),
        workshop_id=workshop_id,
        territory_id=territory.id,
        name=name,
    )


def test_what_a_territory_said_follows_its_name() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        declare_interest(session, concept_id=concept.id, kind=DONE, actor=Actor(person_id=amina))
        for former, name in (("Pays de Grasse", "PAYS DE GRASSE"), ("PAYS DE GRASSE", "Grasse")):
            rename(session, concept.workshop_id, former, name)
            assert said(session, concept.id) == [(name, "done", "")]


def test_nobody_loses_their_word_to_a_territory_that_is_renamed() -> None:
    with writing() as session:
        concept, amina = make_concept(session)
        by = facilitator_of(session, concept.workshop_id)
        declare_interest(session, concept_id=concept.id, kind=DONE, actor=Actor(person_id=amina))
        declare_interest(session, concept_id=concept.id, kind=INTERESTED, territory="Grasse", actor=Actor(by))
        rename(session, concept.workshop_id, "Pays de Grasse", "Grasse")
        assert said(session, concept.id) == [("Pays de Grasse", "done", ""), ("Grasse", "interested", "")]
