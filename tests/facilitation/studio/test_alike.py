import pytest
from sqlalchemy import Engine

from db.accounts import Role
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.studio.alike import Likeness, alike, likenesses, suggestions
from facilitation.studio.boards import put_on_new_board
from facilitation.studio.clusters import create_cluster
from facilitation.withdrawing import keep_off_record
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account

FUND, AGAIN, ORDER, OTHER = (
    "Une enveloppe de 50 000 € par an",
    "une enveloppe de 50 000 € chaque an !",
    "Par an, une enveloppe de 50 000 €",
    "Les associations décident ensemble",
)


def test_the_same_words_in_another_order_case_or_accent_are_alike() -> None:
    assert likenesses([(1, FUND), (2, OTHER), (3, ORDER)]) == [Likeness((1, 3), 100)]
    assert likenesses([(1, "Élus référents"), (2, "elus, REFERENTS.")]) == [Likeness((1, 2), 100)]


def test_groups_hold_each_text_once_the_most_alike_first() -> None:
    found = likenesses([(7, FUND), (8, AGAIN), (9, ORDER), (10, OTHER), (11, OTHER + " tout")])

    assert [group.ids for group in found] == [(10, 11), (7, 9, 8)]
    assert found[0].score > found[1].score >= 72


def test_nothing_is_alike_where_there_is_nothing_or_one_or_no_word() -> None:
    assert likenesses([]) == []
    assert likenesses([(1, FUND)]) == []
    assert likenesses([(1, FUND), (2, OTHER)]) == []
    assert likenesses([(1, "?!"), (2, "…")]) == []


def test_many_texts_are_compared_block_by_block() -> None:
    texts = [(n, f"contribution numéro {n * n * 7919} sur le thème {n * 104729}") for n in range(600)]
    again = [
        (1000, "Une phrase toute différente des autres"),
        (1001, "une phrase toute differente des autres"),
    ]

    assert Likeness((1000, 1001), 100) in likenesses([*texts, *again])


@pytest.fixture
def t(rules: Engine) -> Tables:
    with writing() as session:
        return make_tables(session)


def test_suggestions_are_of_the_board_or_of_all_the_material_until_they_are_taken(
    t: Tables, ines: int
) -> None:
    with writing() as session:
        one, two = make_post(session, t.amina, FUND), make_post(session, t.paul, ORDER)
        three = make_post(session, t.zoe, AGAIN)
        make_post(session, t.zoe, OTHER)
        board = put_on_new_board(
            session, actor=Actor(ines), workshop_id=t.workshop, name="Finances", post_ids=[one, two]
        )

    def suggested(*, everywhere: bool = False) -> list[list[int]]:
        with reading() as session:
            groups = alike(session, actor=Actor(ines), board_id=board, everywhere=everywhere)
            found = suggestions(session, actor=Actor(ines), board_id=board, groups=groups)
        return [[post.id for post in one.posts] for one in found]

    assert suggested() == [[one, two]]
    assert suggested(everywhere=True) == [[one, two, three]]

    with writing() as session:
        create_cluster(session, actor=Actor(ines), board_id=board, name="Enveloppe", post_ids=[one, two])
    assert suggested() == []
    assert suggested(everywhere=True) == [[one, two, three]]
    with writing() as session:
        create_cluster(
            session, actor=Actor(ines), board_id=board, name="Enveloppe", post_ids=[one, two, three]
        )
    assert suggested(everywhere=True) == []


def test_a_suggestion_is_gone_once_one_of_its_contributions_left_the_record(t: Tables, ines: int) -> None:
    with writing() as session:
        one, two = make_post(session, t.amina, FUND), make_post(session, t.paul, ORDER)
        board = put_on_new_board(
            session, actor=Actor(ines), workshop_id=t.workshop, name="Finances", post_ids=[one, two]
        )
    with reading() as session:
        groups = alike(session, actor=Actor(ines), board_id=board)
    with writing() as session:
        keep_off_record(session, post_id=one, off_record=True, actor=Actor(person_id=t.amina))

    with reading() as session:
        assert suggestions(session, actor=Actor(ines), board_id=board, groups=groups) == []


def test_suggestions_are_for_those_who_study_the_workshop(t: Tables, ines: int) -> None:
    with writing() as session:
        board = put_on_new_board(
            session,
            actor=Actor(ines),
            workshop_id=t.workshop,
            name="Finances",
            post_ids=[make_post(session, t.amina, FUND)],
        )
        stranger = make_account(session, name="Zoé", role=Role.DESIGNER)

    with reading() as session, pytest.raises(NotFound):
        alike(session, actor=Actor(stranger), board_id=board)
