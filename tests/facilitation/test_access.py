import pytest

from db.session import reading, writing
from db.workshops import workshop_row
from facilitation.access import (
    account_of,
    acting_person,
    cookie_name,
    person_in_reach,
    person_of,
    projector_of,
    workshop_run_by,
)
from facilitation.accounts import Role, disable_account
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.joining import leave
from facilitation.links import renew_projector, revoke_projector
from facilitation.people import PersonRole, merge_people, remove_person, restore_person
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.tokens import digest
from facilitation.workshops import delete_workshop
from settings import settings
from tests.factories.workshops import facilitator_of, make_account, make_joined, make_person, make_workshop

pytestmark = pytest.mark.usefixtures("rules")


def test_a_cookie_of_an_account_says_who_is_signed_in() -> None:
    with writing() as session:
        fanny = make_account(session, name="Fanny", role=Role.ADMINISTRATOR)
        token = claim_nonce(session, nonce=issue_nonce(session, account_id=fanny)).token

    with reading() as session:
        who = account_of(session, token)
        assert who is not None
        assert (who.id, who.name, who.role, who.session_hash) == (
            fanny,
            "Fanny",
            Role.ADMINISTRATOR,
            digest(token),
        )
        assert account_of(session, "made up") is None


def test_a_cookie_of_a_person_says_who_takes_part() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop, name="Amina", territory="Pays de Grasse")

    with reading() as session:
        who = person_of(session, joined.token)
        assert who is not None
        assert (who.id, who.workshop_id, who.name, who.role, who.territory, who.language) == (
            joined.person_id,
            workshop,
            "Amina",
            PersonRole.elected,
            "Pays de Grasse",
            "fr",
        )
        assert person_of(session, "made up") is None


def test_somebody_without_a_territory_takes_part_too() -> None:
    with writing() as session:
        joined = make_joined(session, make_workshop(session))
    with reading() as session:
        who = person_of(session, joined.token)
        assert who is not None
        assert (who.territory_id, who.territory) == (None, None)


def test_the_cookie_of_somebody_removed_opens_nothing_until_they_are_back() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop)
        fanny = facilitator_of(session, workshop)
        remove_person(session, actor=Actor(fanny), person_id=joined.person_id)
    with reading() as session:
        assert person_of(session, joined.token) is None
        with pytest.raises(NotFound):
            acting_person(session, Actor(person_id=joined.person_id))

    with writing() as session:
        restore_person(session, actor=Actor(fanny), person_id=joined.person_id)
    with reading() as session:
        assert acting_person(session, Actor(fanny, joined.person_id)).id == joined.person_id


def test_the_cookie_of_somebody_merged_is_that_of_who_they_are_now() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        amina, twin = make_joined(session, workshop), make_joined(session, workshop)
        merge_people(
            session,
            actor=Actor(facilitator_of(session, workshop)),
            keep_id=amina.person_id,
            other_id=twin.person_id,
        )
    with reading() as session:
        who = person_of(session, twin.token)
        assert who is not None
        assert who.id == amina.person_id


def test_a_cookie_left_behind_opens_nothing() -> None:
    with writing() as session:
        joined = make_joined(session, make_workshop(session))
        leave(session, actor=Actor(person_id=joined.person_id), token=joined.token)
    with reading() as session:
        assert person_of(session, joined.token) is None


def test_a_projector_link_opens_its_workshop_until_it_is_renewed_or_revoked() -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        fanny = facilitator_of(session, workshop_id)
        renew_projector(session, actor=Actor(fanny), workshop_id=workshop_id)
        workshop = workshop_row(session, workshop_id)
        assert workshop is not None
        former = workshop.projector_token or ""
        who = projector_of(session, former)
        assert who is not None
        assert (who.workshop_id, who.language) == (workshop_id, "fr")

        renew_projector(session, actor=Actor(fanny), workshop_id=workshop_id)
        newer = workshop.projector_token or ""
        assert projector_of(session, former) is None
        assert projector_of(session, newer) is not None
        revoke_projector(session, actor=Actor(fanny), workshop_id=workshop_id)
        assert projector_of(session, newer) is None


def test_a_workshop_is_in_reach_of_its_facilitators_and_of_administrators() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        fanny = facilitator_of(session, workshop)
        stranger = make_account(session, name="Paul")
        administrator = make_account(session, name="Zoé", role=Role.ADMINISTRATOR)

    with reading() as session:
        assert workshop_run_by(session, Actor(fanny), workshop).id == workshop
        assert workshop_run_by(session, Actor(administrator), workshop).id == workshop
        for account_id, workshop_id in ((stranger, workshop), (fanny, 999), (999, workshop)):
            with pytest.raises(NotFound):
                workshop_run_by(session, Actor(account_id), workshop_id)


def test_a_disabled_account_reaches_nothing() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        fanny = facilitator_of(session, workshop)
        administrator = make_account(session, role=Role.ADMINISTRATOR)
        disable_account(session, actor=Actor(administrator), account_id=fanny)
    with reading() as session, pytest.raises(NotFound):
        workshop_run_by(session, Actor(fanny), workshop)


def test_a_deleted_workshop_is_only_in_reach_of_who_restores_it() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop)
        fanny = facilitator_of(session, workshop)
        delete_workshop(session, actor=Actor(fanny), workshop_id=workshop)

    with reading() as session:
        assert person_of(session, joined.token) is None
        assert workshop_run_by(session, Actor(fanny), workshop, deleted=True).id == workshop
        with pytest.raises(NotFound):
            workshop_run_by(session, Actor(fanny), workshop)


def test_a_person_is_in_reach_of_who_runs_their_workshop() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        amina = make_person(session, workshop)
        stranger = make_account(session, name="Paul")

    with reading() as session:
        assert person_in_reach(session, Actor(facilitator_of(session, workshop)), amina).id == amina
        for account_id, person_id in ((stranger, amina), (facilitator_of(session, workshop), 999)):
            with pytest.raises(NotFound):
                person_in_reach(session, Actor(account_id), person_id)


def test_under_https_a_cookie_is_bound_to_this_very_host(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cookie_name("person") == "essaim_person"
    monkeypatch.setenv("BASE_URL", "https://essaim.example")
    settings.cache_clear()
    try:
        assert cookie_name("person") == "__Host-essaim_person"
    finally:
        monkeypatch.undo()
        settings.cache_clear()
