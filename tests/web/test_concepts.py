"""A published concept over plain HTTP: for everybody, without an account, a cookie or a script."""

import io
import re
from html.parser import HTMLParser
from urllib.robotparser import RobotFileParser

import pytest
from PIL import Image
from starlette.testclient import TestClient

from db.accounts import Role
from db.concepts import ConceptField
from db.people import Attribution, Person
from db.session import writing
from db.sharing import Initiative
from db.workshops import Territory, Workshop
from facilitation.actors import Actor
from facilitation.interests import InterestKind, declare_interest
from facilitation.library.permits import PermitName, grant_permit, withdraw_permit
from facilitation.logos import choose_logo
from tests.factories.pictures import drawn
from tests.factories.published import make_published, withdraw_published
from tests.factories.tables import Tables, make_post, make_tables, sign_as
from tests.factories.workshops import make_account

HOSTILE = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(2)>",
    "{{ 7 * 7 }} {% raw %} ${7}",
    "مرحبا بالعالم עברית",
    "🎉🐝👩🏽‍🚒",
    "</title></style><b>",
    "&lt;b&gt; &amp;",
)


class Read(HTMLParser):
    """What a browser finds: tags, attributes, and the text outside of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def meta(self, name: str) -> str | None:
        """What the head says under this name or property."""
        return next(
            (
                attributes["content"]
                for tag, attributes in self.tags
                if tag == "meta" and name in (attributes.get("name"), attributes.get("property"))
            ),
            None,
        )


def make_public(title: str = "Un fonds citoyen", language: str = "fr") -> tuple[Tables, int, int]:
    """A public concept at the address `fonds`: its workshop's tables, who administers, its id."""
    with writing() as session:
        t = make_tables(session)
        session.get_one(Workshop, t.workshop).language = language
        post = make_post(session, t.amina, "Un jury d’habitants")
        sign_as(session, t.amina, Attribution.name)
        concept = make_published(
            session,
            t.workshop,
            (ConceptField.pitch, "Les habitants décident.", [post]),
            (ConceptField.means, "De l’argent.", [post]),
            (ConceptField.minority, "Personne ne l’a dit.", []),
            title=title,
            slug="fonds",
        )
        fanny = make_account(session, role=Role.ADMINISTRATOR)
        grant_permit(session, actor=Actor(fanny), name=PermitName.public_concepts)
        return t, fanny, concept.id


def read(site: TestClient, slug: str = "fonds") -> Read:
    answer = site.get(f"/concepts/{slug}")
    assert answer.status_code == 200
    return Read(answer.text)


@pytest.fixture(autouse=True)
def _without_cookies(site: TestClient) -> None:
    site.cookies.clear()


def test_everybody_reads_the_concept_with_what_it_rests_on(site: TestClient) -> None:
    t, _, concept = make_public()
    with writing() as session:
        workshop = session.get_one(Workshop, t.workshop)
        workshop.place, workshop.organiser = "Villa Thuret", "Le Département"
        by = make_account(session)
        for territory, kind in (("Sicoval", InterestKind.done), ("Vexin", InterestKind.interested)):
            declare_interest(
                session, concept_id=concept, territory=territory, kind=kind, words="Oui", actor=Actor(by)
            )

    shown = " ".join(read(site).text.split())

    for expected in (
        *("Un fonds citoyen", "Les habitants décident.", "De l’argent.", "Un jury d’habitants"),
        *("Amina", "Pays de Grasse", "Fonds de participation", "Grand Compiégnois", "table 1"),
        *("Villa Thuret", "Le Département", "Mobiliser tous les acteurs", "Sicoval", "Vexin"),
    ):
        assert expected in shown
    assert shown.index("Sicoval") < shown.index("Vexin")


