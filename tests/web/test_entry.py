from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from db.session import reading, writing
from facilitation.access import person_of
from facilitation.actors import Actor
from facilitation.joining import readmit_link
from facilitation.links import revoke_code
from facilitation.people import my_card, people
from facilitation.tries import CODES_A_MINUTE
from facilitation.workshops import change_settings, close_workshop
from tests.factories.workshops import facilitator_of
from tests.web.conftest import make_code, make_form, make_projector, make_room


def joined(workshop_id: int) -> list[str]:
    with reading() as session:
        everybody = people(
            session, actor=Actor(facilitator_of(session, workshop_id)), workshop_id=workshop_id
        )
    return [each.name for each in everybody]


def person_behind(token: str) -> int | None:
    with reading() as session:
        who = person_of(session, token)
    return who.id if who else None


def test_joining_gives_a_cookie_that_no_script_reads_and_leads_to_the_room(site: TestClient) -> None:
    workshop, _, _ = make_room()

    answer = site.post(f"/join/{make_code(workshop)}", json=make_form(name="Paul"))

    assert answer.json() == {"ok": True, "then": "/room"}
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
    assert person_behind(answer.cookies["essaim_person"]) is not None
    assert joined(workshop) == ["Amina", "Paul"]


def test_a_form_sent_twice_makes_one_person(site: TestClient) -> None:
    workshop, _, _ = make_room()
    path = f"/join/{make_code(workshop)}"

    tokens = [site.post(path, json=make_form(name="Paul")).cookies["essaim_person"] for _ in range(2)]

    assert person_behind(tokens[0]) == person_behind(tokens[1])
    assert joined(workshop) == ["Amina", "Paul"]


def test_a_shared_laptop_is_the_last_ones_who_joined_on_it(site: TestClient) -> None:
    workshop, _, _ = make_room()
    path = f"/join/{make_code(workshop)}"

    paul, zoe = (
        site.post(path, json=make_form(name=name) | {"attempt": name}).cookies["essaim_person"]
        for name in ("Paul", "Zoé")
    )

    assert person_behind(paul) is None
    assert person_behind(zoe) is not None
    assert joined(workshop) == ["Amina", "Paul", "Zoé"]


def test_a_get_shows_the_form_and_creates_nobody(site: TestClient) -> None:
    workshop, _, _ = make_room()

    answer = site.get(f"/join/{make_code(workshop)}")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/join?code={make_code(workshop)}")
    assert joined(workshop) == ["Amina"]


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"name": " "}, {"error": "Missing", "fields": {"field": "name"}}),
        ({"name": None}, {"error": "Missing", "fields": {"field": "name"}}),
        ({"attempt": ""}, {"error": "Missing", "fields": {"field": "attempt"}}),
        ({"name": "x" * 300}, {"error": "TooLong", "fields": {"field": "name", "limit": 80, "length": 300}}),
        ({"role": "king"}, {"error": "Unreadable", "fields": {}}),
        ({"attribution": "loud"}, {"error": "Unreadable", "fields": {}}),
        ({"territory_id": "1"}, {"error": "Unreadable", "fields": {}}),
        ({"territory_id": 10**30}, {"error": "Unreadable", "fields": {}}),
        ({"territory_id": True}, {"error": "Unreadable", "fields": {}}),
        ({"contact_consent": "yes"}, {"error": "Unreadable", "fields": {}}),
        ({"name": ["Amina"]}, {"error": "Unreadable", "fields": {}}),
    ],
)
def test_a_wrong_field_is_named_and_nobody_joins(
    site: TestClient, changed: dict[str, object], answer: dict[str, object]
) -> None:
    workshop, _, _ = make_room()

    said = site.post(f"/join/{make_code(workshop)}", json=make_form(**changed))

    assert said.json() == answer
    assert said.status_code in (400, 422)
    assert joined(workshop) == ["Amina"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"[" * 60_000, b"\xff\xfe"])
def test_a_body_that_no_page_of_ours_sends_is_refused(site: TestClient, body: bytes) -> None:
    assert site.post("/resume", content=body).status_code == 400


