"""From a post to the concepts that cite it, and from a concept to the trail, for who may see either."""

import pytest

from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.post_merging import merge_posts
from facilitation.provenance import TrailConcept, trail
from facilitation.rewording import edit_post
from facilitation.studio.publishing import publish
from facilitation.withdrawing import delete_post, keep_off_record
from tests.factories.concepts import Studio, make_concept, make_statement, make_studio
from tests.factories.tables import make_post
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")


def citing(
    session: Session, post_id: int, *, person_id: int | None = None, by: int | None = None
) -> list[str]:
    return [one.text for one in trail(session, post_id, actor=Actor(by, person_id)).concepts]


def test_a_post_leads_to_the_statements_that_cite_it() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s, "Un fonds")
        make_statement(session, s, c, s.envelope, text="Un")
        make_statement(session, s, c, s.envelope, s.council, text="Deux")
        make_statement(session, s, c, s.council, text="Trois")
        assert trail(session, s.envelope, actor=Actor(s.dina)).concepts == (
            TrailConcept(c, "Un fonds", "objectives", "Un", False),
            TrailConcept(c, "Un fonds", "objectives", "Deux", False),
        )


def test_participants_are_led_to_what_is_published_only() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        make_statement(session, s, c, s.envelope, text="Un")
        assert citing(session, s.envelope, person_id=s.tables.zoe) == []
        publish(session, actor=Actor(s.dina), concept_id=c)
        make_statement(session, s, c, s.envelope, text="Deux")
        assert citing(session, s.envelope, person_id=s.tables.zoe) == ["Un"]
        assert citing(session, s.envelope, by=s.tables.by) == ["Un", "Deux"]


def test_a_merged_post_leads_to_what_cites_the_one_it_is_part_of() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        more = make_post(session, s.tables.amina, "Encore une enveloppe")
        make_statement(session, s, c, s.envelope, text="Un")
        merge_posts(session, post_ids=[s.envelope], into_id=more, actor=Actor(s.tables.by))
        assert citing(session, s.envelope, by=s.dina) == ["Un"]
        assert citing(session, more, by=s.dina) == ["Un"]


def whispered(session: Session, s: Studio) -> None:
    """Amina's post was off the record for a while, and was worded anew then."""
    keep_off_record(session, post_id=s.envelope, off_record=True, actor=Actor(person_id=s.tables.amina))
    edit_post(
        session, post_id=s.envelope, actor=Actor(person_id=s.tables.amina), text="Entre nous", version=1
    )
    edit_post(
        session, post_id=s.envelope, actor=Actor(person_id=s.tables.amina), text="Une enveloppe", version=2
    )
    keep_off_record(session, post_id=s.envelope, off_record=False, actor=Actor(person_id=s.tables.amina))


def test_designers_follow_what_is_on_the_record_and_hear_nothing_that_was_whispered() -> None:
    with writing() as session:
        s = make_studio(session)
        whispered(session, s)
        told = trail(session, s.envelope, actor=Actor(s.dina))
        assert "Entre nous" not in str(told)
        assert [step.kind for step in told.steps] == ["written"]
        assert len(trail(session, s.envelope, actor=Actor(s.tables.by)).steps) == 5


def test_designers_follow_neither_what_is_off_the_record_nor_what_is_deleted() -> None:
    with writing() as session:
        s = make_studio(session)
        keep_off_record(session, post_id=s.council, off_record=True, actor=Actor(person_id=s.tables.paul))
        delete_post(session, post_id=s.catalogue, actor=Actor(s.tables.by))
        for post_id in (s.council, s.catalogue):
            assert trail(session, post_id, actor=Actor(s.tables.by)).post.id == post_id
            with pytest.raises(NotFound):
                trail(session, post_id, actor=Actor(s.dina))
        with pytest.raises(NotFound):
            trail(session, s.envelope, actor=Actor(make_account(session)))
