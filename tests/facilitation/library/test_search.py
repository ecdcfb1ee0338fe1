"""A search of the library finds what left its room, by any form of its words, and nothing else."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.accounts import Account, Role
from db.base import now
from db.concepts import Concept
from db.conditions import Lift
from db.people import Attribution, PersonRole
from db.permits import PermitName
from db.posts import Post, PostMerge, Section, Verdict
from db.ratings import Criterion
from db.sealed import SealedKind, SealedResult
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.decomposition import write_post
from facilitation.errors import NotFound
from facilitation.interests import InterestKind, declare_interest
from facilitation.library import days
from facilitation.library.excerpts import Piece
from facilitation.library.permits import grant_permit
from facilitation.library.search import PAGE, Filters, Found, Hit, Kind, choices, search
from facilitation.post_merging import merge_posts, undo_post_merge
from facilitation.sharing import edit_initiative, share_initiative
from facilitation.studio.publishing import withdraw
from facilitation.withdrawing import delete_post, restore_post
from facilitation.workshops import change_settings
from tests.factories.concepts import make_concept, make_published, make_studio
from tests.factories.matrix import make_matrix
from tests.factories.tables import Tables, make_post, make_tables, sign_as
from tests.factories.workshops import make_account, make_workshop


def over(session: Session, workshop_id: int, date: dt.date | None = dt.date(2021, 3, 2)) -> Workshop:
    """The workshop, ended."""
    workshop = session.get_one(Workshop, workshop_id)
    workshop.closed_at, workshop.date = now(), date
    session.flush()
    return workshop


@dataclass(frozen=True)
class Library:
    """Two tables of a workshop that ended, one post, and somebody who reads."""

    t: Tables
    reader: int
    post: int


@pytest.fixture
def library(database: Engine) -> Library:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Des citernes d’eau partagées entre les écoles", Section.mechanism)
        over(session, t.workshop)
        return Library(t, make_account(session, name="Rita", role=Role.DESIGNER), post)


def ids(found: Found, kind: Kind = Kind.post) -> list[int]:
    return [hit.id for hit in found.hits if hit.kind == kind]


def found(session: Session, library: Library, words: str) -> list[int]:
    """The posts found."""
    return ids(search(session, actor=Actor(library.reader), words=words))


@pytest.mark.parametrize(
    "words",
    [
        "citerne",
        "CITERNES",
        "l’eau",
        "l'eau",
        "d'eau partagée",
        "ecole",
        "école citernes",
        "eau-école",
        "les citernes de l’eau",
        "eau 🚰",
        '"citernes"',
        "citerne*",
        "citerne AND école",
        "NEAR(citerne",
    ],
)
def test_a_post_is_found_by_any_form_of_its_words(library: Library, words: str) -> None:
    with reading() as session:
        assert library.post in found(session, library, words)


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""""',
        "*",
        "post_id:",
        "_post",
        "stems:citerne OR 1",
        "(((",
        "NOT citerne",
        "-citerne",
        "^citerne",
        "a b c",
        "🚲🚲",
        "\x00",
        "'; DROP TABLE posts; --",
        "citerne " * 250,
        "½ ﬁ ²",
        "水道",
        "&|!<->:*",
        "\\",
    ],
)
def test_nothing_that_is_typed_is_taken_for_syntax(library: Library, words: str) -> None:
    with reading() as session:
        answer = search(session, actor=Actor(library.reader), words=words)
        assert set(ids(answer)) <= {library.post}
        assert session.get(Post, library.post) is not None


def test_words_that_say_nothing_find_nothing(library: Library) -> None:
    with reading() as session:
        assert search(session, actor=Actor(library.reader), words="de la") == Found(
            0, 1, 1, some=False, hits=()
        )


def test_where_nothing_holds_every_word_what_holds_some_is_found(library: Library) -> None:
    with reading() as session:
        every = search(session, actor=Actor(library.reader), words="citernes écoles")
        some = search(session, actor=Actor(library.reader), words="citernes hélicoptère")
        none = search(session, actor=Actor(library.reader), words="hélicoptère fusée")
    assert (every.total, every.some) == (1, False)
    assert (some.total, some.some, ids(some)) == (1, True, [library.post])
    assert (none.total, none.some, none.hits) == (0, False, ())