def test_the_head_says_what_stands_beside_a_shared_address(site: TestClient) -> None:
    make_public()
    page = read(site)

    assert {
        name: page.meta(name)
        for name in (
            *("og:title", "og:description", "og:type", "og:url", "og:locale", "og:image"),
            *("og:image:alt", "og:image:width", "og:image:height", "description", "robots", "twitter:card"),
        )
    } == {
        "og:title": "Un fonds citoyen",
        "og:description": "Les habitants décident.",
        "og:type": "article",
        "og:url": "http://localhost:8501/concepts/fonds",
        "og:locale": "fr_FR",
        "og:image": "http://localhost:8501/concepts/fonds/preview.png?version=1",
        "og:image:alt": "Un fonds citoyen · Les habitants décident.",
        "og:image:width": "1200",
        "og:image:height": "630",
        "description": "Les habitants décident.",
        "robots": "index, follow",
        "twitter:card": "summary_large_image",
    }
    assert ("link", {"rel": "canonical", "href": "http://localhost:8501/concepts/fonds"}) in page.tags


def test_the_page_speaks_the_language_of_its_workshop(site: TestClient) -> None:
    make_public(language="en")
    page = read(site)
    assert ("html", {"lang": "en"}) in page.tags
    assert page.meta("og:locale") == "en_GB"
    assert "Rests on 1 contribution" in page.text


def test_a_long_pitch_is_shortened_where_it_is_shared_and_whole_on_the_page(site: TestClient) -> None:
    with writing() as session:
        t = make_tables(session)
        make_published(session, t.workshop, (ConceptField.pitch, "mot " * 149, []), slug="fonds")
        grant_permit(
            session,
            actor=Actor(make_account(session, role=Role.ADMINISTRATOR)),
            name=PermitName.public_concepts,
        )
    page = read(site)
    description = page.meta("og:description") or ""
    assert (len(description), description[-4:]) == (200, "mot…")
    assert "mot " * 148 in page.text


def test_a_demonstration_says_so_and_search_engines_leave_it_alone(site: TestClient) -> None:
    t, _, _ = make_public()
    with writing() as session:
        workshop = session.get_one(Workshop, t.workshop)
        workshop.demo = workshop.rehearsal = True
    assert read(site).meta("robots") == "noindex"


def test_what_may_not_be_read_answers_alike(site: TestClient) -> None:
    t, fanny, concept = make_public()
    unknown = site.get("/concepts/autre")
    with writing() as session:
        withdraw_published(session, concept)
    withdrawn = site.get("/concepts/fonds")
    with writing() as session:
        make_published(session, t.workshop, slug="second")
    assert site.get("/concepts/second").status_code == 200
    with writing() as session:
        withdraw_permit(session, actor=Actor(fanny), name=PermitName.public_concepts)
    forbidden = site.get("/concepts/second")

    assert {answer.status_code for answer in (unknown, withdrawn, forbidden)} == {404}
    assert len({answer.text for answer in (unknown, withdrawn, forbidden)}) == 1
    assert Read(unknown.text).meta("robots") == "noindex"
    for beside in ("fonds/preview.png", "second/preview.png", "second/logo", "autre/preview.png"):
        assert site.get(f"/concepts/{beside}").status_code == 404


@pytest.mark.parametrize(("accepted", "language"), [("en-GB,en;q=0.9", "en"), ("fr", "fr"), ("", "fr")])
def test_who_finds_nothing_is_told_in_their_language(site: TestClient, accepted: str, language: str) -> None:
    answer = site.get("/concepts/autre", headers={"Accept-Language": accepted})
    assert ("html", {"lang": language}) in Read(answer.text).tags


def test_nothing_is_kept_by_anybody_in_between(site: TestClient) -> None:
    make_public()
    for address in ("/concepts/fonds", "/concepts/fonds/preview.png", "/concepts/autre"):
        assert site.get(address).headers["cache-control"] == "no-store"


def test_the_page_runs_no_script_and_loads_from_nowhere_else(site: TestClient) -> None:
    make_public()
    answer = site.get("/concepts/fonds")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; ")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in answer.headers
    page = Read(answer.text)
    assert {tag for tag, _ in page.tags} & {"script", "style", "iframe", "form", "object"} == set()
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        if tag in ("img", "link") and attributes.get("rel") != "canonical":
            assert (attributes.get("src") or attributes.get("href") or "").startswith("/")


