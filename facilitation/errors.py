"""Why an action is refused: a class a reason, its facts as attributes; the sentences are in pages/ui."""


class Refused(Exception):
    """The parent of every refusal."""


class Missing(Refused):
    """A required field is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooLong(Refused):
    """A text exceeds its limit (characters)."""

    def __init__(self, field: str, limit: int, length: int) -> None:
        super().__init__(field, limit, length)
        self.field, self.limit, self.length = field, limit, length


class NotAllowed(Refused):
    """This person or account may not do this."""


class SignedOut(Refused):
    """The browser that asks is not, or is no longer, signed in as who acts."""


class NotFound(Refused):
    """There is no such thing within reach."""


class AskedWho(Refused):
    """A name may mean somebody who is expected or here: whoever bears it says whether they are that person.

    `people` are told by id, name, territory, role, and whether they are here already.
    """

    def __init__(self, name: str, people: list[dict[str, object]]) -> None:
        super().__init__(name, people)
        self.name, self.people = name, people


class AskedWhere(Refused):
    """A new territory is named almost like a known one: whoever named it says whether they are one."""

    def __init__(self, name: str, alike: list[str]) -> None:
        super().__init__(name, alike)
        self.name, self.alike = name, alike


class WrongCode(Refused):
    """No workshop, or no person, answers to this code."""


class CodeLength(WrongCode):
    """What was typed has fewer or more signs than a code has."""

    def __init__(self, length: int, needed: int) -> None:
        super().__init__(length, needed)
        self.length, self.needed = length, needed


class CodeLetters(WrongCode):
    """What was typed has signs that no code has, because they look alike."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


class NoCodeInAddress(WrongCode):
    """An address was pasted that leads to no workshop."""


class WorkshopClosed(Refused):
    """The workshop has ended; its code is dead."""


class NoSeatLeft(Refused):
    """Every seat of the workshop is taken."""

    def __init__(self, seats: int) -> None:
        super().__init__(seats)
        self.seats = seats


class TooManyTries(Refused):
    """Too many attempts; wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class LinkUsed(Refused):
    """A single-use link was already used or has expired."""


class StageNotOpen(Refused):
    """The stage that this needs is not open."""


class StageLocked(Refused):
    """The stage's time is up and it locks writing at zero."""


class SomeoneElseOpened(Refused):
    """Another facilitator opened a stage meanwhile."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class ReasonNeeded(Refused):
    """This decision goes against the tally, or settles a tie, and needs a reason."""


class PostChanged(Refused):
    """Somebody changed the post meanwhile; `current` is its text now."""

    def __init__(self, current: str) -> None:
        super().__init__(current)
        self.current = current


class CodeRevoked(Refused):
    """The workshop's join code was revoked."""


class LastFacilitator(Refused):
    """A workshop keeps at least one facilitator."""


class BadFile(Refused):
    """A file cannot be read; `reason` says why: one of those that pages/ui/refusals.py has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooHeavy(Refused):
    """To do this takes more memory or time than the server gives."""


class LineFull(Refused):
    """As much as may wait is waiting already, of one's own or altogether."""


class StageInUse(Refused):
    """The stage is open or has been; it can be skipped, not removed."""


class OutOfRange(Refused):
    """A number is outside what the field allows."""

    def __init__(self, field: str, lowest: int, highest: int) -> None:
        super().__init__(field, lowest, highest)
        self.field, self.lowest, self.highest = field, lowest, highest


class NotInGroup(Refused):
    """Whoever writes sits at no table, or at another initiative's."""


class AlreadySeated(Refused):
    """This person has a table already, and wishes are for those who have none."""


class NoTerritory(Refused):
    """Whoever has no territory rates none."""


class OwnInitiative(Refused):
    """The initiative comes from this person's own territory, which has it already."""


class HasDevice(Refused):
    """This person answers on a device of their own; nobody sees or changes what they answer."""


class NothingRated(Refused):
    """Nobody has rated yet: there is nothing to reveal."""


class NotKept(Refused):
    """Only a kept initiative gets a table."""


class TooFewPosts(Refused):
    """Merging takes at least one post beside the one that stays."""


class OffRecordApart(Refused):
    """What is off the record is not merged with what may leave the room."""


class GroupHasPosts(Refused):
    """Something was written at this table; it cannot be taken away."""


class ConditionNeeded(Refused):
    """“Adapt” needs at least one condition, and keeps its last one."""


class LinkNeeded(Refused):
    """The post must say which decomposition posts it is about."""


class NotRehearsal(Refused):
    """The workshop is not marked as a rehearsal."""


