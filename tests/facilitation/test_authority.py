"""Every verb that a page or a route can call, tried by everybody: reach is the same whoever draws the button.

The verbs are found in the source, so that a new one is tried from its first day: it fails here until somebody
has said what it may be told, and, where strangers may call it, why.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import db.session
from db.accounts import Role
from db.interests import InterestKind
from db.permits import PermitName
from db.posts import Section
from db.session import writing
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound, Refused
from facilitation.proposals import Seating
from tests.factories.authority import World, make_world
from tests.house.source import files, tree

Verb = Callable[..., Any]

EVERY_ACCOUNT = {
    "library.conditions.conditions": "the library is for every account",
    "library.search.search": "the library is for every account",
    "library.search.choices": "the library is for every account",
    "library.similar.similar": "the library is for every account",
    "library.spelling.instead": "the library is for every account",
    "library.similar.initiative": "the library is for every account",
    "interests.declare_interest": "a published concept is for every account, which speaks for a territory",
    "interests.may_withdraw": "a question, which strangers are answered with no",
}
EVERY_FACILITATOR = {
    "facilitators.may_run": "a question about one's own role",
    "workshops.create_workshop": "whoever may run workshops begins one",
    "demo.load_demos": "whoever may run workshops loads the demonstration, for themselves",
    "own_templates.own_templates": "templates are the instance's, for whoever may run workshops",
    "own_templates.template_file": "templates are the instance's, for whoever may run workshops",
    "own_templates.import_template": "whoever may run workshops brings one",
    "workshops.workshops_of": "one's own list",
    "archive.importing.import_archive": "whoever may run workshops imports one",
}
DESIGNERS = {"a designer of another workshop", "a facilitator who became a designer"}
OUT = (NotFound, NotAllowed)
EVERYBODY = {
    "ballots.cast_dot": "one's own ballot, in the vote of one's own workshop",
    "ballots.take_dot": "one's own ballot, in the vote of one's own workshop",
    "decomposition.write_post": "one's own table; whoever has none is told so",
    "erasure.erase_oneself": "oneself",
    "joining.leave": "one's own place",
    "perspective.write_perspective_post": "one's own table; whoever has none is told so",
    "perspective.set_verdict": "one's own table; whoever has none is told so",
    "ratings.rate": "one's own territory",
    "ratings.take_rating_back": "one's own territory",
    "rounds.answer_round": "one's own answer, in the stage that is open in one's own workshop",
    "running.mark_done": "oneself, in the stage that is open in one's own workshop",
    "running.unmark_done": "oneself, in the stage that is open in one's own workshop",
    "studio.studied.only_studied": "one's own list, which is empty for strangers",
    "tasks.give_up_task": "one's own table; whoever has none is told so",
    "tasks.take_task": "one's own table; whoever has none is told so",
    "deeds.last_deeds": "one's own deeds, of one's own workshop",
    "people.change_consents": "one's own consents",
    "people.change_myself": "oneself",
    "sharing.share_initiative": "in one's own workshop, while it shares",
    "wishes.rank_initiatives": "in one's own workshop; nothing ranked is nothing asked",
}
BY_STATE = {
    "afterwards.afterwards": "the workshop is not over",
    "afterwards.may_take_home": "the workshop is not over",
    "conditions.say_how_to_lift": "nothing blocks here",
    "conditions.say_whether_lifted": "nothing blocks here",
    "merging.undo_merge": "nothing was merged here",
    "post_merging.undo_post_merge": "nothing was merged here",
    "questions.answer_question": "nothing was asked here",
    "sharing.hide_own": "the facilitator entered it",
    "sharing.unhide_own": "the facilitator entered it",
    "spotlights.stop_reporting": "the tables do not report back any more",
}
"""What even the workshop's own people find nothing to do with in this world; other tests reach it."""
TOLD_APART: dict[str, dict[str, Any]] = {
    "accounts.change_role": {"role": Role.FACILITATOR},
    "accounts.create_account": {"role": Role.FACILITATOR},
    "interests.declare_interest": {"kind": InterestKind.interested, "territory": "Un autre"},
    "perspective.write_perspective_post": {"section": Section.reproduce},
    "workshops.create_workshop": {"place": "Grasse"},
    "library.permits.grant_permit": {"name": PermitName.public_concepts},
    "library.permits.withdraw_permit": {"name": PermitName.public_concepts},
    "studio.differences.differences": {"before": 1, "after": 1},
}
INSTEAD = {
    "facilitators.add_facilitator": {"account_id": "colleague_id"},
    "wall.conceal_wall": {"stage_id": "sharing_id"},
    "wall.reveal_wall": {"stage_id": "sharing_id"},
}
"""What is told under another name of tests/factories/authority.py."""


