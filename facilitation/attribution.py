"""How a contribution is signed: as its author consented, and never more."""

from dataclasses import dataclass

from db.accounts import account_with_id
from db.people import Attribution, PersonRole, Signature, person_row
from db.session import Session
from db.workshops import Territory

__all__ = ["Attribution", "Credit", "credit", "signed_as"]


@dataclass(frozen=True, slots=True)
class Credit:
    """What may be said of an author; an empty text is what stays unsaid.

    A role without a name says "a participant", with that role.
    """

    author: str = ""
    territory: str = ""
    role: PersonRole | None = None


def credit(name: str, territory: str | None, role: PersonRole, signs: Signature) -> Credit:
    """The author's signature: all of it, the territory alone (a role could name somebody), or nothing.

    Of who was erased it is the role alone, where enough others bear it.
    """
    if signs == Signature.anonymous:
        return Credit()
    if signs == Signature.territory:
        return Credit(territory=territory or "")
    if signs == Signature.role:
        return Credit(role=role)
    return Credit(name, territory or "", role)


def signed_as(session: Session, person_id: int | None, account_id: int | None) -> str:
    """How somebody who is at work is named beside the others: a person as they sign, an account by its name.

    Nothing is what an anonymous person is named.
    """
    if person_id is None:
        account = account_with_id(session, account_id) if account_id is not None else None
        return account.name if account else ""
    person = person_row(session, person_id)
    if person is None:
        return ""
    territory = session.get(Territory, person.territory_id) if person.territory_id else None
    signed = credit(person.name, territory.name if territory else None, person.role, person.signs)
    return signed.author or signed.territory
