"""Check-in: the weather that people arrive with."""

from pages.stages.context import ConsoleContext, RoomContext
from pages.stages.round_form import RoundWords, ask, desk
from pages.ui.words import _


def participant(context: RoomContext) -> None:
    """The choice of a weather, then that of the room."""
    ask(context, _words())


def facilitator(context: ConsoleContext) -> None:
    """The weather of the room."""
    desk(context, _words())


def _words() -> RoundWords:
    return RoundWords(
        question=_("Your weather"),
        choices=(
            (5, ":material/sunny:", _("Sunny")),
            (4, ":material/partly_cloudy_day:", _("Bright spells")),
            (3, ":material/cloud:", _("Cloudy")),
            (2, ":material/rainy:", _("Rainy")),
            (1, ":material/thunderstorm:", _("Stormy")),
        ),
        comment=_("A word about it (optional)"),
        send=_("Send my weather"),
        notice=_("The room sees it without your name, as it comes in, from the third answer on."),
    )
