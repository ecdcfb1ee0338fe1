import pytest
from sqlalchemy import Engine, select

from db.agenda import StageKind
from db.ratings import Rating
from db.session import Session, reading, writing
from db.wishes import Wish
from facilitation.access import person_of
from facilitation.actors import Actor
from facilitation.duplicates import GivenUp, preview_merge_of_people
from facilitation.errors import AskedWhere, NoSeatLeft, NotFound, TooLong
from facilitation.joining import leave
from facilitation.people import (
    Attribution,
    PersonCard,
    PersonRole,
    add_person,
    change_consents,
    change_myself,
    change_person,
    expect_people,
    merge_people,
    my_card,
    people,
    remove_person,
    restore_person,
)
from facilitation.people_table import PersonRow
from facilitation.presence import Present, RoleCount, TerritoryCount, people_view
from facilitation.rounds import MyAnswer, answer_round, my_answer
from facilitation.running import is_done, mark_done
from facilitation.territories import add_territory
from facilitation.workshops import change_settings, workshop_settings
from tests.factories.matrix import make_matrix
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_joined,
    make_person,
    make_workshop,
    open_kind,
)


def start(session: Session) -> tuple[int, int]:
    workshop_id = make_workshop(session)
    return workshop_id, facilitator_of(session, workshop_id)


def test_people_entered_beforehand_are_expected_once(rules: Engine) -> None:
    rows = [
        PersonRow(2, "Amina", "Pays de Grasse", PersonRole.elected),
        PersonRow(3, "Paul", "pays de grasse", PersonRole.officer),
    ]
    with writing() as session:
        workshop_id, by = start(session)
        assert expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows) == 2
        assert expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows) == 0
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
        territories = workshop_settings(session, actor=Actor(by), workshop_id=workshop_id).territories
    assert [(line.name, line.territory, line.role, line.here, line.expected) for line in lines] == [
        ("Amina", "Pays de Grasse", "elected", False, True),
        ("Paul", "Pays de Grasse", "officer", False, True),
    ]
    assert [name for _, name in territories] == ["Pays de Grasse"]


def test_a_namesake_of_somebody_here_is_expected_under_a_name_told_apart(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        make_person(session, workshop_id)
        rows = [PersonRow(1, "Amina", "", PersonRole.other)]
        assert expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows) == 1
        assert [line.name for line in people(session, actor=Actor(by), workshop_id=workshop_id)] == [
            "Amina",
            "Amina (2)",
        ]


