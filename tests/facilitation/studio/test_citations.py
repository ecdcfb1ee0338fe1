"""Citations: what a statement rests on, as it may be quoted now."""

import pytest

from db.people import Attribution
from db.posts import Section
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import BadNumbers, NotFound, UnknownPosts
from facilitation.post_merging import merge_posts, undo_post_merge
from facilitation.studio.citations import cite, parse_numbers, uncite
from facilitation.studio.concept_views import CitationView, published_concept
from facilitation.studio.concepts import concept
from facilitation.withdrawing import delete_post, keep_off_record, restore_post
from tests.factories.concepts import Studio, make_concept, make_published, make_statement, make_studio
from tests.factories.tables import make_post, make_tables, sign_as
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")


def cited(session: Session, s: Studio, concept_id: int) -> list[CitationView]:
    view = concept(session, actor=Actor(s.dina), concept_id=concept_id)
    return [citation for one in view.statements for citation in one.citations]


def ids(session: Session, s: Studio, concept_id: int) -> list[int]:
    return [one.post_id for one in cited(session, s, concept_id)]


def test_a_citation_says_who_where_and_about_what() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        make_statement(session, s, c, s.envelope)
        sign_as(session, s.tables.amina, Attribution.name)
        [one] = cited(session, s, c)
        assert (one.text, one.credit.author, one.credit.territory) == (
            "Une enveloppe de 50 000 €",
            "Amina",
            "Pays de Grasse",
        )
        assert (one.part, one.section, one.target, one.initiative_id, one.initiative, one.group) == (
            "decomposition",
            "intention",
            "",
            s.tables.fund,
            "Fonds de participation",
            1,
        )
        assert one.verbatim


def test_citations_are_signed_as_their_authors_consent_now() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_published(session, s)
        signed = []
        for attribution in (Attribution.territory, Attribution.anonymous):
            sign_as(session, s.tables.amina, attribution)
            [statement] = published_concept(session, c).statements
            signed.append(
                [(one.credit.author, one.credit.territory, one.credit.role) for one in statement.citations]
            )
        assert signed == [[("", "Pays de Grasse", None)], [("", "", None)]]


def test_citing_twice_is_citing_once() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, s.envelope)
        cite(session, actor=Actor(s.max), statement_id=one, post_ids=[s.envelope, s.council])
        cite(session, actor=Actor(s.max), statement_id=one, post_ids=[])
        assert ids(session, s, c) == [s.envelope, s.council]


def test_numbers_can_be_typed() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c)
        cite(session, actor=Actor(s.dina), statement_id=one, numbers=f"#{s.envelope}, {s.catalogue};")
        assert ids(session, s, c) == [s.envelope, s.catalogue]


@pytest.mark.parametrize(
    ("typed", "numbers"), [("12, 45", [12, 45]), ("#12 45;7.", [12, 45, 7]), ("", []), (" , ", [])]
)
def test_numbers_are_read_with_any_sign_between(typed: str, numbers: list[int]) -> None:
    assert parse_numbers(typed) == numbers


@pytest.mark.parametrize(
    ("typed", "words"),
    [("12, douze", ("douze",)), ("-3 ²", ("-3", "²")), ("9999999999", ("9999999999",)), ("#", ("#",))],
)
def test_words_that_are_no_numbers_are_named(typed: str, words: tuple[str, ...]) -> None:
    with pytest.raises(BadNumbers) as refusal:
        parse_numbers(typed)
    assert refusal.value.words == words


def test_only_what_may_leave_the_room_of_this_workshop_is_cited() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c)
        elsewhere = make_tables(session)
        foreign = make_post(session, elsewhere.amina)
        keep_off_record(session, post_id=s.council, off_record=True, actor=Actor(s.tables.by))
        delete_post(session, post_id=s.catalogue, actor=Actor(s.tables.by))
        with pytest.raises(UnknownPosts) as refusal:
            cite(
                session,
                actor=Actor(s.dina),
                statement_id=one,
                post_ids=[s.envelope, foreign, s.council, s.catalogue, 999],
            )
        assert refusal.value.numbers == (foreign, s.council, s.catalogue, 999)
        assert ids(session, s, c) == []


def test_a_statement_whose_contributions_were_withdrawn_is_uncited_again() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_published(session, s)
        keep_off_record(session, post_id=s.envelope, off_record=True, actor=Actor(person_id=s.tables.amina))
        assert concept(session, actor=Actor(s.dina), concept_id=c).uncited == (1,)
        assert published_concept(session, c).statements[0].uncited
        keep_off_record(session, post_id=s.envelope, off_record=False, actor=Actor(person_id=s.tables.amina))
        assert concept(session, actor=Actor(s.dina), concept_id=c).uncited == ()
        delete_post(session, post_id=s.envelope, actor=Actor(s.tables.by))
        assert published_concept(session, c).uncited == (1,)
        restore_post(session, post_id=s.envelope, actor=Actor(s.tables.by))
        assert published_concept(session, c).uncited == ()


def test_a_citation_follows_what_was_merged() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        more = make_post(session, s.tables.amina, "Encore une enveloppe", Section.intention)
        last = make_post(session, s.tables.amina, "Des enveloppes", Section.intention)
        one = make_statement(session, s, c, s.envelope, more)
        merge_posts(session, post_ids=[s.envelope], into_id=more, actor=Actor(s.tables.by))
        assert ids(session, s, c) == [more]
        merge_posts(session, post_ids=[more], into_id=last, actor=Actor(s.tables.by))
        assert ids(session, s, c) == [last]
        cite(session, actor=Actor(s.dina), statement_id=one, post_ids=[last, s.envelope])
        uncite(session, actor=Actor(s.dina), statement_id=one, post_ids=[s.council])
        assert ids(session, s, c) == [last]
        undo_post_merge(session, post_id=s.envelope, actor=Actor(s.tables.by))
        assert ids(session, s, c) == [s.envelope, last]
        uncite(session, actor=Actor(s.dina), statement_id=one, post_ids=[last])
        assert ids(session, s, c) == [s.envelope]


def test_what_is_no_longer_cited_leaves_the_statement_marked() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope)
        for _ in range(2):
            uncite(session, actor=Actor(s.max), statement_id=one, post_ids=[s.envelope])
        assert concept(session, actor=Actor(s.dina), concept_id=c).uncited == (1,)


def test_nobody_else_cites() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c)
        stranger = make_account(session)
        with pytest.raises(NotFound):
            cite(session, actor=Actor(stranger), statement_id=one, post_ids=[s.envelope])
        with pytest.raises(NotFound):
            uncite(session, actor=Actor(stranger), statement_id=one, post_ids=[s.envelope])
