"""The tabs of the page Prepare, one file each: draw(preparation) draws it."""

from dataclasses import dataclass

from facilitation.access import AccountIdentity
from facilitation.workshops import WorkshopSettings


@dataclass(frozen=True)
class Preparation:
    """A facilitator preparing a workshop."""

    account: AccountIdentity
    settings: WorkshopSettings

    @property
    def workshop_id(self) -> int:
        """The workshop this is about."""
        return self.settings.id
