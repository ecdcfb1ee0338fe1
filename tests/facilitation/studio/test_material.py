from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from db.accounts import Role
from db.concepts import Citation, Concept, ConceptField, Statement
from db.material import material_rows
from db.people import Attribution, Signature
from db.posts import Resource, Section
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core
from facilitation.attribution import Credit
from facilitation.decomposition import write_post
from facilitation.errors import NotFound
from facilitation.people import PersonRole, change_consents, remove_person
from facilitation.perspective import write_perspective_post
from facilitation.post_merging import merge_posts
from facilitation.running import open_stage
from facilitation.studio.boards import put_on_new_board
from facilitation.studio.choosing import choices
from facilitation.studio.marks import tag_posts, write_note
from facilitation.studio.material import A_PAGE, Chosen, Material, MaterialPage, Source, material, material_of
from facilitation.withdrawing import delete_post, keep_off_record
from tests.factories.hearing import heard_while
from tests.factories.statements import counted
from tests.factories.tables import Tables, make_post, make_tables, sign_as
from tests.factories.workshops import make_account, stage_of


@pytest.fixture
def t(database: Engine) -> Tables:
    with writing() as session:
        return make_tables(session)


def seen(by: int, t: Tables, page: int = 0, **chosen: Any) -> MaterialPage:
    with reading() as session:
        return material(session, actor=Actor(by), workshop_id=t.workshop, chosen=Chosen(**chosen), page=page)


def texts(found: MaterialPage) -> list[str]:
    return [post.text for post in found.posts]


def only(found: MaterialPage) -> Material:
    [post] = found.posts
    return post


def say(author: int, text: str, section: Section = Section.intention) -> int:
    with writing() as session:
        return make_post(session, author, text, section)


def do(act: Callable[[Session], object]) -> None:
    with writing() as session:
        act(session)


def cite(session: Session, t: Tables, post_id: int, title: str) -> None:
    """A concept with one statement that cites a post."""
    concept = Concept(workshop_id=t.workshop, title=title, slug=title)
    session.add(concept)
    session.flush()
    statement = Statement(concept_id=concept.id, field=ConceptField.pitch, text="Une phrase.")
    session.add(statement)
    session.flush()
    session.add(Citation(statement_id=statement.id, post_id=post_id))


def test_a_contribution_says_where_it_stands_and_who_wrote_it(t: Tables, ines: int) -> None:
    with writing() as session:
        sign_as(session, t.paul, Attribution.name)
        write_post(
            session,
            actor=Actor(person_id=t.paul),
            section=Section.resources,
            text="Un poste",
            resource=Resource.human,
        )

    post = only(seen(ines, t))
    assert (post.text, post.part, post.section, post.resource) == (
        "Un poste",
        "decomposition",
        "resources",
        "human",
    )
    assert (post.initiative_id, post.initiative, post.group, post.target) == (
        t.fund,
        "Fonds de participation",
        1,
        "",
    )
    assert post.credit == Credit("Paul", "Sicoval", PersonRole.officer)
    assert (post.verbatim, post.core, post.merged, post.tags, post.note) == (True, False, (), (), "")
    assert (post.boards, post.concepts, post.about) == ((), (), ())


def test_what_may_not_leave_the_room_is_not_in_the_material(t: Tables, ines: int) -> None:
    whispered, gone = say(t.amina, "Entre nous"), say(t.amina, "Rien")
    say(t.zoe, "Tout haut")
    with writing() as session:
        keep_off_record(session, post_id=whispered, off_record=True, actor=Actor(person_id=t.amina))
        delete_post(session, post_id=gone, actor=Actor(person_id=t.amina))

    assert texts(seen(ines, t)) == ["Tout haut"]
    assert texts(seen(t.by, t)) == ["Tout haut"]
    assert seen(ines, t, initiative=t.fund).found == 0


