from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from db.accounts import Role
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.designers import add_designer
from facilitation.errors import Missing, NotFound, TooLong
from facilitation.post_merging import merge_posts
from facilitation.studio.boards import (
    BoardView,
    board,
    boards,
    create_board,
    delete_board,
    put_on_board,
    put_on_new_board,
    rename_board,
    restore_board,
    take_off_board,
)
from facilitation.studio.clusters import (
    create_cluster,
    name_cluster,
    put_beside,
    put_in_cluster,
    remove_cluster,
)
from facilitation.withdrawing import keep_off_record
from tests.factories.hearing import heard_while
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account


@pytest.fixture
def t(database: Engine) -> Tables:
    with writing() as session:
        return make_tables(session)


@pytest.fixture
def posts(t: Tables) -> tuple[int, int, int]:
    with writing() as session:
        return (
            make_post(session, t.amina, "Une"),
            make_post(session, t.paul, "Deux"),
            make_post(session, t.zoe, "Trois"),
        )


def seen(by: int, board_id: int) -> BoardView:
    with reading() as session:
        return board(session, actor=Actor(by), board_id=board_id)


def lies(by: int, board_id: int) -> tuple[dict[str, list[str]], list[str]]:
    """What is in which cluster, and what is beside them."""
    found = seen(by, board_id)
    clusters = {one.name: [post.text for post in one.posts] for one in found.clusters}
    return clusters, [post.text for post in found.loose]


def begun(by: int, t: Tables, *post_ids: int) -> int:
    with writing() as session:
        return put_on_new_board(
            session, actor=Actor(by), workshop_id=t.workshop, name="Finances", post_ids=post_ids
        )


def do(act: Callable[[Session], object]) -> None:
    with writing() as session:
        act(session)


def names(by: int, t: Tables) -> list[str]:
    with reading() as session:
        return [name for _, name in boards(session, actor=Actor(by), workshop_id=t.workshop)]


def test_a_board_is_shared_by_all_who_study_the_workshop(t: Tables, ines: int) -> None:
    with writing() as session:
        mine = create_board(session, actor=Actor(ines), workshop_id=t.workshop, name=" Finances ")
    assert names(t.by, t) == ["Finances"]

    do(lambda session: rename_board(session, actor=Actor(t.by), board_id=mine, name="Argent"))
    assert names(ines, t) == ["Argent"]


def test_a_board_has_a_name_and_not_too_long_a_one(t: Tables, ines: int) -> None:
    with writing() as session, pytest.raises(Missing):
        create_board(session, actor=Actor(ines), workshop_id=t.workshop, name=" ")
    with writing() as session, pytest.raises(TooLong):
        create_board(session, actor=Actor(ines), workshop_id=t.workshop, name="x" * 81)


def test_a_board_that_is_deleted_comes_back_as_it_lay(
    t: Tables, ines: int, posts: tuple[int, int, int]
) -> None:
    mine = begun(ines, t, posts[0])
    for _ in range(2):
        do(lambda session: delete_board(session, actor=Actor(ines), board_id=mine))
    assert names(ines, t) == []
    with reading() as session, pytest.raises(NotFound):
        board(session, actor=Actor(ines), board_id=mine)
    with writing() as session, pytest.raises(NotFound):
        rename_board(session, actor=Actor(ines), board_id=mine, name="x")

    for _ in range(2):
        do(lambda session: restore_board(session, actor=Actor(ines), board_id=mine))
    assert lies(ines, mine) == ({}, ["Une"])


def test_contributions_are_laid_on_a_board_once_and_taken_off(
    t: Tables, ines: int, posts: tuple[int, int, int]
) -> None:
    one, two, _ = posts
    mine = begun(ines, t, one)
    for _ in range(2):
        do(lambda session: put_on_board(session, actor=Actor(ines), board_id=mine, post_ids=[two, one]))
    assert lies(ines, mine) == ({}, ["Une", "Deux"])

    for _ in range(2):
        do(lambda session: take_off_board(session, actor=Actor(ines), board_id=mine, post_ids=[one]))
    assert lies(ines, mine) == ({}, ["Deux"])


