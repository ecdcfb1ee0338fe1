"""Whatever an address refuses is a page in the visitor's language for a person, and a name for a script."""

import re
from collections.abc import Iterator

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from db.session import writing
from facilitation.access import beside_one_another, cookie_name
from facilitation.errors import LineFull, NotAllowed
from settings import ROOT
from tests.factories.workshops import make_joined
from tests.web.conftest import FROM_OUR_PAGE, HERE, INDEX, make_code, make_room, make_signed_in
from translation import LANGUAGES, Language, catalogue
from web.arrival import PAGES, Arrival
from web.guard import BODY_LIMIT
from web.heavy import FILES
from web.live import Hub
from web.refusals import SAYINGS
from web.routes import EXCEPTION_HANDLERS, routes

PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = {"Accept": "application/json"}
NONSENSE = {
    "code": "ZZZ",
    "token": "no",
    "slug": "no",
    "name": "no.pdf",
    "hash": "0",
    "file": "no.js",
    "page": "no",
}
IN_ITS_PLACE = ("/healthz", "/robots.txt", "/schemas/workshop-1.json")
"""What machines read, whoever asks."""
GUARDED = [
    ("ForeignHost", "GET", "/", {"Host": "evil.example"}),
    ("NothingHere", "GET", "/_stcore/metrics", {}),
    ("NothingHere", "GET", "/x/../../etc/passwd%00", {}),
    ("AddressTooLong", "GET", f"/?{'x' * 5000}", {}),
    ("NotDoneHere", "DELETE", "/", {}),
    ("ForeignPage", "POST", "/language", {"Sec-Fetch-Site": "cross-site"}),
    ("TooLarge", "POST", "/language", {"Content-Length": str(BODY_LIMIT + 1)}),
]


def addresses() -> Iterator[tuple[str, str]]:
    """Every method of every address of ours, with nonsense in it."""
    for route in routes(Hub(), INDEX):
        if isinstance(route, Route):
            path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda one: NONSENSE.get(one[1], "999999"), route.path)
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield method, path
    yield "GET", "/assets/no.woff2"
    yield "GET", "/no/such/place"
    yield "POST", "/waiting"
    yield "GET", "/language"
    yield "GET", "//evil.example/x"


def is_page(answer: Response, language: Language, name: str) -> bool:
    """Whether this is the page of a refusal, in a language."""
    title = catalogue(language).gettext(SAYINGS[name].title)
    page = answer.text
    return (
        answer.headers["Content-Type"].startswith("text/html")
        and f'<html lang="{language}">' in page
        and f"<h1>{title}</h1>".replace("'", "&#39;") in page
    )


def names(answer: Response, language: Language) -> list[str]:
    return [name for name in SAYINGS if is_page(answer, language, name)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "method", "path", "headers"), GUARDED)
def test_what_the_guard_refuses_is_a_page_for_a_person_and_a_name_for_a_script(
    site: TestClient, name: str, method: str, path: str, headers: dict[str, str], language: Language
) -> None:
    spoken = {"Accept-Language": language}

    person = site.request(method, path, headers=PERSON | spoken | headers)
    script = site.request(method, path, headers=SCRIPT | spoken | headers)
    plain = site.request(method, path, headers={"Accept": "*/*"} | spoken | headers)

    assert {one.status_code for one in (person, script, plain)} == {SAYINGS[name].status}
    assert is_page(person, language, name)
    assert script.json() == {"error": name, "fields": {}}
    assert plain.text == f"{SAYINGS[name].title}."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("method", "path"), sorted(set(addresses())))
def test_no_address_answers_a_person_in_the_words_of_a_machine(
    site: TestClient, method: str, path: str, language: Language
) -> None:
    if path in IN_ITS_PLACE:
        return
    asked = PERSON | {"Accept-Language": language}

    answer = site.request(method, path, headers=asked, content=b"{" if method == "POST" else None)

    if answer.status_code >= 400:
        page = "<p>" in answer.text and f'<html lang="{language}">' in answer.text
        assert page
        assert answer.headers["Content-Type"].startswith("text/html")
        assert names(answer, language) or path.startswith("/concepts/")


@pytest.mark.parametrize(("method", "path"), sorted(set(addresses())))
def test_a_script_hears_of_a_refusal_by_its_name(site: TestClient, method: str, path: str) -> None:
    answer = site.request(method, path, headers=SCRIPT, content=b"{" if method == "POST" else None)

    if answer.status_code >= 400 and not path.startswith("/concepts/no"):
        assert answer.json()["error"]


