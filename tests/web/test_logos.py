"""POST /workshops/<id>/logo."""

from starlette.testclient import TestClient

from db.session import reading, writing
from facilitation.logos import logo_of
from tests.factories.pictures import drawn
from tests.factories.workshops import make_workshop
from tests.web.conftest import make_room, make_signed_in


def test_a_facilitator_chooses_the_logo_and_sees_it(site: TestClient) -> None:
    with writing() as session:
        workshop = make_workshop(session)
    site.cookies.set("essaim_account", make_signed_in(workshop))
    answer = site.post(f"/workshops/{workshop}/logo?alt=", content=drawn("PNG", (300, 100)))
    seen = site.get(f"/pictures/{answer.json()['picture']}")
    with reading() as session:
        assert (seen.status_code, seen.content) == (200, logo_of(session, workshop))


def test_a_logo_of_four_megabytes_passes_the_gate_and_one_that_is_larger_is_refused(site: TestClient) -> None:
    with writing() as session:
        workshop = make_workshop(session)
    site.cookies.set("essaim_account", make_signed_in(workshop))
    noisy = drawn("PNG") + bytes(1024 * 1024)
    assert site.post(f"/workshops/{workshop}/logo", content=noisy).json()["ok"] is True
    answer = site.post(f"/workshops/{workshop}/logo", content=bytes(4 * 1024 * 1024 + 1))
    assert answer.json() == {"error": "PictureTooLarge", "fields": {"limit_mb": 4}}
    assert site.post(f"/workshops/{workshop}/logo", content=bytes(5 * 1024 * 1024)).status_code == 413
    assert site.post(f"/workshops/{workshop}/logo/more", content=bytes(1024 * 1024)).status_code == 413


def test_nobody_else_chooses_one_and_their_file_is_not_even_opened(site: TestClient) -> None:
    workshop, amina, _ = make_room()
    with writing() as session:
        elsewhere = make_workshop(session)
    for kind, token, error in (
        ("person", amina, "NotAllowed"),
        ("account", make_signed_in(elsewhere), "NotFound"),
        ("account", "nobody's", "NotAllowed"),
    ):
        site.cookies.clear()
        site.cookies.set(f"essaim_{kind}", token)
        answer = site.post(f"/workshops/{workshop}/logo", content=b"no picture")
        assert (answer.status_code, answer.json()["error"]) == (422, error)
    with reading() as session:
        assert logo_of(session, workshop) is None