def test_contributions_are_signed_as_their_authors_want_it_now(t: Tables, ines: int) -> None:
    say(t.paul, "Un poste")

    do(lambda session: sign_as(session, t.paul, Attribution.territory))
    assert only(seen(ines, t)).credit == Credit(territory="Sicoval")
    assert seen(ines, t).choices.roles == ()
    assert texts(seen(ines, t, territory="Sicoval")) == ["Un poste"]

    do(lambda session: sign_as(session, t.paul, Attribution.anonymous))
    assert only(seen(ines, t)).credit == Credit()
    assert seen(ines, t).choices.territories == ()
    assert texts(seen(ines, t, territory="Sicoval")) == []


def test_a_contribution_that_the_facilitator_entered_has_no_author(t: Tables, ines: int) -> None:
    with writing() as session:
        write_post(
            session, group_id=t.first, actor=Actor(t.by), section=Section.actors, text="Lu sur la feuille"
        )

    assert only(seen(ines, t)).credit == Credit()
    assert seen(ines, t).choices.territories == ()


def test_only_those_who_study_the_workshop_see_its_material(t: Tables, ines: int) -> None:
    with writing() as session:
        stranger = make_account(session, name="Zoé", role=Role.DESIGNER)

    with reading() as session, pytest.raises(NotFound):
        material(session, actor=Actor(stranger), workshop_id=t.workshop)
    with reading() as session, pytest.raises(NotFound):
        material_of(session, actor=Actor(stranger), workshop_id=t.workshop, post_ids=[1])


def test_filters_narrow_what_is_shown(t: Tables, ines: int) -> None:
    say(t.amina, "Une enveloppe", Section.results)
    paul = say(t.paul, "L’élu référent à l’œuvre", Section.actors)
    zoe = say(t.zoe, "Un groupement d’achat", Section.actors)
    with writing() as session:
        sign_as(session, t.paul, Attribution.name)
        tag_posts(session, actor=Actor(ines), post_ids=[zoe], tag="achat")
        cite(session, t, paul, "Référents")

    def shown(**chosen: Any) -> list[str]:
        return [text.split()[-1] for text in texts(seen(ines, t, **chosen))]

    assert shown() == ["d’achat", "l’œuvre", "enveloppe"]
    assert shown(initiative=t.fund) == ["l’œuvre", "enveloppe"]
    assert shown(section="actors") == ["d’achat", "l’œuvre"]
    assert shown(group=2) == ["d’achat"]
    assert shown(territory="Pays de Grasse") == ["d’achat", "enveloppe"]
    assert shown(role="officer") == ["l’œuvre"]
    assert shown(territory="Pays de Grasse", role="officer") == []
    assert shown(tag="achat") == ["d’achat"]
    assert shown(tag="rien") == []
    assert shown(text="ELU oeuvre") == ["l’œuvre"]
    assert shown(text="élu achat") == []
    assert shown(text=str(zoe)) == shown(text=f"#{zoe}") == ["d’achat"]
    assert shown(uncited=True) == ["d’achat", "enveloppe"]
    assert shown(unlinked=True) == ["d’achat", "l’œuvre", "enveloppe"]


def test_there_is_to_choose_from_what_some_contribution_has(t: Tables, ines: int) -> None:
    say(t.zoe, "Un groupement", Section.results)
    one = say(t.paul, "Un référent", Section.actors)
    with writing() as session:
        tag_posts(session, actor=Actor(ines), post_ids=[one], tag="élus")
        for person in (t.paul, t.zoe):
            sign_as(session, person, Attribution.name)

    found = seen(ines, t, group=1)
    assert (found.total, found.found) == (2, 1)
    assert found.choices.initiatives == ((t.purchase, "Bon Achat"), (t.fund, "Fonds de participation"))
    assert found.choices.sections == ("actors", "results")
    assert found.choices.groups == (1, 2)
    assert found.choices.territories == ("Pays de Grasse", "Sicoval")
    assert found.choices.roles == ("elected", "officer")
    assert found.choices.tags == ("élus",)


