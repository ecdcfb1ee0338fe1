"""Who runs a workshop: one facilitator at least, several if they wish."""

from db.accounts import Account, Role, account_with_id, all_accounts
from db.changes import touch
from db.session import Session
from db.workshops import WorkshopFacilitator, drop_facilitator, facilitator_ids, lock_workshop, runs
from facilitation.access import standing_account, workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import LastFacilitator, NotAllowed, NotFound
from facilitation.journal import Action, note

RUNS_WORKSHOPS = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_run(session: Session, actor: Actor) -> Account:
    """The account, when its role lets it run workshops. Raises NotFound or NotAllowed."""
    account = standing_account(session, actor)
    if account is None:
        raise NotFound
    if account.role not in RUNS_WORKSHOPS:
        raise NotAllowed
    return account


def facilitators(session: Session, *, actor: Actor, workshop_id: int) -> list[tuple[int, str]]:
    """The accounts that run a workshop, with their names, the earliest first."""
    workshop_run_by(session, actor, workshop_id)
    names = {account.id: account.name for account in all_accounts(session)}
    return [(account_id, names[account_id]) for account_id in facilitator_ids(session, workshop_id)]


def possible_facilitators(session: Session, *, actor: Actor, workshop_id: int) -> list[tuple[int, str]]:
    """The accounts that could be added to those that run a workshop, by name."""
    workshop_run_by(session, actor, workshop_id)
    already = set(facilitator_ids(session, workshop_id))
    return [
        (account.id, account.name)
        for account in all_accounts(session)
        if account.id not in already and account.disabled_at is None and account.role in RUNS_WORKSHOPS
    ]


def add_facilitator(session: Session, *, actor: Actor, workshop_id: int, account_id: int) -> None:
    """Let one more account run a workshop."""
    workshop_run_by(session, actor, workshop_id)
    account = may_run(session, Actor(account_id))
    if not runs(session, account_id, workshop_id):
        session.add(WorkshopFacilitator(workshop_id=workshop_id, account_id=account_id))
        _written_down(session, workshop_id, actor, "facilitator_added", account.name)


def remove_facilitator(session: Session, *, actor: Actor, workshop_id: int, account_id: int) -> None:
    """Let an account run a workshop no longer. Raises LastFacilitator for the only one."""
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    running = facilitator_ids(session, workshop_id)
    if account_id not in running:
        return
    if len(running) == 1:
        raise LastFacilitator
    drop_facilitator(session, workshop_id, account_id)
    account = account_with_id(session, account_id)
    _written_down(session, workshop_id, actor, "facilitator_removed", account.name if account else "")


def _written_down(session: Session, workshop_id: int, actor: Actor, action: Action, name: str) -> None:
    note(session, workshop_id=workshop_id, action=action, actor=actor, name=name)
    touch(session, workshop_id, "settings")