class BadLink(Refused):
    """A link is not a web address."""


class EditingOver(Refused):
    """The vote has begun; the author's text stays as the room read it."""


class CandidatesFrozen(Refused):
    """The vote is open; its candidates stay as they are."""


class TerritoriesFrozen(Refused):
    """A vote is open in which nobody votes for their own territory; who comes from where stays as it is."""


class LaterMerge(Refused):
    """Territories were merged later in a way that rests on this merge; that one is undone first."""


class TooFewToMerge(Refused):
    """Merging takes at least two initiatives that stand on the wall."""


class InitiativeInUse(Refused):
    """A table works on this initiative, or it went through a vote; the merge stays."""


class UnknownTimeZone(Refused):
    """No time zone bears this name."""


class NotAPicture(Refused):
    """The file is no PNG, JPEG or WebP picture that can be read."""


class TooManyPixels(Refused):
    """The picture has more pixels than are read of its kind; `most` is in millions."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class PictureTooLarge(Refused):
    """The picture is too large."""

    def __init__(self, limit_mb: int) -> None:
        super().__init__(limit_mb)
        self.limit_mb = limit_mb


class NothingToVoteFor(Refused):
    """No initiative is on the wall."""


class VoteClosed(Refused):
    """No vote is open."""


class VoteStillOpen(Refused):
    """The vote must be closed first."""


class VoteUnderway(Refused):
    """Dots were placed already; their number stays."""


class NotACandidate(Refused):
    """The initiative does not stand in this vote."""


class NoDotLeft(Refused):
    """Every dot of the ballot is placed."""

    def __init__(self, dots: int) -> None:
        super().__init__(dots)
        self.dots = dots


class CapReached(Refused):
    """The initiative bears as many dots of one ballot as it may."""

    def __init__(self, cap: int) -> None:
        super().__init__(cap)
        self.cap = cap


class OwnTerritory(Refused):
    """One does not vote for one's own territory here."""


class AlreadyVoted(Refused):
    """This person votes on a device of their own; nobody sees or changes that ballot."""


class NotRevealed(Refused):
    """The result has not been revealed."""


class NoTie(Refused):
    """No tie at the cut is left to settle by a run-off."""


class TooManyKept(Refused):
    """More initiatives than the group can go into."""

    def __init__(self, maximum: int) -> None:
        super().__init__(maximum)
        self.maximum = maximum


class WrongCredentials(Refused):
    """The user name and the password do not belong together."""


class PasswordTooLong(Refused):
    """A password exceeds what the hash takes in (bytes)."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class PasswordTooShort(Refused):
    """A password has fewer characters than the minimum."""

    def __init__(self, minimum: int) -> None:
        super().__init__(minimum)
        self.minimum = minimum


class UsernameTaken(Refused):
    """Another account has this user name."""

    def __init__(self, username: str) -> None:
        super().__init__(username)
        self.username = username


class LastAdministrator(Refused):
    """Nobody would be left to administer."""


class NameTaken(Refused):
    """Something else bears this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TerritoryInUse(Refused):
    """Somebody or something comes from this territory."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotYourTurn(Refused):
    """Another table stands in the light; its turn ends first."""


class NobodyToSeat(Refused):
    """Nobody is here, or expected, to be given a table."""


class NothingToWorkOn(Refused):
    """No initiative is on the wall for tables to work on."""


class ProposalOutdated(Refused):
    """An initiative of the proposal is no longer there to be worked on."""


class StatementChanged(Refused):
    """Somebody changed these words of a concept meanwhile; `current` is what they are now."""

    def __init__(self, current: str) -> None:
        super().__init__(current)
        self.current = current


class OnePitch(Refused):
    """A concept has one pitch."""


class BadNumbers(Refused):
    """These are not numbers of contributions; `words` is what was typed instead."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(words)
        self.words = words


class UnknownPosts(Refused):
    """No contribution that may be quoted has these numbers."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class UncitedStatement(Refused):
    """Statements rest on no contribution; `places` counts them from 1 through the concept."""

    def __init__(self, places: tuple[int, ...]) -> None:
        super().__init__(places)
        self.places = places


class EmptyConcept(Refused):
    """A concept without a statement says nothing yet."""


class StillPublished(Refused):
    """What is published is withdrawn first."""


class BadTemplate(Refused):
    """A template cannot be read or kept; `reason` is one of empty, large, long, unreadable, other."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadArchive(Refused):
    """An archive cannot be read; `reason` is one of zip, missing, large, unreadable, other, newer, schema,
    numbers, twice, circle, link, picture; `place` says where."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason, place)
        self.reason, self.place = reason, place
