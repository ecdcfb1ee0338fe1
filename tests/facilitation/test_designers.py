import pytest

from db.session import reading, writing
from facilitation.accounts import Role, disable_account
from facilitation.actors import Actor
from facilitation.designers import add_designer, designers, possible_designers, remove_designer
from facilitation.errors import NotAllowed, NotFound
from facilitation.journal import story
from tests.factories.workshops import facilitator_of, make_account, make_workshop

pytestmark = pytest.mark.usefixtures("rules")


def made() -> tuple[int, int, int]:
    """A workshop, the account that runs it, and a designer's."""
    with writing() as session:
        workshop = make_workshop(session)
        return (
            workshop,
            facilitator_of(session, workshop),
            make_account(session, name="Inès", role=Role.DESIGNER),
        )


def studying(workshop: int, by: int) -> list[tuple[int, str]]:
    with reading() as session:
        return designers(session, actor=Actor(by), workshop_id=workshop)


def test_a_facilitator_chooses_who_studies_the_workshop() -> None:
    workshop, by, ines = made()

    with writing() as session:
        assert (ines, "Inès") in possible_designers(session, actor=Actor(by), workshop_id=workshop)
        add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)
        assert (ines, "Inès") not in possible_designers(session, actor=Actor(by), workshop_id=workshop)

    assert studying(workshop, by) == [(ines, "Inès")]


def test_adding_a_designer_twice_adds_one_and_one_line_to_the_journal() -> None:
    workshop, by, ines = made()

    for _ in range(2):
        with writing() as session:
            add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)

    assert studying(workshop, by) == [(ines, "Inès")]
    with reading() as session:
        told = [line.action for line in story(session, actor=Actor(by), workshop_id=workshop)]
    assert told.count("designer_added") == 1


def test_a_designer_can_be_taken_off_again_and_twice_does_no_harm() -> None:
    workshop, by, ines = made()
    with writing() as session:
        add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)

    for _ in range(2):
        with writing() as session:
            remove_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)
    with writing() as session:
        remove_designer(session, actor=Actor(by), workshop_id=workshop, account_id=999)

    assert studying(workshop, by) == []


def test_administrators_need_not_be_added_and_who_is_disabled_cannot() -> None:
    workshop, by, ines = made()
    with writing() as session:
        admin = make_account(session, name="Ada", role=Role.ADMINISTRATOR)
        disable_account(session, actor=Actor(admin), account_id=ines)
        assert {name for _, name in possible_designers(session, actor=Actor(by), workshop_id=workshop)} == {
            "Fanny"
        }

    with writing() as session, pytest.raises(NotAllowed):
        add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=admin)
    for nobody in (ines, 999):
        with writing() as session, pytest.raises(NotFound):
            add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=nobody)


def test_only_who_runs_the_workshop_chooses() -> None:
    workshop, by, ines = made()
    with writing() as session:
        add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)

    for verb in (add_designer, remove_designer):
        with writing() as session, pytest.raises(NotFound):
            verb(session, actor=Actor(ines), workshop_id=workshop, account_id=ines)
    for question in (designers, possible_designers):
        with reading() as session, pytest.raises(NotFound):
            question(session, actor=Actor(ines), workshop_id=workshop)
