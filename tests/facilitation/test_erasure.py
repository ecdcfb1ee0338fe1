"""Erasing a person: they are nowhere any more, and every number stays what it was."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

import db.tables
from db.attendance import arrived_in
from db.base import Base
from db.changes import listen
from db.people import Attribution, PersonRole, people_of
from db.posts import Section, Verdict
from db.ratings import Criterion
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.verdicts import verdicts_in
from facilitation.access import person_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.archive.telling import tell
from facilitation.attribution import Credit, signed_as
from facilitation.duplicates import merge_people
from facilitation.erasure import Contributions, erase_oneself, erase_person
from facilitation.errors import LinkUsed, NotFound, WrongCode
from facilitation.exports.markdown import markdown
from facilitation.interests import interests_of
from facilitation.joining import arrive, claim_readmit, leave, readmit_link, resume
from facilitation.journal import story
from facilitation.live import OF_GROUP, SHARED, Listener, is_there, view
from facilitation.merging import merge_initiatives
from facilitation.people import expect_people, my_card, people, remove_person, restore_person
from facilitation.people_table import PersonRow
from facilitation.perspective import set_verdict
from facilitation.ratings import rate
from facilitation.report import report
from facilitation.running import close_stage
from facilitation.sharing import share_initiative
from facilitation.studio.concept_views import concepts_of, published_concept
from facilitation.tokens import digest
from facilitation.voting import cast_dot, reveal
from tests.factories.everywhere import CONTACT, NAME, WHISPERED, WORDS, Everywhere, make_everywhere
from tests.factories.seen import exports_of, rows_of, screens_of
from tests.factories.tables import make_perspective_post, make_post, make_tables, sign_as
from tests.factories.workshops import make_account, make_person, open_kind, stage_of

OF_THE_PERSON = (*NAME.casefold().split(), CONTACT, WHISPERED)
EITHER = pytest.mark.parametrize("contributions", list(Contributions))


def sought(contributions: Contributions) -> tuple[str, ...]:
    """What must be nowhere; a word may lack its ending in the index, and its first letters in its files."""
    gone = OF_THE_PERSON if contributions == Contributions.stay else (*OF_THE_PERSON, WORDS)
    return tuple(word[2:9] for word in gone)


def places_of(found: Iterable[tuple[str, str]], contributions: Contributions) -> list[tuple[str, str]]:
    """Where something of the person is left: (word, place)."""
    words = sought(contributions)
    return sorted({(word, place) for place, said in found for word in words if word in said.casefold()})


def pointing_at_people() -> list[tuple[str, str]]:
    """Every column of every table that says which person: (table, column)."""
    assert db.tables is not None
    return [
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    ]


def erased(contributions: Contributions) -> Everywhere:
    with writing() as session:
        at = make_everywhere(session)
    with writing() as session:
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=contributions)
    return at


def test_the_person_to_be_erased_has_left_a_trace_wherever_a_table_can_hold_one(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        for name, column in pointing_at_people():
            table = Base.metadata.tables[name]
            held = select(func.count()).select_from(table).where(table.c[column] == at.person)
            assert (name, column, session.scalar(held)) != (name, column, 0)
        everywhere = {place for _, place in places_of(rows_of(session), Contributions.go)}
    assert len(everywhere) > 20


@pytest.mark.promise("no cell of any table holds the name, contact or unsaid words of who was erased")
@EITHER
def test_no_cell_of_any_table_holds_anything_of_the_erased(
    database: Engine, contributions: Contributions
) -> None:
    erased(contributions)
    with reading() as session:
        assert places_of(rows_of(session), contributions) == []


@pytest.mark.promise("no file, screen, trail, search or public page says anything of who was erased")
@EITHER
def test_nothing_that_is_shown_or_handed_out_says_anything_of_the_erased(
    rules: Engine, contributions: Contributions
) -> None:
    at = erased(contributions)
    with reading() as session:
        assert places_of(screens_of(session, at.workshop), contributions) == []
        assert places_of(exports_of(session, at.workshop), contributions) == []


@pytest.mark.promise("no byte of SQLite's file or log keeps anything of who was erased")
@EITHER
def test_no_byte_of_the_file_keeps_anything_of_the_erased(
    rules: Engine, contributions: Contributions
) -> None:
    erased(contributions)
    file = str(rules.url.database)
    told = [(name, Path(name).read_bytes().decode("latin-1")) for name in (file, f"{file}-wal")]
    assert places_of(told, contributions) == []


def numbers_of(session: Session, workshop_id: int) -> dict[str, Any]:
    """Everything that is counted of a workshop."""
    made = report(session, workshop_id)
    return {
        "people": (made.people, made.roles),
        "vote": made.vote,
        "support": [
            (one.title, one.dots, one.territories, one.by_role, one.by_territory)
            for one in made.initiatives
            if one.dots is not None
        ],
        "tables": [(group.number, group.people) for group in made.groups],
        "matrix": [[row.cells for row in work.rows] for work in made.matrix.initiatives],
        "raters": (made.matrix.raters, made.matrix.finished, made.matrix.able),
        "rounds": [(one.answered, one.counts) for one in made.rounds],
        "turnout": view(session, workshop_id, "turnout", "console").voted,
        "attendance": tell(session, workshop_id).document["attendance"],
        "came": arrived_in(session, [workshop_id]),
    }


@pytest.mark.promise("to erase somebody changes no number of votes, matrix, rounds or attendance")
@EITHER
def test_what_counts_keeps_its_numbers(rules: Engine, contributions: Contributions) -> None:
    with writing() as session:
        at = make_everywhere(session)
        stage = stage_of(session, at.workshop, StageKind.voting)
        close_stage(session, actor=Actor(at.by), stage_id=stage)
        reveal(session, actor=Actor(at.by), stage_id=stage)
        before = numbers_of(session, at.workshop)
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=contributions)
        assert numbers_of(session, at.workshop) == before
        assert [dots for _, dots, *_ in before["support"]] == [0, 3, 0, 0]


def test_dots_that_were_placed_in_an_open_vote_are_counted_at_its_close(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=Contributions.stay)
        stage = stage_of(session, at.workshop, StageKind.voting)
        close_stage(session, actor=Actor(at.by), stage_id=stage)
        reveal(session, actor=Actor(at.by), stage_id=stage)
        made = report(session, at.workshop)
        assert made.vote is not None
        assert (made.vote.voted, {one.title: one.dots for one in made.initiatives}["Fonds"]) == (3, 3)


@pytest.mark.promise("to remove somebody changes no number that everybody has seen")
def test_to_remove_somebody_changes_no_number_that_was_counted(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        close_stage(session, actor=Actor(at.by), stage_id=open_kind(session, at.workshop, StageKind.closing))
        before = numbers_of(session, at.workshop)
        remove_person(session, actor=Actor(at.by), person_id=at.person)
        after = numbers_of(session, at.workshop)
    ours = {"people", "vote", "support", "matrix", "rounds", "attendance", "came"}
    assert {name: after[name] for name in ours} == {name: before[name] for name in ours}
    assert before["people"] == (5, (("elected", 3), ("officer", 1), ("state", 1)))


def test_who_is_removed_before_anything_was_counted_was_not_there(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session, opened=None)
        assert report(session, t.workshop).people == 4
        remove_person(session, actor=Actor(t.by), person_id=t.lucie)
        assert report(session, t.workshop).people == 3


@pytest.mark.promise("a device of who was erased is nobody's at once, and no code or link brings them back")
def test_whoever_was_erased_can_act_and_come_back_no_more(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        code = my_card(session, at.person).resume_code
        link = readmit_link(session, actor=Actor(at.by), person_id=at.person)
        listener = Listener(at.workshop, "room", at.person, None, digest(at.token))
        assert is_there(session, listener)
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=Contributions.stay)
        assert person_of(session, at.token) is None
        assert not is_there(session, listener)
        with pytest.raises(WrongCode):
            resume(session, resume_code=code)
        with pytest.raises(LinkUsed):
            claim_readmit(session, link)
        for act in (
            lambda: my_card(session, at.person),
            lambda: arrive(session, actor=Actor(at.by), person_id=at.person),
            lambda: leave(session, actor=Actor(at.by, at.person)),
            lambda: readmit_link(session, actor=Actor(at.by), person_id=at.person),
            lambda: restore_person(session, actor=Actor(at.by), person_id=at.person),
            lambda: remove_person(session, actor=Actor(at.by), person_id=at.person),
            lambda: merge_people(session, actor=Actor(at.by), keep_id=at.other, other_id=at.person),
            lambda: cast_dot(session, actor=Actor(person_id=at.person), initiative_id=at.initiative),
            lambda: rate(
                session,
                actor=Actor(person_id=at.person),
                initiative_id=at.initiative,
                criterion=Criterion.need,
                value=1,
            ),
            lambda: erase_oneself(session, actor=Actor(person_id=at.person), contributions=Contributions.go),
        ):
            with pytest.raises(NotFound):
                act()
        assert [one.name for one in people(session, actor=Actor(at.by), workshop_id=at.workshop)] == [
            *("Chloé", "Élu 0", "Élu 1", "Paul")
        ]


def test_erased_twice_is_erased_once_and_by_who_runs_the_workshop_alone(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        double = next(
            person.id for person, _ in people_of(session, at.workshop) if person.merged_into_id is not None
        )
        for by, person_id in ((make_account(session), at.person), (at.by, 10**6), (at.by, double)):
            with pytest.raises(NotFound):
                erase_person(session, actor=Actor(by), person_id=person_id, contributions=Contributions.stay)
        for contributions in (Contributions.stay, Contributions.go):
            erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=contributions)
        told = [
            line
            for line in story(session, actor=Actor(at.by), workshop_id=at.workshop)
            if "erased" in line.action
        ]
        assert [(line.action, line.who, line.details) for line in told] == [("person_erased", "Fanny", {})]
        assert len(report(session, at.workshop).contributions) == 5


def test_somebody_erases_themselves(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        erase_oneself(session, actor=Actor(person_id=at.person), contributions=Contributions.go)
        told = story(session, actor=Actor(at.by), workshop_id=at.workshop)[:2]
        assert [(line.action, line.who) for line in told] == [
            *(("person_erased", None), ("concept_withdrawn", None))
        ]


def test_somebody_who_never_came_is_erased_too(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        rows = [PersonRow(1, NAME, "", PersonRole.other)]
        expect_people(session, actor=Actor(t.by), workshop_id=t.workshop, rows=rows)
        expected = next(person.id for person, _ in people_of(session, t.workshop) if person.name == NAME)
        erase_person(session, actor=Actor(t.by), person_id=expected, contributions=Contributions.stay)
        assert len(people(session, actor=Actor(t.by), workshop_id=t.workshop)) == 4
        assert report(session, t.workshop).people == 4


@pytest.mark.parametrize(
    ("of_role", "credit"), [(3, Credit(role=PersonRole.elected)), (2, Credit())], ids=["many", "few"]
)
def test_what_stays_is_signed_by_a_role_that_many_bear_and_never_by_territory(
    rules: Engine, of_role: int, credit: Credit
) -> None:
    with writing() as session:
        at = make_everywhere(session, of_role=of_role)
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=Contributions.stay)
        made = report(session, at.workshop)
        theirs = [one for one in made.contributions if WORDS in one.text]
        assert [one.credit for one in theirs] == [credit] * 4
        seen = [
            post
            for section in view(session, at.workshop, f"canvas:{at.table}", "room").sections
            for post in section.posts
            if WORDS in post.text
        ]
        assert {(post.author, post.territory, post.role) for post in seen} == {("", "", credit.role or "")}
        assert signed_as(session, at.person, None) == ""
        assert {one.author for one in made.initiatives} == {"", "Paul"} - {"Paul"}
        desk = view(session, at.workshop, "wall", "console").initiatives
        assert {one.author for one in desk} == {None, "Paul"}
        document = markdown(made)
        assert ("un·e participant·e, élu·e" in document) == (of_role == 3)


def test_what_stays_of_who_was_removed_has_no_name_until_they_are_put_back(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        for person, attribution in ((t.amina, Attribution.name), (t.paul, Attribution.territory)):
            sign_as(session, person, attribution)
            make_post(session, person, f"Une idée de {person}")
            remove_person(session, actor=Actor(t.by), person_id=person)

        def signatures() -> list[Credit]:
            return [one.credit for one in report(session, t.workshop).contributions]

        assert signatures() == [Credit(), Credit(territory="Sicoval")]
        restore_person(session, actor=Actor(t.by), person_id=t.amina)
        assert signatures()[0] == Credit("Amina", "Pays de Grasse", PersonRole.elected)


def test_contributions_that_go_leave_those_of_others_standing(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        assert {one.text for one in report(session, at.workshop).contributions} > {"Sans budget à soi"}
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=Contributions.go)
        made = report(session, at.workshop)
        assert [(one.id, one.text) for one in made.contributions] == [
            (at.merged, "Une association"),
            (at.beside, "Sans budget à soi"),
        ]
        kept = {one.title: (one.pitch, one.description, one.link, one.tags) for one in made.initiatives}
        assert kept["Jardin"] == ("", "", "", ())
        assert set(kept) == {"Jardin", "Fonds", "Serre", "Budget"}
        assert [one.holder for one in made.initiatives] == ["", "", "Odile", ""]
        assert verdicts_in(session, at.workshop) == {}
        with pytest.raises(NotFound):
            published_concept(session, at.concept)
        assert concepts_of(session, at.workshop)[0].uncited == (1,)
        assert [(one.territory, one.words) for one in interests_of(session, at.concept)] == [("Vallée", "")]


def test_contributions_that_stay_keep_what_rests_on_them(rules: Engine) -> None:
    with writing() as session:
        at = make_everywhere(session)
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=Contributions.stay)
        assert verdicts_in(session, at.workshop) == {(at.initiative, at.territory): Verdict.adapt}
        assert published_concept(session, at.concept).uncited == ()
        kept = {one.title: one.pitch for one in report(session, at.workshop).initiatives}
        assert (kept["Jardin"], kept[f"{WORDS} seul"]) == (WORDS, WORDS)


def test_a_verdict_keeps_the_conditions_of_others(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        for person in (t.amina, t.paul):
            make_perspective_post(session, person, t.grasse, f"Si {person}", Section.conditions)
        make_perspective_post(session, t.amina, t.sicoval, "Si", Section.conditions)
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.adapt
        )
        erase_person(session, actor=Actor(t.by), person_id=t.amina, contributions=Contributions.go)
        assert verdicts_in(session, t.workshop) == {(t.fund, t.grasse): Verdict.adapt}


def test_what_initiatives_were_merged_into_loses_the_words_that_go(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.sharing)
        theirs, others = (
            share_initiative(
                session,
                actor=Actor(person_id=person),
                title=f"De {person}",
                pitch="Une phrase.",
                description=f"Ce que dit {person}\n\nEncore {person}",
                link=f"https://example.org/{person}",
                tags=[f"mot {person}"],
            )
            for person in (t.amina, t.paul)
        )
        whole = merge_initiatives(
            session,
            actor=Actor(t.by),
            initiative_ids=[theirs, others],
            title="Ensemble",
            pitch="Deux en une.",
        )
        erase_person(session, actor=Actor(t.by), person_id=t.amina, contributions=Contributions.go)
        merged = session.get_one(Initiative, whole)
        assert (merged.description, merged.link, merged.tags) == (
            f"Ce que dit {t.paul}\n\nEncore {t.paul}",
            "",
            [f"mot {t.paul}"],
        )


def test_everybody_who_looks_hears_of_it_at_once(rules: Engine) -> None:
    heard: set[str] = set()
    with writing() as session:
        at = make_everywhere(session)
    stop = listen(lambda touched: heard.update(topic for _, topic in touched))
    with writing() as session:
        erase_person(session, actor=Actor(at.by), person_id=at.person, contributions=Contributions.stay)
    stop()
    assert heard >= {*SHARED, *OF_GROUP, f"me:{at.person}", "material", "studio", "concepts"} - {"result"}


AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_name_that_somebody_else_bears_too_is_emptied_where_it_is_said_exactly(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        names = ("Nour (Nantes)", "Nour (Lyon)", "Jean Pierre", "Pierre Jean", "Zoé Blanc")
        made = {name: make_person(session, t.workshop, name=name) for name in names}
        said = ("nour (nantes)", "Nour (Lyon)", "JEAN PIERRE", "Pierre Jean", "Blanc Zoe")
        rows = [
            Initiative(
                workshop_id=t.workshop, title=f"{n}", pitch="", holder=one, created_at=AT, updated_at=AT
            )
            for n, one in enumerate(said)
        ]
        session.add_all(rows)
        session.flush()
        for name in ("Nour (Nantes)", "Jean Pierre", "Zoé Blanc"):
            erase_person(session, actor=Actor(t.by), person_id=made[name], contributions=Contributions.stay)
        session.expire_all()
        assert [one.holder for one in rows] == ["", "Nour (Lyon)", "", "Pierre Jean", ""]
