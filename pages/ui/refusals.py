"""Each refusal as a sentence with a way out, in the visitor's language."""

from facilitation import errors as e
from pages.ui.words import _, ngettext, number, safe


def sentence(refusal: e.Refused) -> str:
    """What to tell the person whose action was refused, as plain Markdown-safe text."""
    match refusal:
        case e.TooLong(field=field, limit=limit, length=length):
            return _(
                "“{field}” has {length} characters; {limit} is the most. Shorten it and try again."
            ).format(field=field_name(field), length=number(length), limit=number(limit))
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
        case e.CodeLength(length=length, needed=needed):
            return _(
                "A code has {needed} letters and digits; this has {length}. "
                "Check it on the screen of the room."
            ).format(needed=number(needed), length=number(length))
        case e.CodeLetters(letters=letters):
            return _(
                "No code holds {letters}: 0, O, 1, I and L are left out, since they look alike. "
                "Check it on the screen of the room."
            ).format(letters=safe(", ".join(letters)))
        case e.OutOfRange(field=field, lowest=lowest, highest=highest):
            return _("“{field}” goes from {lowest} to {highest}.").format(
                field=field_name(field), lowest=number(lowest), highest=number(highest)
            )
        case e.AskedWho(name=name):
            return _("“{name}” may be somebody who is known here. Say who you are.").format(name=safe(name))
        case e.AskedWhere(name=name, alike=alike):
            return _("“{name}” is not on the list. Is it {territories}?").format(
                name=safe(name), territories=safe(", ".join(alike))
            )
        case e.NameTaken(name=name):
            return _("“{name}” is there already. Choose another name.").format(name=safe(name))
        case e.TerritoryInUse(name=name):
            return _(
                "“{name}” stays: people, initiatives or posts come from there. Rename it instead."
            ).format(name=safe(name))
        case e.BadFile(reason=reason):
            return _(_BAD_FILES[reason])
        case e.PasswordTooLong(limit=limit):
            return _("This password is too long ({limit} bytes at most). Choose a shorter one.").format(
                limit=number(limit)
            )
        case e.PasswordTooShort(minimum=minimum):
            return ngettext(
                "This password is too short. Choose one of {n} character or more.",
                "This password is too short. Choose one of {n} characters or more.",
                minimum,
            )
        case e.SomeoneElseOpened():
            return _(
                "Another facilitator moved the workshop on meanwhile. Look at the agenda, then choose again."
            )
        case e.NoDotLeft(dots=dots):
            return ngettext(
                "Your only dot is placed. Take it back to place it elsewhere.",
                "Your {n} dots are placed. Take one back to place it elsewhere.",
                dots,
            )
        case e.CapReached(cap=cap):
            return ngettext(
                "An initiative takes {n} dot from each person. Choose another one.",
                "An initiative takes {n} dots from each person. Choose another one.",
                cap,
            )
        case e.TooManyKept(maximum=maximum):
            return ngettext(
                "Keep {n} initiative at most.",
                "Keep {n} initiatives at most. The others go to the reserve.",
                maximum,
            )
        case e.PictureTooLarge(limit_mb=limit):
            return _("This picture is too large: {limit} MB is the most. Choose a smaller one.").format(
                limit=number(limit)
            )
        case e.TooManyPixels(most=most):
            return _(
                "This picture has more than {n} million pixels. Make it smaller, or choose another one."
            ).format(n=number(most))
        case e.BadTemplate(reason=reason):
            return _(_BAD_TEMPLATES[reason])
        case e.BadArchive(reason=reason, place=place):
            return _(_BAD_ARCHIVES[reason]).format(place=safe(place))
        case e.PostChanged():
            return _("Somebody changed this post meanwhile. Read it again, then decide.")
        case e.BadNumbers(words=words):
            return _("“{words}” is no number. Type numbers like 12, 45.").format(words=safe(" ".join(words)))
        case e.UnknownPosts(numbers=numbers):
            return _(
                "No contribution that may be quoted has this number: {numbers}. Check it in the material."
            ).format(numbers=_listed(numbers))
        case e.UncitedStatement(places=places):
            return _(
                "Not published: no contribution is cited by statement {places}. "
                "Cite at least one for each, or remove it."
            ).format(places=_listed(places))
    return _(_PLAIN[type(refusal)])


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


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
    "role": N_("Role"),
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
    "expected": N_("People expected"),
    "seats": N_("Seats"),
    "dots": N_("Dots for each person"),
    "cap": N_("Dots on one initiative"),
    "keep": N_("Initiatives to keep"),
    "minutes": N_("Minutes"),
    "choice": N_("Your answer"),
    "resource": N_("Kind of resource"),
    "people": N_("How many people"),
    "rating": N_("Your answer"),
    "who": N_("Who can lift it"),
    "by_when": N_("By when"),
    "first_step": N_("First step named"),
    "answer": N_("Answer"),
    "statement": N_("Statement"),
    "comment": N_("Comment"),
}

