"""Accounts, workshops and people for tests, made through the same verbs as in life where that is quick."""

from functools import partial
from itertools import count

from db.accounts import Account, Role
from db.agenda import StageKind, stages_of
from db.base import now
from db.session import Session
from db.workshops import workshop_row
from facilitation.actors import Actor
from facilitation.errors import AskedWho
from facilitation.joining import Joined, join_workshop
from facilitation.people import PersonRole
from facilitation.running import open_stage
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.workshops import create_workshop
from tests.factories.wallet import hold

_serial = count(1)


def make_account(session: Session, *, name: str = "Fanny", role: Role = Role.FACILITATOR) -> int:
    """An account that cannot sign in (it has no password), by its id."""
    account = Account(
        username=f"{name.casefold()}{next(_serial)}", name=name, password_hash="", role=role, created_at=now()
    )
    session.add(account)
    session.flush()
    return account.id


def make_workshop(
    session: Session,
    *,
    by: int | None = None,
    theme: str = "Mobiliser tous les acteurs",
    template: str = "atelier-3h",
    language: str = "fr",
    rehearsal: bool = False,
) -> int:
    """A workshop from the template, run by a new facilitator where `by` names none."""
    return create_workshop(
        session,
        actor=Actor(by or make_account(session)),
        theme=theme,
        template=template,
        language=language,
        rehearsal=rehearsal,
    )


def facilitator_of(session: Session, workshop_id: int) -> int:
    """The account that made a workshop."""
    workshop = workshop_row(session, workshop_id)
    assert workshop is not None
    return workshop.created_by


def make_joined(
    session: Session,
    workshop_id: int,
    *,
    name: str = "Amina",
    territory: str = "",
    role: PersonRole = PersonRole.elected,
) -> Joined:
    """Somebody who has joined with the code, with the secret of their device."""
    workshop = workshop_row(session, workshop_id)
    assert workshop is not None
    come = partial(
        join_workshop,
        session,
        code=workshop.code or "",
        name=name,
        territory_name=territory,
        role=role,
        new_territory=True,
        attempt=f"attempt {next(_serial)}",
    )
    try:
        joined = come()
    except AskedWho:
        joined = come(apart=True)
    hold(joined.token)
    return joined


def make_person(
    session: Session,
    workshop_id: int,
    *,
    name: str = "Amina",
    territory: str = "",
    role: PersonRole = PersonRole.elected,
) -> int:
    """Somebody who has joined with the code, by their id."""
    return make_joined(session, workshop_id, name=name, territory=territory, role=role).person_id


def stage_of(session: Session, workshop_id: int, kind: StageKind) -> int:
    """The first stage of a kind."""
    return next(stage.id for stage in stages_of(session, workshop_id) if stage.kind == kind)


def open_kind(session: Session, workshop_id: int, kind: StageKind) -> int:
    """Open the first stage of a kind; its id."""
    stage_id = stage_of(session, workshop_id, kind)
    open_stage(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
    return stage_id


def signed_in(session: Session, account_id: int) -> str:
    """The secret of a browser that is signed in as an account."""
    return hold(claim_nonce(session, nonce=issue_nonce(session, account_id=account_id)).token)