@cache
def verbs() -> dict[str, Verb]:
    """What pages and routes import of the domain and tell who acts, by its module and name."""
    found: dict[str, Verb] = {}
    for file in (*files(".py", under="pages"), *files(".py", under="web")):
        for line in ast.walk(tree(file)):
            if isinstance(line, ast.ImportFrom) and (line.module or "").startswith("facilitation."):
                module = import_module(str(line.module))
                for name in line.names:
                    verb = getattr(module, name.name)
                    if inspect.isfunction(verb) and "actor" in inspect.signature(verb).parameters:
                        found[f"{verb.__module__.removeprefix('facilitation.')}.{verb.__name__}"] = verb
    return found


VERBS = sorted(set(verbs()) - {"access.prove", "proposing.ask_for_proposal"})


@pytest.fixture(scope="module")
def world(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world, made once: every try is taken back."""
    file = tmp_path_factory.mktemp("world") / "essaim.db"
    file.write_bytes(migrated_sqlite.read_bytes())
    db.session.configure(f"sqlite:///{file}")
    with writing() as session:
        made = make_world(session)
    yield made
    db.session.close()


class TakenBack(Exception):
    """The end of every try."""


def tried(verb: str, actor: Actor, world: World) -> type[Refused] | None:
    """How a verb was refused, told of this world, in somebody's hands; None where it was carried out."""
    function = verbs()[verb]
    told = world.arguments | {"seating": Seating((), ())} | TOLD_APART.get(verb, {})
    told |= {name: told[other] for name, other in INSTEAD.get(verb, {}).items()}
    arguments: dict[str, Any] = {}
    for name, one in inspect.signature(function).parameters.items():
        if name in ("session", "actor") or one.kind is one.VAR_KEYWORD:
            continue
        assert name in told or one.default is not one.empty, (
            f"say in tests/factories/authority.py what {name} is"
        )
        if name in told:
            arguments[name] = told[name]
    try:
        with writing() as session:
            function(session, actor=actor, **arguments)
            raise TakenBack
    except Refused as refusal:
        return type(refusal)
    except TakenBack:
        return None


@pytest.mark.attack("a verb in the hands of somebody from elsewhere, or who was something here once")
@pytest.mark.parametrize("verb", VERBS)
def test_no_stranger_reaches_anything(world: World, verb: str) -> None:
    let_in = {who for who, stranger in world.strangers.items() if tried(verb, stranger, world) not in OUT}
    assert let_in <= allowed(verb, world)


def allowed(verb: str, world: World) -> set[str]:
    """Who may call a verb although they have nothing to do with this workshop."""
    if verb in EVERYBODY:
        return set(world.strangers)
    standing = {who for who in world.strangers if who.startswith(("a facilitator", "a designer"))}
    standing -= {"a facilitator whose account is disabled"}
    if verb in EVERY_ACCOUNT:
        return standing
    return standing - DESIGNERS if verb in EVERY_FACILITATOR else set()


@pytest.mark.parametrize("verb", VERBS)
def test_somebody_of_the_workshop_reaches_it(world: World, verb: str) -> None:
    refusals = {who: tried(verb, actor, world) for who, actor in world.own.items()}
    reached = [who for who, refusal in refusals.items() if refusal not in OUT]
    assert reached or verb in BY_STATE, refusals


def test_every_exception_is_still_a_verb() -> None:
    assert {*EVERY_ACCOUNT, *EVERY_FACILITATOR, *EVERYBODY, *BY_STATE, *TOLD_APART, *INSTEAD} <= set(VERBS)
