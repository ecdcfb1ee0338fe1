"""Wishes: who would like to work on what, before the tables are made."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db import changes
from db.session import Session, reading, writing
from db.wishes import wishes_in, wishes_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.errors import AlreadySeated, NotFound, NotKept
from facilitation.groups import assign, create_group, groups_view
from facilitation.people import remove_person
from facilitation.results import decide, reveal
from facilitation.running import close_stage
from facilitation.sharing import hide_initiative
from facilitation.voting import cast_dot
from facilitation.wishes import Wishable, WishLine, rank_initiatives, wish_desk, wishes
from tests.factories.votes import make_wall, open_vote, others_vote
from tests.factories.workshops import facilitator_of, make_account, make_person, open_kind

pytestmark = pytest.mark.usefixtures("rules")


@dataclass(frozen=True)
class Kept:
    """A workshop that keeps two of its three initiatives, and Amina, who has no table yet."""

    workshop: int
    by: int
    first: int
    second: int
    left: int
    amina: int


def make_kept(session: Session) -> Kept:
    workshop, (first, second, left) = make_wall(session, 3)
    by = facilitator_of(session, workshop)
    amina = make_person(session, workshop, name="Amina")
    stage = open_vote(session, workshop)
    cast_dot(session, actor=Actor(person_id=amina), initiative_id=first)
    others = others_vote(session, workshop, first)
    close_stage(session, actor=Actor(by), stage_id=stage)
    reveal(session, actor=Actor(by), stage_id=stage)
    decide(session, actor=Actor(by), stage_id=stage, kept=[first, second], reason="D’un commun accord")
    for other in others:
        remove_person(session, actor=Actor(by), person_id=other)
    return Kept(workshop, by, first, second, left, amina)


def ranks(session: Session, person_id: int) -> list[tuple[int, int | None]]:
    return [(one.id, one.rank) for one in wishes(session, person_id).initiatives]


def test_the_kept_initiatives_are_ranked_in_the_order_they_are_named() -> None:
    with writing() as session:
        k = make_kept(session)
        assert wishes(session, k.amina).open
        assert wishes(session, k.amina).initiatives == [
            Wishable(k.first, "Initiative 1", "", None),
            Wishable(k.second, "Initiative 2", "", None),
        ]
        rank_initiatives(
            session, actor=Actor(person_id=k.amina), initiative_ids=[k.second, k.first, k.second]
        )
        assert ranks(session, k.amina) == [(k.first, 2), (k.second, 1)]
        assert wishes_of(session, k.amina) == (k.second, k.first)


def test_another_order_replaces_the_first_and_none_takes_every_wish_back() -> None:
    with writing() as session:
        k = make_kept(session)
        rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.second, k.first])
        rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.first])
        assert ranks(session, k.amina) == [(k.first, 1), (k.second, None)]
        rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[])
        assert wishes_in(session, k.workshop) == {}


def test_the_same_order_said_twice_changes_nothing_more() -> None:
    with writing() as session:
        k = make_kept(session)
        rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.second])
    heard: set[changes.Change] = set()
    deafen = changes.listen(heard.update)
    with writing() as session:
        rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.second])
    assert heard == set()
    with writing() as session:
        rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.first])
    deafen()
    assert heard == {(k.workshop, "groups"), (k.workshop, f"me:{k.amina}")}


def test_what_was_not_kept_or_is_hidden_cannot_be_wished_for() -> None:
    with writing() as session:
        k = make_kept(session)
        with pytest.raises(NotKept):
            rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.left])
        hide_initiative(session, actor=Actor(k.by), initiative_id=k.second)
        with pytest.raises(NotKept):
            rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.first, k.second])
        assert not wishes(session, k.amina).open


def test_without_any_vote_the_wall_is_wished_for_once_the_tables_are_at_work() -> None:
    with writing() as session:
        workshop, (first, second) = make_wall(session, 2)
        amina = make_person(session, workshop, name="Amina")
        assert (wishes(session, amina).open, wishes(session, amina).initiatives) == (False, [])
        with pytest.raises(NotKept):
            rank_initiatives(session, actor=Actor(person_id=amina), initiative_ids=[first])
        open_kind(session, workshop, StageKind.break_)
        assert wishes(session, amina).initiatives == []
        open_kind(session, workshop, StageKind.decomposition)
        rank_initiatives(session, actor=Actor(person_id=amina), initiative_ids=[second])
        assert ranks(session, amina) == [(first, None), (second, 1)]


def test_whoever_has_a_table_wishes_no_more() -> None:
    with writing() as session:
        k = make_kept(session)
        group = create_group(session, actor=Actor(k.by), workshop_id=k.workshop, initiative_id=k.first)
        assert wishes(session, k.amina).open
        assign(session, actor=Actor(k.by), person_id=k.amina, group_id=group)
        assert not wishes(session, k.amina).open
        with pytest.raises(AlreadySeated):
            rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.second])


def test_whoever_was_removed_wishes_nothing() -> None:
    with writing() as session:
        k = make_kept(session)
        remove_person(session, actor=Actor(k.by), person_id=k.amina)
        with pytest.raises(NotFound):
            rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=[k.first])


def test_the_facilitator_ranks_for_somebody_without_a_device() -> None:
    with writing() as session:
        k = make_kept(session)
        rank_initiatives(session, actor=Actor(k.by, k.amina), initiative_ids=[k.second])
        assert wishes_of(session, k.amina) == (k.second,)
        stranger = make_account(session, name="Stranger")
        with pytest.raises(NotFound):
            rank_initiatives(session, actor=Actor(stranger, k.amina), initiative_ids=[])
        with pytest.raises(NotFound):
            wish_desk(session, actor=Actor(stranger), workshop_id=k.workshop)


def test_the_desk_lists_the_wishes_of_those_without_a_table() -> None:
    with writing() as session:
        k = make_kept(session)
        paul = make_person(session, k.workshop, name="Paul")
        zoe = make_person(session, k.workshop, name="Zoé")
        gone = make_person(session, k.workshop, name="Partie")
        group = create_group(session, actor=Actor(k.by), workshop_id=k.workshop, initiative_id=k.first)
        assign(session, actor=Actor(k.by), person_id=zoe, group_id=group)
        for person in (paul, k.amina, gone):
            assign(session, actor=Actor(k.by), person_id=person, group_id=None)
        remove_person(session, actor=Actor(k.by), person_id=gone)
        rank_initiatives(session, actor=Actor(person_id=paul), initiative_ids=[k.second, k.first])
        desk = wish_desk(session, actor=Actor(k.by), workshop_id=k.workshop)
        assert [one.id for one in desk.initiatives] == [k.first, k.second]
        assert desk.people == [
            WishLine(k.amina, "Amina", ()),
            WishLine(paul, "Paul", (k.second, k.first)),
        ]


def test_the_tables_tell_how_many_of_those_here_have_wished() -> None:
    with writing() as session:
        k = make_kept(session)
        paul = make_person(session, k.workshop, name="Paul")
        for person in (k.amina, paul):
            rank_initiatives(session, actor=Actor(person_id=person), initiative_ids=[k.first])
        assert groups_view(session, k.workshop).wished == 2
        remove_person(session, actor=Actor(k.by), person_id=paul)
        assert groups_view(session, k.workshop).wished == 1


def test_two_tabs_that_rank_at_once_leave_one_whole_order(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        k = make_kept(session)
    orders: Sequence[tuple[int, ...]] = ((k.first, k.second), (k.second, k.first))
    together = Barrier(8)

    def rank(tab: int) -> None:
        together.wait()
        with writing() as session:
            rank_initiatives(session, actor=Actor(person_id=k.amina), initiative_ids=orders[tab % 2])

    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(rank, range(8)))
    with reading() as session:
        assert wishes_of(session, k.amina) in orders