def test_contributions_are_gathered_scattered_and_gathered_again(
    t: Tables, ines: int, posts: tuple[int, int, int]
) -> None:
    one, two, three = posts
    mine = begun(ines, t, one, two)
    with writing() as session:
        money = create_cluster(
            session, actor=Actor(ines), board_id=mine, name="Argent", post_ids=[one, three]
        )
        people = create_cluster(session, actor=Actor(ines), board_id=mine, name="Gens", post_ids=[two])
    assert lies(ines, mine) == ({"Argent": ["Une", "Trois"], "Gens": ["Deux"]}, [])

    do(lambda session: put_in_cluster(session, actor=Actor(ines), cluster_id=people, post_ids=[three]))
    do(lambda session: put_beside(session, actor=Actor(ines), board_id=mine, post_ids=[two]))
    do(lambda session: name_cluster(session, actor=Actor(ines), cluster_id=money, name="Budget"))
    assert lies(ines, mine) == ({"Budget": ["Une"], "Gens": ["Trois"]}, ["Deux"])

    do(lambda session: remove_cluster(session, actor=Actor(ines), cluster_id=people))
    assert lies(ines, mine) == ({"Budget": ["Une"]}, ["Deux", "Trois"])
    with writing() as session, pytest.raises(NotFound):
        name_cluster(session, actor=Actor(ines), cluster_id=people, name="x")


def test_a_merged_idea_lies_where_its_parts_lay_and_moves_with_them(
    t: Tables, ines: int, posts: tuple[int, int, int]
) -> None:
    one, two, _ = posts
    with writing() as session:
        mine = create_board(session, actor=Actor(ines), workshop_id=t.workshop, name="Finances")
        cluster = create_cluster(session, actor=Actor(ines), board_id=mine, name="Argent", post_ids=[one])
        merge_posts(session, post_ids=[one], into_id=two, actor=Actor(t.by))
    assert lies(ines, mine) == ({"Argent": ["Deux"]}, [])

    do(lambda session: put_beside(session, actor=Actor(ines), board_id=mine, post_ids=[two]))
    assert lies(ines, mine) == ({"Argent": []}, ["Deux"])
    do(lambda session: put_in_cluster(session, actor=Actor(ines), cluster_id=cluster, post_ids=[two]))
    assert lies(ines, mine) == ({"Argent": ["Deux"]}, [])
    do(lambda session: take_off_board(session, actor=Actor(ines), board_id=mine, post_ids=[two]))
    assert lies(ines, mine) == ({"Argent": []}, [])


def test_what_left_the_record_lies_on_no_board(t: Tables, ines: int, posts: tuple[int, int, int]) -> None:
    one, two, _ = posts
    mine = begun(ines, t, one, two)
    do(lambda session: keep_off_record(session, post_id=one, off_record=True, actor=Actor(person_id=t.amina)))

    assert lies(ines, mine) == ({}, ["Deux"])


def test_boards_are_out_of_reach_for_others_and_of_other_workshops(
    t: Tables, ines: int, posts: tuple[int, int, int]
) -> None:
    mine = begun(ines, t, posts[0])
    with writing() as session:
        cluster = create_cluster(
            session, actor=Actor(ines), board_id=mine, name="Argent", post_ids=[posts[0]]
        )
        stranger = make_account(session, name="Zoé", role=Role.DESIGNER)
        other = make_tables(session)
        theirs = make_post(session, other.amina, "Ailleurs")
        add_designer(session, actor=Actor(other.by), workshop_id=other.workshop, account_id=ines)

    refused: list[Callable[[Session], object]] = [
        lambda session: boards(session, actor=Actor(stranger), workshop_id=t.workshop),
        lambda session: board(session, actor=Actor(stranger), board_id=mine),
        lambda session: rename_board(session, actor=Actor(stranger), board_id=mine, name="x"),
        lambda session: create_cluster(
            session, actor=Actor(stranger), board_id=mine, name="x", post_ids=[posts[0]]
        ),
        lambda session: remove_cluster(session, actor=Actor(stranger), cluster_id=cluster),
        lambda session: remove_cluster(session, actor=Actor(ines), cluster_id=999),
        lambda session: put_on_board(session, actor=Actor(ines), board_id=999, post_ids=[posts[0]]),
        lambda session: put_on_board(session, actor=Actor(ines), board_id=mine, post_ids=[theirs]),
        lambda session: put_on_board(session, actor=Actor(ines), board_id=mine, post_ids=[]),
        lambda session: put_in_cluster(session, actor=Actor(ines), cluster_id=cluster, post_ids=[theirs]),
    ]
    for act in refused:
        with writing() as session, pytest.raises(NotFound):
            act(session)
    assert lies(ines, mine) == ({"Argent": ["Une"]}, [])


def test_the_studio_hears_of_boards_and_of_nothing_that_changed_nothing(
    t: Tables, ines: int, posts: tuple[int, int, int]
) -> None:
    mine = begun(ines, t, posts[0])

    assert heard_while(
        lambda session: put_on_board(session, actor=Actor(ines), board_id=mine, post_ids=[posts[1]])
    ) == {(t.workshop, "studio")}
    assert (
        heard_while(
            lambda session: put_on_board(session, actor=Actor(ines), board_id=mine, post_ids=[posts[1]])
        )
        == set()
    )