_PLAIN: dict[type[e.Refused], str] = {
    e.WrongCredentials: N_(
        "The user name and the password do not belong together. Check both and try again."
    ),
    e.UsernameTaken: N_("Another account has this user name. Choose another one."),
    e.LastAdministrator: N_(
        "Somebody must administer this server. Make another account administrator first."
    ),
    e.NotAllowed: N_("You cannot do this. Ask the facilitator."),
    e.SignedOut: N_("You are not signed in here any more. Nothing changed; reload the page to go on."),
    e.NotFound: N_("This is no longer here. Reload the page to see what is."),
    e.WrongCode: N_("No workshop answers to this code. Check it on the screen of the room."),
    e.NoCodeInAddress: N_(
        "This address leads to no workshop. Type the code that is on the screen of the room."
    ),
    e.CodeRevoked: N_("This code was replaced or withdrawn. Ask the facilitator for the new one."),
    e.LastFacilitator: N_("A workshop keeps at least one facilitator. Add another one first."),
    e.StageInUse: N_("This stage has already been open: skip it rather than remove it."),
    e.WorkshopClosed: N_("This workshop is closed. Ask its facilitator for the report."),
    e.LinkUsed: N_("This link was already used or is too old. Ask for a new one."),
    e.StageNotOpen: N_("This stage is not open. Wait for the facilitator to open it."),
    e.StageLocked: N_("Time is up for this stage. Ask the facilitator for more minutes."),
    e.ReasonNeeded: N_("Write the reason for this choice: the report will show it."),
    e.BadLink: N_("This link cannot be opened. It should look like https://example.org/page."),
    e.EditingOver: N_("The vote has begun, so this text stays as the room read it. Ask the facilitator."),
    e.CandidatesFrozen: N_("The vote is open, so its initiatives stay as they are. Close the vote first."),
    e.TerritoriesFrozen: N_(
        "A vote is open in which nobody votes for their own territory, so territories stay as they are."
        " Close the vote first."
    ),
    e.LaterMerge: N_("A later merge of territories rests on this one. Undo the later one first."),
    e.TooFewToMerge: N_("Choose at least two initiatives that are on the wall."),
    e.InitiativeInUse: N_("It went through a vote, or a table works on it: this merge stays."),
    e.TooHeavy: N_(
        "This takes more memory or time than the server gives. Choose a smaller file, or one of another kind."
    ),
    e.LineFull: N_("Too many files are waiting already. Try again once some of them are done."),
    e.UnknownTimeZone: N_("This time zone is not known. Choose one of the list."),
    e.NotAPicture: N_("This file cannot be read as a picture. Choose a PNG, JPEG or WebP file."),
    e.NotYourTurn: N_("Another table is reporting. Wait until it has finished, or ask the facilitator."),
    e.NotInGroup: N_("You sit at no table that works on this. Ask the facilitator to seat you."),
    e.AlreadySeated: N_("You have a table already. Ask the facilitator if you would rather sit elsewhere."),
    e.NotKept: N_("Only an initiative that is kept, and on the wall, gets a table. Choose another one."),
    e.TooFewPosts: N_("Choose at least one other post to merge with this one."),
    e.OffRecordApart: N_(
        "One of these posts is off the record and the other is not, so they stay apart. "
        "Their authors can change that first."
    ),
    e.GroupHasPosts: N_(
        "Something was written at this table, so it stays. Seat its people elsewhere instead."
    ),
    e.ConditionNeeded: N_(
        "“Adapt” needs at least one condition for this territory, and keeps its last one. "
        "Write a condition, or choose another verdict."
    ),
    e.LinkNeeded: N_("Say which posts this is about: choose at least one that your table has taken apart."),
    e.NobodyToSeat: N_("Nobody is here yet. Wait for people to come, or count those who are expected."),
    e.NothingToWorkOn: N_(
        "No initiative yet. Tables work on the initiatives that the room has shared and kept."
    ),
    e.ProposalOutdated: N_("An initiative of this proposal is gone meanwhile. Ask for another proposal."),
    e.NotRehearsal: N_(
        "This workshop is not marked as a rehearsal. Mark a copy of it as one, and rehearse there."
    ),
    e.NothingToVoteFor: N_("There is nothing to vote for yet. Share an initiative first."),
    e.VoteClosed: N_("The vote is closed. What you had placed before counts."),
    e.VoteStillOpen: N_("The vote is still open. Close it first."),
    e.VoteUnderway: N_("Dots have been placed already, so their number stays until the next vote."),
    e.NotACandidate: N_("This initiative is not part of the vote. Choose one of those shown."),
    e.OwnTerritory: N_("This one comes from your territory. Give your dot to another one."),
    e.AlreadyVoted: N_(
        "This person votes on a device of their own. Nobody else sees or changes that ballot."
    ),
    e.NotRevealed: N_("Reveal the result first."),
    e.NoTie: N_("No tie is left to settle by a run-off."),
    e.NoTerritory: N_("This is said for a territory. Ask the facilitator to enter yours."),
    e.OwnInitiative: N_(
        "This initiative comes from this territory, which has it already. Rate the other ones."
    ),
    e.HasDevice: N_(
        "This person answers on a device of their own. Nobody else sees or changes these answers."
    ),
    e.StatementChanged: N_(
        "Somebody changed these words meanwhile. Nothing was overwritten: read theirs, then decide."
    ),
    e.OnePitch: N_("A concept is said in one sentence once. Change that one, or choose another field."),
    e.EmptyConcept: N_(
        "This concept says nothing yet. Write a statement, cite what it rests on, then publish."
    ),
    e.StillPublished: N_("This concept is published. Withdraw it first, then delete it."),
    e.NothingRated: N_("Nobody has rated yet. Reveal the matrix once there is something to see."),
}