def test_an_english_workshop_is_searched_in_its_language(library: Library) -> None:
    with writing() as session:
        session.get_one(Workshop, library.t.workshop).language = "en"
        session.flush()
        session.get_one(Post, library.post).text = "Communities sharing water tanks"
    with reading() as session:
        assert found(session, library, "community share tank") == [library.post]


def test_a_hit_tells_where_it_comes_from_and_what_was_found(library: Library) -> None:
    with writing() as session:
        sign_as(session, library.t.amina, Attribution.name)
    with reading() as session:
        (hit,) = search(session, actor=Actor(library.reader), words="citerne").hits
    assert hit.excerpt == (
        Piece("Des "),
        Piece("citernes", found=True),
        Piece(" d’eau partagées entre les écoles"),
    )
    assert (hit.kind, hit.theme, hit.date) == (Kind.post, "Mobiliser tous les acteurs", dt.date(2021, 3, 2))
    assert (hit.initiative, hit.section, hit.target) == ("Fonds de participation", "mechanism", "")
    assert (hit.credit.author, hit.credit.territory, hit.credit.role) == (
        "Amina",
        "Pays de Grasse",
        PersonRole.elected,
    )
    assert (hit.demo, hit.fictitious, hit.slug) == (False, False, "")


def test_a_consent_that_was_taken_back_shows_at_once(library: Library) -> None:
    with writing() as session:
        sign_as(session, library.t.amina, Attribution.anonymous)
    with reading() as session:
        (hit,) = search(session, actor=Actor(library.reader), words="citerne").hits
    assert hit.credit.author == hit.credit.territory == ""


def test_a_post_without_an_author_is_signed_by_nobody(library: Library) -> None:
    with writing() as session:
        session.get_one(Post, library.post).author_id = None
    with reading() as session:
        (hit,) = search(session, actor=Actor(library.reader), words="citerne").hits
    assert hit.credit.author == hit.credit.territory == ""


def test_an_initiative_is_found_with_its_source(library: Library) -> None:
    with reading() as session:
        answer = search(session, actor=Actor(library.reader), words="achat grasse")
    (hit,) = answer.hits
    assert (hit.kind, hit.id, hit.source) == (Kind.initiative, library.t.purchase, "Pays de Grasse")
    assert hit.title == (Piece("Bon "), Piece("Achat", found=True))


Change = Callable[[Session, Library], object]


def _post(**fields: object) -> Change:
    def change(session: Session, library: Library) -> None:
        for name, value in fields.items():
            setattr(session.get_one(Post, library.post), name, value)

    return change


def _workshop(**fields: object) -> Change:
    def change(session: Session, library: Library) -> None:
        for name, value in fields.items():
            setattr(session.get_one(Workshop, library.t.workshop), name, value)

    return change


def _hidden(session: Session, library: Library) -> None:
    session.get_one(Initiative, library.t.fund).hidden_at = now()


def _merged(session: Session, library: Library) -> None:
    other = make_post_for(session, library.t, "Autre chose")
    session.add(PostMerge(post_id=library.post, into_id=other))


@pytest.mark.parametrize(
    "change",
    [
        _post(off_record=True),
        _post(deleted_at=now()),
        _merged,
        _hidden,
        _workshop(deleted_at=now()),
        _workshop(rehearsal=True),
        _workshop(closed_at=None, date=None),
        _workshop(closed_at=None, date=dt.date(2999, 1, 1)),
    ],
)
def test_what_stays_in_the_room_is_not_found(library: Library, change: Change) -> None:
    with writing() as session:
        change(session, library)
    with reading() as session:
        assert found(session, library, "citerne") == []
        assert library.post not in ids(search(session, actor=Actor(library.reader)))


@pytest.mark.parametrize(
    "change",
    [
        _workshop(closed_at=None, archived_at=now()),
        _workshop(closed_at=None, date=dt.date(2020, 1, 1)),
        _workshop(rehearsal=True, demo=True),
    ],
)
def test_workshops_that_are_over_and_demos_are_found(library: Library, change: Change) -> None:
    with writing() as session:
        change(session, library)
    with reading() as session:
        assert found(session, library, "citerne") == [library.post]


