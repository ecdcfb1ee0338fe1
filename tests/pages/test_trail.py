"""The trail of a post is drawn for whoever may follow it, and says nothing to others."""

import io

import pytest
from PIL import Image

from db.deeds import Deed, DeedPost
from db.people import Attribution
from db.posts import PostMerge, Section
from db.session import writing
from facilitation.access import beside_one_another
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.groups import create_group, place_everyone
from facilitation.post_pictures import attach_post_picture
from facilitation.running import close_stage
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.voting import cast_dot, decide, reveal
from tests.factories.tables import make_initiative, make_perspective_post, make_post, make_tables, sign_as
from tests.factories.votes import others_vote
from tests.factories.workshops import facilitator_of, make_joined, make_person, make_workshop, open_kind
from tests.pages.conftest import Visit

pytestmark = pytest.mark.usefixtures("rules")


def account_for(by: int) -> str:
    with writing() as session:
        return claim_nonce(session, nonce=issue_nonce(session, account_id=by)).token


def test_a_post_is_followed_back_to_the_vote(visit: Visit) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        amina = make_joined(session, workshop, name="Amina", territory="Pays de Grasse")
        make_person(session, workshop, name="Paul", territory="Sicoval")
        one, two = (make_initiative(session, workshop, title, "TCO") for title in ("Fonds <b>", "Autre"))
        voting = open_kind(session, workshop, StageKind.voting)
        cast_dot(session, actor=Actor(person_id=amina.person_id), initiative_id=one)
        others_vote(session, workshop, one)
        close_stage(session, actor=Actor(by), stage_id=voting)
        create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=one)
        place_everyone(session, actor=Actor(by), workshop_id=workshop)
        open_kind(session, workshop, StageKind.decomposition)
        post = make_post(session, amina.person_id)
        sign_as(session, amina.person_id, Attribution.name)
    at = visit("trail", person=amina.token, post=str(post), language="en")
    assert "The result is not revealed yet." in [one.value for one in at.text]
    with writing() as session:
        reveal(session, actor=Actor(by), stage_id=voting)
        decide(session, actor=Actor(by), stage_id=voting, kept=[one, two], reason="Par *équilibre*")
    for who in ({"person": amina.token}, {"account": account_for(by)}):
        at = visit("trail", post=str(post), language="en", **who)
        assert not at.exception
        shown = [one.value for one in at.text]
        assert "Une enveloppe de 50 000 €" in shown
        assert "Amina, Pays de Grasse · Verbatim" in shown
        assert "2 people sit there" in shown
        assert "3 dots · 3 territories in support · rank 1 of 2" in shown
        assert "Reason: Par *équilibre*" in shown
        assert any(text.startswith("6. Décomposition, opened at ") for text in shown)
        assert "Fonds" in " ".join(one.value for one in at.header)
    links = [one.proto.page for one in at.get("page_link")]
    assert [link for link in links if link] == ["console", "prepare", "studio", "report"]


def test_what_was_done_to_it_and_what_hangs_together_is_told(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        plain = {"text": "Un fonds", "section": "actors", "resource": None, "verbatim": True}
        money = write_post(
            session, actor=Actor(person_id=t.paul), section=Section.actors, text="Un fonds", verbatim=False
        )
        school = make_post(session, t.paul, "L’école")
        row = Deed(workshop_id=t.workshop, group_id=t.first, account_id=t.by, kind="edit")
        session.add(row)
        session.flush()
        before = plain | {"text": "Un sac", "section": "context"}
        session.add(DeedPost(deed_id=row.id, post_id=money, before=before, after=plain))
        open_kind(session, t.workshop, StageKind.perspective)
        longer = make_perspective_post(
            session, t.amina, t.sicoval, "Plus long", Section.improve, about=[money]
        )
        session.add(PostMerge(post_id=school, into_id=money))
        sign_as(session, t.paul, Attribution.anonymous)
    account = account_for(t.by)
    at = visit("trail", account=account, post=str(money), language="en")
    assert not at.exception
    links = [one.proto.label for one in at.get("page_link") if one.proto.page == "trail"]
    assert links == ["L’école", "Plus long"]
    shown = [one.value for one in at.text]
    for line in (
        "Before: Un sac",
        "From “Context” to “Actors”",
        "Anonymous · Reworded",
        "It did not go through a vote.",
    ):
        assert line in shown
    assert "Improve → Sicoval" in " ".join(one.value.replace("\\", "") for one in at.caption)
    at = visit("trail", account=account, post=str(school), language="en")
    assert "It is part of another post now:" in [one.value for one in at.text]
    at = visit("trail", account=account, post=str(longer))
    assert "Un fonds" in [one.proto.label for one in at.get("page_link")]


def test_the_picture_of_a_post_is_shown_with_its_description(visit: Visit) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 3), "orange").save(drawn, "PNG")
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        attach_post_picture(
            session, post_id=post, data=drawn.getvalue(), alt="La feuille", actor=Actor(person_id=t.amina)
        )
    at = visit("trail", account=account_for(t.by), post=str(post))
    assert not at.exception
    assert "La feuille" in [one.value for one in at.text]


@pytest.mark.parametrize("named", ["", "abc", "9" * 30, "4242"])
def test_an_address_that_names_no_post_is_said_to_be_so(visit: Visit, named: str) -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina)
    at = visit("trail", account=account_for(t.by), post=named, language="en")
    assert not at.exception
    assert "no such post" in at.info[0].value


def test_a_stranger_learns_nothing(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        stranger = make_joined(session, make_workshop(session), name="Étrangère")
    for who in ({}, {"person": stranger.token}):
        at = visit("trail", post=str(post), language="en", **who)
        assert "no such post" in at.info[0].value
        assert not at.text


def test_a_trail_opens_as_whoever_one_is_in_its_workshop(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        here = make_joined(session, t.workshop, name="Léa")
        elsewhere = make_joined(session, make_workshop(session), name="Léa")
        stranger = make_joined(session, make_workshop(session), name="Léa")
    both = beside_one_another([elsewhere.token, here.token])
    for found in ({}, {"workshop": str(t.workshop)}, {"workshop": str(elsewhere.workshop_id)}):
        at = visit("trail", person=both, post=str(post), language="en", **found)
        assert "Une enveloppe de 50 000 €" in [one.value for one in at.text] + [
            one.value for one in at.markdown
        ]
        assert at.session_state["identity"] == f"person:{here.person_id}"
    assert (
        "There is no such post"
        in visit("trail", person=stranger.token, post=str(post), language="en").info[0].value
    )