def test_the_stylesheet_and_its_fonts_are_ours(site: TestClient) -> None:
    make_public()
    page = read(site)
    address = next(one["href"] for tag, one in page.tags if tag == "link" and one["rel"] == "stylesheet")
    style = site.get(address or "")
    assert style.status_code == 200
    fonts = re.findall(r'url\("([^"]+)"\)', style.text)
    assert fonts
    assert [font for font in fonts if site.get(font).status_code != 200] == []


@pytest.mark.parametrize("text", [*HOSTILE, "W" * 80])
def test_whatever_people_typed_is_read_as_they_typed_it(site: TestClient, text: str) -> None:
    plain = {tag for tag, _ in read_plain(site).tags}
    with writing() as session:
        t = make_tables(session)
        workshop = session.get_one(Workshop, t.workshop)
        workshop.theme = workshop.organiser = workshop.place = text
        session.get_one(Person, t.amina).name = text
        session.get_one(Territory, t.grasse).name = text
        initiative = session.get_one(Initiative, t.fund)
        initiative.title = initiative.territory_name = text[:80]
        initiative.territory_id = None
        sign_as(session, t.amina, Attribution.name)
        post = make_post(session, t.amina, text)
        fields = [(field, text, [post]) for field in ConceptField]
        concept = make_published(session, t.workshop, *fields, title=text, slug="hostile")
        declare_interest(
            session,
            concept_id=concept.id,
            kind=InterestKind.done,
            territory=text,
            words=text,
            actor=Actor(make_account(session)),
        )

    page = read(site, "hostile")

    assert {tag for tag, _ in page.tags} == plain
    assert page.meta("og:title") == text
    assert page.meta("og:description") == text
    # title, theme, place, organiser, h1, 11 statements each with quote, author, territory and initiative, ...
    assert page.text.count(text) == 5 + len(ConceptField) * 5 + 2 + 2
    picture = site.get("/concepts/hostile/preview.png")
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)


def read_plain(site: TestClient) -> Read:
    """A page with everything on it but nothing hostile."""
    with writing() as session:
        t = make_tables(session)
        workshop = session.get_one(Workshop, t.workshop)
        workshop.organiser = workshop.place = "Grasse"
        post = make_post(session, t.amina, "Une idée")
        fields = [(field, "Une phrase", [post]) for field in ConceptField]
        concept = make_published(session, t.workshop, *fields, slug="plain")
        by = make_account(session, role=Role.ADMINISTRATOR)
        declare_interest(
            session,
            concept_id=concept.id,
            kind=InterestKind.done,
            territory="Sicoval",
            words="Oui",
            actor=Actor(by),
        )
        grant_permit(session, actor=Actor(by), name=PermitName.public_concepts)
    return read(site, "plain")


def test_the_picture_is_a_png_that_other_sites_may_show(site: TestClient) -> None:
    make_public()
    answer = site.get("/concepts/fonds/preview.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_the_organisers_logo_stands_on_the_page(site: TestClient) -> None:
    t, _, _ = make_public()
    assert site.get("/concepts/fonds/logo").status_code == 404
    with writing() as session:
        session.get_one(Workshop, t.workshop).organiser = "Le Département"
        choose_logo(session, actor=Actor(t.by), workshop_id=t.workshop, data=drawn())
    image = next(one for tag, one in read(site).tags if tag == "img" and one.get("class") == "organiser")
    assert image["alt"] == "Le Département"
    assert site.get(image["src"] or "").headers["content-type"] == "image/webp"


def test_a_sentence_whose_contributions_were_withdrawn_says_so(site: TestClient) -> None:
    make_public(language="en")
    assert read(site).text.count("withdrawn since") == 1


def test_search_engines_are_shown_to_public_concepts_only(site: TestClient) -> None:
    make_public()
    robots = RobotFileParser()
    robots.parse(site.get("/robots.txt").text.splitlines())
    assert robots.can_fetch("AnyBot", "/concepts/fonds")
    assert robots.can_fetch("AnyBot", "/concepts/fonds/preview.png")
    assert not robots.can_fetch("AnyBot", "/")
    assert not robots.can_fetch("AnyBot", "/join/ABCDEF")
