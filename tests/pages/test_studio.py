"""The studio as its account sees it: what it may open, filter, mark and gather."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.accounts import Role
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.designers import add_designer
from facilitation.studio.boards import board, boards, put_on_new_board
from facilitation.studio.marks import tag_posts
from facilitation.studio.material import material
from pages.studio_parts.suggestions import suggested_name
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account, signed_in
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Desk:
    """A designer who is signed in and studies a workshop with three contributions."""

    account_id: int
    token: str
    t: Tables
    posts: tuple[int, int, int]


@pytest.fixture
def desk(rules: Engine) -> Desk:
    with writing() as session:
        t = make_tables(session)
        ines = make_account(session, name="Inès", role=Role.DESIGNER)
        add_designer(session, actor=Actor(t.by), workshop_id=t.workshop, account_id=ines)
        posts = (
            make_post(session, t.amina, "Une enveloppe de 50 000 € par an"),
            make_post(session, t.paul, "Par an, une enveloppe de 50 000 €"),
            make_post(session, t.zoe, "Les associations décident"),
        )
        return Desk(ines, signed_in(session, ines), t, posts)


def opened(visit: Visit, desk: Desk, part: str = "material", token: str = "") -> AppTest:
    at = visit("studio", account=token or desk.token, workshop=str(desk.t.workshop))
    if part != "material":
        at.segmented_control(key="studio-part").set_value(part).run()
    assert not at.exception
    return at


def said(at: AppTest) -> list[str]:
    return [one.value for one in at.text]


def test_the_studio_is_for_those_who_study_the_workshop(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        stranger = signed_in(session, make_account(session, role=Role.DESIGNER))

    at = visit("studio", workshop=str(desk.t.workshop))
    assert [box.value for box in at.info] == ["Connectez-vous pour voir cette page."]
    at = visit("studio", account=stranger, workshop=str(desk.t.workshop))
    assert not at.segmented_control
    assert not at.title


def test_whoever_runs_the_workshop_finds_the_way_to_the_console_and_a_designer_does_not(
    visit: Visit, desk: Desk
) -> None:
    with writing() as session:
        facilitator = signed_in(session, desk.t.by)

    ways = [link.proto.label for link in opened(visit, desk, token=facilitator).get("page_link")]
    assert {"Console", "Préparer", "Rapport"} <= set(ways)
    ways = [link.proto.label for link in opened(visit, desk).get("page_link")]
    assert {"Console", "Préparer"} & set(ways) == set()
    assert "Rapport" in ways


def test_filters_narrow_the_material_and_are_kept_while_one_looks_elsewhere(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        tag_posts(session, actor=Actor(desk.account_id), post_ids=[desk.posts[0]], tag="à creuser")
    at = opened(visit, desk)
    assert "3 contributions" in said(at)

    at.text_input(key="filter-text").set_value("ENVELOPPE").run()
    assert "Trouvées\u00a0: 2 sur 3" in said(at)
    at.selectbox(key="filter-tag").set_value("à creuser").run()
    assert "Trouvées\u00a0: 1 sur 3" in said(at)

    at.segmented_control(key="studio-part").set_value("boards").run()
    at.segmented_control(key="studio-part").set_value("material").run()
    assert not at.exception
    assert at.text_input(key="filter-text").value == "ENVELOPPE"
    at.selectbox(key="filter-group").set_value(2).run()
    assert [box.value for box in at.info] == ["Rien ne correspond à tous ces filtres."]

    at.button(key="filters-clear").click().run()
    assert not at.exception
    assert "3 contributions" in said(at)
    assert at.selectbox(key="filter-tag").value is None


def test_a_workshop_without_contributions_says_what_will_be_there(visit: Visit, rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        token = signed_in(session, t.by)

    at = visit("studio", account=token, workshop=str(t.workshop))
    assert not at.exception
    assert [one.value for one in at.header] == ["Rien qui puisse sortir de la salle pour l’instant"]


def test_a_board_is_begun_renamed_and_deleted_with_a_way_back(visit: Visit, desk: Desk) -> None:
    at = opened(visit, desk, "boards")
    assert [one.value for one in at.header] == ["Pas encore de tableau"]

    at.text_input(key="board-name").input("Finances")
    at.button(key="board-submit").click().run()
    assert not at.exception
    with reading() as session:
        [(mine, name)] = boards(session, actor=Actor(desk.account_id), workshop_id=desk.t.workshop)
    assert name == "Finances"
    assert at.selectbox(key="board").value == mine

    at.text_input(key=f"board-name-{mine}").input("Argent")
    at.button(key=f"board-rename-submit-{mine}").click().run()
    at.button(key=f"board-delete-{mine}").click().run()
    assert [one.value for one in at.header] == ["Pas encore de tableau"]
    at.button(key="undo").click().run()
    with reading() as session:
        assert boards(session, actor=Actor(desk.account_id), workshop_id=desk.t.workshop) == [
            (mine, "Argent")
        ]


def test_a_board_without_a_name_is_refused_with_a_sentence(visit: Visit, desk: Desk) -> None:
    at = opened(visit, desk, "boards")
    at.button(key="board-submit").click().run()

    assert not at.exception
    assert [error.value for error in at.error] == ["Remplissez d’abord «\u00a0Nom\u00a0»."]


def test_a_suggestion_is_taken_as_a_cluster(visit: Visit, desk: Desk) -> None:
    one, two, three = desk.posts
    with writing() as session:
        mine = put_on_new_board(
            session,
            actor=Actor(desk.account_id),
            workshop_id=desk.t.workshop,
            name="Finances",
            post_ids=[one, three],
        )
    at = opened(visit, desk, "boards")
    assert [box.label for box in at.expander] == ["Presque pareil\u00a0: 0 suggestion"]

    at.button(key=f"alike-everywhere-{mine}").click().run()
    assert [box.label for box in at.expander] == ["Presque pareil\u00a0: 1 suggestion"]
    at.button(key="alike-take-0").click().run()
    assert not at.exception
    with reading() as session:
        [cluster] = board(session, actor=Actor(desk.account_id), board_id=mine).clusters
    assert (cluster.name, {post.id for post in cluster.posts}) == (
        "Une enveloppe de 50 000 € par an",
        {one, two},
    )
    assert [box.label for box in at.expander] == ["Presque pareil\u00a0: 0 suggestion"]


def test_a_suggestion_is_dismissed_for_good_and_a_difference_is_shown_as_one(
    visit: Visit, desk: Desk
) -> None:
    with writing() as session:
        t = desk.t
        ids = [
            make_post(session, t.amina, "Réunir douze élus à la mairie"),
            make_post(session, t.zoe, "Réunir vingt élus à la mairie"),
        ]
        put_on_new_board(
            session, actor=Actor(desk.account_id), workshop_id=t.workshop, name="Élus", post_ids=ids
        )
    at = opened(visit, desk, "boards")
    assert [box.label for box in at.expander] == ["Presque pareil\u00a0: 1 suggestion"]
    assert any("autres nombres\u00a0: 12 / 20" in one.value for one in at.markdown)
    at.button(key="alike-apart-0").click().run()
    assert not at.exception
    assert [box.label for box in at.expander] == ["Presque pareil\u00a0: 0 suggestion"]
    assert [box.label for box in opened(visit, desk, "boards").expander] == [
        "Presque pareil\u00a0: 0 suggestion"
    ]


def test_every_part_is_drawn_in_english_too(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        put_on_new_board(
            session,
            actor=Actor(desk.account_id),
            workshop_id=desk.t.workshop,
            name="Money",
            post_ids=list(desk.posts),
        )
    for part in ("material", "boards", "concepts"):
        at = visit("studio", account=desk.token, workshop=str(desk.t.workshop), language="en")
        at.segmented_control(key="studio-part").set_value(part).run()
        assert not at.exception
    visit("studio", account=desk.token, workshop=str(desk.t.workshop))


def test_a_suggested_name_is_cut_between_two_words() -> None:
    assert suggested_name("Une enveloppe") == "Une enveloppe"
    assert suggested_name("mot " * 30) == "mot " * 14 + "mot…"
    assert suggested_name("x" * 90) == "x" * 60 + "…"


def test_many_contributions_come_page_by_page(visit: Visit, desk: Desk) -> None:
    with writing() as session:
        for n in range(60):
            make_post(session, desk.t.zoe, f"Idée {n}")
    at = opened(visit, desk)
    assert "63 contributions" in said(at)

    at.session_state["material-page"] = 2
    at.run()
    assert not at.exception
    at.text_input(key="filter-text").set_value("idée 7").run()
    assert not at.exception
    with reading() as session:
        assert material(session, actor=Actor(desk.account_id), workshop_id=desk.t.workshop).pages == 2
