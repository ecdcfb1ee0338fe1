import io
import socket
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine, event, text
from starlette.testclient import TestClient

from db.session import reading, writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.exports import NAMES
from facilitation.people import people
from facilitation.pictures import attach_picture
from facilitation.sharing import share_initiative
from facilitation.signing_in import claim_nonce, issue_nonce
from settings import ROOT
from tests.factories.concepts import make_designer
from tests.factories.pdfs import figures, opened, said
from tests.factories.tables import make_initiative, make_post, make_tables
from tests.factories.workshops import facilitator_of, make_account, open_kind, signed_in
from tests.web.conftest import make_code, make_form, make_projector, make_room, make_signed_in


def make_png(size: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "orange").save(out, "PNG")
    return out.getvalue()


def make_picture(workshop_id: int) -> int:
    with writing() as session:
        initiative = make_initiative(session, workshop_id, "Bon Achat")
        by = facilitator_of(session, workshop_id)
        return attach_picture(session, initiative_id=initiative, actor=Actor(by), data=make_png())


def use(site: TestClient, **cookies: str) -> None:
    site.cookies.clear()
    for kind, token in cookies.items():
        site.cookies.set(f"essaim_{kind}", token)


@pytest.mark.parametrize("name", NAMES)
def test_whoever_runs_a_workshop_downloads_its_documents(site: TestClient, name: str) -> None:
    workshop, _, _ = make_room()
    use(site, account=make_signed_in(workshop))

    answer = site.get(f"/download/{workshop}/{name}")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="essaim')
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.content) > 0


def test_a_poster_leads_where_its_page_was_opened(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "salle")
    workshop, _, _ = make_room()
    token = make_signed_in(workshop)
    poster = site.get(
        f"/download/{workshop}/join-poster-a4.pdf",
        headers={"Host": "salle.local:8501", "Cookie": f"{cookie_name('account')}={token}"},
    )
    (leads,) = figures(opened(poster.content))
    assert "http://salle.local:8501/join/" in leads
    assert "salle.local:8501" in said(opened(poster.content))


def test_nobody_else_downloads_anything(site: TestClient) -> None:
    workshop, person, _ = make_room()
    other, stranger, _ = make_room()
    with_wrong_cookies: list[dict[str, str]] = [
        {},
        {"person": person},
        {"projector": make_projector(workshop)},
        {"account": person},
        {"account": make_signed_in(other)},
        {"account": "made up"},
        {"person": stranger},
    ]
    for cookies in with_wrong_cookies:
        use(site, **cookies)
        for name in NAMES:
            answer = site.get(f"/download/{workshop}/{name}")
            assert (answer.status_code, answer.text) == (404, "There is nothing here.")


