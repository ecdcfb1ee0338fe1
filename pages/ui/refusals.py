"""Each refusal as a sentence with a way out, in the visitor's language."""

from facilitation import errors as e
from pages.ui.words import _, ngettext, number


def sentence(refusal: e.Refused) -> str:
    """What to tell the person whose action was refused, as plain Markdown-safe text."""
    match refusal:
        case e.TooLong(field=field, limit=limit, length=length):
            return _("“{field}” has {length} characters; {limit} is the most. Shorten it and try again.").format(
                field=field_name(field), length=number(length), limit=number(limit)
            )
        case e.Missing(field=field):
            return _("Fill in “{field}” first.").format(field=field_name(field))
        case e.NoSeatLeft(seats=seats):
            return ngettext(
                "The only seat of this workshop is taken. Ask the facilitator to add one.",
                "All {n} seats of this workshop are taken. Ask the facilitator to add some.",
                seats,
            )
        case e.TooManyTries(minutes=minutes):
            return ngettext("Too many tries. Wait {n} minute.", "Too many tries. Wait {n} minutes.", minutes)
        case e.SomeoneElseOpened():
            return _("Another facilitator moved the workshop on meanwhile. Look at the agenda, then choose again.")
        case e.PostChanged():
            return _("Somebody changed this post meanwhile. Read it again, then write your change.")
    return _(_PLAIN[type(refusal)])


def field_name(field: str) -> str:
    """The label of a field, by its name in the domain."""
    return _(_FIELDS[field])


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


_FIELDS = {
    "theme": N_("Theme"),
    "title": N_("Title"),
    "pitch": N_("In one sentence"),
    "description": N_("Description"),
    "name": N_("Name"),
    "territory": N_("Territory"),
    "text": N_("Idea"),
    "words": N_("Your words"),
    "reason": N_("Reason"),
    "username": N_("User name"),
    "password": N_("Password"),
    "instruction": N_("Instruction"),
    "link": N_("Link"),
    "holder": N_("Holder"),
    "contact": N_("Contact"),
    "place": N_("Place"),
    "organiser": N_("Organiser"),
    "tags": N_("Tags"),
    "alt": N_("Picture description"),
    "code": N_("Code"),
}

_PLAIN: dict[type[e.Refused], str] = {
    e.NotAllowed: N_("You cannot do this. Ask the facilitator."),
    e.NotFound: N_("This is no longer here. Reload the page to see what is."),
    e.WrongCode: N_("No workshop answers to this code. Check it on the screen of the room."),
    e.WorkshopClosed: N_("This workshop is closed. Ask its facilitator for the report."),
    e.LinkUsed: N_("This link was already used or is too old. Ask for a new one."),
    e.StageNotOpen: N_("This stage is not open. Wait for the facilitator to open it."),
    e.StageLocked: N_("Time is up for this stage. Ask the facilitator for more minutes."),
    e.ReasonNeeded: N_("Write the reason for this choice: the report will show it."),
}
