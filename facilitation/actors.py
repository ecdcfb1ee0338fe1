"""Who acts: one value, made at the door from a cookie and proved in the transaction of the act."""

from dataclasses import dataclass, replace

from facilitation.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Actor:
    """A participant, an account, or an account that acts for a participant.

    It says who, and opens nothing by itself: reach goes through it (`facilitation/access.py`), and every door
    proves it against the cookie of whoever asks (`prove`).
    """

    account_id: int | None = None
    person_id: int | None = None

    def acting_for(self, person_id: int | None) -> "Actor":
        """The same account, acting for a participant without a device, or (None) for the workshop.

        Raises NotAllowed for whoever is no account: participants act for themselves alone.
        """
        if self.account_id is None:
            raise NotAllowed
        return replace(self, person_id=person_id)

    @property
    def account(self) -> int:
        """The account that acts. Raises NotAllowed for a participant."""
        if self.account_id is None:
            raise NotAllowed
        return self.account_id
