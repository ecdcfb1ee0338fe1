import pytest
from sqlalchemy import Engine

from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import EditingOver, InitiativeInUse, NotFound, TooFewToMerge
from facilitation.groups import create_group
from facilitation.merging import merge_initiatives, undo_merge
from facilitation.running import close_stage
from facilitation.sharing import (
    edit_initiative,
    hide_initiative,
    initiatives,
    my_initiatives,
    share_initiative,
)
from facilitation.voting import cast_dot, close_vote, decide, reveal
from tests.factories.votes import make_initiative, make_votes, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person, make_workshop


def merge(session: Session, workshop_id: int, ids: list[int], title: str = "Both") -> int:
    return merge_initiatives(
        session,
        actor=Actor(facilitator_of(session, workshop_id)),
        initiative_ids=ids,
        title=title,
        pitch="Together.",
    )


def titles(session: Session, workshop_id: int) -> list[str]:
    return [one.title for one in initiatives(session, workshop_id)]


def test_a_merge_keeps_both_originals_and_both_sources_behind_it(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        by = facilitator_of(session, workshop_id)
        a = share_initiative(
            session,
            workshop_id=workshop_id,
            actor=Actor(by),
            title="A",
            pitch="a",
            description="From A.",
            territory_name="Grasse",
            holder="Paul",
            tags=["x"],
        )
        b = share_initiative(
            session,
            workshop_id=workshop_id,
            actor=Actor(by),
            title="B",
            pitch="b",
            description="From B.",
            territory_name="Compiègne",
            holder="Zoé",
            link="https://example.org",
            tags=["x", "y"],
        )
        merged = merge(session, workshop_id, [b, a, a])
        (one,) = initiatives(session, workshop_id)
    assert (one.id, one.title, one.pitch, one.description) == (
        merged,
        "Both",
        "Together.",
        "From A.\n\nFrom B.",
    )
    assert (one.territory, one.holder, one.link) == (
        "Grasse · Compiègne",
        "Paul · Zoé",
        "https://example.org",
    )
    assert one.tags == ["x", "y"]
    assert [(source.id, source.title, source.territory) for source in one.merged] == [
        (a, "A", "Grasse"),
        (b, "B", "Compiègne"),
    ]


def test_a_merge_within_one_territory_stays_of_that_territory(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        make_person(session, workshop_id, territory="Grasse")
        ids = [make_initiative(session, workshop_id, title=title, territory="Grasse") for title in "AB"]
        merge(session, workshop_id, ids)
        (one,) = initiatives(session, workshop_id)
        assert (one.territory, one.territory_id is not None) == ("Grasse", True)


def test_a_merge_can_be_undone_also_when_it_was_merged_again(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3)
        by = facilitator_of(session, workshop_id)
        first = merge(session, workshop_id, [a, b], "First")
        second = merge(session, workshop_id, [first, c], "Second")
        (one,) = initiatives(session, workshop_id)
        assert [source.id for source in one.merged] == [a, b, c]
        undo_merge(session, actor=Actor(by), initiative_id=second)
        undo_merge(session, actor=Actor(by), initiative_id=second)
        assert titles(session, workshop_id) == ["Initiative 3", "First"]
        undo_merge(session, actor=Actor(by), initiative_id=first)
        assert titles(session, workshop_id) == ["Initiative 1", "Initiative 2", "Initiative 3"]


def test_undoing_an_inner_merge_leaves_its_originals_in_the_outer_one(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3)
        first = merge(session, workshop_id, [a, b], "First")
        merge(session, workshop_id, [first, c], "Second")
        undo_merge(session, actor=Actor(facilitator_of(session, workshop_id)), initiative_id=first)
        (one,) = initiatives(session, workshop_id)
        assert [source.id for source in one.merged] == [a, b, c]


def test_merging_takes_two_that_stand_on_the_same_wall(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c, d) = make_wall(session, 4)
        by = facilitator_of(session, workshop_id)
        elsewhere = make_initiative(session, make_workshop(session, by=by))
        hide_initiative(session, actor=Actor(by), initiative_id=c)
        merge(session, workshop_id, [a, b])
        for ids in ([d], [d, d], [d, c], [d, a]):
            with pytest.raises(TooFewToMerge):
                merge(session, workshop_id, ids)
        for ids in ([d, elsewhere], [d, 999]):
            with pytest.raises(NotFound):
                merge(session, workshop_id, ids)
        with pytest.raises(NotFound):
            undo_merge(session, actor=Actor(by), initiative_id=d)


def test_what_went_to_a_vote_is_not_merged_and_its_merge_stays(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c, d) = make_wall(session, 4)
        by, voter = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        merged = merge(session, workshop_id, [a, b])
        stage_id = open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=voter), initiative_id=merged)
        make_votes(session, workshop_id, {merged: 2})
        with pytest.raises(EditingOver):
            merge(session, workshop_id, [c, d])
        close_stage(session, actor=Actor(by), stage_id=stage_id)
        with pytest.raises(InitiativeInUse):
            undo_merge(session, actor=Actor(by), initiative_id=merged)


def test_an_author_finds_what_was_merged_but_edits_it_no_more(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina = make_person(session, workshop_id)
        ids = [make_initiative(session, workshop_id, title=t, author_id=amina) for t in ("A", "B")]
        merge(session, workshop_id, ids)
        assert [(one.title, one.editable) for one in my_initiatives(session, amina)] == [
            ("A", False),
            ("B", False),
        ]
        with pytest.raises(EditingOver):
            edit_initiative(session, actor=Actor(person_id=amina), initiative_id=ids[0], title="C")


def test_a_merge_that_a_table_works_on_stays(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        by, voter = facilitator_of(session, workshop_id), make_person(session, workshop_id)
        merged = merge(session, workshop_id, [a, b])
        stage_id = open_vote(session, workshop_id)
        cast_dot(session, actor=Actor(person_id=voter), initiative_id=merged)
        make_votes(session, workshop_id, {merged: 2})
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        decide(session, actor=Actor(by), stage_id=stage_id, kept=[merged])
        create_group(session, actor=Actor(by), workshop_id=workshop_id, initiative_id=merged)
        with pytest.raises(InitiativeInUse):
            undo_merge(session, actor=Actor(by), initiative_id=merged)