def test_a_wrong_a_revoked_and_a_closed_code_each_say_so(site: TestClient) -> None:
    workshop, _, _ = make_room()
    code = make_code(workshop)
    assert site.post("/join/AAAAAA", json=make_form()).json()["error"] == "WrongCode"

    with writing() as session:
        close_workshop(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop)
    assert site.post(f"/join/{code}", json=make_form()).json()["error"] in ("WorkshopClosed", "CodeRevoked")

    other, _, _ = make_room()
    code = make_code(other)
    with writing() as session:
        revoke_code(session, actor=Actor(facilitator_of(session, other)), workshop_id=other)
    assert site.post(f"/join/{code}", json=make_form()).json()["error"] == "CodeRevoked"


def test_an_address_that_tries_too_many_codes_must_wait(site: TestClient) -> None:
    workshop, _, _ = make_room()
    for _ in range(CODES_A_MINUTE):
        assert site.post("/resume", json={"resume_code": "LUNE-42-GAZ"}).json()["error"] == "WrongCode"

    answer = site.post(f"/join/{make_code(workshop)}", json=make_form(name="Paul"))

    assert (answer.status_code, answer.json()) == (429, {"error": "TooManyTries", "fields": {"minutes": 1}})
    assert joined(workshop) == ["Amina"]


def test_a_hundred_people_behind_one_address_join_at_once(site: TestClient) -> None:
    workshop, _, _ = make_room()
    path = f"/join/{make_code(workshop)}"

    def enter(n: int) -> bool:
        answer = site.post(path, json=make_form(name=f"Person {n}", attempt=f"attempt-{n}"))
        return bool(answer.json().get("ok"))

    with ThreadPoolExecutor(16) as pool:
        entered = list(pool.map(enter, range(100)))

    assert entered.count(True) == 100
    assert len(joined(workshop)) == 101


def test_no_more_people_get_in_than_there_are_seats(site: TestClient) -> None:
    workshop, _, _ = make_room()
    with writing() as session:
        change_settings(
            session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop, seats=10
        )
    path = f"/join/{make_code(workshop)}"

    def enter(n: int) -> str:
        answer = site.post(path, json=make_form(name=f"Person {n}", attempt=f"attempt-{n}"))
        return str(answer.json().get("error", "in"))

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(enter, range(24)))

    assert (answers.count("in"), answers.count("NoSeatLeft")) == (9, 15)


def test_the_resume_code_brings_the_same_person_back_in_another_browser(site: TestClient) -> None:
    _, token, listener = make_room()
    assert listener.person_id is not None
    with reading() as session:
        code = my_card(session, listener.person_id).resume_code

    answer = site.post("/resume", json={"resume_code": code.lower().replace("-", " ")})

    assert answer.json() == {"ok": True, "then": "/room"}
    assert person_behind(answer.cookies["essaim_person"]) == listener.person_id
    assert person_behind(token) == listener.person_id


def test_a_readmit_link_works_once_and_signs_the_old_laptop_out(site: TestClient) -> None:
    workshop, token, listener = make_room()
    assert listener.person_id is not None
    with writing() as session:
        link = readmit_link(
            session, actor=Actor(facilitator_of(session, workshop)), person_id=listener.person_id
        )
    assert site.get(f"/readmit/{link}").headers["Location"] == f"/join?readmit={link}"

    answer = site.post(f"/readmit/{link}", json={})

    assert person_behind(answer.cookies["essaim_person"]) == listener.person_id
    assert person_behind(token) is None
    assert site.post(f"/readmit/{link}", json={}).json() == {"error": "LinkUsed", "fields": {}}


def test_leaving_takes_the_cookie_back(site: TestClient) -> None:
    _, token, _ = make_room()
    site.cookies.set("essaim_person", token)

    answer = site.post("/leave", json={})

    assert answer.json() == {"ok": True, "then": "/"}
    assert 'essaim_person=""' in answer.headers["set-cookie"]
    assert person_behind(token) is None


def test_leaving_as_nobody_does_no_harm(site: TestClient) -> None:
    assert site.post("/leave", json={}).json()["ok"] is True
    site.cookies.set("essaim_person", "made up")
    assert site.post("/leave", json={}).json()["ok"] is True


