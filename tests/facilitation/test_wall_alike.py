"""Initiatives that say nearly the same are offered to who runs the workshop until they went to a vote."""

import pytest
from sqlalchemy import Engine

from db.agenda import StageKind
from db.apart import bring_initiatives_together, tell_initiatives_apart
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.likeness.comparing import Difference
from facilitation.merging import merge_initiatives
from facilitation.sharing import hide_initiative, share_initiative
from facilitation.wall_alike import alike_on_wall, suggest_again_on_wall, tell_apart_on_wall
from tests.factories.workshops import facilitator_of, make_account, make_person, make_workshop, open_kind


@pytest.fixture
def wall(rules: Engine) -> dict[str, int]:
    """Three initiatives, two of which say the same."""
    with writing() as session:
        workshop = make_workshop(session)
        amina = make_person(session, workshop)
        open_kind(session, workshop, StageKind.sharing)
        made = {
            name: share_initiative(session, actor=Actor(person_id=amina), title=title, pitch=pitch)
            for name, title, pitch in (
                ("fund", "Fonds de participation", "Les habitants décident de 50 000 €"),
                ("budget", "Un budget participatif", "Les citoyens décident de 50 000 €"),
                ("bikes", "Vélos en libre service", "On prête des vélos"),
            )
        }
        return made | {"workshop": workshop, "by": facilitator_of(session, workshop), "amina": amina}


def offered(wall: dict[str, int]) -> list[set[int]]:
    with reading() as session:
        found = alike_on_wall(session, actor=Actor(wall["by"]), workshop_id=wall["workshop"])
    return [{one.id for one in group.initiatives} for group in found]


def both(wall: dict[str, int]) -> set[int]:
    return {wall["fund"], wall["budget"]}


def test_what_says_the_same_is_offered_until_it_is_merged(wall: dict[str, int]) -> None:
    assert offered(wall) == [both(wall)]
    with writing() as session:
        merge_initiatives(
            session, actor=Actor(wall["by"]), initiative_ids=sorted(both(wall)), title="Fonds", pitch="x"
        )
    assert offered(wall) == []


def test_another_amount_is_offered_with_its_difference(wall: dict[str, int]) -> None:
    with writing() as session:
        share_initiative(
            session,
            actor=Actor(person_id=wall["amina"]),
            title="Vélos en libre service",
            pitch="On prête 12 vélos",
        )
        share_initiative(
            session,
            actor=Actor(person_id=wall["amina"]),
            title="Vélos en libre service",
            pitch="On prête 80 vélos",
        )
    with reading() as session:
        found = alike_on_wall(session, actor=Actor(wall["by"]), workshop_id=wall["workshop"])
    assert Difference("number", "12", "80") in [one.difference for one in found]


def test_what_is_hidden_or_was_in_a_vote_is_not_offered(wall: dict[str, int]) -> None:
    with writing() as session:
        hide_initiative(session, actor=Actor(wall["by"]), initiative_id=wall["fund"])
    assert offered(wall) == []


def test_nothing_is_offered_once_there_was_a_vote(wall: dict[str, int]) -> None:
    with writing() as session:
        open_kind(session, wall["workshop"], StageKind.voting)
    assert offered(wall) == []


def test_what_was_told_apart_is_offered_no_more_until_it_is_taken_back(wall: dict[str, int]) -> None:
    for verb, left in ((tell_apart_on_wall, []), (suggest_again_on_wall, [both(wall)])):
        for _ in range(2):
            with writing() as session:
                verb(session, actor=Actor(wall["by"]), initiative_ids=both(wall))
            assert offered(wall) == left


def test_initiatives_of_two_workshops_or_of_none_are_told_apart_by_nobody(wall: dict[str, int]) -> None:
    with writing() as session:
        admin = wall["by"]
        other = make_workshop(session, by=admin)
        amina = make_person(session, other)
        open_kind(session, other, StageKind.sharing)
        elsewhere = share_initiative(session, actor=Actor(person_id=amina), title="Ailleurs", pitch="x")
    for ids in ([wall["fund"], elsewhere], [wall["fund"], 10**6], []):
        with writing() as session, pytest.raises(NotFound):
            tell_apart_on_wall(session, actor=Actor(wall["by"]), initiative_ids=ids)


def test_who_does_not_run_it_is_offered_nothing(wall: dict[str, int]) -> None:
    with writing() as session:
        stranger = make_account(session, name="Zoé")
    with reading() as session, pytest.raises(NotFound):
        alike_on_wall(session, actor=Actor(stranger), workshop_id=wall["workshop"])
    with writing() as session, pytest.raises(NotFound):
        tell_apart_on_wall(session, actor=Actor(stranger), initiative_ids=both(wall))


def test_pairs_told_apart_by_two_at_once_are_kept_once(wall: dict[str, int]) -> None:
    one, other = sorted(both(wall))
    pair = one, other
    with writing() as session:
        assert tell_initiatives_apart(session, [pair], wall["by"]) == 1
        assert tell_initiatives_apart(session, [pair], wall["by"]) == 0
        assert tell_initiatives_apart(session, [], wall["by"]) == 0
        assert bring_initiatives_together(session, [pair]) == 1
        assert bring_initiatives_together(session, [pair]) == 0
