"""Two territories that are one: made one with all that comes from them, and apart again as it was."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.accounts import Role
from db.base import Base
from db.candidates import Candidate
from db.conditions import Lift
from db.interests import InterestKind
from db.people import Person, PersonRole
from db.posts import Verdict
from db.ratings import Criterion
from db.sealed import SealedKind, SealedResult
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.territory_merges import TerritoryMerge, sealed_as_one
from db.verdicts import TerritoryVerdict
from db.voting import Ballot, VotingRound
from db.workshops import Territory, territories_of
from facilitation.actors import Actor
from facilitation.breakdowns import breakdown
from facilitation.conditions import conditions, say_how_to_lift
from facilitation.counts import WITHHELD, Shown
from facilitation.erasure import Contributions, erase_person
from facilitation.errors import LaterMerge, NameTaken, NotFound, TerritoriesFrozen, TerritoryInUse
from facilitation.interests import declare_interest, interests_of
from facilitation.journal import story
from facilitation.matrix import matrix_view
from facilitation.perspective import set_verdict
from facilitation.territories import add_territory, remove_territory, rename_territory
from facilitation.territory_merging import (
    MergedTerritory,
    MergePreview,
    merge_territories,
    merged_territories,
    preview_merge,
    twins,
    undo_territory_merge,
)
from facilitation.voting import cast_dot, close_vote, reveal
from tests.factories.matrix import Matrix, make_matrix
from tests.factories.published import make_published
from tests.factories.votes import make_initiative, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_account, make_person, make_workshop

APART = ("journal", "territory_merges", "search_entries")
"""What tells what was done, or is made again from the rest."""


def state(session: Session) -> dict[str, list[Any]]:
    """Every row of every table but what tells of merges; a territory goes by its name."""
    session.flush()
    session.expire_all()
    names: dict[int, str] = {row.id: row.name for row in session.scalars(select(Territory))}
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in APART:
            rows = [dict(row) for row in session.execute(select(table)).mappings()]
            if table.name == "territories":
                rows = [{"name": row["name"]} for row in rows]
            for row in rows:
                if "territory_id" in row:
                    row["territory_id"] = names.get(row["territory_id"], "")
                    row.pop("id", None)
                if "territory_ids" in row:
                    row["territory_ids"] = sorted(names[one] for one in row["territory_ids"])
            found[table.name] = sorted(map(repr, rows))
    return found


def merge(session: Session, at: Matrix, **places: int) -> int:
    told = {"territory_id": at.t.sicoval, "stays_id": at.t.grasse} | places
    return merge_territories(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, **told)


@pytest.fixture
def at(database: Engine) -> Matrix:
    assert database is not None
    with writing() as session:
        return make_matrix(session)


def test_everything_that_comes_from_one_comes_from_the_other_and_goes_back(at: Matrix) -> None:
    with writing() as session:
        for person, territory, verdict in (
            (at.t.amina, at.t.grasse, "adapt"),
            (at.t.paul, at.t.sicoval, "discard"),
        ):
            set_verdict(
                session, actor=Actor(person_id=person), initiative_id=at.t.fund, territory_id=territory,
                verdict=Verdict(verdict),
            )  # fmt: skip
        for territory, criterion in ((at.t.sicoval, Criterion.team), (at.t.grasse, Criterion.need)):
            say_how_to_lift(
                session, actor=Actor(at.t.by), initiative_id=at.t.fund, territory_id=territory,
                criterion=criterion, who="Le syndicat", by_when="", first_step="",
            )  # fmt: skip
        concept = make_published(session, at.t.workshop).id
        declare_interest(
            session, actor=Actor(person_id=at.t.paul), concept_id=concept, kind=InterestKind.interested
        )
        before = state(session)
        told = preview_merge(
            session, actor=Actor(at.t.by), workshop_id=at.t.workshop,
            territory_id=at.t.sicoval, stays_id=at.t.grasse,
        )  # fmt: skip
        assert told == MergePreview(people=1, initiatives=0, posts=1, verdicts=1, conditions=0, answers=0)
    with writing() as session:
        merge_id = merge(session, at)
    with writing() as session:
        assert [row.name for row in territories_of(session, at.t.workshop)] == ["Pays de Grasse"]
        assert session.get_one(Person, at.t.paul).territory_id == at.t.grasse
        kept = session.get_one(TerritoryVerdict, (at.t.fund, at.t.grasse))
        assert kept.verdict == Verdict.adapt
        assert {one.territory for one in conditions(session, at.t.workshop, whole=True)} == {"Pays de Grasse"}
        assert [one.territory for one in interests_of(session, concept)] == ["Pays de Grasse"]
        row = matrix_view(session, at.t.workshop, "console").initiatives[0].rows[-1]
        assert row.territory == "Pays de Grasse"
        listed = merged_territories(session, actor=Actor(at.t.by), workshop_id=at.t.workshop)
        assert listed == [MergedTerritory(merge_id, "Sicoval", "Pays de Grasse")]
        assert (
            story(session, actor=Actor(at.t.by), workshop_id=at.t.workshop)[0].action == "territories_merged"
        )
    for _ in range(2):
        with writing() as session:
            undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)
    with writing() as session:
        assert state(session) == before
        assert merged_territories(session, actor=Actor(at.t.by), workshop_id=at.t.workshop) == []


def test_of_two_words_about_one_condition_the_kept_ones_stays_and_the_other_comes_back(at: Matrix) -> None:
    with writing() as session:
        for territory, who in ((at.t.sicoval, "Sicoval seul"), (at.t.grasse, "Le syndicat")):
            session.add(
                Lift(
                    workshop_id=at.t.workshop, initiative_id=at.t.fund, territory_id=territory,
                    criterion=Criterion.need, who=who, person_id=at.t.paul,
                )
            )  # fmt: skip
        session.flush()
        before = state(session)
    with writing() as session:
        told = preview_merge(
            session, actor=Actor(at.t.by), workshop_id=at.t.workshop,
            territory_id=at.t.sicoval, stays_id=at.t.grasse,
        )  # fmt: skip
        assert told.conditions == 1
        merge_id = merge(session, at)
    with writing() as session:
        assert [one.who for one in session.scalars(select(Lift))] == ["Le syndicat"]
        undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)
    with reading() as session:
        assert state(session) == before


@pytest.mark.promise(
    "what was given up when two territories were made one is forgotten once somebody is erased"
)
def test_what_a_merge_gave_up_is_forgotten_with_whoever_is_erased(at: Matrix) -> None:
    with writing() as session:
        for territory in (at.t.sicoval, at.t.grasse):
            session.add(
                Lift(
                    workshop_id=at.t.workshop, initiative_id=at.t.fund, territory_id=territory,
                    criterion=Criterion.need, who="Paul", person_id=at.t.paul,
                )
            )  # fmt: skip
        session.flush()
        merge_id = merge(session, at)
    with writing() as session:
        erase_person(session, actor=Actor(at.t.by), person_id=at.t.paul, contributions=Contributions.go)
    with writing() as session:
        assert session.get_one(TerritoryMerge, merge_id).moved["given_up"] == []
        undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)
        assert session.scalars(select(Lift)).all() == []


def test_a_merge_is_undone_as_far_as_things_are_still_there(at: Matrix) -> None:
    with writing() as session:
        gone = Person(
            workshop_id=at.t.workshop, name="Partie", role=PersonRole.other, resume_code="LUNE-00-ZZZ"
        )
        session.add(gone)
        session.flush()
        for territory in (at.t.sicoval, at.t.grasse):
            session.add(
                TerritoryVerdict(
                    workshop_id=at.t.workshop, initiative_id=at.t.fund, territory_id=territory,
                    verdict=Verdict.discard, person_id=gone.id,
                )
            )  # fmt: skip
        session.flush()
        merge_id = merge(session, at)
        session.get_one(Person, at.t.paul).territory_id = None
        session.delete(gone)
    with writing() as session:
        undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)
        assert session.get_one(Person, at.t.paul).territory_id is None
        given = {one.territory_id: one.person_id for one in session.scalars(select(TerritoryVerdict))}
        assert set(given.values()) == {None}
        assert len(given) == 2


def test_a_former_name_that_somebody_bears_by_now_is_not_given_back(at: Matrix) -> None:
    with writing() as session:
        merge_id = merge(session, at)
        again = add_territory(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, name="Sicoval")
        with pytest.raises(NameTaken):
            undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)
        rename_territory(
            session, actor=Actor(at.t.by), workshop_id=at.t.workshop, territory_id=again, name="Autre"
        )
        undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)


def test_merges_follow_one_another_and_are_undone_one_by_one(at: Matrix) -> None:
    with writing() as session:
        before = state(session)
        first = merge(session, at)
        far = add_territory(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, name="Grand Paris")
        second = merge(session, at, territory_id=at.t.grasse, stays_id=far)
    with writing() as session:
        for one in (second, first):
            undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=one)
    with reading() as session:
        named = {one.name: one.id for one in territories_of(session, at.t.workshop)}
        assert set(named) == {"Grand Paris", "Pays de Grasse", "Sicoval"}
        after = state(session)
        assert {name: rows for name, rows in after.items() if name != "territories"} == {
            name: rows for name, rows in before.items() if name != "territories"
        }


def test_a_territory_of_another_workshop_or_itself_is_not_merged(at: Matrix) -> None:
    with writing() as session:
        elsewhere = make_workshop(session)
        theirs = add_territory(
            session, actor=Actor(facilitator_of(session, elsewhere)), workshop_id=elsewhere, name="Ailleurs"
        )
        for pair in ((at.t.grasse, theirs), (theirs, at.t.grasse), (at.t.grasse, at.t.grasse)):
            with pytest.raises(NotFound):
                merge(session, at, territory_id=pair[0], stays_id=pair[1])
        merge_id = merge(session, at)
        undo_territory_merge(
            session, actor=Actor(facilitator_of(session, elsewhere)), workshop_id=elsewhere, merge_id=merge_id
        )
        assert len(merged_territories(session, actor=Actor(at.t.by), workshop_id=at.t.workshop)) == 1


def test_near_twins_are_offered(rules: Engine) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = Actor(facilitator_of(session, workshop))
        ids = [
            add_territory(session, actor=by, workshop_id=workshop, name=name)
            for name in ("Pays de Saint-Malo", "Saint-Malo Agglomération", "Sicoval")
        ]
        assert twins(session, actor=by, workshop_id=workshop) == [(ids[0], ids[1])]
        same = add_territory(session, actor=by, workshop_id=workshop, name="PAYS DE SAINT MALO")
        assert same == ids[0]


def test_the_votes_of_both_are_counted_as_one(rules: Engine) -> None:
    with writing() as session:
        workshop, (a, b) = make_wall(session, 2)
        by = Actor(facilitator_of(session, workshop))
        stage = open_vote(session, workshop)
        for number in range(12):
            place = ("Grasse", "Gex")[number % 2]
            person = make_person(session, workshop, name=f"P{number}", territory=place)
            cast_dot(session, actor=Actor(person_id=person), initiative_id=(a, b)[number // 2 % 2])
        close_vote(session, actor=by, stage_id=stage)
        reveal(session, actor=by, stage_id=stage)
        before = [one.by_territory for one in breakdown(session, workshop)]
        ids = {one.name: one.id for one in territories_of(session, workshop)}
        merge_id = merge_territories(
            session, actor=by, workshop_id=workshop, territory_id=ids["Gex"], stays_id=ids["Grasse"]
        )
        after = [one.by_territory for one in breakdown(session, workshop)]
        undo_territory_merge(session, actor=by, workshop_id=workshop, merge_id=merge_id)
        assert [one.by_territory for one in breakdown(session, workshop)] == before
    for was, now in zip(before, after, strict=True):
        both = [was["Gex"], was["Grasse"]]
        told = sum(one.count for one in both if isinstance(one, Shown))
        assert now["Grasse"] == (WITHHELD if WITHHELD in both else Shown(told))
        assert "Gex" not in now


def test_while_a_vote_bars_ones_own_territory_none_are_merged_or_parted(rules: Engine) -> None:
    with writing() as session:
        workshop, _ = make_wall(session, 1)
        by = Actor(facilitator_of(session, workshop))
        ids = [
            add_territory(session, actor=by, workshop_id=workshop, name=name)
            for name in ("Gex", "Grasse", "X")
        ]
        two: dict[str, Any] = {"actor": by, "workshop_id": workshop, "stays_id": ids[1]}
        merge_id = merge_territories(session, territory_id=ids[0], **two)
        open_vote(session, workshop)
        with pytest.raises(TerritoriesFrozen):
            merge_territories(session, territory_id=ids[2], **two)
        with pytest.raises(TerritoriesFrozen):
            undo_territory_merge(session, actor=by, workshop_id=workshop, merge_id=merge_id)


def test_while_a_vote_allows_ones_own_territory_ballots_follow(rules: Engine) -> None:
    with writing() as session:
        workshop, (a,) = make_wall(session, 1, own_territory=True)
        by = Actor(facilitator_of(session, workshop))
        amina = make_person(session, workshop, name="Amina", territory="Gex")
        grasse = add_territory(session, actor=by, workshop_id=workshop, name="Grasse")
        open_vote(session, workshop)
        cast_dot(session, actor=Actor(person_id=amina), initiative_id=a)
        gex = session.get_one(Person, amina).territory_id
        merge_id = merge_territories(
            session, actor=by, workshop_id=workshop, territory_id=gex or 0, stays_id=grasse
        )
        assert session.scalars(select(Ballot.territory_id)).all() == [grasse]
        undo_territory_merge(session, actor=by, workshop_id=workshop, merge_id=merge_id)
        assert session.scalars(select(Ballot.territory_id)).all() == [
            session.get_one(Person, amina).territory_id
        ]
        assert session.get_one(Person, amina).territory_id != grasse


def test_a_lifted_condition_that_was_given_up_comes_back_as_it_was(at: Matrix) -> None:
    with writing() as session:
        for territory in (at.t.sicoval, at.t.grasse):
            session.add(
                Lift(
                    workshop_id=at.t.workshop, initiative_id=at.t.fund, territory_id=territory,
                    criterion=Criterion.need, who="Paul", lifted_at=datetime(2026, 1, 2, tzinfo=UTC),
                )
            )  # fmt: skip
        session.flush()
        before = state(session)
        merge_id = merge(session, at)
        undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)
        assert state(session) == before


def test_of_a_chain_the_latest_merge_is_undone_first_and_the_earlier_one_finds_everything(
    at: Matrix,
) -> None:
    by = Actor(at.t.by)
    with writing() as session:
        session.add(
            TerritoryVerdict(
                workshop_id=at.t.workshop, initiative_id=at.t.fund, territory_id=at.t.sicoval,
                verdict=Verdict.discard,
            )
        )  # fmt: skip
        rows = {"1": [{"territory_id": one, "groups": [], "cells": []} for one in (at.t.sicoval, 10**6)]}
        session.add(SealedResult(workshop_id=at.t.workshop, kind=SealedKind.matrix, content={"rows": rows}))
        session.flush()
        first = merge(session, at)
        far = add_territory(session, actor=by, workshop_id=at.t.workshop, name="Grand Paris")
        second = merge(session, at, territory_id=at.t.grasse, stays_id=far)
        with pytest.raises(LaterMerge):
            undo_territory_merge(session, actor=by, workshop_id=at.t.workshop, merge_id=first)
        for one in (second, first):
            undo_territory_merge(session, actor=by, workshop_id=at.t.workshop, merge_id=one)
        again = next(one.id for one in territories_of(session, at.t.workshop) if one.name == "Sicoval")
        assert session.scalars(select(TerritoryVerdict.territory_id)).all() == [again]
        (sealed,) = session.scalars(select(SealedResult))
        assert [row["territory_id"] for row in sealed.content["rows"]["1"]] == [again, 10**6]


def test_what_a_merge_gave_up_of_others_stays_when_somebody_is_erased(at: Matrix) -> None:
    with writing() as session:
        paul, amina = (session.get_one(Person, one) for one in (at.t.paul, at.t.amina))
        for territory in (at.t.sicoval, at.t.grasse):
            session.add(
                TerritoryVerdict(
                    workshop_id=at.t.workshop, initiative_id=at.t.fund, territory_id=territory,
                    verdict=Verdict.discard, person_id=paul.id,
                )
            )  # fmt: skip
            told: dict[str, Any] = {
                "workshop_id": at.t.workshop,
                "initiative_id": at.t.fund,
                "territory_id": territory,
            }
            session.add(Lift(**told, criterion=Criterion.need, who=paul.name, person_id=amina.id))
            session.add(Lift(**told, criterion=Criterion.legal_remit, who=amina.name, person_id=amina.id))
        session.flush()
        name, merge_id = amina.name, merge(session, at)
    with writing() as session:
        erase_person(session, actor=Actor(at.t.by), person_id=at.t.paul, contributions=Contributions.stay)
        kept = session.get_one(TerritoryMerge, merge_id).moved["given_up"]
    assert [(one["table"], one.get("who"), one["person_id"]) for one in kept] == [
        ("verdicts", None, None),
        ("lifts", "", at.t.amina),
        ("lifts", name, at.t.amina),
    ]


def test_a_territory_that_took_another_in_is_not_removed(rules: Engine) -> None:
    with writing() as session:
        workshop, _ = make_wall(session, 1)
        by = Actor(facilitator_of(session, workshop))
        gex, grasse = (
            add_territory(session, actor=by, workshop_id=workshop, name=name) for name in ("Gex", "Grasse")
        )
        merge_id = merge_territories(
            session, actor=by, workshop_id=workshop, territory_id=gex, stays_id=grasse
        )
        with pytest.raises(TerritoryInUse):
            remove_territory(session, actor=by, workshop_id=workshop, territory_id=grasse)
        undo_territory_merge(session, actor=by, workshop_id=workshop, merge_id=merge_id)
        remove_territory(session, actor=by, workshop_id=workshop, territory_id=grasse)
        assert [one.name for one in territories_of(session, workshop)] == ["Gex"]


def test_the_rows_of_a_sealed_matrix_are_taken_together(at: Matrix) -> None:
    def row(territory: int, mark: str) -> dict[str, Any]:
        return {"territory_id": territory, "groups": [], "cells": [mark]}

    one, other = at.t.sicoval, at.t.grasse
    content = {"rows": {"1": [row(one, "x"), row(other, "y")], "2": [row(one, "x")]}}
    joined = {"rows": {"1": [row(other, "y")], "2": [row(other, "x")]}}
    assert sealed_as_one(content, one, other) == joined
    assert sealed_as_one(content, one, one) == content
    with writing() as session:
        sealed = SealedResult(workshop_id=at.t.workshop, kind=SealedKind.matrix, content=content)
        session.add(sealed)
        session.flush()
        merge_id = merge(session, at)
        assert sealed.content == joined
        undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=merge_id)
        back = next(one.id for one in territories_of(session, at.t.workshop) if one.name == "Sicoval")
        assert sealed.content == sealed_as_one(content, one, back)
        again = merge(session, at, territory_id=back)
        sealed.content = {"rows": {}}
        undo_territory_merge(session, actor=Actor(at.t.by), workshop_id=at.t.workshop, merge_id=again)
        assert sealed.content == {"rows": {}}


def test_a_designer_merges_no_territories(at: Matrix) -> None:
    with writing() as session, pytest.raises(NotFound):
        merge_territories(
            session, actor=Actor(make_account(session, role=Role.DESIGNER)), workshop_id=at.t.workshop,
            territory_id=at.t.sicoval, stays_id=at.t.grasse,
        )  # fmt: skip


def test_what_went_or_changed_since_a_merge_stays_as_it_is(at: Matrix) -> None:
    with writing() as session:
        by = Actor(at.t.by)
        concept = make_published(session, at.t.workshop).id
        paul = Actor(person_id=at.t.paul)
        declare_interest(session, actor=paul, concept_id=concept, kind=InterestKind.interested)
        lone = make_initiative(session, at.t.workshop, title="Seule", territory="Sicoval")
        for territory in (at.t.sicoval, at.t.grasse):
            session.add(
                TerritoryVerdict(
                    workshop_id=at.t.workshop, initiative_id=lone, territory_id=territory,
                    verdict=Verdict.discard,
                )
            )  # fmt: skip
        open_vote(session, at.t.workshop)
        vote = session.scalars(select(VotingRound)).one()
        vote.own_territory = True
        vote.counted = {"voted": 0, "proxies": 0, "simulated": False, "support": {}}
        merge_id = merge(session, at)
        vote.counted = None
        candidate = session.get_one(Candidate, (vote.id, lone))
        session.delete(candidate)
        session.delete(session.get_one(Initiative, lone))
        declare_interest(session, actor=by, concept_id=concept, kind=InterestKind.done, territory="Sicoval")
    with writing() as session:
        undo_territory_merge(session, actor=by, workshop_id=at.t.workshop, merge_id=merge_id)
        assert session.scalars(select(TerritoryVerdict)).all() == []
        assert {one.territory for one in interests_of(session, concept)} == {"Pays de Grasse", "Sicoval"}