def test_the_table_sheets_are_for_who_runs_the_workshop_only(site: TestClient) -> None:
    with writing() as session:
        t = make_tables(session)
    use(site, account=make_signed_in(t.workshop))
    answer = site.get(f"/download/{t.workshop}/table-sheets.pdf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    for cookies in ({}, {"projector": make_projector(t.workshop)}, {"account": "made up"}):
        use(site, **cookies)
        assert site.get(f"/download/{t.workshop}/table-sheets.pdf").status_code == 404


@pytest.mark.attack("who was there one by one, asked for by a designer")
def test_who_was_there_one_by_one_is_for_those_who_run_the_workshop(site: TestClient) -> None:
    with writing() as session:
        t = make_tables(session)
        designer = make_designer(session, t.workshop)
        tokens = [signed_in(session, account) for account in (designer, t.by)]
    found = []
    for token in tokens:
        use(site, account=token)
        address = f"/download/{t.workshop}/report.md"
        found += [site.get(f"{address}{query}").status_code for query in ("", "?with=present", "?in=xx")]
    assert found == [200, 404, 404, 200, 200, 404]


@pytest.mark.parametrize(
    "path",
    [
        "/download/1/secret.txt",
        "/download/1/table-sheets.pdf",
        "/download/1/..%2Fsettings.py",
        "/download/x/report.md",
        f"/download/{10**30}/report.md",
    ],
)
def test_a_document_that_does_not_exist_is_not_found(site: TestClient, path: str) -> None:
    workshop, _, _ = make_room()
    use(site, account=make_signed_in(workshop))

    assert site.get(path).status_code == 404


def test_a_picture_is_shown_to_the_room_the_projector_and_the_console_of_its_workshop(
    site: TestClient,
) -> None:
    workshop, person, _ = make_room()
    picture, projector = make_picture(workshop), make_projector(workshop)

    for cookies in (
        {"person": person},
        {"projector": projector},
        {"account": make_signed_in(workshop)},
        {"person": "made up", "projector": projector},
    ):
        use(site, **cookies)
        answer = site.get(f"/pictures/{picture}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
        assert answer.headers["Cache-Control"].startswith("private")


def test_a_picture_of_another_workshop_is_not_found(site: TestClient) -> None:
    workshop, _, _ = make_room()
    other, stranger, _ = make_room()
    picture = make_picture(workshop)

    for cookies in (
        {},
        {"person": stranger},
        {"projector": make_projector(other)},
        {"account": make_signed_in(other)},
    ):
        use(site, **cookies)
        assert site.get(f"/pictures/{picture}").status_code == 404
    assert site.get("/pictures/999").status_code == 404


def test_an_author_adds_a_picture_and_a_facilitator_changes_it(site: TestClient) -> None:
    workshop, person, listener = make_room()
    with writing() as session:
        open_kind(session, workshop, StageKind.sharing)
        initiative = share_initiative(
            session, actor=Actor(person_id=listener.person_id), title="Bon Achat", pitch="Une phrase."
        )

    use(site, person=person)
    first = site.post(f"/initiatives/{initiative}/picture?alt=Un march%C3%A9", content=make_png())
    assert first.json() == {"ok": True, "then": "", "picture": first.json()["picture"]}
    _, elsewhere, _ = make_room()
    use(site, person=elsewhere, account=make_signed_in(workshop))
    second = site.post(f"/initiatives/{initiative}/picture", content=make_png(9))
    assert second.json()["ok"] is True


def test_somebody_else_adds_no_picture(site: TestClient) -> None:
    workshop, _, _ = make_room()
    _, stranger, _ = make_room()
    with writing() as session:
        initiative = make_initiative(session, workshop, "Bon Achat")

    for cookies, error in (
        ({}, "NotAllowed"),
        ({"person": stranger}, "NotFound"),
        ({"account": "x"}, "NotAllowed"),
    ):
        use(site, **cookies)
        answer = site.post(f"/initiatives/{initiative}/picture", content=make_png())
        assert (answer.status_code, answer.json()["error"]) == (422, error)


def test_what_is_no_picture_is_refused(site: TestClient) -> None:
    workshop, _, _ = make_room()
    with writing() as session:
        initiative = make_initiative(session, workshop, "Bon Achat")
    use(site, account=make_signed_in(workshop))
    path = f"/initiatives/{initiative}/picture"

    assert site.post(path, content=b"GIF89a").json() == {"error": "NotAPicture", "fields": {}}
    large = site.post(path, content=b"x" * (4 * 1024 * 1024 + 1))
    assert large.json() == {"error": "PictureTooLarge", "fields": {"limit_mb": 4}}


def test_fonts_are_ours_and_kept_for_a_week(site: TestClient) -> None:
    answer = site.get("/assets/fonts/bricolage-grotesque-latin.woff2")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=604800")
    assert site.get("/assets/../settings.py").status_code == 404
    assert site.get("/assets/%2e%2e/settings.py").status_code == 404


def test_the_scripts_of_the_displays_are_kept_as_long_as_their_address_lasts(site: TestClient) -> None:
    answer = site.get("/surfaces/0123/live.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text == (ROOT / "pages/ui/surfaces/live.js").read_text()


@pytest.mark.parametrize("file", ["loader.py", "nothing.js", "..%2Fstyle.css", ".."])
def test_nothing_but_scripts_and_styles_is_served_from_there(site: TestClient, file: str) -> None:
    assert site.get(f"/surfaces/0123/{file}").status_code == 404


def test_health_says_ok_while_the_database_answers(site: TestClient) -> None:
    answer = site.get("/healthz")

    assert (answer.text, answer.headers["Cache-Control"]) == ("ok", "no-store")
    assert SimpleCookie(answer.headers.get("set-cookie", "")) == {}


def test_while_the_database_is_down_routes_say_so_and_change_nothing(site: TestClient, rules: Engine) -> None:
    with rules.begin() as connection:
        connection.execute(text("ALTER TABLE tries RENAME TO elsewhere"))

    answer = site.post("/join/K7P4QX", json=make_form())

    assert (answer.status_code, answer.json()) == (503, {"error": "DatabaseDown", "fields": {}})
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.parametrize(("language", "said"), [("fr", "La base de données"), ("en", "The database")])
def test_while_the_database_is_down_an_address_that_people_open_asks_again_by_itself(
    site: TestClient, rules: Engine, language: str, said: str
) -> None:
    projector = make_projector(make_room()[0])
    Path(rules.url.database or "").unlink()
    rules.dispose()
    headers = {"Accept": "text/html", "Accept-Language": language}
    for path in ("/concepts/x", f"/projector/{projector}"):
        answer = site.get(path, headers=headers)
        assert (answer.status_code, answer.headers["Refresh"] in ("2", "3")) == (503, True)
        assert said in answer.text


@pytest.mark.promise("who sends something while the disk is full is told so, and what was there stays")
def test_a_full_disk_is_said_to_who_sends_something(site: TestClient, rules: Engine) -> None:
    workshop, _, _ = make_room()
    code = make_code(workshop)
    rules.dispose()
    event.listen(rules, "connect", lambda one, _: one.execute("PRAGMA max_page_count = 1"))
    answers = [
        site.post(f"/join/{code}", json=make_form(name=f"Personne {n}", attempt=f"attempt-{n}"))
        for n in range(60)
    ]
    refused = [one for one in answers if one.status_code != 200]
    assert {(one.status_code, one.json()["error"]) for one in refused} == {(507, "DatabaseFull")}
    with reading() as session:
        there = people(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop)
    assert len(there) == 1 + len(answers) - len(refused)


def test_a_designer_takes_the_report_and_no_sheets_of_the_room(site: TestClient) -> None:
    with writing() as session:
        t = make_tables(session)
        designer = make_designer(session, t.workshop)
        token = claim_nonce(session, nonce=issue_nonce(session, account_id=designer)).token
    use(site, account=token)

    assert site.get(f"/download/{t.workshop}/report.md").status_code == 200
    assert site.get(f"/download/{t.workshop}/table-sheets.pdf").status_code == 404


def test_an_address_says_what_goes_in(site: TestClient) -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une enveloppe")
    use(site, account=make_signed_in(t.workshop))
    path = f"/download/{t.workshop}/contributions.csv"

    assert "Une enveloppe" in site.get(path).text
    assert "Une enveloppe" not in site.get(f"{path}?without=unlinked").text
    assert site.get(f"{path}?without=everything").status_code == 404


def test_a_facilitator_of_nothing_downloads_nothing(site: TestClient) -> None:
    workshop, _, _ = make_room()
    other, _, _ = make_room()
    with writing() as session:
        make_account(session, name="Paul")
    use(site, account=make_signed_in(other))

    assert site.get(f"/download/{workshop}/report.md").status_code == 404
