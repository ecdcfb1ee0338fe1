"""Spotlights: one section of one table at a time, on the projector."""

import pytest

from db.session import writing
from facilitation.agenda import StageKind
from facilitation.errors import NotFound
from facilitation.groups import SectionShown, groups_view, remove_group
from facilitation.posts import Section
from facilitation.spotlights import show_every_table, show_section
from tests.factories.tables import make_tables
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")


def test_without_a_spotlight_every_table_is_shown() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        assert groups_view(session, t.workshop, "projector").spotlight is None


def test_the_section_chosen_last_is_shown() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        show_section(session, by=t.by, group_id=t.first, section=Section.obstacles)
        show_section(session, by=t.by, group_id=t.second, section=Section.context)
        show_section(session, by=t.by, group_id=t.second, section=Section.context)
        shown = groups_view(session, t.workshop, "projector").spotlight
    assert shown == SectionShown(t.second, "context")


def test_every_table_comes_back() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        show_section(session, by=t.by, group_id=t.first, section=Section.obstacles)
        show_every_table(session, by=t.by, workshop_id=t.workshop)
        show_every_table(session, by=t.by, workshop_id=t.workshop)
        assert groups_view(session, t.workshop).spotlight is None


def test_a_table_that_is_taken_away_leaves_the_light() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        show_section(session, by=t.by, group_id=t.first, section=Section.obstacles)
        remove_group(session, by=t.by, group_id=t.first)
        session.expire_all()
        assert groups_view(session, t.workshop).spotlight is None


def test_a_section_of_the_perspective_is_not_found_on_the_canvas() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        with pytest.raises(NotFound):
            show_section(session, by=t.by, group_id=t.first, section=Section.gaps)


def test_only_those_who_run_the_workshop_turn_the_light() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.report_back)
        stranger = make_account(session)
        with pytest.raises(NotFound):
            show_section(session, by=stranger, group_id=t.first, section=Section.obstacles)
        with pytest.raises(NotFound):
            show_every_table(session, by=stranger, workshop_id=t.workshop)
