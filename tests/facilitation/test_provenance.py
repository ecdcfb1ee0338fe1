"""Every post can be followed back to the vote, by those whom it is for."""

from typing import Any

import pytest
from sqlalchemy import Engine

from db.base import now
from db.deeds import Deed, DeedPost
from db.people import Attribution
from db.pictures import Picture
from db.posts import PostMerge, PostPicture, Section
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.errors import NotFound
from facilitation.groups import create_group, place_everyone, rename_group
from facilitation.merging import merge_initiatives
from facilitation.provenance import TrailStep, TrailTable, changes, trail
from facilitation.running import close_stage
from facilitation.voting import cast_dot, decide, reveal
from tests.factories.tables import (
    Tables,
    make_initiative,
    make_perspective_post,
    make_post,
    make_tables,
    post_row,
    sign_as,
)
from tests.factories.votes import others_vote
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
)

pytestmark = pytest.mark.usefixtures("rules")

PLAIN: dict[str, Any] = {
    "text": "Une enveloppe",
    "section": "intention",
    "resource": None,
    "verbatim": True,
    "off_record": False,
    "core": False,
    "deleted": False,
    "into": None,
    "picture": None,
}


def deed(
    session: Session,
    t: Tables,
    post: int,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    *,
    person: int | None = None,
    undone: bool = False,
) -> None:
    """A deed on one post, by a person or by the facilitator."""
    row = Deed(
        workshop_id=t.workshop,
        group_id=t.first,
        person_id=person,
        account_id=None if person else t.by,
        kind="any",
        undone_at=now() if undone else None,
    )
    session.add(row)
    session.flush()
    session.add(DeedPost(deed_id=row.id, post_id=post, before=before, after=after))
    session.flush()


def forget_deeds(session: Session) -> None:
    """As if the posts had been written before deeds were kept."""
    for kind in (DeedPost, Deed):
        for row in session.query(kind).all():
            session.delete(row)
        session.flush()


def told(steps: tuple[TrailStep, ...]) -> list[tuple[str, str, str]]:
    return [(step.kind, step.before, step.after) for step in steps]


def perspective_post(session: Session, t: Tables, about: list[int]) -> int:
    return make_perspective_post(session, t.amina, t.sicoval, "Plus long", Section.improve, about=about)


def test_what_a_deed_changed_is_told_kind_by_kind() -> None:
    assert changes(None, PLAIN) == [("written", "", "Une enveloppe")]
    assert changes(PLAIN, PLAIN) == []
    assert changes(PLAIN, PLAIN | {"text": "Un fonds", "verbatim": False}) == [
        ("worded", "Une enveloppe", "Un fonds"),
    ]
    money = {"section": "resources", "resource": "financial"}
    assert changes(PLAIN, PLAIN | money) == [("moved", "intention", "resources")]
    assert changes(PLAIN | money, PLAIN | money | {"resource": "human"}) == [("moved", "financial", "human")]
    for name, value, set_, taken_back in (
        ("into", 7, "merged", "parted"),
        ("core", True, "core", "not_core"),
        ("off_record", True, "off_record", "on_record"),
        ("deleted", True, "deleted", "restored"),
        ("picture", 3, "picture", "no_picture"),
        ("verbatim", False, "reworded", "verbatim"),
    ):
        assert changes(PLAIN, PLAIN | {name: value}) == [(set_, "", "")]
        assert changes(PLAIN | {name: value}, PLAIN) == [(taken_back, "", "")]


def test_a_trail_leads_from_the_post_to_the_vote(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        amina = make_person(session, workshop, name="Amina", territory="Pays de Grasse")
        make_person(session, workshop, name="Paul", territory="Sicoval")
        parts = [make_initiative(session, workshop, name, place) for name, place in (("A", "TCO"), ("B", ""))]
        fund = merge_initiatives(
            session, actor=Actor(by), initiative_ids=parts, title="Fonds", pitch="Une enveloppe"
        )
        make_initiative(session, workshop, "Autre")
        voting = open_kind(session, workshop, StageKind.voting)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=fund)
        others_vote(session, workshop, fund)
        close_stage(session, actor=Actor(by), stage_id=voting)
        group = create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=fund)
        rename_group(session, actor=Actor(by), group_id=group, name="Les premiers")
        place_everyone(session, actor=Actor(by), workshop_id=workshop)
        stage = open_kind(session, workshop, StageKind.decomposition)
        post = make_post(session, amina)
        sign_as(session, amina, Attribution.name)
        hidden = trail(session, post, actor=Actor(person_id=amina)).vote
        assert hidden is not None
        assert (hidden.state, hidden.dots, hidden.kept, hidden.how, hidden.reason) == (
            "hidden",
            None,
            None,
            None,
            "",
        )
        reveal(session, actor=Actor(by), stage_id=voting)
        decide(session, actor=Actor(by), stage_id=voting, kept=[fund], reason="")
        for reader in (Actor(person_id=amina), Actor(by)):
            found = trail(session, post, actor=reader)
            assert (found.workshop_id, found.post.id, found.post.text) == (
                workshop,
                post,
                "Une enveloppe de 50 000 €",
            )
            assert (found.post.credit.author, found.post.table, found.post.section) == (
                "Amina",
                1,
                "intention",
            )
            assert found.table == TrailTable(1, "Les premiers", 2)
            assert found.stage is not None
            assert (found.stage.kind, found.stage.opened_at is None) == ("decomposition", False)
            assert found.initiative.title == "Fonds"
            assert [(one.title, one.territory) for one in found.initiative.merged] == [
                ("A", "TCO"),
                ("B", ""),
            ]
            vote = found.vote
            assert vote is not None
            assert vote.stage is not None
            assert (vote.stage.kind, vote.dots, vote.territories, vote.rank, vote.candidates) == (
                "voting",
                3,
                3,
                1,
                2,
            )
            assert (vote.kept, vote.how, vote.reason, vote.state) == (True, "tally", "", "decided")
        assert stage


