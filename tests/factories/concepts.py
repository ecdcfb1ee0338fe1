"""Concepts written from the posts of two tables, for tests of what is made of them."""

from db.accounts import Role
from db.designers import WorkshopDesigner
from db.session import Session
from tests.factories.workshops import make_account


def make_designer(session: Session, workshop_id: int, *, name: str = "Dina") -> int:
    """An account that studies a workshop and runs none."""
    account_id = make_account(session, name=name, role=Role.DESIGNER)
    session.add(WorkshopDesigner(workshop_id=workshop_id, account_id=account_id))
    session.flush()
    return account_id
