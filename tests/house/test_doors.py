"""Who acts is proved at a door, and nowhere else does a page or a route begin to write."""

import ast

from tests.house.source import ROOT, calls, files

WRITES = {
    "pages/home.py": "a wrong code is counted, whoever types it",
    "pages/join.py": "a wrong code is counted, whoever types it",
    "pages/setup.py": "the set-up link proves who asks",
    "pages/ui/credentials.py": "the password proves who asks",
    "pages/ui/identity.py": "the door of every page: `acting`",
    "web/archives.py": "asks web/door.py",
    "web/entry.py": "codes and links prove who asks; what is one's own asks the cookie",
    "web/logos.py": "asks web/door.py",
    "web/pictures.py": "asks web/door.py",
    "web/rehearsal.py": "simulated people",
    "web/templates_shared.py": "asks web/door.py",
    "web/signing.py": "the nonce and the cookie prove who asks",
    "web/unlock.py": "the operator's command line",
}
ACTORS = {
    "facilitation/access.py": "from what a cookie stands for",
    "facilitation/accounts.py": "the first administrator, for the journal",
    "facilitation/archive/": "what came in an archive",
    "facilitation/demo/": "the played story",
    "facilitation/erasure.py": "whoever erases, for the journal",
    "facilitation/facilitators.py": "whoever is asked whether they may run a workshop",
    "facilitation/journal.py": "nobody",
    "facilitation/live.py": "from a ticket whose credential was looked at",
    "facilitation/rewording.py": "the author of the wording that is chosen",
    "facilitation/simulation/": "simulated people",
    "facilitation/spotlights.py": "the reporter alone, without an account",
    "facilitation/writing.py": "whoever writes, already proved",
}


def called(name: str, *folders: str) -> set[str]:
    """The files below some folders that call this."""
    return {
        str(file.relative_to(ROOT))
        for folder in folders
        for file in files(".py", under=folder)
        for call in calls(file)
        if ast.unparse(call.func) == name
    }


def test_pages_and_routes_begin_to_write_only_where_somebody_is_proved() -> None:
    assert called("writing", "pages", "web") == set(WRITES)


def test_actors_are_made_at_doors_alone() -> None:
    made = called("Actor", "pages", "web", "facilitation")
    assert {one for one in made if not one.startswith(tuple(ACTORS))} == set()
    assert {door for door in ACTORS if not any(one.startswith(door) for one in made)} == set()


def test_the_gate_is_put_up_at_the_start() -> None:
    """It stands in Streamlit itself, so that no page can forget it."""
    assert any(ast.unparse(call.func) == "ask_before_every_run" for call in calls(ROOT / "app.py"))
