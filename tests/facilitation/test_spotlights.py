"""Spotlights: one section of one table at a time, on the projector."""

import pytest

from db.session import writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.errors import NotAllowed, NotFound, NotYourTurn, StageNotOpen
from facilitation.groups import SectionShown, groups_view, remove_group
from facilitation.posts import Section
from facilitation.running import close_stage
from facilitation.spotlights import show_every_table, show_section, stop_reporting
from facilitation.tasks import Task, give_up_task, take_task
from tests.factories.tables import Tables, make_tables
from tests.factories.workshops import make_account, open_kind, stage_of

pytestmark = pytest.mark.usefixtures("rules")


def test_without_a_spotlight_every_table_is_shown() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        assert groups_view(session, t.workshop, "projector").spotlight is None


def test_the_section_chosen_last_is_shown() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        show_section(session, actor=Actor(t.by), group_id=t.first, section=Section.obstacles)
        show_section(session, actor=Actor(t.by), group_id=t.second, section=Section.context)
        show_section(session, actor=Actor(t.by), group_id=t.second, section=Section.context)
        shown = groups_view(session, t.workshop, "projector").spotlight
    assert shown == SectionShown(t.second, "context", 2)


def test_every_table_comes_back() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        show_section(session, actor=Actor(t.by), group_id=t.first, section=Section.obstacles)
        show_every_table(session, actor=Actor(t.by), workshop_id=t.workshop)
        show_every_table(session, actor=Actor(t.by), workshop_id=t.workshop)
        assert groups_view(session, t.workshop).spotlight is None


def test_a_table_that_is_taken_away_leaves_the_light() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        show_section(session, actor=Actor(t.by), group_id=t.first, section=Section.obstacles)
        remove_group(session, actor=Actor(t.by), group_id=t.first)
        session.expire_all()
        assert groups_view(session, t.workshop).spotlight is None


def test_a_section_of_the_perspective_is_shown_too() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        show_section(session, actor=Actor(t.by), group_id=t.first, section=Section.conditions)
        assert groups_view(session, t.workshop).spotlight == SectionShown(t.first, "conditions", 1)


def test_only_those_who_run_the_workshop_turn_the_light() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        stranger = make_account(session)
        with pytest.raises(NotFound):
            show_section(session, actor=Actor(stranger), group_id=t.first, section=Section.obstacles)
        with pytest.raises(NotFound):
            show_every_table(session, actor=Actor(stranger), workshop_id=t.workshop)
        with pytest.raises(NotAllowed):
            show_section(session, actor=Actor(), group_id=t.first, section=Section.obstacles)


def reporting() -> Tables:
    """Two tables that report back: Amina for the first one, Zoé for the second one."""
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.reporter)
        take_task(session, actor=Actor(person_id=t.zoe), task=Task.reporter)
    return t


def test_the_reporter_of_a_table_leads_through_its_canvas() -> None:
    t = reporting()
    with writing() as session:
        show_section(session, actor=Actor(person_id=t.amina), group_id=t.first, section=Section.intention)
        show_section(session, actor=Actor(person_id=t.amina), group_id=t.first, section=Section.obstacles)
        assert groups_view(session, t.workshop).spotlight == SectionShown(t.first, "obstacles", 1)
        stop_reporting(session, actor=Actor(person_id=t.amina), group_id=t.first)
        stop_reporting(session, actor=Actor(person_id=t.amina), group_id=t.first)
        assert groups_view(session, t.workshop).spotlight is None


def test_a_reporter_waits_until_another_table_has_left_the_light() -> None:
    t = reporting()
    with writing() as session:
        show_section(session, actor=Actor(person_id=t.amina), group_id=t.first, section=Section.intention)
        with pytest.raises(NotYourTurn):
            show_section(session, actor=Actor(person_id=t.zoe), group_id=t.second, section=Section.intention)
        stop_reporting(session, actor=Actor(person_id=t.zoe), group_id=t.second)
        assert groups_view(session, t.workshop).spotlight == SectionShown(t.first, "intention", 1)
        show_section(session, actor=Actor(t.by), group_id=t.second, section=Section.intention)
        show_section(session, actor=Actor(person_id=t.zoe), group_id=t.second, section=Section.context)
        assert groups_view(session, t.workshop).spotlight == SectionShown(t.second, "context", 2)


def test_nobody_but_the_reporter_of_that_table_leads_it() -> None:
    t = reporting()
    with writing() as session:
        with pytest.raises(NotAllowed):
            show_section(session, actor=Actor(person_id=t.paul), group_id=t.first, section=Section.intention)
        for person in (t.zoe, t.lucie):
            with pytest.raises(NotFound):
                show_section(
                    session, actor=Actor(person_id=person), group_id=t.first, section=Section.intention
                )
        give_up_task(session, actor=Actor(person_id=t.zoe), task=Task.reporter)
        with pytest.raises(NotAllowed):
            show_section(session, actor=Actor(person_id=t.zoe), group_id=t.second, section=Section.intention)


@pytest.mark.parametrize("opened", [None, StageKind.decomposition])
def test_a_reporter_leads_while_the_tables_report_back(opened: StageKind | None) -> None:
    t = reporting()
    with writing() as session:
        close_stage(session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.report_back))
        if opened is not None:
            open_kind(session, t.workshop, opened)
        with pytest.raises(StageNotOpen):
            show_section(session, actor=Actor(person_id=t.amina), group_id=t.first, section=Section.intention)
