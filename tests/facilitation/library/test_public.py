"""What everybody may read of a published concept, and who may not read what."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from db.accounts import Role
from db.concepts import ConceptField
from db.people import Attribution
from db.posts import Post
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.interests import InterestKind, declare_interest
from facilitation.library.permits import PermitName, grant_permit, withdraw_permit
from facilitation.library.public import (
    PublicConcept,
    PublicInitiative,
    concept_for_accounts,
    is_public,
    public_concept,
    public_logo,
)
from facilitation.logos import choose_logo
from facilitation.voting import close_vote, decide, reveal
from tests.factories.pictures import drawn
from tests.factories.published import make_published, withdraw_published
from tests.factories.statements import counted
from tests.factories.tables import Tables, make_initiative, make_post, make_tables, sign_as
from tests.factories.votes import make_votes, open_vote
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("database")

PUBLIC = PermitName.public_concepts


def make_public(session: Session) -> tuple[Tables, int, list[int]]:
    """A public concept at the address `fonds` that cites two posts of the first table; who administers."""
    t = make_tables(session)
    posts = [make_post(session, t.amina, "Un jury d’habitants"), make_post(session, t.paul, "50 000 €")]
    make_published(
        session,
        t.workshop,
        (ConceptField.pitch, "Les habitants décident.", posts),
        (ConceptField.means, "De l’argent.", posts[1:]),
        slug="fonds",
    )
    fanny = make_account(session, role=Role.ADMINISTRATOR)
    grant_permit(session, actor=Actor(fanny), name=PUBLIC)
    return t, fanny, posts


def read(session: Session) -> PublicConcept:
    session.flush()
    session.expire_all()
    return public_concept(session, "fonds")


def test_a_published_concept_is_read_with_its_workshop_and_what_it_draws_from() -> None:
    with writing() as session:
        t, _, posts = make_public(session)
        workshop = session.get_one(Workshop, t.workshop)
        workshop.organiser, workshop.place = "Le Département", "Grasse"
        workshop.date, workshop.language = dt.date(2026, 3, 14), "en"
        page = read(session)
        assert (page.theme, page.organiser, page.place) == (workshop.theme, "Le Département", "Grasse")
        assert (page.date, page.language, page.demo) == (dt.date(2026, 3, 14), "en", False)
        assert [one.text for one in page.concept.statements] == ["Les habitants décident.", "De l’argent."]
        assert [quote.post_id for quote in page.concept.statements[0].citations] == posts
        assert page.initiatives == (
            PublicInitiative(t.fund, "Fonds de participation", "Grand Compiégnois", False, None, None, False),
        )


def test_a_workshop_of_no_known_language_is_read_in_french() -> None:
    with writing() as session:
        t, _, _ = make_public(session)
        session.get_one(Workshop, t.workshop).language = "xx"
        assert read(session).language == "fr"


def test_without_permission_nothing_is_public() -> None:
    with writing() as session:
        _, fanny, _ = make_public(session)
        assert is_public(session, "fonds")
        withdraw_permit(session, actor=Actor(fanny), name=PUBLIC)
        assert not is_public(session, "fonds")
        with pytest.raises(NotFound):
            read(session)


def test_what_is_unknown_withdrawn_or_rehearsed_cannot_be_told_apart() -> None:
    with writing() as session:
        t, _, _ = make_public(session)
        concept = read(session).concept
        with pytest.raises(NotFound):
            public_concept(session, "autre")
        workshop = session.get_one(Workshop, t.workshop)
        workshop.rehearsal = True
        with pytest.raises(NotFound):
            read(session)
        workshop = session.get_one(Workshop, t.workshop)
        workshop.demo = True
        assert read(session).demo
        withdraw_published(session, concept.id)
        with pytest.raises(NotFound):
            read(session)


@pytest.mark.parametrize("slug", ["", "\0", "fonds\0", "FONDS", "é", "../fonds", "x" * 10_000])
def test_an_address_that_no_concept_can_have_is_nobodys(slug: str) -> None:
    with writing() as session:
        make_public(session)
        with pytest.raises(NotFound):
            public_concept(session, slug)


def test_the_vote_shows_once_it_is_revealed_and_not_before() -> None:
    with writing() as session:
        t, _, _ = make_public(session)
        stage_id = open_vote(session, t.workshop)
        make_votes(session, t.workshop, {t.fund: 3, t.purchase: 1})
        close_vote(session, actor=Actor(t.by), stage_id=stage_id)
        assert [(one.dots, one.kept) for one in read(session).initiatives] == [(None, False)]
        reveal(session, actor=Actor(t.by), stage_id=stage_id)
        decide(session, actor=Actor(t.by), stage_id=stage_id, kept=[t.fund], reason="Le temps d’une seule")
        assert [(one.dots, one.territories, one.kept) for one in read(session).initiatives] == [(3, 3, True)]


def test_what_is_taken_off_the_record_or_anonymous_meanwhile_is_so_here_too() -> None:
    with writing() as session:
        t, _, posts = make_public(session)
        sign_as(session, t.paul, Attribution.anonymous)
        session.get_one(Post, posts[0]).off_record = True
        pitch, _ = read(session).concept.statements
        assert [
            (quote.post_id, quote.credit.author, quote.credit.territory) for quote in pitch.citations
        ] == [(posts[1], "", "")]
        session.get_one(Post, posts[1]).off_record = True
        page = read(session)
        assert [one.uncited for one in page.concept.statements] == [True, True]
        assert page.initiatives == ()


def test_an_initiative_of_a_typed_territory_says_so_and_a_hidden_one_is_not_listed() -> None:
    with writing() as session:
        t, _, _ = make_public(session)
        fund = session.get_one(Initiative, t.fund)
        fund.territory_id, fund.territory_name, fund.fictitious = None, "Ailleurs", True
        shown = read(session).initiatives
        assert [(one.territory, one.fictitious) for one in shown] == [("Ailleurs", True)]
        session.get_one(Initiative, t.fund).hidden_at = session.get_one(Workshop, t.workshop).created_at
        assert read(session).initiatives == ()


def test_territories_that_want_it_or_did_it_are_named() -> None:
    with writing() as session:
        t, _, _ = make_public(session)
        concept_id = read(session).concept.id
        declare_interest(
            session, concept_id=concept_id, kind=InterestKind.done, actor=Actor(person_id=t.amina)
        )
        assert [(one.territory, one.kind) for one in read(session).interests] == [
            ("Pays de Grasse", InterestKind.done)
        ]


def test_the_logo_of_the_organiser_is_public_with_the_concept_and_not_without() -> None:
    with writing() as session:
        t, fanny, _ = make_public(session)
        assert not read(session).has_logo
        with pytest.raises(NotFound):
            public_logo(session, "fonds")
        choose_logo(session, actor=Actor(t.by), workshop_id=t.workshop, data=drawn())
        assert read(session).has_logo
        assert public_logo(session, "fonds")[8:12] == b"WEBP"
        withdraw_permit(session, actor=Actor(fanny), name=PUBLIC)
        with pytest.raises(NotFound):
            public_logo(session, "fonds")


def test_a_long_concept_takes_as_many_questions_as_a_short_one(database: Engine) -> None:
    with writing() as session:
        t, _, posts = make_public(session)
        more = [make_post(session, t.zoe, f"Idée {number}") for number in range(20)]
        for number in range(5):
            make_initiative(session, t.workshop, f"Initiative {number}")
        said = [(ConceptField.means, f"Phrase {number}", [*posts, *more]) for number in range(30)]
        make_published(session, t.workshop, *said, slug="long")

    def questions(slug: str) -> int:
        with reading() as session, counted(database) as asked:
            public_concept(session, slug)
        return len(asked)

    assert questions("fonds") == questions("long")


def test_an_account_reads_a_published_concept_whatever_is_allowed_to_everybody() -> None:
    with writing() as session:
        _, fanny, _ = make_public(session)
        told = public_concept(session, "fonds")
        withdraw_permit(session, actor=Actor(fanny), name=PUBLIC)
        assert concept_for_accounts(session, told.concept.id) == told
        withdraw_published(session, told.concept.id)
        with pytest.raises(NotFound):
            concept_for_accounts(session, told.concept.id)
