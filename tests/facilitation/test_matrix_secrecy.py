"""Before the reveal nothing that anybody gets depends on how somebody rated; afterwards no rater is named."""

import json
import re
from dataclasses import asdict

import pytest
from sqlalchemy import Engine

from db.base import now
from db.people import people_of
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.cell import cell
from facilitation.conditions import conditions, my_conditions
from facilitation.errors import Refused
from facilitation.exports.markdown import markdown
from facilitation.exports.tables import TABLES, table
from facilitation.journal import story
from facilitation.live import SHARED, Audience, view
from facilitation.matrix import reveal_matrix, standing
from facilitation.questions import questions, questions_for
from facilitation.ratings import Criterion, rate, ratings_for
from facilitation.report import report
from tests.factories.ratings import THE_TEN
from tests.factories.tables import Tables, make_tables

AUDIENCES: tuple[Audience, ...] = ("room", "projector", "console")


def everything_shown(session: Session, at: Tables) -> str:
    """All that anybody gets but the raters themselves."""
    told: dict[str, object] = {
        f"{topic} {audience}": asdict(view(session, at.workshop, topic, audience))
        for topic in SHARED
        for audience in AUDIENCES
    }
    told["ratings of a bystander"] = asdict(view(session, at.workshop, f"ratings:{at.lucie}", "room"))
    told["standing"] = asdict(standing(session, at.workshop))
    told["conditions"] = [asdict(one) for one in conditions(session, at.workshop, whole=True)]
    told["mine"] = [asdict(one) for one in my_conditions(session, at.amina)]
    told["questions"] = [asdict(one) for one in questions(session, at.workshop)]
    told["asked of me"] = [asdict(one) for one in questions_for(session, at.paul)]
    for criterion in THE_TEN:
        told[f"cell {criterion}"] = said_or_refused(session, at, criterion)
    made = report(session, at.workshop)
    told["markdown"] = markdown(made)
    told["tables"] = [table(made, name).decode() for name in TABLES]
    journal = story(session, actor=Actor(at.by), workshop_id=at.workshop)
    told["journal"] = [(line.action, line.who, line.details) for line in journal]
    return json.dumps(told, default=str, sort_keys=True)


def said_or_refused(session: Session, at: Tables, criterion: Criterion) -> object:
    try:
        return asdict(
            cell(
                session,
                initiative_id=at.fund,
                territory_id=at.grasse,
                criterion=criterion,
                actor=Actor(at.by),
            )
        )
    except Refused as refusal:
        return type(refusal).__name__


def rate_everything(session: Session, at: Tables, value: int | None) -> None:
    for person_id, initiative_id in (
        (at.amina, at.fund),
        (at.zoe, at.fund),
        (at.paul, at.fund),
        (at.paul, at.purchase),
    ):
        for criterion in THE_TEN:
            rate(
                session,
                actor=Actor(person_id=person_id),
                initiative_id=initiative_id,
                criterion=criterion,
                value=value,
            )


@pytest.mark.parametrize("value", [0, 1, 3, None])
def test_nothing_that_anybody_gets_depends_on_an_answer_before_the_reveal(
    rules: Engine, value: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rules is not None
    moment = now()
    monkeypatch.setattr("facilitation.report.now", lambda: moment)
    with writing() as session:
        at = make_tables(session, opened=StageKind.perspective)
        rate_everything(session, at, 2)
        shown = everything_shown(session, at)
        rate_everything(session, at, value)
        assert everything_shown(session, at) == shown


def test_the_console_cannot_ask_for_the_answers_of_anybody_with_a_device(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        at = make_tables(session, opened=StageKind.perspective)
        rate_everything(session, at, 0)
    with reading() as session:
        for person_id in (at.amina, at.paul, at.zoe):
            with pytest.raises(Refused):
                ratings_for(session, actor=Actor(at.by), person_id=person_id)


def test_after_the_reveal_everybody_sees_the_medians_and_nobody_who_gave_which(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        at = make_tables(session, opened=StageKind.perspective)
        rate_everything(session, at, 0)
        before = everything_shown(session, at)
        reveal_matrix(session, actor=Actor(at.by), workshop_id=at.workshop)
        assert everything_shown(session, at) != before
        matrix = view(session, at.workshop, "matrix", "room")
        assert (matrix.zeros, matrix.initiatives[0].rows[0].cells[0].zeros) == (30, 2)
        names = [person.name for person, _ in people_of(session, at.workshop)]
        assert [name for name in names if re.search(rf"\b{name}\b", json.dumps(asdict(matrix)))] == []
