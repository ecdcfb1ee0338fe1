"""POST /posts/<id>/picture, and who sees what came of it."""

import pytest
from starlette.testclient import TestClient

from db.session import writing
from facilitation.access import person_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import canvas, write_post
from facilitation.groups import assign, create_group
from facilitation.posts import Section
from facilitation.withdrawing import keep_off_record
from tests.factories.pictures import drawn
from tests.factories.tables import make_initiative
from tests.factories.workshops import facilitator_of, make_joined, make_workshop, open_kind
from tests.web.conftest import make_projector, make_signed_in


@pytest.fixture
def table(site: TestClient) -> tuple[int, int, int, str, str]:
    """A workshop, its table, a post of Amina there, and the cookies of Amina and of Zoé of another table."""
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        cookies = []
        groups = []
        for name, title in (("Amina", "Bon Achat"), ("Zoé", "Fonds")):
            joined = make_joined(session, workshop, name=name)
            initiative = make_initiative(session, workshop, title)
            groups.append(
                create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=initiative)
            )
            assign(session, actor=Actor(by), person_id=joined.person_id, group_id=groups[-1])
            cookies.append(joined.token)
        open_kind(session, workshop, StageKind.decomposition)
        amina = person_of(session, cookies[0])
        assert amina is not None
        post = write_post(session, actor=Actor(person_id=amina.id), section=Section.actors, text="Les écoles")
    return workshop, groups[0], post, cookies[0], cookies[1]


def use(site: TestClient, **cookies: str) -> None:
    site.cookies.clear()
    for kind, token in cookies.items():
        site.cookies.set(f"essaim_{kind}", token)


def test_somebody_at_the_table_adds_a_picture_and_a_facilitator_changes_it(
    site: TestClient, table: tuple[int, int, int, str, str]
) -> None:
    workshop, group, post, amina, _ = table
    use(site, person=amina)
    first = site.post(f"/posts/{post}/picture?alt=Une%20feuille", content=drawn("JPEG"))
    assert first.json()["ok"] is True
    use(site, account=make_signed_in(workshop))
    second = site.post(f"/posts/{post}/picture?alt=Une%20autre", content=drawn())
    with writing() as session:
        (view,) = [one for section in canvas(session, group).sections for one in section.posts]
    assert (view.picture, view.alt) == (f"/pictures/{second.json()['picture']}", "Une autre")


def test_nobody_else_adds_one(site: TestClient, table: tuple[int, int, int, str, str]) -> None:
    _, _, post, amina, zoe = table
    for cookies, error in (({"person": zoe}, "NotFound"), ({}, "NotAllowed")):
        use(site, **cookies)
        answer = site.post(f"/posts/{post}/picture", content=drawn())
        assert (answer.status_code, answer.json()["error"]) == (422, error)
    use(site, person=amina)
    assert site.post("/posts/999/picture", content=drawn()).json()["error"] == "NotFound"
    assert site.post(f"/posts/{post}/picture", content=b"GIF89a").json()["error"] == "NotAPicture"
    assert site.post(f"/posts/{post}/picture", content=b"x" * (4 * 1024 * 1024 + 1)).json() == {
        "error": "PictureTooLarge",
        "fields": {"limit_mb": 4},
    }


def test_what_is_off_the_record_is_seen_by_its_table_and_the_facilitator_only(
    site: TestClient, table: tuple[int, int, int, str, str]
) -> None:
    workshop, _, post, amina, zoe = table
    use(site, person=amina)
    picture = site.post(f"/posts/{post}/picture", content=drawn()).json()["picture"]
    everybody: tuple[dict[str, str], ...] = (
        {"person": amina},
        {"person": zoe},
        {"projector": make_projector(workshop)},
        {"account": make_signed_in(workshop)},
        {"person": zoe, "account": make_signed_in(workshop)},
        {},
    )

    def answers() -> list[int]:
        codes = []
        for cookies in everybody:
            use(site, **cookies)
            codes.append(site.get(f"/pictures/{picture}").status_code)
        return codes

    assert answers() == [200, 200, 200, 200, 200, 404]
    with writing() as session:
        keep_off_record(
            session, post_id=post, actor=Actor(facilitator_of(session, workshop)), off_record=True
        )
    assert answers() == [200, 404, 404, 200, 200, 404]
