import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.sharing import edit_initiative
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.voting import close_vote, decide, reveal
from pages.ui.charts import unformatted
from tests.factories.votes import make_votes, make_wall, open_vote
from tests.factories.workshops import facilitator_of
from tests.pages.conftest import Visit


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>A</b>", "&lt;b&gt;A&lt;/b&gt;"),
        ('<a href="http://evil.example">x</a>', '&lt;a href="http://evil.example"&gt;x&lt;/a&gt;'),
        ("R&amp;D", "R&amp;amp;D"),
    ],
)
def test_what_people_type_is_plain_text_on_a_chart(typed: str, shown: str) -> None:
    assert unformatted(typed) == shown


@given(st.text())
def test_no_title_opens_a_tag_on_a_chart(typed: str) -> None:
    assert "<" not in unformatted(typed)
    assert ">" not in unformatted(typed)


@pytest.mark.parametrize("decided", [False, True])
def test_the_desk_shows_the_result_as_a_chart_and_as_a_table(
    rules: Engine, visit: Visit, decided: bool
) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3, keep=2)
        by = facilitator_of(session, workshop_id)
        edit_initiative(
            session,
            initiative_id=a,
            actor=Actor(by),
            title="<b>Bon</b> Achat, un groupement de trois communes",
        )
        stage_id = open_vote(session, workshop_id)
        make_votes(session, workshop_id, {a: 3, b: 2})
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        if decided:
            decide(session, actor=Actor(by), stage_id=stage_id, kept=[a, c], reason="Because")
        token = claim_nonce(session, nonce=issue_nonce(session, account_id=by)).token
    at = visit("console", account=token, workshop=str(workshop_id), language="en")
    assert not at.exception
    (chart,) = at.get("plotly_chart")
    (bars, *_others) = json.loads(chart.proto.spec)["data"]
    assert bars["y"] == [
        "1. &lt;b&gt;Bon&lt;/b&gt; Achat, un groupement de trois…",
        "2. Initiative 2",
        "3. Initiative 3",
    ]
    outcomes = ["Kept", "Reserve", "Kept"] if decided else ["Above the cut", "Above the cut", "Below the cut"]
    table = at.dataframe[0].value
    assert list(table["Dots"]) == [3, 2, 0]
    assert list(table["Outcome"]) == outcomes