def test_the_language_that_was_chosen_goes_before_the_browsers(site: TestClient) -> None:
    site.cookies.set(cookie_name("language"), "en")

    assert is_page(site.get("/no", headers=PERSON | {"Accept-Language": "fr"}), "en", "NothingHere")


def test_a_file_that_must_wait_too_long_is_refused_on_a_page(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise LineFull

    workshop, _, _ = make_room()
    site.cookies.set(cookie_name("account"), make_signed_in(workshop))
    monkeypatch.setattr(FILES, "admitted", full)
    path = f"/download/{workshop}/minutes.pdf"

    answer = site.get(path, headers=PERSON | {"Accept-Language": "fr"})

    assert answer.status_code == 429
    assert is_page(answer, "fr", "LineFull")
    assert site.get(path, headers=SCRIPT).json() == {"error": "LineFull", "fields": {}}


def test_a_refusal_without_words_of_its_own_and_a_fault_have_a_page_too() -> None:
    def refuse(_: Request) -> None:
        raise NotAllowed

    def fail(_: Request) -> None:
        raise ZeroDivisionError

    app = Starlette(
        routes=[Route("/refuse", refuse), Route("/fail", fail)], exception_handlers=EXCEPTION_HANDLERS
    )
    with TestClient(app, HERE, headers=FROM_OUR_PAGE, raise_server_exceptions=False) as client:
        refused = client.get("/refuse", headers=PERSON | {"Accept-Language": "fr"})
        failed = client.get("/fail", headers=PERSON | {"Accept-Language": "en"})

        assert (refused.status_code, names(refused, "fr")) == (422, ["Refused"])
        assert (failed.status_code, names(failed, "en")) == (500, ["Unexpected"])
        assert client.get("/fail", headers=SCRIPT).json() == {"error": "Unexpected", "fields": {}}


@pytest.mark.parametrize("page", ["", *sorted(PAGES)])
def test_every_page_arrives_with_words_and_without_streamlits(site: TestClient, page: str) -> None:
    answer = site.get(f"/{page}", headers=PERSON | {"Accept-Language": "fr"})

    assert answer.status_code == 200
    assert '<html lang="fr">' in answer.text
    assert "Un instant, la page arrive…" in answer.text
    assert re.findall(r'<script type="module"[^>]*src="/static/js/index\.\w+\.js"></script>', answer.text)
    assert "streamlit" not in re.sub(r"streamlit[A-Z]\w*|StreamlitM\w+", "", answer.text).lower()
    assert site.get(f"/{page}/", headers=PERSON).status_code == (307 if page else 200)


def test_the_pages_are_those_of_the_router() -> None:
    router = (ROOT / "pages" / "router.py").read_text()

    assert sorted(PAGES) == sorted(re.findall(r'url_path="(\w+)"', router))


def test_the_code_of_the_address_stands_ready_and_nothing_else_of_it(site: TestClient) -> None:
    workshop, _, _ = make_room()
    code = make_code(workshop)

    assert f"{code[:3]}-{code[3:]}" in site.get(f"/join?code={code.lower()}").text
    assert "&lt;b&gt;" not in site.get("/join?code=<b>").text
    assert "<b>" not in site.get("/join?code=<b>").text


def test_the_resume_code_is_of_the_workshop_in_the_address_and_on_pages_of_participants_alone(
    site: TestClient,
) -> None:
    (one, other), codes = (make_room()[0] for _ in range(2)), []
    tokens = []
    for workshop in (one, other):
        with writing() as session:
            joined = make_joined(session, workshop, name="Paul")
        tokens.append(joined.token)
        codes.append(joined.resume_code)

    def shown(path: str) -> list[bool]:
        page = site.get(path).text
        return [code in page for code in codes]

    site.cookies.set(cookie_name("person"), tokens[0])
    assert {path: shown(path)[0] for path in ("/", "/room", "/join", "/home")} == dict.fromkeys(
        ("/", "/room", "/join", "/home"), True
    )
    assert not any(shown(f"/{page}")[0] for page in PAGES - {"home", "join", "room"})
    site.cookies.set(cookie_name("person"), beside_one_another(tokens))
    assert shown("/room") == [False, False]
    assert shown(f"/room?workshop={one}") == [True, False]
    assert shown(f"/room?workshop={other}") == [False, True]
    assert shown("/room?workshop=999") == [False, False]


def test_streamlits_page_without_a_script_stops_the_start() -> None:
    with pytest.raises(ValueError, match="no script"):
        Arrival("<html></html>")
