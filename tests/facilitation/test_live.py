from dataclasses import replace

import pytest
from itsdangerous import URLSafeTimedSerializer

from db.session import reading, writing
from db.workshops import workshop_row
from facilitation.access import account_of, person_of, projector_of
from facilitation.accounts import Role
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.ballots import cast_dot
from facilitation.designers import add_designer, remove_designer
from facilitation.errors import NotFound
from facilitation.facilitators import add_facilitator, remove_facilitator
from facilitation.joining import leave
from facilitation.links import renew_projector
from facilitation.live import SHARED, VIEWLESS, Listener, is_there, may_hear, view
from facilitation.results import ResultView
from facilitation.signing_in import claim_nonce, issue_nonce, log_out
from facilitation.stage_view import StageView
from facilitation.tickets import listener_of, read, sign, studying
from facilitation.workshops import delete_workshop
from settings import settings
from tests.factories.tables import make_initiative, make_tables
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_joined,
    make_workshop,
    open_kind,
    signed_in,
)

pytestmark = pytest.mark.usefixtures("rules")


def make_room() -> tuple[int, Listener, str]:
    """A workshop, the listener of somebody in its room, and their token."""
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop)
        person = person_of(session, joined.token)
        assert person is not None
    return workshop, listener_of(person), joined.token


def make_console(workshop_id: int) -> tuple[Listener, str]:
    """The listener of the workshop's facilitator, and their token."""
    with writing() as session:
        nonce = issue_nonce(session, account_id=facilitator_of(session, workshop_id))
        token = claim_nonce(session, nonce=nonce).token
        account = account_of(session, token)
        assert account is not None
    return listener_of(account, workshop_id), token


def make_projector(workshop_id: int) -> Listener:
    with writing() as session:
        renew_projector(session, actor=Actor(facilitator_of(session, workshop_id)), workshop_id=workshop_id)
        workshop = workshop_row(session, workshop_id)
        assert workshop is not None
        projector = projector_of(session, workshop.projector_token or "")
        assert projector is not None
    return listener_of(projector)


def there(listener: Listener) -> bool:
    with reading() as session:
        return is_there(session, listener)


def hears(listener: Listener, topic: str) -> bool:
    with reading() as session:
        return may_hear(session, listener, topic)


def test_a_ticket_reads_as_the_listener_who_was_signed() -> None:
    workshop, room, _ = make_room()

    projector = make_projector(workshop)

    assert read(sign(room)) == room
    assert read(sign(projector)) == projector


def test_a_forged_or_old_ticket_is_nobodys() -> None:
    _, room, _ = make_room()
    ticket = sign(room)

    assert read("") is None
    assert read(f"{ticket}x") is None
    assert read(URLSafeTimedSerializer("another key" * 4, salt="essaim live channel").dumps([1])) is None
    assert read(URLSafeTimedSerializer(settings().secret(), salt="another use").dumps([1])) is None


def test_an_account_says_which_workshop_it_hears() -> None:
    workshop, _, _ = make_room()
    with writing() as session:
        nonce = issue_nonce(session, account_id=facilitator_of(session, workshop))
        account = account_of(session, claim_nonce(session, nonce=nonce).token)
        assert account is not None

    with pytest.raises(ValueError, match="which"):
        listener_of(account)


def test_every_audience_has_a_view_of_every_shared_topic() -> None:
    workshop, _, _ = make_room()

    with reading() as session:
        for topic in SHARED:
            for audience in ("room", "projector", "console"):
                assert view(session, workshop, topic, audience) is not None


def test_a_topic_that_only_pulses_has_no_view() -> None:
    workshop, room, _ = make_room()

    with reading() as session:
        assert [view(session, workshop, topic, "room") for topic in VIEWLESS] == [None] * len(VIEWLESS)
        assert view(session, workshop, f"me:{room.person_id}", "room") is None


def test_a_topic_that_does_not_exist_is_refused() -> None:
    workshop, room, _ = make_room()

    for topic in (
        "",
        "walls",
        "wall:3",
        "ballot",
        "ballot:x",
        "ratings",
        "ratings:x",
        "canvas",
        "canvas:x",
        "account:1",
    ):
        with reading() as session, pytest.raises(NotFound):
            view(session, workshop, topic, "room")
        assert not hears(room, topic)


