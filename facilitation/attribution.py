"""How a contribution is signed: as its author consented, and never more."""

from dataclasses import dataclass

from db.people import Attribution, PersonRole

__all__ = ["Attribution", "Credit", "credit"]


@dataclass(frozen=True, slots=True)
class Credit:
    """What may be said of an author; an empty text is what stays unsaid."""

    author: str = ""
    territory: str = ""
    role: PersonRole | None = None


def credit(name: str, territory: str | None, role: PersonRole, attribution: Attribution) -> Credit:
    """The author's signature: all of it, the territory alone (a role could name somebody), or nothing."""
    if attribution == Attribution.anonymous:
        return Credit()
    if attribution == Attribution.territory:
        return Credit(territory=territory or "")
    return Credit(name, territory or "", role)
