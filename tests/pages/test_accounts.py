import pytest
from streamlit.testing.v1 import AppTest

from db.accounts import account_named
from db.session import reading, writing
from facilitation.access import account_of
from facilitation.accounts import (
    AccountView,
    Role,
    accounts,
    create_account,
    create_first_administrator,
    create_setup_link,
)
from facilitation.actors import Actor
from facilitation.library.permits import PermitName, is_permitted
from facilitation.signing_in import claim_nonce, issue_nonce
from tests.factories.workshops import signed_in
from tests.pages.conftest import Visit

PASSWORD = "un long mot de passe"


def make_signed_in() -> tuple[int, str]:
    """An administrator and the cookie of their browser."""
    with writing() as session:
        token = create_setup_link(session)
        fanny = create_first_administrator(
            session, token=token, username="fanny", name="Fanny", password=PASSWORD
        )
        return fanny, claim_nonce(session, nonce=issue_nonce(session, account_id=fanny)).token


def make_facilitator(by: int) -> tuple[int, str]:
    with writing() as session:
        paul = create_account(
            session, actor=Actor(by), username="paul", name="Paul", role=Role.FACILITATOR, password=PASSWORD
        )
        return paul, claim_nonce(session, nonce=issue_nonce(session, account_id=paul)).token


def listed(by: int) -> list[AccountView]:
    with reading() as session:
        return accounts(session, actor=Actor(by))


def said(at: AppTest) -> list[str]:
    return [str(alert.value) for alert in at.error]


def test_nobody_sees_accounts_without_signing_in(visit: Visit) -> None:
    at = visit("accounts")

    assert [info.value for info in at.info] == ["Connectez-vous pour voir cette page."]
    assert not at.text_input


def test_a_facilitator_sees_their_own_password_and_no_accounts(visit: Visit) -> None:
    fanny, _ = make_signed_in()
    _, token = make_facilitator(fanny)

    at = visit("accounts", account=token)

    assert [info.value for info in at.info] == ["Votre compte ne permet pas d’ouvrir cette page."]
    assert not at.text_input
    at = visit("account", account=token)
    assert at.title[0].value == "Mon compte"
    assert [field.key for field in at.text_input] == ["account-current", "account-wanted"]
    assert not at.exception


def test_an_administrator_creates_an_account_whose_password_is_told_once(visit: Visit) -> None:
    fanny, token = make_signed_in()
    at = visit("accounts", account=token)
    at.text_input(key="accounts-name").set_value("Paul <b>Martin</b>")
    at.text_input(key="accounts-username").set_value("Paul@Essaim.example")
    at.selectbox(key="accounts-role").set_value(Role.DESIGNER)
    at.button(key="accounts-submit").click().run()

    assert [(each.username, each.name, each.role) for each in listed(fanny)][1] == (
        "paul@essaim.example",
        "Paul <b>Martin</b>",
        Role.DESIGNER,
    )
    assert at.code[0].value == "Paul@Essaim.example"
    assert len(at.code[1].value) > 15
    at.button(key="accounts-told-done").click().run()
    assert not at.code


def test_a_taken_user_name_is_refused_and_what_was_typed_stays(visit: Visit) -> None:
    fanny, token = make_signed_in()
    make_facilitator(fanny)
    at = visit("accounts", account=token)
    at.text_input(key="accounts-name").set_value("Paul")
    at.text_input(key="accounts-username").set_value("PAUL")
    at.button(key="accounts-submit").click().run()

    assert said(at) == ["Un autre compte a déjà cet identifiant. Choisissez-en un autre."]
    assert at.text_input(key="accounts-name").value == "Paul"
    assert len(listed(fanny)) == 2


def test_a_role_is_changed_and_the_last_administrator_stays_one(visit: Visit) -> None:
    fanny, token = make_signed_in()
    paul, _ = make_facilitator(fanny)
    at = visit("accounts", account=token)
    at.selectbox(key=f"accounts-role-{paul}").set_value(Role.DESIGNER).run()
    assert [each.role for each in listed(fanny)] == [Role.ADMINISTRATOR, Role.DESIGNER]

    at.selectbox(key=f"accounts-role-{fanny}").set_value(Role.DESIGNER).run()

    assert len(said(at)) == 1
    assert at.selectbox(key=f"accounts-role-{fanny}").value == Role.ADMINISTRATOR


