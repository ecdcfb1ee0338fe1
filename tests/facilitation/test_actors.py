"""Who acts, and what is looked at of it."""

import pytest
from sqlalchemy import Engine

from db.session import writing
from db.workshops import workshop_row
from facilitation.access import projector_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.errors import NotAllowed
from facilitation.sealed import RoundCount, forget_words_but, seal_round, sealed_rounds
from facilitation.tokens import digest
from tests.factories.workshops import make_workshop, stage_of


def test_a_participant_is_no_account_and_acts_for_nobody() -> None:
    for asked in (lambda: Actor(person_id=1).account, lambda: Actor(person_id=1).acting_for(2)):
        with pytest.raises(NotAllowed):
            asked()


def test_a_projector_is_known_by_the_digest_of_its_link(rules: Engine) -> None:
    with writing() as session:
        workshop = workshop_row(session, make_workshop(session))
        assert workshop is not None
        found = projector_by(session, digest(workshop.projector_token or ""))
        assert found is not None
        assert found.workshop_id == workshop.id
        assert projector_by(session, digest("nobody's")) is None


def test_words_of_a_round_that_came_without_its_answers_stay(rules: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        stage = stage_of(session, workshop, StageKind.closing)
        count = RoundCount(3, (0, 0, 0, 3, 0), ("Merci", "Merci"))
        seal_round(session, workshop_id=workshop, stage_id=stage, count=count)
        session.flush()
        forget_words_but(session, workshop, {})
        assert sealed_rounds(session, workshop)[stage].words == ("Merci", "Merci")
        forget_words_but(session, workshop, {stage: ["Merci"]})
        session.flush()
        assert sealed_rounds(session, workshop)[stage].words == ("Merci",)