def test_a_merged_idea_stands_within_the_other_with_all_that_hung_on_it(t: Tables, ines: int) -> None:
    one, two = say(t.amina, "Un fonds"), say(t.paul, "Une enveloppe")
    with writing() as session:
        tag_posts(session, actor=Actor(ines), post_ids=[one], tag="argent")
        write_note(session, actor=Actor(ines), post_id=one, text="À creuser")
        board = put_on_new_board(
            session, actor=Actor(ines), workshop_id=t.workshop, name="Argent", post_ids=[one]
        )
        cite(session, t, one, "Fonds")
        merge_posts(session, post_ids=[one], into_id=two, actor=Actor(t.by))

    post = only(seen(ines, t))
    assert post.id == two
    assert post.merged == (Source(one, "Un fonds", Credit(territory="Pays de Grasse")),)
    assert (post.tags, post.note, post.boards) == (("argent",), "À creuser", ((board, "Argent"),))
    assert [title for _, title in post.concepts] == ["Fonds"]
    assert texts(seen(ines, t, text="fonds")) == ["Une enveloppe"]
    with reading() as session:
        [led_to] = material_of(session, actor=Actor(ines), workshop_id=t.workshop, post_ids=[one, two, 999])
    assert led_to.id == two


def test_what_is_about_something_is_linked_and_so_is_what_it_is_about(t: Tables, ines: int) -> None:
    cause, alone = say(t.amina, "Un fonds"), say(t.amina, "Seul")
    do(lambda session: mark_core(session, post_id=cause, core=True, actor=Actor(person_id=t.amina)))
    with writing() as session:
        open_stage(session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.perspective))
        write_perspective_post(
            session,
            actor=Actor(person_id=t.paul),
            territory_id=t.sicoval,
            section=Section.reproduce,
            text="Ici aussi",
            about=[cause],
        )

    here, _, whole = seen(ines, t).posts
    assert (here.part, here.target, here.about) == ("perspective", "Sicoval", (cause,))
    assert whole.core
    assert [post.id for post in seen(ines, t, unlinked=True).posts] == [alone]
    assert texts(seen(ines, t, territory="Sicoval")) == ["Ici aussi"]
    do(lambda session: delete_post(session, post_id=cause, actor=Actor(t.by)))
    assert texts(seen(ines, t, unlinked=True)) == ["Ici aussi", "Seul"]


def test_the_material_comes_page_by_page(t: Tables, ines: int) -> None:
    for n in range(A_PAGE + 1):
        say(t.amina, f"Idée {n}")

    first, last = seen(ines, t), seen(ines, t, page=9)
    assert (first.page, first.pages, len(first.posts), first.posts[0].text) == (0, 2, A_PAGE, "Idée 50")
    assert (last.page, texts(last)) == (1, ["Idée 0"])
    assert seen(ines, t, page=-1).page == 0
    assert (seen(ines, t, text="rien").pages, seen(ines, t, text="rien").posts) == (1, ())


def test_many_contributions_take_no_more_questions_than_few(t: Tables, ines: int, database: Engine) -> None:
    def asked() -> int:
        with counted(database) as statements:
            seen(ines, t)
        return len(statements)

    one = say(t.amina, "Une")
    do(lambda session: tag_posts(session, actor=Actor(ines), post_ids=[one], tag="x"))
    few = asked()
    for n in range(20):
        other = say(t.zoe, f"Idée {n}")
        with writing() as session:
            tag_posts(session, actor=Actor(ines), post_ids=[other], tag="x")
    assert asked() == few


def test_the_words_of_somebody_who_was_removed_stay_signed_as_consented(t: Tables, ines: int) -> None:
    say(t.amina, "Une")
    do(lambda session: remove_person(session, actor=Actor(t.by), person_id=t.amina))
    assert only(seen(ines, t)).credit == Credit(territory="Pays de Grasse")


def test_the_studio_hears_when_somebody_wants_to_be_signed_otherwise(t: Tables) -> None:
    heard = heard_while(
        lambda session: change_consents(
            session,
            actor=Actor(person_id=t.amina),
            attribution=Attribution.name,
            contact_consent=False,
            contact="",
        )
    )
    assert (t.workshop, "material") in heard


def test_roles_stand_in_the_order_of_the_method(t: Tables, ines: int) -> None:
    say(t.paul, "Un référent", Section.actors)
    with writing() as session:
        (row, *_) = material_rows(session, t.workshop)
    rows = [row._replace(role=role, signs=Signature.role) for role in reversed(PersonRole)]
    assert choices(rows, ()).roles == tuple(PersonRole)
