"""The doors of a workshop: joining it, coming back, leaving it; and the language one reads in."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from db.session import Session, reading, writing
from facilitation.access import PersonIdentity, beside_one_another, person_of, projector_of
from facilitation.erasure import Contributions, erase_oneself
from facilitation.errors import AskedWho, Missing, WrongCode
from facilitation.joining import Joined, claim_readmit, hand_over, join_workshop, leave, resume
from facilitation.people import Attribution, PersonRole
from facilitation.tries import asked_who, spare_codes, wrong_code
from translation import known
from web.answers import Fields, Unreadable, done, fields_of, flag, number, text
from web.cookies import give, persons, take_back

Chosen = TypeVar("Chosen", bound=StrEnum)


async def join(request: Request) -> JSONResponse:
    """POST /join/<code>: let somebody in; their device keeps the cookie."""
    fields = await fields_of(request)
    code: str = request.path_params["code"]
    before = persons(request)
    return _welcome(await run_in_threadpool(_join, code, fields, _address(request), before))


async def come_back(request: Request) -> JSONResponse:
    """POST /resume: the resume code brings the same person back."""
    code = text(await fields_of(request), "resume_code")
    before = persons(request)
    return _welcome(await run_in_threadpool(_resume, code, _address(request), before))


async def readmit(request: Request) -> JSONResponse:
    """POST /readmit/<token>: the facilitator's link brings a person back, once."""
    await fields_of(request)
    before = persons(request)
    return _welcome(await run_in_threadpool(_readmit, request.path_params["token"], before))


async def say_goodbye(request: Request) -> Response:
    """POST /leave: this device is nobody's any more."""
    workshop_id = number(await fields_of(request), "workshop")
    return _without(done("/"), await run_in_threadpool(_leave, persons(request), workshop_id))


async def forget(request: Request) -> Response:
    """POST /erase: erase whoever this device belongs to, for good; sent again, nothing more happens."""
    fields = await fields_of(request)
    contributions = _one_of(Contributions, text(fields, "contributions"))
    erase = partial(_erase, contributions=contributions)
    held = await run_in_threadpool(erase, persons(request), number(fields, "workshop"))
    return _without(done("/?erased=1"), held)


async def speak(request: Request) -> Response:
    """POST /language: read in this language from now on."""
    fields = await fields_of(request)
    language = known(text(fields, "language"))
    if language is None:
        raise Unreadable
    response = done(text(fields, "then", ""))
    give(response, "language", language)
    return response


def show_join(request: Request) -> Response:
    """GET /join/<code>: the form. It creates nobody, for previews of links come here too."""
    return _redirect("/join", code=request.path_params["code"])


def show_resume(request: Request) -> Response:
    """GET /resume/<code>: the form with the resume code filled in."""
    return _redirect("/join", resume=request.path_params["code"])


def show_readmit(request: Request) -> Response:
    """GET /readmit/<token>: the button that uses the link up."""
    return _redirect("/join", readmit=request.path_params["token"])


def project(request: Request) -> Response:
    """GET /projector/<token>: this browser projects the workshop; the token leaves the address bar."""
    token: str = request.path_params["token"]
    with reading() as session:
        workshop = projector_of(session, token)
    response = _redirect("/projector")
    if workshop:
        give(response, "projector", token)
    else:
        take_back(response, "projector")
    return response


def _join(code: str, fields: Fields, address: str, before: list[str]) -> list[str]:
    if not (attempt := text(fields, "attempt")):
        raise Missing("attempt")
    enter = partial(
        join_workshop,
        code=code,
        name=text(fields, "name"),
        territory_id=number(fields, "territory_id"),
        territory_name=text(fields, "territory_name", ""),
        role=_one_of(PersonRole, text(fields, "role")),
        attribution=_one_of(Attribution, text(fields, "attribution", Attribution.territory)),
        contact_consent=flag(fields, "contact_consent"),
        contact=text(fields, "contact", ""),
        attempt=attempt,
        known_id=number(fields, "known_id"),
        apart=flag(fields, "apart"),
        new_territory=flag(fields, "new_territory"),
    )
    return _with_code(enter, address, before)


def _resume(code: str, address: str, before: list[str]) -> list[str]:
    return _with_code(partial(resume, resume_code=code), address, before, resuming=True)


def _with_code(
    enter: Callable[[Session], Joined], address: str, before: list[str], *, resuming: bool = False
) -> list[str]:
    """Try a code; wrong ones, and names that may be somebody's, are counted: too many end the trying."""
    with reading() as session:
        spare_codes(session, address=address, resuming=resuming)
    try:
        return _on_one_device(enter, before)
    except WrongCode:
        with writing() as session:
            wrong_code(session, address=address, resuming=resuming)
        raise
    except AskedWho:
        with writing() as session:
            asked_who(session, address=address)
        raise


def _readmit(token: str, before: list[str]) -> list[str]:
    return _on_one_device(partial(claim_readmit, token=token), before)


def _on_one_device(enter: Callable[[Session], Joined], before: list[str]) -> list[str]:
    """Let somebody in; whoever this device was before in that workshop is no longer signed in on it.

    What the device holds then: its new secret, and those of the other workshops.
    """
    with writing() as session:
        joined = enter(session)
        for token in before:
            hand_over(session, token=token, to=joined.person_id)
        people = [(token, person_of(session, token)) for token in before]
        elsewhere = [token for token, one in people if one and one.workshop_id != joined.workshop_id]
        return [joined.token, *elsewhere]


def _leave(held: list[str], workshop_id: int | None) -> list[str]:
    with writing() as session:
        token, person = _meant(session, held, workshop_id)
        if person:
            leave(session, actor=person.actor, token=token)
    return [one for one in held if one != token]


def _erase(held: list[str], workshop_id: int | None, *, contributions: Contributions) -> list[str]:
    with writing() as session:
        token, person = _meant(session, held, workshop_id)
        if person:
            erase_oneself(session, actor=person.actor, contributions=contributions)
    return [one for one in held if one != token]


def _meant(
    session: Session, held: list[str], workshop_id: int | None
) -> tuple[str | None, PersonIdentity | None]:
    """The secret of whoever this device is in a workshop, and who that is; else in the last it joined."""
    for token in held:
        person = person_of(session, token)
        if workshop_id is None or (person is not None and person.workshop_id == workshop_id):
            return token, person
    return None, None


def _one_of(kind: type[Chosen], value: str) -> Chosen:
    try:
        return kind(value)
    except ValueError as error:
        raise Unreadable from error


def _welcome(held: list[str]) -> JSONResponse:
    response = done("/room")
    give(response, "person", beside_one_another(held))
    return response


def _without(response: Response, held: list[str]) -> Response:
    """The answer, after which the device holds these secrets alone."""
    if held:
        give(response, "person", beside_one_another(held))
    else:
        take_back(response, "person")
    return response


def _redirect(path: str, **query: str) -> Response:
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