def test_an_account_is_disabled_after_a_question_and_can_be_brought_back(visit: Visit) -> None:
    fanny, token = make_signed_in()
    paul, pauls = make_facilitator(fanny)
    at = visit("accounts", account=token)
    at.button(key=f"accounts-disable-{paul}").click().run()
    with reading() as session:
        assert account_of(session, pauls) is None
    at.button(key="undo").click().run()
    assert [each.disabled for each in listed(fanny)] == [False, False]

    at.button(key=f"accounts-disable-{paul}").click().run()
    at.button(key=f"accounts-enable-{paul}").click().run()
    assert [each.disabled for each in listed(fanny)] == [False, False]


def test_a_forgotten_password_is_replaced_by_one_told_once(visit: Visit) -> None:
    fanny, token = make_signed_in()
    paul, pauls = make_facilitator(fanny)
    with reading() as session:
        before = account_named(session, "paul")
        assert before is not None
        former = before.password_hash
    at = visit("accounts", account=token)
    at.button(key=f"accounts-reset-{paul}").click().run()

    assert at.code[0].value == "paul"
    with reading() as session:
        after = account_named(session, "paul")
        assert after is not None
        assert after.password_hash != former
        assert account_of(session, pauls) is None


def test_changing_ones_password_asks_for_the_present_one(visit: Visit) -> None:
    fanny, token = make_signed_in()
    with writing() as session:
        other = signed_in(session, fanny)
    at = visit("account", account=token)
    at.text_input(key="account-current").set_value("faux")
    at.text_input(key="account-wanted").set_value("un autre mot de passe")
    at.button(key="account-password-submit").click().run()
    assert said(at) == ["L’identifiant et le mot de passe ne correspondent pas. Vérifiez-les et réessayez."]
    with reading() as session:
        assert account_of(session, token) is not None

    at.text_input(key="account-current").set_value(PASSWORD)
    at.button(key="account-password-submit").click().run()
    assert said(at) == []
    assert [toast.value for toast in at.toast] == ["Votre mot de passe est changé."]
    with reading() as session:
        assert account_of(session, token) is not None
        assert account_of(session, other) is None


def test_a_set_up_link_creates_the_administrator_and_signs_them_in(visit: Visit) -> None:
    with writing() as session:
        token = create_setup_link(session)
    at = visit("setup", token=token)
    at.text_input(key="setup-name").set_value("Fanny")
    at.text_input(key="setup-username").set_value("fanny")
    at.text_input(key="setup-password").set_value("court")
    at.button(key="setup-submit").click().run()
    assert said(at) == ["Ce mot de passe est trop court. Choisissez-en un d’au moins 10 caractères."]

    at.text_input(key="setup-password").set_value(PASSWORD)
    at.button(key="setup-submit").click().run()
    assert said(at) == []
    with writing() as session:
        assert account_named(session, "fanny") is not None
        assert claim_nonce(session, nonce=at.session_state["setup-nonce"]).token != ""


@pytest.mark.parametrize("token", ["", "made up"])
def test_a_set_up_link_that_does_not_work_says_where_the_right_one_is(visit: Visit, token: str) -> None:
    at = visit("setup", token=token)

    assert len(at.info) == 1
    assert not at.text_input


def test_an_administrator_makes_published_concepts_public_and_takes_it_back(visit: Visit) -> None:
    _, token = make_signed_in()

    def permitted() -> bool:
        with reading() as session:
            return is_permitted(session, PermitName.public_concepts)

    at = visit("accounts", account=token)
    switch = at.toggle(key="accounts-permit-public_concepts")
    assert (switch.value, permitted()) == (False, False)

    at = switch.set_value(True).run()
    assert (at.toggle(key="accounts-permit-public_concepts").value, permitted()) == (True, True)

    at = at.toggle(key="accounts-permit-public_concepts").set_value(False).run()
    assert (at.toggle(key="accounts-permit-public_concepts").value, permitted()) == (False, False)


def test_a_facilitator_sees_no_switch_of_the_server(visit: Visit) -> None:
    fanny, _ = make_signed_in()
    _, token = make_facilitator(fanny)

    assert not visit("accounts", account=token).toggle
