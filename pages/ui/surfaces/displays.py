"""The displays that only show: what a room looks at together. Each draws one view and keeps itself fresh."""

from collections.abc import Sequence
from typing import Literal

from pages.ui.surfaces.lexicon import (
    KINDS,
    RESOURCES,
    ROLES,
    SECTIONS,
    STATES,
    TASKS,
    Words,
    pair,
    terms,
)
from pages.ui.surfaces.loader import Fact, Feed, Surface
from pages.ui.surfaces.voices import voices
from pages.ui.words import _

_STAGE_HEADER = Surface("stage_header")
_PITCH = Surface("pitch")
_TURNOUT = Surface("turnout")
_RESULT = Surface("result")
_PEOPLE = Surface("people")
_GROUPS = Surface("groups")
_ROUND = Surface("round")
_AGENDA = Surface("agenda")
_PULSE = Surface("pulse")
_PAGE = Surface("page")
_COMEBACK = Surface("comeback")


def introduce_page() -> None:
    """What every page says to the browser of itself: its language, and our words for Streamlit's."""
    words = {
        "unreadable": _("Something that this page received cannot be shown. What you sent is kept; reload."),
        "reload": _("Reload"),
    }
    _PAGE({"voices": voices(), "words": words}, key="page")


def pulse(feeds: Sequence[Feed], *, key: str, spread: int = 0) -> None:
    """Rerun the page, or the fragment this is in, as soon as one of the topics has another version.

    `spread` (milliseconds) scatters the reruns of a big room.
    """
    _PULSE({"feeds": list(feeds), "spread": spread}, key=key, on={"changed": _rerun})


def comeback(*, key: str) -> None:
    """Rerun the page as soon as the database answers again."""
    _COMEBACK({}, key=key, on={"back": _rerun})


def _rerun(_sent: Fact) -> None:
    """A trigger reruns by itself; there is nothing more to do."""


def stage_header(stage: Feed, *, key: str) -> None:
    """Number, title and instruction of the open stage, and the time left; in between, what comes next."""
    _STAGE_HEADER({"feeds": [stage], "words": stage_words()}, key=key)


def agenda(stage: Feed, *, key: str) -> None:
    """The whole agenda as a strip, the open stage in sight."""
    _AGENDA({"feeds": [stage], "words": stage_words()}, key=key)


def pitch(feed: Feed, *, key: str) -> None:
    """The initiative on stage with its own timer; nothing while nobody pitches."""
    _PITCH({"feeds": [feed], "words": pitch_words()}, key=key)


def turnout(feed: Feed, *, key: str) -> None:
    """How many have voted, as a ring; never for what."""
    _TURNOUT({"feeds": [feed], "words": vote_words()}, key=key)


def result(feed: Feed, *, key: str) -> None:
    """The revealed result: bars that grow together, dots as dots, the cut line last; a tie side by side."""
    _RESULT({"feeds": [feed], "words": vote_words()}, key=key)


def people(feed: Feed, *, key: str, only: Literal["head", "roles"] | None = None) -> None:
    """Who is here, by role and territory, and how many are done; `only` the count, or the count by role."""
    _PEOPLE({"feeds": [feed], "only": only, "words": people_words()}, key=key)


def groups(tables: Feed, progress: Feed, *, key: str, mine: int | None = None) -> None:
    """The tables: number, initiative, members, completeness; `mine` is the group to point out."""
    _GROUPS({"feeds": [tables, progress], "mine": mine, "words": group_words()}, key=key)


def round_(feed: Feed, *, key: str) -> None:
    """The answers of a round (weather or ROTI) as a histogram, without names."""
    _ROUND({"feeds": [feed], "words": round_words()}, key=key)


