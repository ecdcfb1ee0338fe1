"""Who studies a workshop: designers, who read its material and write concepts, and run nothing."""

from db.accounts import Account, Role, account_with_id, all_accounts
from db.changes import touch
from db.designers import WorkshopDesigner, designer_ids, drop_designer, studies
from db.session import Session
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound
from facilitation.journal import Action, note

STUDIES_WORKSHOPS = (Role.DESIGNER, Role.FACILITATOR)
"""Administrators study every workshop as it is."""


def designers(session: Session, *, actor: Actor, workshop_id: int) -> list[tuple[int, str]]:
    """The accounts that study a workshop, with their names, the earliest first."""
    workshop_run_by(session, actor, workshop_id)
    names = {account.id: account.name for account in all_accounts(session)}
    return [(account_id, names[account_id]) for account_id in designer_ids(session, workshop_id)]


def possible_designers(session: Session, *, actor: Actor, workshop_id: int) -> list[tuple[int, str]]:
    """The accounts that could be added to those that study a workshop, by name."""
    workshop_run_by(session, actor, workshop_id)
    already = set(designer_ids(session, workshop_id))
    return [
        (account.id, account.name)
        for account in all_accounts(session)
        if account.id not in already and account.disabled_at is None and account.role in STUDIES_WORKSHOPS
    ]


def add_designer(session: Session, *, actor: Actor, workshop_id: int, account_id: int) -> None:
    """Let one more account study a workshop. Raises NotFound or NotAllowed."""
    workshop_run_by(session, actor, workshop_id)
    account = _may_study(session, account_id)
    if not studies(session, account_id, workshop_id):
        session.add(WorkshopDesigner(workshop_id=workshop_id, account_id=account_id))
        _written_down(session, workshop_id, actor, "designer_added", account.name)


def remove_designer(session: Session, *, actor: Actor, workshop_id: int, account_id: int) -> None:
    """Let an account study a workshop no longer; what it wrote there stays."""
    workshop_run_by(session, actor, workshop_id)
    account = account_with_id(session, account_id)
    if account is not None and studies(session, account_id, workshop_id):
        drop_designer(session, workshop_id, account_id)
        _written_down(session, workshop_id, actor, "designer_removed", account.name)


def _may_study(session: Session, account_id: int) -> Account:
    account = account_with_id(session, account_id)
    if account is None or account.disabled_at is not None:
        raise NotFound
    if account.role not in STUDIES_WORKSHOPS:
        raise NotAllowed
    return account


def _written_down(session: Session, workshop_id: int, actor: Actor, action: Action, name: str) -> None:
    note(session, workshop_id=workshop_id, action=action, actor=actor, name=name)
    touch(session, workshop_id, "settings")
