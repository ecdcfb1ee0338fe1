"""Decomposition: posts are written, edited, deleted and brought back by those who may."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db import changes
from db.base import now
from db.people import Attribution, Person
from db.posts import Resource, Section
from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import CanvasView, canvas, write_post
from facilitation.errors import (
    Missing,
    NotAllowed,
    NotFound,
    NotInGroup,
    StageLocked,
    StageNotOpen,
    TooLong,
)
from facilitation.journal import story
from facilitation.people import change_consents
from facilitation.posts import DECOMPOSITION, PERSPECTIVE, RESOURCES, my_posts
from facilitation.rewording import edit_post
from facilitation.running import close_stage, open_stage
from facilitation.withdrawing import delete_post, keep_off_record, restore_post
from tests.factories.tables import make_post, make_tables, post_row, sign_as
from tests.factories.workshops import make_account, stage_of

pytestmark = pytest.mark.usefixtures("rules")


def texts(view: CanvasView, section: str) -> list[str]:
    return [post.text for one in view.sections if one.section == section for post in one.posts]


def test_the_canvas_has_the_ten_sections_in_the_order_of_the_method() -> None:
    assert [str(section) for section in DECOMPOSITION] == [
        "intention",
        "context",
        "timeline",
        "mechanism",
        "actors",
        "governance",
        "resources",
        "results",
        "obstacles",
        "core_functions",
    ]
    assert len(PERSPECTIVE) == 6
    assert [str(resource) for resource in RESOURCES] == [
        "human",
        "financial",
        "technical",
        "material",
        "legal",
    ]


def test_a_post_is_on_the_canvas_of_its_table_alone() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "  Une  enveloppe ")
        assert texts(canvas(session, t.first), "intention") == ["Une enveloppe"]
        assert texts(canvas(session, t.second), "intention") == []


def test_completeness_counts_sections_and_names_what_is_asked_for() -> None:
    with writing() as session:
        t = make_tables(session)
        assert (canvas(session, t.first).filled, canvas(session, t.first).missing) == (
            0,
            ["obstacles", "core_functions"],
        )
        make_post(session, t.amina, section=Section.obstacles)
        make_post(session, t.paul, section=Section.obstacles)
        assert (canvas(session, t.first).filled, canvas(session, t.first).missing) == (1, ["core_functions"])


def test_a_view_becomes_json_without_more_ado() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina)
        view = json.loads(json.dumps(asdict(canvas(session, t.first))))
        assert view["sections"][0]["posts"][0]["about"] == []


def test_281_characters_are_refused_and_280_are_kept() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(TooLong) as refusal:
            make_post(session, t.amina, "x" * 281)
        assert (refusal.value.field, refusal.value.limit, refusal.value.length) == ("text", 280, 281)
        make_post(session, t.amina, "é" * 280)
        assert texts(canvas(session, t.first), "intention") == ["é" * 280]


def test_an_empty_post_is_refused() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(Missing):
            make_post(session, t.amina, " \n\u200b ")


def test_the_same_idea_sent_twice_is_one_post() -> None:
    with writing() as session:
        t = make_tables(session)
        assert make_post(session, t.amina) == make_post(session, t.amina)
        assert make_post(session, t.paul) != make_post(session, t.amina)
        assert len(texts(canvas(session, t.first), "intention")) == 2


def test_a_resource_says_of_which_kind_it_is() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(Missing) as refusal:
            make_post(session, t.amina, section=Section.resources)
        assert refusal.value.field == "resource"
        write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.resources,
            text="Un poste à mi-temps",
            resource=Resource.human,
        )
        write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.actors,
            text="Les écoles",
            resource=Resource.legal,
        )
        view = canvas(session, t.first)
        kinds = {one.section: [post.resource for post in one.posts] for one in view.sections if one.posts}
        assert kinds == {"resources": ["human"], "actors": [None]}


def test_a_section_of_the_perspective_is_none_of_the_canvas() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(NotFound):
            make_post(session, t.amina, section=Section.conditions)


def test_whoever_sits_nowhere_writes_nowhere() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(NotInGroup):
            make_post(session, t.lucie)
        with pytest.raises(NotInGroup):
            write_post(session, actor=Actor(), section=Section.actors, text="Nobody writes")


def test_a_participant_cannot_choose_the_table() -> None:
    with writing() as session:
        t = make_tables(session)
        write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.actors,
            text="Les écoles",
            group_id=t.second,
        )
        assert texts(canvas(session, t.first), "actors") == ["Les écoles"]


def test_nobody_writes_while_the_stage_is_not_open() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.theme)
        with pytest.raises(StageNotOpen):
            make_post(session, t.amina)
        assert canvas(session, t.first).writable is False
        assert canvas(session, t.first, "console").writable is True


def test_nobody_writes_once_a_locking_stage_is_out_of_time() -> None:
    with writing() as session:
        t = make_tables(session, opened=None)
        stage_id = stage_of(session, t.workshop, StageKind.decomposition)
        from db.agenda import Stage

        session.get_one(Stage, stage_id).locks = True
        open_stage(session, actor=Actor(t.by), stage_id=stage_id, at=now() - timedelta(hours=2))
        with pytest.raises(StageLocked):
            make_post(session, t.amina)
        assert canvas(session, t.first).writable is False


def test_a_removed_person_writes_nothing_more() -> None:
    with writing() as session:
        t = make_tables(session)
        session.get_one(Person, t.amina).removed_at = now()
        session.flush()
        with pytest.raises(NotFound):
            make_post(session, t.amina)


def test_a_facilitator_enters_a_post_for_somebody_without_a_device_even_after_the_stage() -> None:
    with writing() as session:
        t = make_tables(session)
        entered = write_post(session, actor=Actor(t.by, t.paul), section=Section.actors, text="Sur papier")
        assert post_row(session, entered).stage_id == stage_of(session, t.workshop, StageKind.decomposition)
        close_stage(
            session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.decomposition)
        )
        sheet = write_post(
            session, actor=Actor(t.by), group_id=t.second, section=Section.actors, text="Une feuille"
        )
        again = write_post(
            session, actor=Actor(t.by), group_id=t.second, section=Section.actors, text="Une feuille"
        )
        row = post_row(session, sheet)
        assert again == sheet
        assert (row.author_id, row.entered_by, row.stage_id, row.group_id) == (None, t.by, None, t.second)
        assert canvas(session, t.second).sections[4].posts[0].author == ""


def test_a_facilitator_of_another_workshop_enters_nothing() -> None:
    with writing() as session:
        t, other = make_tables(session), make_tables(session)
        with pytest.raises(NotFound):
            write_post(session, actor=Actor(other.by), group_id=t.first, section=Section.actors, text="x")
        with pytest.raises(NotFound):
            write_post(
                session,
                actor=Actor(t.by, other.amina),
                group_id=t.first,
                section=Section.actors,
                text="x",
            )
        with pytest.raises(NotFound):
            write_post(session, actor=Actor(t.by), group_id=9999, section=Section.actors, text="x")


def test_what_a_facilitator_writes_anew_is_marked_as_reworded() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        edit_post(session, post_id=post, actor=Actor(t.by), text="Reformulé", version=1)
        assert (post_row(session, post).verbatim, post_row(session, post).text) == (False, "Reformulé")
        with pytest.raises(NotFound):
            edit_post(session, post_id=post, actor=Actor(make_account(session)), text="x", version=2)


def test_a_deleted_post_comes_back() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        for _twice in range(2):
            delete_post(session, post_id=post, actor=Actor(person_id=t.amina))
        assert (texts(canvas(session, t.first), "intention"), my_posts(session, t.amina)) == ([], [])
        for _twice in range(2):
            restore_post(session, post_id=post, actor=Actor(person_id=t.amina))
        assert texts(canvas(session, t.first), "intention") == ["Une enveloppe de 50 000 €"]
        with pytest.raises(NotFound):
            delete_post(session, post_id=post, actor=Actor(person_id=t.paul))


def test_nothing_is_edited_after_the_stage_but_by_the_facilitator() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        close_stage(
            session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.decomposition)
        )
        with pytest.raises(StageNotOpen):
            edit_post(session, post_id=post, actor=Actor(person_id=t.amina), text="Trop tard", version=1)
        delete_post(session, post_id=post, actor=Actor(t.by))
        restore_post(session, post_id=post, actor=Actor(t.by))


def test_an_author_takes_a_post_off_the_record_at_any_time() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        close_stage(
            session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.decomposition)
        )
        for _twice in range(2):
            keep_off_record(session, post_id=post, actor=Actor(person_id=t.amina), off_record=True)
        assert my_posts(session, t.amina)[0].off_record is True
        keep_off_record(session, post_id=post, actor=Actor(person_id=t.amina), off_record=False)
        assert my_posts(session, t.amina)[0].off_record is False
        with pytest.raises(NotFound):
            keep_off_record(session, post_id=post, actor=Actor(person_id=t.paul), off_record=True)


def test_what_is_off_the_record_stays_at_its_table_and_off_the_projector() -> None:
    with writing() as session:
        t = make_tables(session)
        write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.actors,
            text="Entre nous",
            off_record=True,
        )
        assert texts(canvas(session, t.first), "actors") == ["Entre nous"]
        assert texts(canvas(session, t.first, "console"), "actors") == ["Entre nous"]
        assert texts(canvas(session, t.first, "projector"), "actors") == []


@pytest.mark.parametrize(
    ("attribution", "signature"),
    [
        (Attribution.name, ("Amina", "Pays de Grasse")),
        (Attribution.territory, ("", "Pays de Grasse")),
        (Attribution.anonymous, ("", "")),
    ],
)
def test_a_post_is_signed_as_its_author_consented(
    attribution: Attribution, signature: tuple[str, str]
) -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina)
        sign_as(session, t.amina, attribution)
        post = canvas(session, t.first).sections[0].posts[0]
        assert (post.author, post.territory) == signature


def test_my_posts_say_where_they_are() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        mine = my_posts(session, t.amina)
        assert [(one.id, one.part, one.section, one.initiative, one.version) for one in mine] == [
            (post, "decomposition", "intention", "Fonds de participation", 1)
        ]


def test_the_journal_tells_who_wrote_but_not_what() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Mot à garder pour soi")
        line = story(session, actor=Actor(t.by), workshop_id=t.workshop)[0]
        assert (line.action, line.who, line.details) == (
            "post_written",
            "Amina",
            {"post": 1, "section": "intention"},
        )


def test_a_canvas_that_is_not_there_is_not_found() -> None:
    with writing() as session, pytest.raises(NotFound):
        canvas(session, 1)


def test_posts_and_verdicts_hold_on_both_databases(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t = make_tables(session)
    with writing() as session:
        make_post(session, t.amina)
    with writing() as session:
        assert texts(canvas(session, t.first), "intention") == ["Une enveloppe de 50 000 €"]


def test_an_account_alone_is_nobody_who_writes() -> None:
    from facilitation.writing import writer

    with writing() as session:
        t = make_tables(session)
        with pytest.raises(NotAllowed):
            writer(
                session,
                workshop_id=t.workshop,
                kind=StageKind.decomposition,
                actor=Actor(),
            )


def test_twelve_tabs_that_send_the_same_idea_at_once_make_one_post(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t = make_tables(session)
    together = Barrier(12)

    def send(_tab: int) -> int:
        together.wait()
        with writing() as session:
            return make_post(session, t.amina, "Une seule fois")

    with ThreadPoolExecutor(12) as tabs:
        ids = set(tabs.map(send, range(12)))
    with writing() as session:
        assert [post.id for post in my_posts(session, t.amina)] == sorted(ids)
        assert len(ids) == 1


def test_who_changes_how_they_sign_changes_every_canvas_at_once() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina)
    heard: set[changes.Change] = set()
    deafen = changes.listen(heard.update)
    with writing() as session:
        change_consents(
            session,
            actor=Actor(person_id=t.amina),
            attribution=Attribution.name,
            contact_consent=False,
            contact="",
        )
        assert canvas(session, t.first).sections[0].posts[0].author == "Amina"
    deafen()
    assert {(t.workshop, f"canvas:{t.first}"), (t.workshop, f"perspective:{t.first}")} <= heard
