import pytest
from starlette.testclient import TestClient

from db.session import reading, writing
from facilitation.access import account_of
from facilitation.signing_in import issue_nonce
from settings import settings
from tests.factories.workshops import make_account


def make_nonce() -> tuple[int, str]:
    with writing() as session:
        fanny = make_account(session)
        return fanny, issue_nonce(session, account_id=fanny)


def account_behind(token: str) -> int | None:
    with reading() as session:
        who = account_of(session, token)
    return who.id if who else None


def test_a_nonce_becomes_a_session_cookie_that_no_script_reads(site: TestClient) -> None:
    fanny, nonce = make_nonce()

    answer = site.post("/session", json={"nonce": nonce})

    assert answer.json() == {"ok": True, "then": "/workshops"}
    assert account_behind(answer.cookies["essaim_account"]) == fanny
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all(
        "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie for cookie in cookies
    )


def test_a_nonce_used_twice_opens_one_session(site: TestClient) -> None:
    _, nonce = make_nonce()
    assert site.post("/session", json={"nonce": nonce}).status_code == 200

    again = site.post("/session", json={"nonce": nonce})

    assert (again.status_code, again.json()) == (422, {"error": "LinkUsed", "fields": {}})
    assert "set-cookie" not in again.headers


def test_a_browser_that_signed_in_before_keeps_its_device(site: TestClient) -> None:
    fanny, nonce = make_nonce()
    device = site.post("/session", json={"nonce": nonce}).cookies["essaim_device"]
    with writing() as session:
        nonce = issue_nonce(session, account_id=fanny)

    assert site.post("/session", json={"nonce": nonce}).cookies["essaim_device"] == device


def test_under_https_the_cookie_is_secure_and_bound_to_this_host(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, nonce = make_nonce()
    monkeypatch.setenv("BASE_URL", "https://essaim.example")
    settings.cache_clear()
    try:
        answer = site.post("/session", json={"nonce": nonce})
    finally:
        monkeypatch.undo()
        settings.cache_clear()

    first = answer.headers.get_list("set-cookie")[0]
    assert first.startswith("__Host-essaim_account=")
    assert "; Secure" in first
    assert "Path=/" in first
    assert "Domain" not in first


def test_signing_out_ends_the_session_on_the_server_too(site: TestClient) -> None:
    _, nonce = make_nonce()
    token = site.post("/session", json={"nonce": nonce}).cookies["essaim_account"]

    answer = site.post("/logout", json={})

    assert answer.json() == {"ok": True, "then": "/"}
    assert 'essaim_account=""' in answer.headers["set-cookie"]
    assert account_behind(token) is None
    assert site.post("/logout", json={}).json()["ok"] is True


def test_a_set_up_link_leads_to_its_form(site: TestClient) -> None:
    answer = site.get("/setup/abc_def")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/setup?token=abc_def")
