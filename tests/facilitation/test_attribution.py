"""Attribution: somebody is named as they consented, and never more."""

import pytest

from db.session import writing
from facilitation.attribution import Attribution, signed_as
from tests.factories.tables import make_tables, sign_as

pytestmark = pytest.mark.usefixtures("rules")


@pytest.mark.parametrize(
    ("attribution", "named"),
    [(Attribution.name, "Amina"), (Attribution.territory, "Pays de Grasse"), (Attribution.anonymous, "")],
)
def test_who_is_at_work_is_named_as_they_sign(attribution: Attribution, named: str) -> None:
    with writing() as session:
        t = make_tables(session)
        sign_as(session, t.amina, attribution)
        assert signed_as(session, t.amina, None) == named


def test_who_has_no_territory_and_gives_no_name_stays_unnamed() -> None:
    with writing() as session:
        t = make_tables(session)
        sign_as(session, t.lucie, Attribution.territory)
        assert signed_as(session, t.lucie, None) == ""


def test_an_account_is_named_by_its_name_and_who_is_nobody_by_none() -> None:
    with writing() as session:
        t = make_tables(session)
        assert signed_as(session, None, t.by) == "Fanny"
        assert [
            signed_as(session, None, None),
            signed_as(session, None, 99),
            signed_as(session, 99, None),
        ] == [
            "",
            "",
            "",
        ]
