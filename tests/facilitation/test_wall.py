import pytest
from sqlalchemy import Engine

from db.agenda import StageKind
from db.session import writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.joining import leave
from facilitation.people import Attribution, change_consents
from facilitation.planning import remove_stage
from facilitation.sharing import (
    conceal_wall,
    hide_initiative,
    initiatives,
    my_initiatives,
    reveal_wall,
    share_initiative,
    wall_view,
)
from facilitation.wall import is_concealed
from tests.factories.votes import make_initiative, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person, make_workshop, open_kind, stage_of


def test_the_wall_shows_everybody_what_was_shared_in_its_order(rules: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 3)
        for audience in ("room", "projector", "console"):
            wall = wall_view(session, workshop_id, audience)
            assert (wall.concealed, wall.count, [one.id for one in wall.initiatives]) == (False, 3, ids)


def test_hidden_initiatives_are_for_the_console_only(rules: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 2)
        hide_initiative(session, actor=Actor(facilitator_of(session, workshop_id)), initiative_id=ids[0])
        room, console = (wall_view(session, workshop_id, one) for one in ("room", "console"))
        assert (room.count, [one.id for one in room.initiatives]) == (1, ids[1:])
        assert (console.count, [one.id for one in console.initiatives]) == (1, ids)


def test_a_concealed_wall_tells_room_and_projector_only_how_many_there_are(rules: Engine) -> None:
    with writing() as session:
        workshop_id, ids = make_wall(session, 2)
        by, stage_id = facilitator_of(session, workshop_id), stage_of(session, workshop_id, StageKind.sharing)
        conceal_wall(session, actor=Actor(by), stage_id=stage_id)
        conceal_wall(session, actor=Actor(by), stage_id=stage_id)
        for audience in ("room", "projector"):
            wall = wall_view(session, workshop_id, audience)
            assert (wall.concealed, wall.count, wall.initiatives) == (True, 2, [])
        assert [one.id for one in wall_view(session, workshop_id, "console").initiatives] == ids
        reveal_wall(session, actor=Actor(by), stage_id=stage_id)
        assert len(wall_view(session, workshop_id, "room").initiatives) == 2


def test_opening_the_vote_reveals_the_wall(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = make_wall(session, 2)
        by, stage_id = facilitator_of(session, workshop_id), stage_of(session, workshop_id, StageKind.sharing)
        conceal_wall(session, actor=Actor(by), stage_id=stage_id)
        open_vote(session, workshop_id)
        assert is_concealed(session, workshop_id) is False


def test_only_a_sharing_stage_has_a_wall(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = make_wall(session, 2)
        by = facilitator_of(session, workshop_id)
        with pytest.raises(NotFound):
            conceal_wall(session, actor=Actor(by), stage_id=stage_of(session, workshop_id, StageKind.voting))
        remove_stage(session, actor=Actor(by), stage_id=stage_of(session, workshop_id, StageKind.sharing))
        assert is_concealed(session, workshop_id) is False
        open_vote(session, workshop_id)


@pytest.mark.parametrize(
    ("attribution", "seen"),
    [(Attribution.name, "Amina"), (Attribution.territory, None), (Attribution.anonymous, None)],
)
def test_authors_are_named_in_the_room_as_they_consented_and_on_the_console_in_full(
    rules: Engine, attribution: Attribution, seen: str | None
) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina = make_person(session, workshop_id)
        change_consents(
            session, actor=Actor(person_id=amina), attribution=attribution, contact_consent=False, contact=""
        )
        make_initiative(session, workshop_id, author_id=amina)
        (room,) = wall_view(session, workshop_id, "room").initiatives
        (console,) = wall_view(session, workshop_id, "console").initiatives
        assert (room.author, room.author_id) == (seen, None)
        assert (console.author, console.author_id) == ("Amina", amina)


def test_the_projector_leaves_descriptions_out(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        by = facilitator_of(session, workshop_id)
        share_initiative(
            session, workshop_id=workshop_id, actor=Actor(by), title="A", pitch="B", description="Long"
        )
        assert [
            wall_view(session, workshop_id, audience).initiatives[0].description
            for audience in ("room", "projector")
        ] == ["Long", ""]


def test_an_initiative_can_be_spoken_for_by_its_holder_or_by_an_author_who_named_none(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        open_kind(session, workshop_id, StageKind.sharing)
        amina = make_person(session, workshop_id)
        paul = make_person(session, workshop_id, name="Paul")
        for holder in ("", "amina", "Somebody elsewhere"):
            share_initiative(
                session, actor=Actor(person_id=amina), title=f"by {holder}", pitch="B", holder=holder
            )
        share_initiative(session, actor=Actor(person_id=amina), title="by Paul", pitch="B", holder_id=paul)
        make_initiative(session, workshop_id, title="by nobody")

        def here() -> list[bool]:
            return [one.holder_here for one in initiatives(session, workshop_id)]

        assert here() == [True, True, False, True, False]
        leave(session, actor=Actor(person_id=amina))
        assert here() == [False, False, False, True, False]
        leave(session, actor=Actor(person_id=paul))
        assert here() == [False, False, False, False, False]


def test_what_is_mine_stays_findable_hidden_or_not(rules: Engine) -> None:
    with writing() as session:
        workshop_id = make_workshop(session)
        amina, paul = make_person(session, workshop_id), make_person(session, workshop_id, name="Paul")
        mine = make_initiative(session, workshop_id, author_id=amina)
        make_initiative(session, workshop_id, author_id=paul)
        hide_initiative(session, actor=Actor(facilitator_of(session, workshop_id)), initiative_id=mine)
        (found,) = my_initiatives(session, amina)
        assert (found.id, found.hidden, found.hidden_by_facilitator) == (mine, True, True)
