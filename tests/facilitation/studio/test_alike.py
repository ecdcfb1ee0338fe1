import pytest
from sqlalchemy import Engine

from db.accounts import Role
from db.apart import bring_posts_together, tell_posts_apart
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.designers import add_designer
from facilitation.errors import NotFound
from facilitation.likeness.comparing import Difference
from facilitation.studio.alike import alike, suggest_again, suggestions, tell_apart
from facilitation.studio.boards import put_on_new_board
from facilitation.studio.clusters import create_cluster
from facilitation.withdrawing import keep_off_record
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account

FUND, AGAIN, ORDER, OTHER = (
    "Une enveloppe de 50 000 € par an",
    "Une enveloppe chaque an de 50 000 € !",
    "Par an, une enveloppe de 50 000 €",
    "Les associations décident ensemble",
)


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


def test_what_was_told_apart_is_suggested_to_nobody_until_it_is_taken_back(t: Tables, ines: int) -> None:
    with writing() as session:
        ids = [make_post(session, t.amina, FUND), make_post(session, t.paul, ORDER)]
        board = put_on_new_board(
            session, actor=Actor(ines), workshop_id=t.workshop, name="Finances", post_ids=ids
        )
        max_ = make_account(session, name="Max", role=Role.DESIGNER)
        add_designer(session, actor=Actor(t.by), workshop_id=t.workshop, account_id=max_)

    def suggested() -> list[tuple[int, ...]]:
        with reading() as session:
            return [group.ids for group in alike(session, actor=Actor(max_), board_id=board)]

    assert suggested() == [tuple(ids)]
    for _ in range(2):
        with writing() as session:
            tell_apart(session, actor=Actor(ines), post_ids=ids)
        assert suggested() == []
    for _ in range(2):
        with writing() as session:
            suggest_again(session, actor=Actor(max_), post_ids=ids)
        assert suggested() == [tuple(ids)]


def test_a_suggestion_says_in_what_two_contributions_differ(t: Tables, ines: int) -> None:
    with writing() as session:
        ids = [make_post(session, t.amina, FUND), make_post(session, t.paul, FUND.replace("50", "60"))]
        board = put_on_new_board(
            session, actor=Actor(ines), workshop_id=t.workshop, name="Finances", post_ids=ids
        )
    with reading() as session:
        groups = alike(session, actor=Actor(ines), board_id=board)
        (one,) = suggestions(session, actor=Actor(ines), board_id=board, groups=groups)
    assert one.difference == Difference("number", "50000 €", "60000 €")


def test_contributions_told_apart_by_two_at_once_are_kept_once(t: Tables, ines: int) -> None:
    with writing() as session:
        pair = make_post(session, t.amina, FUND), make_post(session, t.paul, ORDER)
        assert [tell_posts_apart(session, [pair], ines) for _ in range(2)] == [1, 0]
        assert [bring_posts_together(session, [pair]) for _ in range(2)] == [1, 0]