def test_a_language_is_remembered_when_essaim_speaks_it(site: TestClient) -> None:
    answer = site.post("/language", json={"language": "en", "then": "/join"})

    assert answer.json() == {"ok": True, "then": "/join"}
    assert answer.cookies["essaim_language"] == "en"
    assert site.post("/language", json={"language": "xx"}).status_code == 400


def test_a_projector_link_leaves_the_address_bar_and_opens_nothing_else(site: TestClient) -> None:
    workshop, _, _ = make_room()
    token = make_projector(workshop)

    answer = site.get(f"/projector/{token}")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/projector")
    assert answer.cookies["essaim_projector"] == token
    for kind in ("person", "account"):
        site.cookies.set(f"essaim_{kind}", token)
    assert site.get(f"/download/{workshop}/report.md").status_code == 404
    assert person_behind(token) is None


def test_a_revoked_projector_link_leaves_no_cookie(site: TestClient) -> None:
    workshop, _, _ = make_room()
    former = make_projector(workshop)
    make_projector(workshop)

    answer = site.get(f"/projector/{former}")

    assert answer.headers["Location"] == "/projector"
    assert 'essaim_projector=""' in answer.headers["set-cookie"]


def test_links_never_lead_away_from_essaim(site: TestClient) -> None:
    for path in ("/join/%2F%2Fevil.example", "/resume/https:evil.example", "/setup/%0d%0aLocation:%20evil"):
        location = site.get(path).headers.get("Location", "/")
        assert location.startswith(("/join?", "/setup?", "/"))
        assert not location.startswith("//")
        assert "\n" not in location


def test_one_browser_is_somebody_in_two_workshops_and_leaves_one_of_them(site: TestClient) -> None:
    first, second = make_room()[0], make_room()[0]
    for workshop in (first, second, second):
        site.post(f"/join/{make_code(workshop)}", json=make_form(name="Paul") | {"attempt": f"{workshop}"})
    held = site.cookies["essaim_person"].split(".")
    assert len(held) == 2
    with reading() as session:
        there = [who.workshop_id for token in held if (who := person_of(session, token))]
    assert there == [second, first]

    site.post("/leave", json={"workshop": first})
    assert site.cookies["essaim_person"] == held[0]
    assert person_behind(held[0]) is not None
    assert person_behind(held[1]) is None
    site.post("/leave", json={"workshop": first})
    assert site.cookies["essaim_person"] == held[0]
    site.post("/erase", json={"workshop": second, "contributions": "stay"})
    assert "essaim_person" not in site.cookies


def test_names_are_not_guessed_without_end(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitation.tries.ASKED", 2)
    workshop, _, _ = make_room()
    path = f"/join/{make_code(workshop)}"
    said = [site.post(path, json=make_form(name="AMINA") | {"attempt": f"{n}"}).json() for n in range(3)]
    assert [one["error"] for one in said] == ["AskedWho", "AskedWho", "TooManyTries"]
    assert site.post(path, json=make_form(name="Zoé") | {"attempt": "z"}).status_code == 200


def test_the_door_asks_who_and_where_and_takes_the_answers(site: TestClient) -> None:
    workshop, _, _ = make_room()
    path = f"/join/{make_code(workshop)}"
    asked = site.post(path, json=make_form(name="AMINA") | {"attempt": "x"})
    assert (asked.status_code, asked.json()["error"]) == (422, "AskedWho")
    assert [one["name"] for one in asked.json()["fields"]["people"]] == ["Amina"]
    site.post(path, json=make_form(name="AMINA") | {"attempt": "x", "apart": True})
    assert joined(workshop) == ["Amina", "AMINA (Pays de Grasse)"]
    for place in ("Pays de Saint-Malo", "Saint Malo"):
        asked = site.post(path, json=make_form(name=place) | {"attempt": place, "territory_name": place})
    assert asked.json()["fields"] == {"name": "Saint Malo", "alike": ["Pays de Saint-Malo"]}
    told = {"attempt": "y", "territory_name": "Saint Malo", "new_territory": True}
    assert site.post(path, json=make_form(name="Zoé") | told).status_code == 200
