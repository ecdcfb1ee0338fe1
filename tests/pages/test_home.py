import pytest

from db.session import reading, writing
from db.workshops import workshop_row
from facilitation.accounts import create_first_administrator, create_setup_link
from facilitation.signing_in import TRIES_AN_ACCOUNT, claim_nonce, issue_nonce
from tests.factories.workshops import make_account, make_joined, make_workshop
from tests.pages.conftest import Visit

PASSWORD = "un long mot de passe"
ALIKE = "car ils se ressemblent"
ON_THE_SCREEN = "Vérifiez-le sur l’écran de la salle."


def make_administrator() -> int:
    with writing() as session:
        token = create_setup_link(session)
        return create_first_administrator(
            session, token=token, username="fanny", name="Fanny", password=PASSWORD
        )


def make_code() -> str:
    """The code of a workshop that is there."""
    with writing() as session:
        workshop = workshop_row(session, make_workshop(session))
        assert workshop is not None
        return workshop.code or ""


def said(at: object) -> list[str]:
    return [alert.value for alert in at.error]  # type: ignore[attr-defined]  # AppTest's elements have no types


def test_the_code_field_is_the_page(visit: Visit) -> None:
    at = visit("home")

    assert at.text_input(key="home-code").label == "Code de l’atelier"
    assert at.title[0].value == "Essaim"
    assert not at.exception


def test_home_is_complete_in_english(visit: Visit) -> None:
    assert visit("home", language="en").text_input(key="home-code").label == "Code of the workshop"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("  ", "Remplissez d’abord «\u00a0Code\u00a0»."),
        ("K7P-4QX", "Aucun atelier ne répond à ce code. Vérifiez-le sur l’écran de la salle."),
        (
            "abc",
            f"Un code compte 6 lettres et chiffres\u00a0; ceci en compte 3. {ON_THE_SCREEN}",
        ),
        (
            "Code : U88-A30",
            f"Aucun code ne contient 0\u00a0: 0, O, 1, I et L n’y figurent pas, {ALIKE}. {ON_THE_SCREEN}",
        ),
        (
            "https://essaim.example/projector/9aB",
            "Cette adresse ne mène à aucun atelier. Saisissez le code qui est sur l’écran de la salle.",
        ),
    ],
)
def test_a_wrong_code_is_said_under_the_field(visit: Visit, typed: str, sentence: str) -> None:
    at = visit("home")
    at.text_input(key="home-code").set_value(typed)
    at.button(key="home-submit").click().run()

    assert said(at) == [sentence]


def test_a_code_leads_to_its_join_form(visit: Visit) -> None:
    at = visit("home")
    at.text_input(key="home-code").set_value(make_code().lower())
    at.button(key="home-submit").click().run()

    assert said(at) == []
    assert "join-name" in [field.key for field in at.text_input]


@pytest.mark.parametrize(
    "pasted",
    [
        "https://essaim.example/join/{code}",
        "http://192.168.1.7:8501/join?code={code}",
        "Code\u00a0: {code}",
        "code de l’atelier : {code}",
    ],
)
def test_whatever_holds_the_code_leads_to_its_join_form(visit: Visit, pasted: str) -> None:
    code = make_code()
    at = visit("home")
    field = at.text_input(key="home-code")
    text = pasted.format(code=f"{code[:3]}–{code[3:]}".lower())
    assert field.max_chars >= len(text)
    field.set_value(text)
    at.button(key="home-submit").click().run()

    assert said(at) == []
    assert "join-name" in [field.key for field in at.text_input]


def test_a_pasted_readmit_link_is_followed(visit: Visit) -> None:
    at = visit("home")
    at.text_input(key="home-code").set_value("https://essaim.example/readmit/aB-c_9")
    at.button(key="home-submit").click().run()

    assert said(at) == []
    assert "join-back" in [button.key for button in at.button]


def test_a_personal_code_is_taken_in_the_same_field(visit: Visit) -> None:
    at = visit("home")
    at.text_input(key="home-code").set_value("lune 42 gaz")
    at.button(key="home-submit").click().run()

    assert said(at) == []
    assert at.session_state["home-resume-code"] == "lune 42 gaz"


def test_somebody_who_takes_part_is_shown_the_way_back(visit: Visit) -> None:
    with writing() as session:
        joined = make_joined(session, make_workshop(session), name="Amina :red[x]")

    at = visit("home", person=joined.token)

    assert "Vous participez à un atelier sous le nom de Amina :red[x]." in [text.value for text in at.text]


def test_the_first_visit_says_where_the_set_up_link_is(visit: Visit) -> None:
    assert len(visit("home").info) == 1
    make_administrator()
    assert len(visit("home").info) == 0


def test_a_right_password_gives_a_nonce_to_claim_and_leaves_nothing_else(visit: Visit) -> None:
    make_administrator()
    at = visit("home")
    at.text_input(key="login-username").set_value("Fanny ")
    at.text_input(key="login-password").set_value(f" {PASSWORD}")
    at.button(key="login-submit").click().run()

    assert said(at) == []
    with writing() as session:
        assert claim_nonce(session, nonce=at.session_state["login-nonce"]).token != ""
    for name in ("authentication_status", "username", "name", "roles", "email"):
        assert name not in at.session_state


@pytest.mark.parametrize(("username", "password"), [("fanny", "faux"), ("personne", PASSWORD)])
def test_a_wrong_password_and_a_wrong_name_are_told_alike(visit: Visit, username: str, password: str) -> None:
    make_administrator()
    at = visit("home")
    at.text_input(key="login-username").set_value(username)
    at.text_input(key="login-password").set_value(password)
    at.button(key="login-submit").click().run()

    assert said(at) == ["L’identifiant et le mot de passe ne correspondent pas. Vérifiez-les et réessayez."]
    assert "login-nonce" not in at.session_state


@pytest.mark.parametrize(
    ("username", "password", "sentence"),
    [
        ("", PASSWORD, "Remplissez d’abord «\u00a0Identifiant\u00a0»."),
        ("fanny", "", "Remplissez d’abord «\u00a0Mot de passe\u00a0»."),
        (
            "fanny",
            "é" * 40,
            "Ce mot de passe est trop long (72 octets au plus). Choisissez-en un plus court.",
        ),
    ],
)
def test_an_incomplete_log_in_says_what_is_missing(
    visit: Visit, username: str, password: str, sentence: str
) -> None:
    at = visit("home")
    at.text_input(key="login-username").set_value(username)
    at.text_input(key="login-password").set_value(password)
    at.button(key="login-submit").click().run()

    assert said(at) == [sentence]


def test_after_too_many_guesses_the_right_password_must_wait_too(visit: Visit) -> None:
    make_administrator()
    at = visit("home")
    at.text_input(key="login-username").set_value("fanny")
    for _ in range(TRIES_AN_ACCOUNT):
        at.text_input(key="login-password").set_value("faux")
        at.button(key="login-submit").click().run()
    at.text_input(key="login-password").set_value(PASSWORD)
    at.button(key="login-submit").click().run()

    assert said(at) == ["Trop d’essais. Attendez 15 minutes."]


def test_who_is_signed_in_is_shown_their_workshops_and_no_password_field(visit: Visit) -> None:
    with writing() as session:
        nonce = issue_nonce(session, account_id=make_account(session))
        token = claim_nonce(session, nonce=nonce).token

    at = visit("home", account=token)

    assert [field.key for field in at.text_input] == ["home-code"]
    with reading():
        assert not at.exception
