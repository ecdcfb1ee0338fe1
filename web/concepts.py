"""A published concept for everybody: a page of HTML written here, without an account and without a script."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from db.session import reading
from facilitation.errors import NotFound
from facilitation.exports.words import Words
from facilitation.interests import InterestKind
from facilitation.library.preview import drawn
from facilitation.library.public import PublicConcept, public_concept, public_logo
from facilitation.studio.concept_views import StatementView
from facilitation.studio.words import FIELD_NAMES
from settings import settings
from translation import Language
from web.html import HEADERS, words_for, write_page

LOCALES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}
LONGEST_DESCRIPTION = 200
SHARED = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "cross-origin"}
"""The picture stands beside the address on other sites: that is what it is for."""


def show_concept(request: Request) -> Response:
    """GET /concepts/<slug>: the concept sheet; 404 alike for unknown, withdrawn and not allowed."""
    slug: str = request.path_params["slug"]
    try:
        with reading() as session:
            page = public_concept(session, slug)
    except NotFound:
        return _nothing(request)
    return HTMLResponse(_page(page, settings().address_for(str(request.base_url))), headers=HEADERS)


def concept_preview(request: Request) -> Response:
    """GET /concepts/<slug>/preview.png: the picture that stands beside the address where it is shared."""
    with reading() as session:
        page = public_concept(session, request.path_params["slug"])
    picture = drawn(page.concept.title, _pitch(page), _origin(page))
    return Response(picture, media_type="image/png", headers=SHARED)


def concept_logo(request: Request) -> Response:
    """GET /concepts/<slug>/logo: the logo of who organised the workshop."""
    with reading() as session:
        logo = public_logo(session, request.path_params["slug"])
    return Response(logo, media_type="image/webp", headers={"Cache-Control": "no-store"})


def _page(page: PublicConcept, here: str) -> str:
    words = Words(page.language, page.time_zone)
    concept = page.concept
    path = f"/concepts/{concept.slug}"
    address = f"{here}{path}"
    published_at = concept.published_at
    return write_page(
        "concept.html",
        words,
        page=page,
        path=path,
        address=address,
        picture=f"{address}/preview.png?version={concept.number}",
        picture_alt=" · ".join(filter(None, (concept.title, _pitch(page), _origin(page)))),
        description=_shortened(_pitch(page) or page.theme),
        locale=LOCALES[page.language],
        names=[(field, words.gettext(name)) for field, name in FIELD_NAMES.items()],
        fields=_by_field(concept.statements),
        done=[one for one in page.interests if one.kind is InterestKind.done],
        interested=[one for one in page.interests if one.kind is InterestKind.interested],
        published_on=words.day(words.local(published_at).date()) if published_at else "",
        shown={one.id for one in page.initiatives},
        day=words.day,
        apart=_apart,
    )


def _nothing(request: Request) -> Response:
    return HTMLResponse(write_page("no_concept.html", words_for(request)), 404, headers=HEADERS)


def _by_field(statements: Iterable[StatementView]) -> dict[str, list[StatementView]]:
    fields: dict[str, list[StatementView]] = {field: [] for field in FIELD_NAMES}
    for one in statements:
        fields[one.field].append(one)
    return fields


def _apart(text: str) -> str:
    """A text in the middle of a sentence, whichever way it is written."""
    return f"\u2068{text}\u2069"


def _pitch(page: PublicConcept) -> str:
    return next((one.text for one in page.concept.statements if one.field == "pitch"), "")


def _origin(page: PublicConcept) -> str:
    """Who organised the workshop, and when."""
    return " · ".join(filter(None, (page.organiser, Words(page.language, page.time_zone).day(page.date))))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1].rstrip()}…"