def test_a_post_tells_what_it_is_about_what_it_was_merged_from_and_what_it_led_to() -> None:
    with writing() as session:
        t = make_tables(session)
        money, school, club = (
            make_post(session, t.paul, text) for text in ("L’argent", "L’école", "Le club")
        )
        open_kind(session, t.workshop, StageKind.perspective)
        longer = perspective_post(session, t, [club, money])
        session.add(PostMerge(post_id=school, into_id=money))
        session.add(PostMerge(post_id=club, into_id=school))
        session.flush()
        found = trail(session, money, actor=Actor(t.by))
        assert [post.text for post in found.merged] == ["L’école"]
        assert [(post.id, post.target) for post in found.cited] == [(longer, "Sicoval")]
        assert found.into is None
        assert [post.id for post in trail(session, longer, actor=Actor(t.by)).about] == [money]
        part = trail(session, club, actor=Actor(t.by))
        assert part.into is not None
        assert (part.into.id, part.about) == (school, ())
        assert part.vote is None


def test_the_history_of_a_post_leaves_out_what_was_undone() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une enveloppe")
        forget_deeds(session)
        deed(session, t, post, PLAIN | {"text": "Un sac"}, PLAIN, person=t.paul)
        deed(session, t, post, PLAIN, PLAIN | {"text": "Faux"}, person=t.paul, undone=True)
        deed(session, t, post, PLAIN, PLAIN | {"core": True})
        steps = trail(session, post, actor=Actor(person_id=t.amina)).steps
        assert told(steps) == [
            ("written", "", "Un sac"),
            ("worded", "Un sac", "Une enveloppe"),
            ("core", "", ""),
        ]
        assert [(step.by_facilitator, step.credit.territory) for step in steps] == [
            (False, "Pays de Grasse"),
            (False, "Sicoval"),
            (True, ""),
        ]


def test_a_post_whose_writing_was_told_is_not_told_twice() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une enveloppe")
        forget_deeds(session)
        deed(session, t, post, None, PLAIN, person=t.amina)
        assert told(trail(session, post, actor=Actor(t.by)).steps) == [("written", "", "Une enveloppe")]


def test_what_was_said_off_the_record_stays_at_its_table() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une enveloppe")
        forget_deeds(session)
        off = PLAIN | {"off_record": True}
        deed(session, t, post, off | {"text": "Entre nous"}, off, person=t.amina)
        deed(session, t, post, off, PLAIN, person=t.amina)
        assert told(trail(session, post, actor=Actor(person_id=t.zoe)).steps) == [
            ("written", "", "Une enveloppe")
        ]
        for reader in (Actor(person_id=t.paul), Actor(t.by)):
            assert told(trail(session, post, actor=reader).steps) == [
                ("written", "", "Entre nous"),
                ("worded", "Entre nous", "Une enveloppe"),
                ("on_record", "", ""),
            ]


def test_a_post_off_the_record_is_for_its_table_and_the_facilitators() -> None:
    with writing() as session:
        t = make_tables(session)
        open_post = make_post(session, t.amina, "Une enveloppe")
        whisper = write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.actors,
            text="Entre nous",
            off_record=True,
        )
        session.add(PostMerge(post_id=whisper, into_id=open_post))
        session.flush()
        for reader in (Actor(person_id=t.paul), Actor(t.by)):
            assert trail(session, whisper, actor=reader).post.off_record is True
            assert [post.id for post in trail(session, open_post, actor=reader).merged] == [whisper]
        for person in (t.zoe, t.lucie):
            with pytest.raises(NotFound):
                trail(session, whisper, actor=Actor(person_id=person))
            assert trail(session, open_post, actor=Actor(person_id=person)).merged == ()


def test_a_deleted_post_is_for_the_facilitators_alone() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        post_row(session, post).deleted_at = now()
        session.flush()
        assert trail(session, post, actor=Actor(t.by)).post.deleted is True
        with pytest.raises(NotFound):
            trail(session, post, actor=Actor(person_id=t.amina))


def test_nobody_else_follows_a_trail() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        stranger = make_person(session, make_workshop(session), name="Étrangère")
        for reader in (Actor(person_id=stranger), Actor(make_account(session, name="Autre")), Actor()):
            with pytest.raises(NotFound):
                trail(session, post, actor=reader)
        with pytest.raises(NotFound):
            trail(session, 9999, actor=Actor(t.by))


def test_a_post_entered_outside_its_stage_has_none_and_shows_its_picture() -> None:
    with writing() as session:
        t = make_tables(session, opened=None)
        post = write_post(
            session, actor=Actor(t.by), group_id=t.first, section=Section.actors, text="Sur papier"
        )
        picture = Picture(
            workshop_id=t.workshop,
            sha256="",
            width=1,
            height=1,
            mime="image/webp",
            content=b"",
            alt="La feuille",
            uploaded_at=now(),
        )
        session.add(picture)
        session.flush()
        session.add(PostPicture(post_id=post, picture_id=picture.id))
        session.flush()
        found = trail(session, post, actor=Actor(t.by))
        assert found.stage is None
        assert (found.post.entered, found.post.picture, found.post.alt) == (
            True,
            picture.id,
            "La feuille",
        )
        assert found.steps[0].by_facilitator is True


def test_a_table_on_an_initiative_that_was_merged_meanwhile_keeps_its_trail() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        merge_initiatives(
            session, actor=Actor(t.by), initiative_ids=[t.fund, t.purchase], title="Les deux", pitch="x"
        )
        assert trail(session, post, actor=Actor(t.by)).initiative.title == "Les deux"