def test_somebody_without_a_device_is_here_at_once(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        add_person(
            session,
            actor=Actor(by),
            workshop_id=workshop_id,
            name="Odile",
            role=PersonRole.state,
            territory_name="TCO",
        )
        line = people(session, actor=Actor(by), workshop_id=workshop_id)[0]
    assert (line.name, line.territory, line.role, line.here, line.has_device) == (
        "Odile", "TCO", "state", True, False,
    )  # fmt: skip


def test_people_are_listed_and_entered_by_who_runs_the_workshop_alone(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = start(session)
        stranger = make_account(session)
        amina = make_person(session, workshop_id)
        for refused in (
            lambda: people(session, actor=Actor(stranger), workshop_id=workshop_id),
            lambda: expect_people(session, actor=Actor(stranger), workshop_id=workshop_id, rows=[]),
            lambda: add_person(
                session, actor=Actor(stranger), workshop_id=workshop_id, name="X", role=PersonRole.other
            ),
            lambda: remove_person(session, actor=Actor(stranger), person_id=amina),
            lambda: restore_person(session, actor=Actor(stranger), person_id=amina),
            lambda: change_person(session, actor=Actor(stranger), person_id=amina, name="X"),
            lambda: merge_people(session, actor=Actor(stranger), keep_id=amina, other_id=amina),
        ):
            with pytest.raises(NotFound):
                refused()


def test_what_was_misheard_of_a_person_is_corrected(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        amina, paul = make_person(session, workshop_id), make_person(session, workshop_id, name="Paul")
        grasse = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name="Pays de Grasse")
        change_person(
            session, actor=Actor(by), person_id=paul, name="Amina", role=PersonRole.state, territory_id=grasse
        )
        change_person(session, actor=Actor(by), person_id=amina, name="AMINA")
        change_person(session, actor=Actor(by), person_id=amina)
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert [(line.name, line.role, line.territory) for line in lines] == [
        ("AMINA", "elected", ""),
        ("Amina (2)", "state", "Pays de Grasse"),
    ]


def test_a_removed_person_is_signed_out_and_can_be_put_back(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        joined = make_joined(session, workshop_id)
        for _ in range(2):
            remove_person(session, actor=Actor(by), person_id=joined.person_id)
        assert person_of(session, joined.token) is None
        with pytest.raises(NotFound):
            my_card(session, joined.person_id)
        line = people(session, actor=Actor(by), workshop_id=workshop_id)[0]
        assert (line.removed, line.here) == (True, False)
        for _ in range(2):
            restore_person(session, actor=Actor(by), person_id=joined.person_id)
        line = people(session, actor=Actor(by), workshop_id=workshop_id)[0]
    assert (line.removed, line.here, line.has_device) == (False, True, False)


def test_who_had_not_come_yet_is_put_back_as_expected(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        rows = [PersonRow(1, "Amina", "", PersonRole.other)]
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
        amina = people(session, actor=Actor(by), workshop_id=workshop_id)[0].id
        remove_person(session, actor=Actor(by), person_id=amina)
        restore_person(session, actor=Actor(by), person_id=amina)
        line = people(session, actor=Actor(by), workshop_id=workshop_id)[0]
    assert (line.removed, line.here, line.expected) == (False, False, True)


def test_a_seat_that_was_taken_meanwhile_is_not_given_back(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, seats=1)
        amina = make_person(session, workshop_id)
        remove_person(session, actor=Actor(by), person_id=amina)
        make_person(session, workshop_id, name="Paul")
        with pytest.raises(NoSeatLeft):
            restore_person(session, actor=Actor(by), person_id=amina)


def test_two_entries_of_one_person_become_one_with_everything(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        keep, other = make_joined(session, workshop_id), make_joined(session, workshop_id)
        weather = open_kind(session, workshop_id, StageKind.checkin)
        answer_round(
            session, actor=Actor(person_id=other.person_id), stage_id=weather, choice=4, words="Soleil"
        )
        mark_done(session, actor=Actor(person_id=other.person_id), stage_id=weather)
        roti = open_kind(session, workshop_id, StageKind.closing)
        for person, choice in ((keep, 5), (other, 1)):
            answer_round(session, actor=Actor(person_id=person.person_id), stage_id=roti, choice=choice)
            mark_done(session, actor=Actor(person_id=person.person_id), stage_id=roti)
        for _ in range(2):
            merge_people(session, actor=Actor(by), keep_id=keep.person_id, other_id=other.person_id)
        assert [line.id for line in people(session, actor=Actor(by), workshop_id=workshop_id)] == [
            keep.person_id
        ]
        who = person_of(session, other.token)
        assert who is not None
        assert who.id == keep.person_id
        assert my_answer(session, keep.person_id, weather) == MyAnswer(4, "Soleil")
        assert my_answer(session, keep.person_id, roti) == MyAnswer(5, "")
        assert is_done(session, person_id=keep.person_id, stage_id=weather) is True
        assert is_done(session, person_id=other.person_id, stage_id=roti) is False


def test_only_two_different_people_of_one_workshop_merge(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        amina = make_person(session, workshop_id)
        elsewhere = make_person(session, make_workshop(session, by=by))
        for other in (amina, elsewhere):
            with pytest.raises(NotFound):
                merge_people(session, actor=Actor(by), keep_id=amina, other_id=other)


def test_who_was_expected_and_came_under_another_name_is_here_once_merged(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        rows = [PersonRow(1, "Amina Ben Ali", "", PersonRole.other)]
        expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
        came = make_person(session, workshop_id, name="Mina")
        expected = people(session, actor=Actor(by), workshop_id=workshop_id)[0].id
        merge_people(session, actor=Actor(by), keep_id=expected, other_id=came)
        assert [
            (line.name, line.here) for line in people(session, actor=Actor(by), workshop_id=workshop_id)
        ] == [("Amina Ben Ali", True)]


def test_who_left_and_came_back_as_somebody_new_is_here_once_merged(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        gone, back = make_person(session, workshop_id), make_person(session, workshop_id)
        leave(session, actor=Actor(person_id=gone))
        merge_people(session, actor=Actor(by), keep_id=gone, other_id=back)
        assert [line.here for line in people(session, actor=Actor(by), workshop_id=workshop_id)] == [True]


def test_consents_can_be_changed_and_a_contact_goes_with_its_consent(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        joined = make_joined(session, workshop_id, territory="TCO")
        change_consents(
            session,
            actor=Actor(person_id=joined.person_id),
            attribution=Attribution.name,
            contact_consent=True,
            contact="amina@example.org",
        )
        assert my_card(session, joined.person_id) == PersonCard(
            joined.person_id,
            "Amina",
            "TCO",
            PersonRole.elected,
            joined.resume_code,
            Attribution.name,
            True,
            "amina@example.org",
        )
        change_consents(
            session,
            actor=Actor(by, joined.person_id),
            attribution=Attribution.anonymous,
            contact_consent=False,
            contact="amina@example.org",
        )
        card = my_card(session, joined.person_id)
        with pytest.raises(TooLong):
            change_consents(
                session,
                actor=Actor(person_id=joined.person_id),
                attribution=Attribution.name,
                contact_consent=True,
                contact="a" * 121,
            )
    assert (card.attribution, card.contact_consent, card.contact) == ("anonymous", False, "")


def test_the_room_counts_who_is_here_without_naming_them(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        amina = make_person(session, workshop_id, territory="TCO")
        make_person(session, workshop_id, name="Paul", territory="Grasse", role=PersonRole.officer)
        add_person(session, actor=Actor(by), workshop_id=workshop_id, name="Zoé", role=PersonRole.elected)
        leave(session, actor=Actor(person_id=make_person(session, workshop_id, name="Parti")))
        mark_done(
            session, actor=Actor(person_id=amina), stage_id=open_kind(session, workshop_id, StageKind.sharing)
        )
        view = people_view(session, workshop_id, "room")
        desk = people_view(session, workshop_id, "console")
    assert (view.present, view.expected, view.done, view.people) == (3, 20, 1, None)
    assert view.by_role == [RoleCount(PersonRole.elected, 2), RoleCount(PersonRole.officer, 1)]
    assert view.by_territory == [TerritoryCount("Grasse", 1), TerritoryCount("TCO", 1)]
    assert desk.people is not None
    assert desk.people[0] == Present(amina, "Amina", "TCO", PersonRole.elected, True, True)
    assert [(person.name, person.done, person.has_device) for person in desk.people[1:]] == [
        ("Paul", False, True),
        ("Zoé", False, False),
    ]


def test_before_anything_opens_nobody_is_done(rules: Engine) -> None:
    with writing() as session:
        workshop_id, _ = start(session)
        assert people_view(session, workshop_id, "projector").done == 0
    with reading() as session, pytest.raises(NotFound):
        people_view(session, 404, "room")


def test_a_person_corrects_themselves_and_is_asked_about_a_territory_like_a_known_one(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        name = "Communauté d’agglomération du Pays de Saint-Malo"
        known = add_territory(session, actor=Actor(by), workshop_id=workshop_id, name=name)
        zoe = make_person(session, workshop_id, name="Zoe")
        me = Actor(person_id=zoe)
        change_myself(session, actor=me, name="Zoé", role=PersonRole.state)
        with pytest.raises(AskedWhere):
            change_myself(session, actor=me, name="Zoé", role=PersonRole.state, territory="Saint Malo")
        change_myself(session, actor=me, name="Zoé", role=PersonRole.state, territory=name.upper())
        line = people(session, actor=Actor(by), workshop_id=workshop_id)[0]
        assert (line.name, line.role, line.territory_id) == ("Zoé", "state", known)
        change_myself(
            session, actor=me, name="Zoé", role=PersonRole.state, territory="Saint Malo", new_territory=True
        )
        assert my_card(session, zoe).territory == "Saint Malo"
        change_person(session, actor=Actor(by), person_id=zoe, territory_name="Sicoval")
        assert my_card(session, zoe).territory == "Sicoval"


def test_a_list_says_where_somebody_comes_from_who_was_expected_without_it(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        for territory in ("", "Éguzon", "eguzon"):
            rows = [PersonRow(2, "Marie Martin", territory, PersonRole.elected)]
            expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows)
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert [(line.name, line.territory) for line in lines] == [("Marie Martin", "Éguzon")]


def test_who_is_here_under_a_name_and_a_territory_is_not_entered_again(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        make_person(session, workshop_id, name="Marie Martin", territory="Éguzon")
        rows = [
            PersonRow(number, "MARTIN Marie", place, PersonRole.elected)
            for number, place in enumerate(("Éguzon", "Zuydcoote"))
        ]
        assert expect_people(session, actor=Actor(by), workshop_id=workshop_id, rows=rows) == 1
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert [line.name for line in lines] == ["Marie Martin", "MARTIN Marie"]


def test_people_stand_in_the_french_order(database: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        for name in ("Zoé", "élodie", "Œdipe", "Étienne", "Odile", "Émile", "Eva", "Ofélia", "edmond"):
            make_person(session, workshop_id, name=name)
        lines = people(session, actor=Actor(by), workshop_id=workshop_id)
    assert [line.name for line in lines] == [
        "edmond", "élodie", "Émile", "Étienne", "Eva", "Odile", "Œdipe", "Ofélia", "Zoé",
    ]  # fmt: skip


def test_what_is_given_up_is_told_before_two_entries_become_one(rules: Engine) -> None:
    with writing() as session:
        at = make_matrix(session)
        keep, other = at.t.amina, at.t.paul
        told = preview_merge_of_people(session, actor=Actor(at.t.by), keep_id=keep, other_id=other)
        assert told == GivenUp(
            rounds=0, ratings=2, wishes=False, table=False, territory="Sicoval", votes=False
        )
        apart = preview_merge_of_people(session, actor=Actor(at.t.by), keep_id=at.t.lucie, other_id=at.t.zoe)
        assert apart == GivenUp(rounds=0, ratings=0, wishes=False, table=False, territory="", votes=False)
        weather = open_kind(session, at.t.workshop, StageKind.checkin)
        for person in (keep, at.t.zoe):
            answer_round(session, actor=Actor(person_id=person), stage_id=weather, choice=4)
            session.add(Wish(person_id=person, initiative_id=at.t.fund, rank=1))
        open_kind(session, at.t.workshop, StageKind.voting)
        both = preview_merge_of_people(session, actor=Actor(at.t.by), keep_id=keep, other_id=at.t.zoe)
        assert both == GivenUp(rounds=1, ratings=0, wishes=True, table=True, territory="", votes=True)
        stranger = make_person(session, make_workshop(session, by=at.t.by))
        with pytest.raises(NotFound):
            preview_merge_of_people(session, actor=Actor(at.t.by), keep_id=keep, other_id=stranger)


def test_what_is_told_to_be_given_up_is_what_is_given_up(rules: Engine) -> None:
    with writing() as session:
        at = make_matrix(session)
        before = len(session.scalars(select(Rating)).all())
        told = preview_merge_of_people(session, actor=Actor(at.t.by), keep_id=at.t.amina, other_id=at.t.paul)
        merge_people(session, actor=Actor(at.t.by), keep_id=at.t.amina, other_id=at.t.paul)
        assert before - len(session.scalars(select(Rating)).all()) == told.ratings


def test_nobody_is_added_from_a_territory_of_another_workshop(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        other = make_workshop(session, by=by)
        foreign = add_territory(session, actor=Actor(by), workshop_id=other, name="Ailleurs")
        with pytest.raises(NotFound):
            add_person(
                session, actor=Actor(by), workshop_id=workshop_id, name="Odile", role=PersonRole.state,
                territory_id=foreign,
            )  # fmt: skip


def test_the_case_of_a_name_is_corrected(rules: Engine) -> None:
    with writing() as session:
        workshop_id, by = start(session)
        jean = make_person(session, workshop_id, name="jean dupont")
        change_person(session, actor=Actor(by), person_id=jean, name="Jean Dupont")
        assert my_card(session, jean).name == "Jean Dupont"