def test_a_workshop_is_over_once_its_day_has_ended_where_it_is_held(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    midnight = dt.datetime(2026, 3, 2, 0, 30, tzinfo=dt.UTC)
    monkeypatch.setattr(days, "now", lambda: midnight)
    for zone, expected in (("Pacific/Tahiti", []), ("Indian/Reunion", [library.post])):
        with writing() as session:
            _workshop(closed_at=None, date=dt.date(2026, 3, 1), time_zone=zone)(session, library)
        with reading() as session:
            assert found(session, library, "citerne") == expected


def test_what_is_deleted_merged_or_brought_back_is_lost_and_found_again(library: Library) -> None:
    t = library.t
    with writing() as session:
        delete_post(session, post_id=library.post, actor=Actor(t.by))
        assert found(session, library, "citerne") == []
        restore_post(session, post_id=library.post, actor=Actor(t.by))
        assert found(session, library, "citerne") == [library.post]
        other = make_post_for(session, t, "Autre chose")
        merge_posts(session, post_ids=[library.post], into_id=other, actor=Actor(t.by))
        assert found(session, library, "citerne") == []
        undo_post_merge(session, post_id=library.post, actor=Actor(t.by))
        assert found(session, library, "citerne") == [library.post]


def make_post_for(session: Session, t: Tables, text: str) -> int:
    """A post that the facilitator enters."""
    return write_post(session, group_id=t.first, actor=Actor(t.by), section=Section.mechanism, text=text)


def test_an_initiative_that_became_part_of_another_is_not_found_by_itself(library: Library) -> None:
    with writing() as session:
        session.get_one(Initiative, library.t.purchase).merged_into_id = library.t.fund
    with reading() as session:
        assert search(session, actor=Actor(library.reader), words="Bon Achat").hits == ()


def test_concepts_are_found_while_they_are_published_whatever_their_workshop(database: Engine) -> None:
    with writing() as session:
        studio = make_studio(session)
        reader = make_account(session, name="Rita", role=Role.DESIGNER)
        concept = make_published(session, studio)
        make_concept(session, studio, "Un brouillon budgétaire")
        (hit,) = search(session, actor=Actor(reader), words="budget").hits
        assert (hit.kind, hit.id, hit.slug) == (Kind.concept, concept, "")
        assert hit.title == (Piece("Un fonds d’habitants"),)
        assert hit.excerpt == (
            Piece("Donner aux habitants un "),
            Piece("budget", found=True),
            Piece(" à eux"),
        )
        admin = make_account(session, name="Ada", role=Role.ADMINISTRATOR)
        grant_permit(session, actor=Actor(admin), name=PermitName.public_concepts)
        (hit,) = search(session, actor=Actor(reader), words="budget").hits
        assert hit.slug == session.get_one(Concept, concept).slug
        withdraw(session, actor=Actor(studio.dina), concept_id=concept)
        assert search(session, actor=Actor(reader), words="budget").hits == ()
        assert session.get_one(Concept, concept).deleted_at is None


def test_without_words_the_newest_workshop_comes_first_with_its_initiatives(library: Library) -> None:
    with writing() as session:
        older = make_tables(session)
        make_post(session, older.zoe, "Ancien")
        over(session, older.workshop, dt.date(2019, 5, 6))
    with reading() as session:
        hits = search(session, actor=Actor(library.reader)).hits
    assert [(hit.workshop_id, hit.kind) for hit in hits] == [
        (library.t.workshop, Kind.initiative),
        (library.t.workshop, Kind.initiative),
        (library.t.workshop, Kind.post),
        (older.workshop, Kind.initiative),
        (older.workshop, Kind.initiative),
        (older.workshop, Kind.post),
    ]


@pytest.mark.parametrize("words", ["", "hortensia"])
def test_pages_hold_everything_once(library: Library, words: str) -> None:
    with writing() as session:
        older = make_tables(session)
        for n in range(PAGE * 2):
            make_post(session, older.zoe, f"Hortensia {n}")
            make_post_for(session, library.t, f"Hortensia {n}")
        over(session, older.workshop, dt.date(2019, 5, 6))
    with reading() as session:
        first = search(session, actor=Actor(library.reader), words=words)
        pages = [
            search(session, actor=Actor(library.reader), words=words, page=n + 1) for n in range(first.pages)
        ]
        after = search(session, actor=Actor(library.reader), words=words, page=first.pages + 1)
        below = search(session, actor=Actor(library.reader), words=words, page=-3)
    seen = [(hit.kind, hit.id) for page in pages for hit in page.hits]
    assert len(seen) == len(set(seen)) == first.total == (PAGE * 4 if words else PAGE * 4 + 5)
    assert after.hits == ()
    assert below == first


def hits(session: Session, library: Library, **chosen: Any) -> list[tuple[Kind, int]]:
    answer = search(session, actor=Actor(library.reader), chosen=Filters(**chosen))
    return [(hit.kind, hit.id) for hit in answer.hits]


def test_kind_workshop_section_and_year_narrow_it_down(library: Library) -> None:
    t = library.t
    post, fund, purchase = (Kind.post, library.post), (Kind.initiative, t.fund), (Kind.initiative, t.purchase)
    with reading() as session:
        assert hits(session, library, kind=Kind.post) == [post]
        assert hits(session, library, kind=Kind.initiative) == [fund, purchase]
        assert hits(session, library, kind=Kind.concept) == []
        assert hits(session, library, workshop_id=t.workshop) == [fund, purchase, post]
        assert hits(session, library, workshop_id=t.workshop + 1) == []
        assert hits(session, library, section=Section.mechanism) == [post]
        assert hits(session, library, section=Section.results) == []
        assert hits(session, library, year=2021) == [fund, purchase, post]
        assert hits(session, library, year=2020) == []
        assert ids(
            search(session, actor=Actor(library.reader), words="citerne", chosen=Filters(kind=Kind.post))
        ) == [library.post]
        assert (
            search(
                session, actor=Actor(library.reader), words="citerne", chosen=Filters(kind=Kind.concept)
            ).total
            == 0
        )


def test_a_workshop_without_a_date_is_of_the_year_in_which_it_was_made(library: Library) -> None:
    with writing() as session:
        workshop = session.get_one(Workshop, library.t.workshop)
        workshop.date, workshop.created_at = None, dt.datetime(2018, 6, 1, tzinfo=dt.UTC)
    with reading() as session:
        assert library.post in [one for _, one in hits(session, library, year=2018)]
        assert choices(session, actor=Actor(library.reader)).years == (2018,)


def test_a_territory_is_where_it_comes_from_where_it_goes_and_who_wants_it(database: Engine) -> None:
    with writing() as session:
        matrix = make_matrix(session)
        t = matrix.t
        over(session, t.workshop)
        session.add(
            TerritoryVerdict(
                initiative_id=t.fund, territory_id=t.sicoval, workshop_id=t.workshop, verdict=Verdict.discard
            )
        )
        reader = make_account(session, name="Rita")
        studio = make_studio(session)
        concept = make_published(session, studio)
        declare_interest(
            session,
            concept_id=concept,
            kind=InterestKind.interested,
            territory="sicoval",
            actor=Actor(studio.dina),
        )
        library = Library(t, reader, matrix.condition)
        assert hits(session, library, territory="Pays de Grasse") == [
            (Kind.initiative, t.purchase),
            (Kind.post, matrix.condition),
        ]
        assert sorted(hits(session, library, territory="Sicoval")) == [
            (Kind.concept, concept),
            (Kind.initiative, t.fund),
        ]
        assert hits(session, library, territory="Grand Compiégnois") == [
            (Kind.initiative, t.fund),
            (Kind.post, matrix.about),
            (Kind.post, matrix.condition),
        ]
        assert hits(session, library, territory="Nulle part") == []


def test_a_verdict_is_of_an_initiative_or_of_what_was_said_for_that_territory(database: Engine) -> None:
    with writing() as session:
        matrix = make_matrix(session)
        t = matrix.t
        over(session, t.workshop)
        key = {"initiative_id": t.fund, "workshop_id": t.workshop}
        session.add_all(
            [
                TerritoryVerdict(territory_id=t.grasse, verdict=Verdict.adapt, **key),
                TerritoryVerdict(territory_id=t.sicoval, verdict=Verdict.discard, **key),
            ]
        )
        library = Library(t, make_account(session, name="Rita"), matrix.condition)
        session.flush()
        assert hits(session, library, verdict=Verdict.adapt) == [
            (Kind.initiative, t.fund),
            (Kind.post, matrix.condition),
        ]
        assert hits(session, library, verdict=Verdict.discard) == [(Kind.initiative, t.fund)]
        assert hits(session, library, verdict=Verdict.reproduce) == []


def test_a_criterion_is_in_the_way_where_a_room_spoke_of_it_or_enough_people_answered(
    database: Engine,
) -> None:
    with writing() as session:
        matrix = make_matrix(session)
        t = matrix.t
        over(session, t.workshop)
        library = Library(t, make_account(session, name="Rita"), matrix.condition)
        assert hits(session, library, criterion=Criterion.need) == []
        lift = Lift(
            workshop_id=t.workshop, initiative_id=t.fund, territory_id=t.grasse, criterion=Criterion.need
        )
        session.add(lift)
        session.flush()
        both = [(Kind.initiative, t.fund), (Kind.post, matrix.condition)]
        assert hits(session, library, criterion=Criterion.need) == both
        assert hits(session, library, criterion=Criterion.team) == []
        sealed = SealedResult(
            workshop_id=t.workshop,
            kind=SealedKind.matrix,
            content={
                "criteria": ["team", "means"],
                "standing": {"raters": 3, "finished": 3, "able": 3},
                "rows": {
                    str(t.fund): [
                        {
                            "territory_id": t.grasse,
                            "groups": [1],
                            "cells": [_cell("team", 1), _cell("means", 0)],
                        }
                    ]
                },
            },
        )
        session.add(sealed)
        session.flush()
        assert hits(session, library, criterion=Criterion.team) == both
        assert hits(session, library, criterion=Criterion.means) == []


def _cell(criterion: str, zeros: int) -> dict[str, object]:
    return {
        "criterion": criterion,
        "value": 1,
        "rated": 3,
        "unknown": 0,
        "zeros": zeros,
        "low": 0,
        "high": 2,
        "gap": False,
    }


def test_what_can_be_chosen_is_what_the_library_holds(library: Library) -> None:
    with writing() as session:
        make_tables(session)
        make_workshop(session, rehearsal=True)
    with reading() as session:
        offered = choices(session, actor=Actor(library.reader))
    assert offered.workshops == ((library.t.workshop, "Mobiliser tous les acteurs", dt.date(2021, 3, 2)),)
    assert offered.territories == ("Pays de Grasse", "Sicoval")
    assert offered.years == (2021,)


def test_nobody_without_an_account_reads_the_library(library: Library) -> None:
    with writing() as session:
        session.get_one(Account, library.reader).disabled_at = now()
    with reading() as session:
        for by in (library.reader, 0):
            with pytest.raises(NotFound):
                search(session, actor=Actor(by), words="citerne")
            with pytest.raises(NotFound):
                choices(session, actor=Actor(by))


def test_a_page_of_many_hits_asks_as_often_as_a_page_of_one(library: Library, database: Engine) -> None:
    asked: list[str] = []
    event.listen(database, "before_cursor_execute", lambda *facts: asked.append(facts[2]))

    def count(words: str) -> tuple[int, list[Hit]]:
        asked.clear()
        with reading() as session:
            shown = search(session, actor=Actor(library.reader), words=words).hits
        return len(asked), list(shown)

    one, few = count("citerne")
    with writing() as session:
        for n in range(PAGE):
            make_post_for(session, library.t, f"Citerne {n}")
    many, page = count("citerne")
    assert (len(few), len(page)) == (1, PAGE)
    assert one == many


def initiatives_of(session: Session, library: Library, words: str) -> list[int]:
    return ids(search(session, actor=Actor(library.reader), words=words), Kind.initiative)


@pytest.fixture
def coasts(database: Engine) -> dict[str, int]:
    """Initiatives of places that share a part of their name; `reader` is an account."""
    named = ("Côte-d’Or", "Côte Ouest", "Saint-Malo Agglomération", "Saint-Brieuc", "Île de Ré", "Île d’Yeu")
    with writing() as session:
        t = make_tables(session)
        made = {
            name: share_initiative(
                session, actor=Actor(t.by, t.amina), title="Un projet", pitch="x", territory_name=name
            )
            for name in named
        }
        over(session, t.workshop)
        return made | {"reader": make_account(session, name="Rita", role=Role.DESIGNER)}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Côte-d'Or", "Côte-d’Or"),
        ("cote-d'or", "Côte-d’Or"),
        ("Côte d’Or", "Côte-d’Or"),
        ("cote d'or introuvable", "Côte-d’Or"),
        ("Saint-Malo", "Saint-Malo Agglomération"),
        ("saint malo", "Saint-Malo Agglomération"),
        ("Saint-Lô", None),
        ("Île de Ré", "Île de Ré"),
        ("Île d’Yeu", "Île d’Yeu"),
        ("ile-d'yeu projets", "Île d’Yeu"),
    ],
)
def test_a_name_of_several_words_is_one_thing_whose_parts_find_nothing(
    coasts: dict[str, int], words: str, name: str | None
) -> None:
    with reading() as session:
        answer = search(session, actor=Actor(coasts["reader"]), words=words)
    found = {one for one, made in coasts.items() if made in ids(answer, Kind.initiative)}
    assert found == ({name} if name else set())


