"""What goes into a report can be chosen: the reserve, what nobody took up, drafts."""

import pytest

from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core
from facilitation.errors import NotFound
from facilitation.exports import export
from facilitation.post_merging import merge_posts
from facilitation.posts import Section
from facilitation.report import report
from facilitation.report_choice import EVERYTHING, Choice, choice_of
from tests.facilitation.exports.test_documents import voted
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables
from tests.factories.workshops import open_kind

pytestmark = pytest.mark.usefixtures("rules")


def about(session: Session, t: Tables, post: int) -> int:
    open_kind(session, t.workshop, StageKind.perspective)
    return make_perspective_post(session, t.amina, t.sicoval, "Un budget", Section.conditions, about=[post])


@pytest.mark.parametrize(
    ("choice", "query"),
    [
        (EVERYTHING, ""),
        (Choice(reserve=False), "?without=reserve"),
        (Choice(reserve=False, unlinked=False), "?without=reserve,unlinked"),
        (Choice(unlinked=False, drafts=True), "?without=unlinked&with=drafts"),
        (Choice(drafts=True, present=True), "?with=drafts,present"),
        (Choice(language="en"), "?in=en"),
    ],
)
def test_a_choice_is_said_by_an_address_and_read_from_it(choice: Choice, query: str) -> None:
    assert choice.query == query
    assert choice_of(choice.without, choice.added, choice.language or "") == choice


@pytest.mark.parametrize(
    ("without", "added"), [("drafts", ""), ("", "reserve"), ("Reserve", ""), ("all", "")]
)
def test_what_cannot_be_chosen_is_not_found(without: str, added: str) -> None:
    with pytest.raises(NotFound):
        choice_of(without, added)


@pytest.mark.parametrize("language", ["de", "fr-FR", "FR"])
def test_a_language_that_no_document_speaks_is_refused(language: str) -> None:
    with pytest.raises(NotFound):
        choice_of(language=language)


def test_the_reserve_is_left_out_where_no_table_works_on_it() -> None:
    with writing() as session:
        workshop = voted(session)
        whole, made = report(session, workshop), report(session, workshop, Choice(reserve=False))
        minutes = export(session, workshop, "report.md", Choice(reserve=False)).content.decode()
    assert [entry.title for entry in whole.initiatives] == ["Une", "Deux"]
    assert [entry.title for entry in made.initiatives] == ["Une"]
    assert (made.shared, made.left_out, whole.left_out) == (2, ("reserve",), ())
    assert "Deux" not in minutes
    assert "Left out by choice: the initiatives of the reserve." in minutes


def test_only_what_somebody_took_up_is_in_a_report_without_unlinked_contributions() -> None:
    with writing() as session:
        t = make_tables(session)
        linked, idle, core, sources = (make_post(session, t.paul, text) for text in "abcd")
        mark_core(session, post_id=core, core=True, actor=Actor(t.by))
        merge_posts(session, post_ids=[sources], into_id=idle, actor=Actor(t.by))
        perspective = about(session, t, linked)
        whole, made = report(session, t.workshop), report(session, t.workshop, Choice(unlinked=False))
    assert [post.id for post in whole.contributions] == [linked, idle, core, perspective]
    assert [post.id for post in made.contributions] == [linked, core, perspective]


def test_core_functions_are_in_every_report() -> None:
    with writing() as session:
        t = make_tables(session)
        core = make_post(session, t.paul, "Une règle publiée", section=Section.core_functions)
        made = report(session, t.workshop, Choice(unlinked=False))
    assert [post.id for post in made.contributions] == [core]
