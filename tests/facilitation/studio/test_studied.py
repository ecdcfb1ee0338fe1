import pytest

from db.accounts import Role
from db.session import reading, writing
from db.workshops import WorkshopFacilitator
from facilitation.actors import Actor
from facilitation.designers import add_designer
from facilitation.errors import NotFound
from facilitation.studio.studied import only_studied, studied
from facilitation.workshops import close_workshop, delete_workshop
from tests.factories.workshops import facilitator_of, make_account, make_workshop

pytestmark = pytest.mark.usefixtures("rules")


def made() -> tuple[int, int, int]:
    """A workshop, the account that runs it, and a designer's who studies it."""
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        ines = make_account(session, name="Inès", role=Role.DESIGNER)
        add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)
        return workshop, by, ines


def test_a_designer_knows_the_workshop_and_does_not_run_it() -> None:
    workshop, by, ines = made()
    with writing() as session:
        close_workshop(session, actor=Actor(by), workshop_id=workshop)
        admin = make_account(session, name="Ada", role=Role.ADMINISTRATOR)

    with reading() as session:
        found = studied(session, actor=Actor(ines), workshop_id=workshop)
        assert (found.theme, found.closed, found.runs) == ("Mobiliser tous les acteurs", True, False)
        assert studied(session, actor=Actor(by), workshop_id=workshop).runs
        assert studied(session, actor=Actor(admin), workshop_id=workshop).runs


def test_nobody_else_studies_it() -> None:
    workshop, by, ines = made()
    with writing() as session:
        zoe = make_account(session, name="Zoé", role=Role.DESIGNER)

    with reading() as session, pytest.raises(NotFound):
        studied(session, actor=Actor(zoe), workshop_id=workshop)
    with writing() as session:
        delete_workshop(session, actor=Actor(by), workshop_id=workshop)
    with reading() as session, pytest.raises(NotFound):
        studied(session, actor=Actor(ines), workshop_id=workshop)


def test_the_list_of_who_studies_holds_what_they_do_not_run_newest_first() -> None:
    first, by, ines = made()
    with writing() as session:
        second = make_workshop(session, theme="Transports")
        third = make_workshop(session, theme="Énergie")
        for workshop in (second, third):
            add_designer(
                session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop, account_id=ines
            )
        delete_workshop(session, actor=Actor(facilitator_of(session, third)), workshop_id=third)
        add_designer(session, actor=Actor(facilitator_of(session, second)), workshop_id=second, account_id=by)
        session.add(WorkshopFacilitator(workshop_id=second, account_id=by))

    with reading() as session:
        assert [one.id for one in only_studied(session, Actor(ines))] == [second, first]
        assert only_studied(session, Actor(by)) == []
