"""What the page of a stage is given."""

from dataclasses import dataclass

from facilitation.access import AccountIdentity, PersonIdentity
from facilitation.agenda import OpenStage, StageRow
from pages.ui.channel import Channel


@dataclass(frozen=True)
class RoomContext:
    """A participant in an open stage."""

    person: PersonIdentity
    stage: OpenStage
    channel: Channel

    @property
    def workshop_id(self) -> int:
        """The workshop this is about."""
        return self.person.workshop_id


@dataclass(frozen=True)
class ConsoleContext:
    """A facilitator looking at a stage, open or not."""

    account: AccountIdentity
    workshop_id: int
    stage: StageRow
    channel: Channel
