"""The words of a document: ours, in the workshop's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from facilitation.attribution import Credit
from facilitation.counts import Count, Shown
from facilitation.terms import N_, QUESTIONS, SIGNED, TERMS
from hours import local
from translation import Language, catalogue

LOCALES: Mapping[Language, str] = {"fr": "fr", "en": "en_GB"}


def pair(singular: str, plural: str) -> tuple[str, str]:
    """Mark a message for one and for several."""
    return singular, plural


SETTLED = {
    "tally": N_("Decided by the tally"),
    "territories": N_("Tie settled by the number of territories in support"),
    "runoff": N_("Tie settled by a run-off"),
    "all_kept": N_("All the tied are kept"),
    "facilitator": N_("Decided with a reason"),
}
STATES = {"waiting": N_("To come"), "open": N_("Under way"), "closed": N_("Held"), "skipped": N_("Not held")}
ROLES = {
    "elected": pair("{n} elected member", "{n} elected members"),
    "officer": pair("{n} officer", "{n} officers"),
    "state": pair("{n} State agent", "{n} State agents"),
    "project": pair("{n} project holder", "{n} project holders"),
    "other": pair("{n} other person", "{n} other people"),
}
UNDRAWN = N_("An empty box (□) stands for a sign that no font at hand can draw.")
LEFT_OUT = {
    "reserve": N_("Left out by choice: the initiatives of the reserve."),
    "unlinked": N_("Left out by choice: contributions that nobody took up afterwards."),
}
WEATHER = (N_("Stormy"), N_("Rainy"), N_("Cloudy"), N_("Bright spells"), N_("Sunny"))
ROTI = (
    N_("Useless"),
    N_("Useful, not worth the time"),
    N_("Break-even"),
    N_("Gained more than invested"),
    N_("Worth far more"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a document says, in one language and with the hours of one time zone."""

    language: Language
    time_zone: str

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return catalogue(self.language).gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message for `n` things, with {n} filled in."""
        return catalogue(self.language).ngettext(singular, plural, n).format(n=self.number(n))

    def turnout(self, voted: int, eligible: int) -> str:
        """How many voted of those who could, in a sentence."""
        return (
            catalogue(self.language)
            .ngettext("{n} of {eligible} voted.", "{n} of {eligible} voted.", voted)
            .format(n=self.number(voted), eligible=self.number(eligible))
        )

    def term(self, name: str) -> str:
        """A word of the method by its name in the code; nothing for no name."""
        return self.gettext(TERMS[name]) if name else ""

    def who(self, credit: Credit) -> str:
        """The author's name, or what stands for that of who was erased; nothing where it is unsaid."""
        return credit.author or (self.gettext(SIGNED[credit.role]) if credit.role else "")

    def signed(self, credit: Credit) -> list[str]:
        """Who said it and where they are from, as far as they let it be known."""
        return [mark for mark in (self.who(credit), credit.territory) if mark]

    def roles(self, counts: Iterable[tuple[str, int]]) -> str:
        """How many of each role, in words."""
        return ", ".join(self.ngettext(*ROLES[role], n) for role, n in counts)

    def state(self, state: str) -> str:
        """Whether a stage was held."""
        return self.gettext(STATES[state])

    def question(self, section: str) -> str:
        """The question that a section asks."""
        return self.gettext(QUESTIONS[section])

    def count(self, count: Count) -> str:
        """A count, or that it is withheld."""
        return self.number(count.count) if isinstance(count, Shown) else self.gettext("withheld")

    def place(self, name: str | None) -> str:
        """The name of a territory, or that there is none."""
        return self.gettext("Without a territory") if name is None else name

    def number(self, value: int) -> str:
        """A number as this language writes it."""
        return str(format_decimal(value, locale=self.language))

    def day(self, value: date | None) -> str:
        """A day in words, the day before the month; the first of a month is 1er in French."""
        if value is None:
            return ""
        said = str(format_date(value, "long", locale=LOCALES[self.language]))
        return f"1er{said[1:]}" if value.day == 1 and self.language == "fr" else said

    def clock(self, value: datetime) -> str:
        """A time of day, such as 20 h 06."""
        local = self.local(value)
        hour = str(local.hour) if self.language == "fr" else f"{local:%H}"
        return self.gettext("{hour}:{minute}").format(hour=hour, minute=f"{local:%M}")

    def table(self) -> str:
        """What a table of figures is called before its number, which is no table that people sit at."""
        return catalogue(self.language).pgettext("caption", "Table")

    def local(self, value: datetime) -> datetime:
        """A moment as the clock on the wall shows it: spreadsheets know no time zones."""
        return local(value, self.time_zone).replace(microsecond=0, tzinfo=None)

    def moment(self, value: datetime) -> str:
        """A day and a time."""
        day = self.day(self.local(value).date())
        return self.gettext("{day}, {time}").format(day=day, time=self.clock(value))

    def fine_print(self, left_out: Sequence[str] = ()) -> str:
        """What holds for whatever leaves the room: how it is signed, what is left out, what is withheld."""
        always = self.gettext(
            "Contributions are signed as their authors consented; "
            "what was said off the record is not in here. "
            "Support by role and territory is counted in voters, "
            "and told only where nobody’s choice follows from it."
        )
        return " ".join([always, *(self.gettext(LEFT_OUT[name]) for name in left_out)])

    def quoted(self, text: str) -> str:
        """Somebody's words between this language's quotation marks."""
        return self.gettext("“{text}”").format(text=text)

    def settled(self, how: str) -> str:
        """What settled the vote, in a sentence."""
        return self.gettext(SETTLED[how])

    def weather(self) -> list[str]:
        """The five answers of the check-in, from the worst to the best."""
        return [self.gettext(message) for message in WEATHER]

    def roti(self) -> list[str]:
        """The five answers on the return on time invested."""
        return [self.gettext(message) for message in ROTI]

    def yes(self, value: bool) -> str:
        """Yes, or nothing."""
        return self.gettext("yes") if value else ""