def stage_words() -> Words:
    """What the header, the agenda and the pauses say."""
    return {
        "kinds": terms(*KINDS),
        "states": terms(*STATES),
        "left": _("left"),
        "over": _("over time"),
        "minutes": pair("{n} minute", "{n} minutes"),
        "waiting": _("The workshop will start soon"),
        "waiting_more": _("This screen follows by itself. You have nothing to do."),
        "next": _("Coming next"),
        "previous": _("Just finished: {title}"),
        "between": _("A short moment between two stages"),
        "finished": _("The workshop is over"),
        "finished_more": _("Thank you. The report will be sent by the facilitators."),
        "locked": _("Writing is closed"),
        "rehearsal": _("Rehearsal"),
        "agenda": _("Agenda"),
    }


def pitch_words() -> Words:
    """What a pitch says."""
    return {
        "on_stage": _("On stage"),
        "pitch": _("Pitch"),
        "questions": _("Questions"),
        "over": _("Time is up"),
        "fictitious": _("Made-up content"),
        "holder": _("Carried by {name}"),
    }


def vote_words() -> Words:
    """What turnout and result say."""
    return {
        "voted": pair("{voted} of {n} has voted", "{voted} of {n} have voted"),
        "proxies": _("of which {n} by proxy"),
        "closed": _("The vote is closed"),
        "hidden": _("The result will be revealed to everybody at once."),
        "none": _("No vote yet"),
        "dots": pair("{n} dot", "{n} dots"),
        "runoff_dots": pair("{n} dot in the run-off", "{n} dots in the run-off"),
        "dots_each": pair("{n} dot each", "{n} dots each"),
        "territories": pair("{n} territory in support", "{n} territories in support"),
        **terms("kept", "reserve"),
        "cut": _("Cut line"),
        "tie": _("A tie at the cut line"),
        "runoff": _("Run-off among the tied"),
        "tied": _("Tied"),
        "result": _("Result of the vote"),
        "candidates": _("Candidates"),
        "how": {
            "tally": _("Decided by the tally"),
            "territories": _("Tie settled by the number of territories in support"),
            "runoff": _("Tie settled by a run-off"),
            "all_kept": _("All the tied are kept"),
            "facilitator": _("Decided with a reason"),
        },
        "reason": _("Reason"),
    }


def people_words() -> Words:
    """What the list of people says."""
    return {
        "roles": terms(*ROLES),
        "present": pair("{n} person here", "{n} people here"),
        "expected": _("{n} expected"),
        "done": pair("{n} is done", "{n} are done"),
        "nobody": _("Nobody is here yet. People appear as soon as they join."),
        "no_territory": _("No territory"),
        "by_role": _("By role"),
        "by_territory": _("By territory"),
        "no_device": _("without a device"),
        "is_done": _("is done"),
    }


def group_words() -> Words:
    """What the tables say."""
    return {
        "table": _("Table {number}"),
        "yours": _("Your table"),
        "seats": _("Find your table"),
        "tasks": terms(*TASKS),
        "away": _("not here"),
        "roles": terms(*ROLES),
        "sections": terms(*SECTIONS),
        "filled": _("Sections: {n} of {count}"),
        "missing": _("Still empty: {names}"),
        "unplaced": pair("{n} person has no table yet", "{n} people have no table yet"),
        "none": _("No table yet. The facilitators make them."),
        "empty": _("Nobody yet"),
        "posts": pair("{n} post", "{n} posts"),
    }


def round_words() -> Words:
    """What a round says; the choices go from 1 to 5."""
    return {
        "answered": pair("{answered} of {n} has answered", "{answered} of {n} have answered"),
        "withheld": _("The answers appear from the third one on."),
        "until_closed": _("The answers appear together when this stage closes, from three on."),
        "weather": [_("Stormy"), _("Rainy"), _("Cloudy"), _("Bright spells"), _("Sunny")],
        "roti": [
            _("Useless"),
            _("Useful, not worth the time"),
            _("Break-even"),
            _("Gained more than invested"),
            _("Worth far more"),
        ],
        "said": _("In your words"),
    }


def resource_words() -> Words:
    """The kinds of resources."""
    return terms(*RESOURCES)
