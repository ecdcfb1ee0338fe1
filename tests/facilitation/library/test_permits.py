"""What an administrator allows for the whole instance."""

import pytest
from sqlalchemy import select

from db.journal import Entry
from db.session import reading, writing
from facilitation.accounts import Role, change_role, disable_account
from facilitation.actors import Actor
from facilitation.errors import NotAllowed
from facilitation.library.permits import PermitName, grant_permit, is_permitted, withdraw_permit
from tests.factories.accounts import make_administrator, make_facilitator

pytestmark = pytest.mark.usefixtures("database")

PUBLIC = PermitName.public_concepts


def permitted() -> bool:
    with reading() as session:
        return is_permitted(session, PUBLIC)


def noted() -> list[tuple[str, int | None, dict[str, object]]]:
    with reading() as session:
        entries = session.scalars(select(Entry).where(Entry.action.startswith("permit")).order_by(Entry.id))
        return [(entry.action, entry.account_id, entry.details) for entry in entries]


def test_nothing_is_permitted_until_an_administrator_says_so() -> None:
    fanny = make_administrator()
    assert not permitted()

    for _ in range(2):
        with writing() as session:
            grant_permit(session, actor=Actor(fanny), name=PUBLIC)
    assert permitted()
    assert noted() == [("permit_granted", fanny, {"permit": "public_concepts"})]


def test_a_permit_is_withdrawn_once() -> None:
    fanny = make_administrator()
    with writing() as session:
        grant_permit(session, actor=Actor(fanny), name=PUBLIC)
    for _ in range(2):
        with writing() as session:
            withdraw_permit(session, actor=Actor(fanny), name=PUBLIC)
    assert not permitted()
    assert [action for action, _, _ in noted()] == ["permit_granted", "permit_withdrawn"]


def test_only_an_administrator_permits() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    other = make_administrator_too(fanny)
    with writing() as session:
        disable_account(session, actor=Actor(fanny), account_id=other)
    for by in (paul, other, 999):
        for verb in (grant_permit, withdraw_permit):
            with pytest.raises(NotAllowed), writing() as session:
                verb(session, actor=Actor(by), name=PUBLIC)
    assert not permitted()


def make_administrator_too(by: int) -> int:
    account_id = make_facilitator(by, "lea")
    with writing() as session:
        change_role(session, actor=Actor(by), account_id=account_id, role=Role.ADMINISTRATOR)
    return account_id
