"""The tables' screens: what a participant writes, what the facilitator sets up, and what everybody reads."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.posts import Resource, Section
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import canvas
from facilitation.groups import assign, group_of, groups_view
from facilitation.joining import resume
from facilitation.people import my_card
from facilitation.perspective import perspective
from facilitation.signing_in import claim_nonce, issue_nonce
from tests.factories.tables import Tables, make_initiative, make_post, make_tables
from tests.factories.workshops import facilitator_of, make_joined, make_workshop, open_kind
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Room:
    """The two tables, with the cookies of Amina, of Lucie who has no table, and of the facilitator."""

    t: Tables
    amina: str
    lucie: str
    account: str

    def console(self, visit: Visit) -> AppTest:
        at = visit("console", account=self.account, workshop=str(self.t.workshop))
        assert not at.exception
        return at


def signed_in(session: Session, account_id: int) -> str:
    return claim_nonce(session, nonce=issue_nonce(session, account_id=account_id)).token


def device_of(session: Session, person_id: int) -> str:
    return resume(session, resume_code=my_card(session, person_id).resume_code).token


@pytest.fixture
def room(rules: Engine) -> Room:
    assert rules is not None
    with writing() as session:
        t = make_tables(session)
        return Room(t, device_of(session, t.amina), device_of(session, t.lucie), signed_in(session, t.by))


def texts(at: AppTest) -> list[str]:
    return [one.value for one in at.text]


def displays(at: AppTest) -> list[str]:
    return [str(one.proto.component_name) for one in at.get("bidi_component")]


def posts(group_id: int, section: str) -> list[str]:
    with reading() as session:
        view = canvas(session, group_id)
    return [post.text for one in view.sections if one.section == section for post in one.posts]


def test_a_participant_writes_in_the_section_of_their_choice(room: Room, visit: Visit) -> None:
    at = visit("room", person=room.amina)
    assert not at.exception
    assert "essaim_table_card" in displays(at)
    assert at.text_area(key="post-text").label == "Quel problème, pour qui, quel changement visé\u00a0?"
    at.button_group(key="post-section").set_value(Section.obstacles).run()
    assert at.text_area(key="post-text").label == "Qu’est-ce qui a coincé ou échoué\u00a0?"
    at.text_area(key="post-text").set_value("Personne pour animer")
    at.button(key="post-submit").click().run()
    assert not at.exception
    assert posts(room.t.first, "obstacles") == ["Personne pour animer"]
    assert at.text_area(key="post-text").value == ""


def test_a_refused_idea_stays_in_the_field_with_the_reason(room: Room, visit: Visit) -> None:
    at = visit("room", person=room.amina)
    at.button_group(key="post-section").set_value(Section.resources).run()
    at.text_area(key="post-text").set_value("Un mi-temps")
    at.button(key="post-submit").click().run()
    assert [one.value for one in at.error] == ["Remplissez d’abord «\u00a0Type de ressource\u00a0»."]
    assert at.text_area(key="post-text").value == "Un mi-temps"
    at.button_group(key="post-resource").set_value(Resource.human)
    at.button(key="post-submit").click().run()
    assert posts(room.t.first, "resources") == ["Un mi-temps"]


def test_whoever_has_no_table_is_told_and_sees_the_tables(room: Room, visit: Visit) -> None:
    for kind in (StageKind.decomposition, StageKind.perspective, StageKind.report_back):
        with writing() as session:
            open_kind(session, room.t.workshop, kind)
        at = visit("room", person=room.lucie)
        assert not at.exception
        assert "Vous n’avez pas encore de table" in at.info[0].value


def test_the_perspective_is_written_for_ones_own_territory_first(room: Room, visit: Visit) -> None:
    with writing() as session:
        about = make_post(session, room.t.amina)
        open_kind(session, room.t.workshop, StageKind.perspective)
    at = visit("room", person=room.amina)
    assert not at.exception
    assert at.selectbox(key="perspective-territory").value == room.t.grasse
    at.button_group(key="perspective-section").set_value(Section.conditions).run()
    at.text_area(key="perspective-text").set_value("Un budget")
    at.button(key="perspective-submit").click().run()
    assert "Dites de quelles contributions il s’agit" in at.error[0].value
    at.button_group(key="perspective-about").set_value([about])
    at.button(key="perspective-submit").click().run()
    assert not at.exception
    with reading() as session:
        (target,) = (one for one in perspective(session, room.t.first).territories if one.id == room.t.grasse)
    assert [post.text for one in target.sections for post in one.posts] == ["Un budget"]
    assert at.button_group(key="perspective-about").value == []


def test_a_verdict_is_kept_and_a_refused_one_is_taken_back(room: Room, visit: Visit) -> None:
    with writing() as session:
        open_kind(session, room.t.workshop, StageKind.perspective)
    at = visit("room", person=room.amina)
    key = f"verdict-{room.t.grasse}"
    at.button_group(key=key).set_value("adapt").run()
    assert "demande au moins une condition" in at.error[0].value
    assert not at.button_group(key=key).value
    at.button_group(key=key).set_value("discard").run()
    assert not at.exception
    with reading() as session:
        verdicts = {one.id: one.verdict for one in perspective(session, room.t.first).territories}
    assert verdicts[room.t.grasse] == "discard"


def test_where_no_other_territory_takes_part_the_page_says_so(rules: Engine, visit: Visit) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop)
        one = make_initiative(session, workshop, "Une")
        by = facilitator_of(session, workshop)
        from facilitation.groups import create_group

        group = create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=one)
        assign(session, actor=Actor(by), person_id=joined.person_id, group_id=group)
        open_kind(session, workshop, StageKind.perspective)
    at = visit("room", person=joined.token)
    assert not at.exception
    assert "Aucun autre territoire" in at.info[0].value


def test_the_table_reads_what_it_has_to_tell(room: Room, visit: Visit) -> None:
    with writing() as session:
        open_kind(session, room.t.workshop, StageKind.report_back)
    at = visit("room", person=room.amina)
    assert not at.exception
    assert [one.value for one in at.subheader] == ["Décomposition", "Mise en perspective"]


@pytest.mark.parametrize("kind", [StageKind.decomposition, StageKind.perspective, StageKind.report_back])
def test_the_desk_shows_every_table(room: Room, visit: Visit, kind: StageKind) -> None:
    with writing() as session:
        open_kind(session, room.t.workshop, kind)
    at = room.console(visit)
    assert at.button(key="console-place-everyone").label == "Placer 1 personne à la plus petite table"
    at.button(key="console-place-everyone").click().run()
    with reading() as session:
        assert group_of(session, room.t.lucie) == room.t.second
    at.button_group(key="console-table").set_value(room.t.second).run()
    assert not at.exception


def test_the_desk_asks_for_obstacles_and_core_functions_before_the_close(room: Room, visit: Visit) -> None:
    at = room.console(visit)
    assert "table 1\u00a0: Obstacles, Fonctions clés" in at.warning[0].value
    with writing() as session:
        for person in (room.t.amina, room.t.zoe):
            for section in (Section.obstacles, Section.core_functions):
                make_post(session, person, section=section)
    assert not room.console(visit).warning


def test_setting_up_the_first_tables_is_the_next_step(rules: Engine, visit: Visit) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        person = make_joined(session, workshop).person_id
        open_kind(session, workshop, StageKind.decomposition)
        account = signed_in(session, by)
    at = visit("console", account=account, workshop=str(workshop))
    assert "Aucune initiative pour l’instant" in at.info[0].value
    assert "console-next" in {button.key for button in at.button}
    with writing() as session:
        for title in ("Une", "Deux"):
            make_initiative(session, workshop, title)
    at = visit("console", account=account, workshop=str(workshop))
    assert "console-next" not in {button.key for button in at.button}
    assert at.button(key="console-first-tables").label == "Installer 2 tables et placer tout le monde"
    at.button(key="console-first-tables").click().run()
    assert not at.exception
    with reading() as session:
        assert [group.initiative for group in groups_view(session, workshop).groups] == ["Une", "Deux"]
        assert group_of(session, person) is not None


def test_one_more_table_works_on_the_same_initiative(room: Room, visit: Visit) -> None:
    at = room.console(visit)
    at.button(key=f"console-table-{room.t.fund}").click().run()
    assert not at.exception
    with reading() as session:
        tables = [(one.number, one.initiative_id) for one in groups_view(session, room.t.workshop).groups]
    assert tables == [(1, room.t.fund), (2, room.t.purchase), (3, room.t.fund)]


def test_people_are_seated_by_hand(room: Room, visit: Visit) -> None:
    at = room.console(visit)
    at.button(key="console-seat").click().run()
    assert not at.exception
    assert at.selectbox(key=f"seat-{room.t.lucie}").value == 0
    at.selectbox(key=f"seat-{room.t.lucie}").set_value(room.t.first).run()
    at.text_input(key=f"table-name-{room.t.first}").set_value("Les premiers").run()
    at.button(key=f"table-name-{room.t.first}-keep").click().run()
    assert not at.exception
    with reading() as session:
        assert group_of(session, room.t.lucie) == room.t.first
        assert groups_view(session, room.t.workshop).groups[0].name == "Les premiers"
    at.button(key=f"table-remove-{room.t.second}").click().run()
    with reading() as session:
        assert len(groups_view(session, room.t.workshop).groups) == 1


def test_the_desk_enters_a_post_from_paper(room: Room, visit: Visit) -> None:
    at = room.console(visit)
    at.button(key="console-post").click().run()
    assert not at.exception
    at.text_area(key="entry-text").set_value("Lu sur une feuille")
    at.selectbox(key="entry-author").set_value(room.t.paul)
    at.button(key="entry-submit").click().run()
    assert not at.exception
    assert posts(room.t.first, "intention") == ["Lu sur une feuille"]


def test_the_desk_enters_a_post_of_the_perspective(room: Room, visit: Visit) -> None:
    with writing() as session:
        about = make_post(session, room.t.amina)
        open_kind(session, room.t.workshop, StageKind.perspective)
    at = room.console(visit)
    at.button(key="console-post").click().run()
    assert not at.exception
    at.button_group(key="entry-section").set_value(Section.reproduce).run()
    at.text_area(key="entry-text").set_value("Le jury mixte")
    at.selectbox(key="entry-territory").set_value(room.t.sicoval)
    at.multiselect(key="entry-about").set_value([about])
    at.button(key="entry-submit").click().run()
    assert not at.exception
    with reading() as session:
        (target,) = (
            one for one in perspective(session, room.t.first).territories if one.id == room.t.sicoval
        )
    assert [post.text for one in target.sections for post in one.posts] == ["Le jury mixte"]


def test_an_author_takes_a_post_off_the_record_from_the_menu(room: Room, visit: Visit) -> None:
    with writing() as session:
        post = make_post(session, room.t.amina)
    at = visit("room", person=room.amina)
    at.button(key="room-menu").click().run()
    assert not at.exception
    at.checkbox(key=f"menu-off-record-{post}").check().run()
    assert not at.exception
    with reading() as session:
        assert canvas(session, room.t.first, "projector").filled == 0
