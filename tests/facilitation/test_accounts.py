from concurrent.futures import ThreadPoolExecutor

import pytest

from db.session import reading, writing
from facilitation.accounts import (
    AccountView,
    Role,
    accounts,
    change_password,
    change_role,
    create_account,
    create_first_administrator,
    create_setup_link,
    disable_account,
    enable_account,
    nobody_administers,
    setup_link_works,
)
from facilitation.actors import Actor
from facilitation.errors import (
    LastAdministrator,
    LinkUsed,
    Missing,
    NotAllowed,
    NotFound,
    PasswordTooLong,
    PasswordTooShort,
    UsernameTaken,
)
from facilitation.passwords import fitting
from tests.factories.accounts import PASSWORD, make_administrator, make_facilitator, signed_in, who

pytestmark = pytest.mark.usefixtures("rules")


def test_the_first_start_has_nobody_and_no_default_password() -> None:
    with reading() as session:
        assert nobody_administers(session)
    make_administrator()
    with reading() as session:
        assert not nobody_administers(session)


def test_a_set_up_link_creates_one_administrator_and_no_more() -> None:
    with writing() as session:
        token = create_setup_link(session)
        assert setup_link_works(session, token)
        create_first_administrator(session, token=token, username="fanny", name="Fanny", password=PASSWORD)
    with reading() as session:
        assert not setup_link_works(session, token)

    with pytest.raises(LinkUsed), writing() as session:
        create_first_administrator(session, token=token, username="eve", name="Eve", password=PASSWORD)


def test_a_newer_set_up_link_replaces_the_former_one() -> None:
    with writing() as session:
        former = create_setup_link(session)
        create_setup_link(session)
        assert not setup_link_works(session, former)


def test_a_name_with_another_case_is_the_same_account() -> None:
    fanny = make_administrator("Fanny@Essaim.example")

    with pytest.raises(UsernameTaken) as taken, writing() as session:
        create_account(
            session,
            actor=Actor(fanny),
            username=" FANNY@essaim.example",
            name="F",
            role=Role.DESIGNER,
            password=PASSWORD,
        )
    assert taken.value.username == "fanny@essaim.example"


def test_an_account_needs_a_name_and_a_password_of_a_sensible_length() -> None:
    fanny = make_administrator()

    def refused(kind: type[Exception], **fields: str) -> None:
        given = {"username": "paul", "name": "Paul", "password": PASSWORD} | fields
        with pytest.raises(kind), writing() as session:
            create_account(session, actor=Actor(fanny), role=Role.DESIGNER, **given)

    refused(Missing, username="  ")
    refused(Missing, name="")
    refused(PasswordTooShort, password="courte")
    refused(PasswordTooLong, password="é" * 37)
    refused(PasswordTooLong, password="un long\0mot de passe")


def test_spaces_around_a_password_do_not_count() -> None:
    assert fitting(f"  {PASSWORD} ") == PASSWORD


def test_only_an_administrator_sees_and_makes_accounts() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)

    with reading() as session:
        listed = accounts(session, actor=Actor(fanny))
        assert [(each.username, each.role, each.disabled) for each in listed] == [
            ("fanny@essaim.example", Role.ADMINISTRATOR, False),
            ("paul", Role.FACILITATOR, False),
        ]
        assert isinstance(listed[0], AccountView)
    for forbidden in (paul, 999):
        with reading() as session, pytest.raises(NotAllowed):
            accounts(session, actor=Actor(forbidden))


def test_a_changed_password_signs_out_everywhere() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    token = signed_in(paul).token

    with writing() as session:
        change_password(session, actor=Actor(paul), account_id=paul, password="un autre mot de passe")

    assert who(token) is None
    with pytest.raises(NotAllowed), writing() as session:
        change_password(session, actor=Actor(paul), account_id=fanny, password="un autre mot de passe")
    with writing() as session:
        change_password(session, actor=Actor(fanny), account_id=paul, password="encore un autre")
    with pytest.raises(NotFound), writing() as session:
        change_password(session, actor=Actor(fanny), account_id=999, password="encore un autre")


def test_a_changed_role_signs_out_everywhere() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    token = signed_in(paul).token

    with writing() as session:
        change_role(session, actor=Actor(fanny), account_id=paul, role=Role.FACILITATOR)
    assert who(token) == "paul"
    with writing() as session:
        change_role(session, actor=Actor(fanny), account_id=paul, role=Role.DESIGNER)
    assert who(token) is None


def test_a_disabled_account_is_out_until_it_is_enabled() -> None:
    fanny = make_administrator()
    paul = make_facilitator(fanny)
    token = signed_in(paul).token

    with writing() as session:
        disable_account(session, actor=Actor(fanny), account_id=paul)
        disable_account(session, actor=Actor(fanny), account_id=paul)
    assert who(token) is None
    with reading() as session, pytest.raises(NotAllowed):
        accounts(session, actor=Actor(paul))

    with writing() as session:
        enable_account(session, actor=Actor(fanny), account_id=paul)
        enable_account(session, actor=Actor(fanny), account_id=paul)
    assert who(signed_in(paul).token) == "paul"


def test_somebody_always_administers() -> None:
    fanny = make_administrator()

    with pytest.raises(LastAdministrator), writing() as session:
        disable_account(session, actor=Actor(fanny), account_id=fanny)
    with pytest.raises(LastAdministrator), writing() as session:
        change_role(session, actor=Actor(fanny), account_id=fanny, role=Role.DESIGNER)


@pytest.mark.usefixtures("database")
def test_of_two_administrators_who_demote_each_other_at_once_one_stays() -> None:
    fanny = make_administrator()
    with writing() as session:
        paul = create_account(
            session,
            actor=Actor(fanny),
            username="paul",
            name="Paul",
            role=Role.ADMINISTRATOR,
            password=PASSWORD,
        )

    def demote(pair: tuple[int, int]) -> None:
        try:
            with writing() as session:
                change_role(session, actor=Actor(pair[0]), account_id=pair[1], role=Role.DESIGNER)
        except (LastAdministrator, NotAllowed):
            return

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(demote, [(fanny, paul), (paul, fanny)]))

    with reading() as session:
        assert not nobody_administers(session)