_BAD_TEMPLATES = {
    "empty": N_("This agenda has no stage yet. Add one, then keep it as a template."),
    "large": N_("This file is too large for a template."),
    "long": N_("This agenda is too long for a template: 60 stages and 60 KB of words are the most."),
    "unreadable": N_("This file cannot be read as a template. Download it again from where it comes from."),
    "other": N_("This file is no template of Essaim, or something in it is missing."),
}

_BAD_ARCHIVES = {
    "zip": N_("This file cannot be opened as a zip. Download the archive again."),
    "missing": N_("This archive lacks {place}. Download it again."),
    "large": N_("This archive is too large: 60 MB is the most."),
    "unreadable": N_("The file workshop.json of this archive cannot be read. Download the archive again."),
    "other": N_("This is no archive of a workshop. Choose the file archive.zip of a report."),
    "newer": N_("This archive was made by a newer version of Essaim. Update this one first."),
    "schema": N_("This archive was changed, or it is damaged ({place}). Download it again."),
    "numbers": N_("This archive contradicts itself ({place}). Download it again."),
    "twice": N_("This archive says something twice ({place}). Download it again."),
    "circle": N_("This archive merges things in a circle ({place}). Download it again."),
    "link": N_("This archive holds a link that cannot be opened ({place})."),
    "picture": N_("A picture of this archive cannot be read ({place})."),
}

_BAD_FILES = {
    "binary": N_("This is not a list that can be read. Save it as XLSX, ODS or CSV and try again."),
    "encoding": N_("The letters of this file cannot be read. Save it as CSV in UTF-8 and try again."),
    "empty": N_("There is nobody in this list. Put one person on each line: name, territory, role."),
    "locked": N_("This spreadsheet asks for a password. Save it without one, and choose it again."),
    "far": N_("A cell stands far from the list. Copy the list alone into a new sheet, and choose that one."),
    "too_large": N_("This list is too long. Keep it under 2,000 lines and 1 MB."),
    "spreadsheet": N_("This spreadsheet cannot be opened. Save it again as XLSX, or as CSV."),
}