@pytest.mark.parametrize(
    ("words", "follows"),
    [
        ("« eau partagée »", True),
        ('"citernes d’eau"', True),
        ("“PARTAGÉES entre les écoles”", True),
        ('"eau citerne"', False),
        ('"citernes partagées"', False),
        ('"eau partagée" école', True),
        ('"école eau" citerne', False),
    ],
)
def test_words_between_quotes_follow_each_other(library: Library, words: str, follows: bool) -> None:
    with reading() as session:
        answer = search(session, actor=Actor(library.reader), words=words)
    assert (library.post in ids(answer) and not answer.some) == follows


def test_no_phrase_reaches_from_one_text_into_the_next(library: Library) -> None:
    with writing() as session:
        edit_initiative(
            session, actor=Actor(library.t.by), initiative_id=library.t.fund, title="Jardin", pitch="Ouvert"
        )
    with reading() as session:
        assert initiatives_of(session, library, "jardin ouvert") == [library.t.fund]
        assert initiatives_of(session, library, '"jardin ouvert"') == []


def test_an_initiative_is_found_by_who_carries_it_and_by_the_theme_of_its_workshop(library: Library) -> None:
    t = library.t
    with writing() as session:
        edit_initiative(session, actor=Actor(t.by), initiative_id=t.fund, holder="Régie Lumen")
        change_settings(session, actor=Actor(t.by), workshop_id=t.workshop, theme="Sobriété des usages")
    with reading() as session:
        assert initiatives_of(session, library, "lumen") == [t.fund]
        assert search(session, actor=Actor(library.reader), words="lumen").hits[0].holder == "Régie Lumen"
        assert set(initiatives_of(session, library, "sobriete usage")) == {t.fund, t.purchase}


def test_a_concept_is_found_by_the_theme_of_its_workshop(database: Engine) -> None:
    with writing() as session:
        studio = make_studio(session)
        concept = make_published(session, studio)
        change_settings(
            session, actor=Actor(studio.tables.by), workshop_id=studio.workshop, theme="Sobriété des usages"
        )
        reader = make_account(session, name="Rita")
    with reading() as session:
        assert ids(search(session, actor=Actor(reader), words="sobriété"), Kind.concept) == [concept]


def test_a_word_with_a_hyphen_finds_the_one_without(library: Library) -> None:
    with writing() as session:
        post = make_post(session, library.t.paul, "Un écoquartier")
    with reading() as session:
        assert found(session, library, "éco-quartiers") == [post]
