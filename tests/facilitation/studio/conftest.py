"""Who studies a workshop. Each file makes its own tables `t`, on one database or on both."""

import pytest

from db.accounts import Role
from db.session import writing
from facilitation.actors import Actor
from facilitation.designers import add_designer
from tests.factories.tables import Tables
from tests.factories.workshops import make_account


@pytest.fixture
def ines(t: Tables) -> int:
    with writing() as session:
        account = make_account(session, name="Inès", role=Role.DESIGNER)
        add_designer(session, actor=Actor(t.by), workshop_id=t.workshop, account_id=account)
    return account
