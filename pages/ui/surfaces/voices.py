"""What Streamlit says by itself, in English only, and what is said here instead, in the visitor's language.

docs/decisions/voices.md tells how; tests/browser/test_voices.py looks for whatever is missing here.
"""

from functools import cache

from pages.ui.words import _, language

Said = list[list[str]]


def voices() -> dict[str, Said]:
    """Streamlit's sentences beside ours; each {} is what Streamlit has filled in.

    Those of `lists` are looked for among what people wrote, and so must look like nothing that they write.
    """
    return _spoken(language())


@cache
def _spoken(_language: str) -> dict[str, Said]:
    """Put together once a language, and not at every run of every page."""
    return {"lists": _lists(), "chrome": [*_chosen(), *_written(), *_moved(), *_tabled()]}


def _lists() -> Said:
    """Among the lines of a list."""
    few = _("{} at most. Remove one first.")
    return [
        ["No results", _("Nothing found")],
        ["No options", _("Nothing to choose from yet")],
        ["Add: {}", _("Add “{}”")],
        ["Select all", _("Choose all")],
        ["Select {} matches", _("Choose the {} found")],
        ["You can only select up to {} option. Remove an option first.", few],
        ["You can only select up to {} options. Remove an option first.", few],
    ]


def _chosen() -> Said:
    """Fields to choose in."""
    return [
        ["Choose an option", _("Choose")],
        ["Choose options", _("Choose one or several")],
        ["Choose or add an option", _("Choose, or type another one")],
        ["Choose or add options", _("Choose, or type others")],
        ["Add an option", _("Type one")],
        ["Add options", _("Type some")],
        ["No options to select", _("Nothing to choose from yet")],
        ["No options to select.", _("Nothing to choose from yet")],
        ["Selected values", _("What is chosen")],
        ["Selectbox", _("List")],
        ["Selectbox options", _("List")],
        ["Multiselect", _("List")],
        ["Multiselect options", _("List")],
        ["Remove {}", _("Remove “{}”")],
        ["Clear all", _("Empty")],
        ["Clear value", _("Empty")],
        ["Open", _("Show the list")],
    ]


def _written() -> Said:
    """Fields to write in: words, numbers, dates, hours."""
    above, below = _("{} at most."), _("{} at least.")
    return [
        ["Show password", _("Show the password")],
        ["Hide password", _("Hide the password")],
        ["Clear entry", _("Empty")],
        ["Invalid input.", _("This cannot be read here.")],
        ["(required)", _("(required)")],
        ["Increment", _("One more")],
        ["Decrement", _("One less")],
        ["Number is above the allowed range.", _("This number is too large.")],
        ["Number is below the allowed range.", _("This number is too small.")],
        ["Number is above the allowed range. Please enter a value less than or equal to {}.", above],
        ["Number is below the allowed range. Please enter a value greater than or equal to {}.", below],
        [
            "Number is outside the allowed range. Please enter a value between {} and {}.",
            _("Between {} and {}."),
        ],
        ["Choose date", _("Choose a date")],
        ["Choose date range", _("Choose dates")],
        ["Clear date", _("Empty")],
        ["Clear dates", _("Empty")],
        ["Clear time", _("Empty")],
        ["Next month", _("Next month")],
        ["Previous month", _("Previous month")],
        [
            "Use arrow keys to navigate dates. Enter to select. Escape to close.",
            _("Arrow keys walk through the dates, Enter chooses, Escape closes."),
        ],
        ["Hours must be 0–23.", _("Hours go from 0 to 23.")],
        ["Minutes must be 0–59.", _("Minutes go from 0 to 59.")],
        ["Seconds must be 0–59.", _("Seconds go from 0 to 59.")],
        ["Invalid time format. Please use HH:MM.", _("Write the time like 14:05.")],
        ["Invalid time format. Please use HH:MM:SS or HH:MM.", _("Write the time like 14:05.")],
        ["Error: {}", "{}"],
    ]


def _moved() -> Said:
    """What one moves about with."""
    return [
        ["Skip to main content", _("Go to the content")],
        ["Close", _("Close")],
        ["Dismiss", _("Close")],
        ["Notifications", _("Messages")],
        ["Fullscreen", _("Full screen")],
        ["Close fullscreen", _("Leave full screen")],
        ["Copy to clipboard", _("Copy")],
        ["Copied", _("Copied")],
        ["Help for {}", _("About “{}”")],
        ["Scroll tabs left", _("Earlier tabs")],
        ["Scroll tabs right", _("Further tabs")],
        ["Pagination", _("Pages")],
        ["Next page", _("Next page")],
        ["Previous page", _("Previous page")],
        ["Page {}", _("Page {}")],
        ["(opens in new tab)", _("(opens in a new tab)")],
        ["Loading", _("One moment…")],
        ["Running...", _("One moment…")],
        ["Link to heading", _("Link to this part")],
        ["Logo", "Essaim"],
    ]


def _tabled() -> Said:
    """Tables."""
    return [
        ["Search", _("Search")],
        ["Type to search", _("Type what to look for")],
        ["{} of over 1000", _("{} of more than 1,000")],
        ["over 1000", _("more than 1,000")],
        ["{} of 1 result", _("{} of 1 found")],
        ["{} of {} results", _("{} of {} found")],
        ["1 result", _("1 found")],
        ["{} results", _("{} found")],
        ["Close Search", _("Close the search")],
        ["Next Result", _("Next one found")],
        ["Previous Result", _("Previous one found")],
        ["Download as CSV", _("Download as CSV")],
        ["Show/hide columns", _("Columns")],
        ["Dataframe column menu", _("Column")],
        ["Sort ascending", _("Sort upwards")],
        ["Sort descending", _("Sort downwards")],
        ["Clear selection", _("Choose nothing")],
        ["Format", _("Format")],
        ["Autosize", _("Fit the width")],
        ["Pin column", _("Keep in sight")],
        ["Unpin column", _("Let it scroll")],
        ["Hide column", _("Hide")],
        ["Copy column name", _("Copy the title")],
    ]