def test_the_views_of_one_person_and_one_group_are_theirs_alone() -> None:
    with writing() as session:
        tables = make_tables(session)
    room = Listener(tables.workshop, "room", tables.amina, None, "")
    console = Listener(tables.workshop, "console", None, tables.by, "")
    projector = Listener(tables.workshop, "projector", None, None, "")

    mine = (f"canvas:{tables.first}", f"perspective:{tables.first}")
    theirs = (f"canvas:{tables.second}", f"perspective:{tables.second}")
    for name in ("ballot", "ratings", "me"):
        assert hears(room, f"{name}:{tables.amina}")
        for listener in (room, console, projector):
            assert not hears(listener, f"{name}:{tables.zoe}")
    assert all(hears(room, topic) for topic in mine)
    assert not any(hears(room, topic) for topic in theirs)
    for listener in (console, projector):
        assert all(hears(listener, topic) for topic in (*mine, *theirs))
        assert not hears(replace(listener, workshop_id=tables.workshop + 1), mine[0])
    with reading() as session:
        assert view(session, tables.workshop, f"ballot:{tables.zoe}", "room").candidates == []
        assert view(session, tables.workshop, f"ratings:{tables.zoe}", "room").territory == "Pays de Grasse"
        assert view(session, tables.workshop, mine[0], "room").group_id == tables.first
        assert view(session, tables.workshop, mine[1], "projector").group_id == tables.first


def test_everybody_hears_the_shared_topics_and_the_settings() -> None:
    workshop, room, _ = make_room()

    for listener in (room, make_projector(workshop)):
        assert all(hears(listener, topic) for topic in (*SHARED, "settings"))


def test_somebody_in_the_room_is_there_until_they_leave() -> None:
    _, room, token = make_room()
    assert there(room)
    assert not there(replace(room, workshop_id=room.workshop_id + 1))
    assert not there(replace(room, person_id=999))

    with writing() as session:
        assert room.person_id is not None
        leave(session, actor=Actor(person_id=room.person_id), token=token)
    assert not there(room)


def test_a_projector_is_there_until_its_link_is_renewed() -> None:
    workshop, _, _ = make_room()
    projector = make_projector(workshop)
    assert there(projector)
    assert not there(replace(projector, workshop_id=999))

    make_projector(workshop)
    assert not there(projector)


def test_a_projector_of_a_deleted_workshop_is_gone() -> None:
    workshop, _, _ = make_room()
    projector = make_projector(workshop)
    with writing() as session:
        delete_workshop(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop)

    assert not there(projector)


def test_a_console_is_there_until_its_account_signs_out() -> None:
    workshop, _, _ = make_room()
    console, token = make_console(workshop)
    assert there(console)
    assert not there(replace(console, account_id=999))

    with writing() as session:
        log_out(session, token=token)
    assert not there(console)


def test_a_console_is_there_until_its_account_no_longer_runs_the_workshop() -> None:
    workshop, _, _ = make_room()
    console, _ = make_console(workshop)
    with writing() as session:
        paul = make_account(session, name="Paul")
        fanny = facilitator_of(session, workshop)
        add_facilitator(session, actor=Actor(fanny), workshop_id=workshop, account_id=paul)
        remove_facilitator(session, actor=Actor(paul), workshop_id=workshop, account_id=fanny)

    assert not there(console)


def test_no_audience_sees_a_count_before_the_reveal() -> None:
    workshop, room, _ = make_room()
    with writing() as session:
        initiative = make_initiative(session, workshop, "Bon Achat")
        make_initiative(session, workshop, "Intracting")
        open_kind(session, workshop, StageKind.voting)
        assert room.person_id is not None
        cast_dot(session, actor=Actor(person_id=room.person_id), initiative_id=initiative)

    with reading() as session:
        for audience in ("room", "projector", "console"):
            seen = view(session, workshop, "result", audience)
            assert isinstance(seen, ResultView)
            assert seen.rows is None
            assert isinstance(view(session, workshop, "stage", audience), StageView)


def test_who_studies_a_workshop_hears_that_something_changed_and_sees_no_view() -> None:
    workshop, _, _ = make_room()
    with writing() as session:
        by = facilitator_of(session, workshop)
        ines = make_account(session, name="Inès", role=Role.DESIGNER)
        account = account_of(session, signed_in(session, ines))
        assert account is not None
    studio = studying(account, workshop)
    assert not there(studio)

    with writing() as session:
        add_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)
    assert there(studio)
    assert not there(listener_of(account, workshop))
    assert [topic for topic in (*SHARED, *VIEWLESS, "canvas:1", "me:1") if hears(studio, topic)] == [
        "settings",
        "material",
        "studio",
        "concepts",
    ]
    with reading() as session:
        assert view(session, workshop, "material", "studio") is None
        with pytest.raises(NotFound):
            view(session, workshop, "wall", "studio")

    with writing() as session:
        remove_designer(session, actor=Actor(by), workshop_id=workshop, account_id=ines)
    assert not there(studio)
