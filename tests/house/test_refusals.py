"""Whatever the domain refuses, a person reads a sentence about it."""

import ast
import inspect

from facilitation import errors
from tests.house.source import ROOT, tree

REFUSALS = ROOT / "pages" / "ui" / "refusals.py"


def told() -> set[str]:
    """The classes with a sentence in pages/ui/refusals.py: matched, or in its table of plain ones."""
    matched = {
        node.cls.attr
        for node in ast.walk(tree(REFUSALS))
        if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Attribute)
    }
    plain = {
        key.attr
        for node in ast.walk(tree(REFUSALS))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Attribute)
    }
    return matched | plain


def test_every_refusal_has_a_sentence() -> None:
    refusals = {
        name
        for name, thing in inspect.getmembers(errors, inspect.isclass)
        if issubclass(thing, errors.Refused) and thing is not errors.Refused
    }
    assert refusals - told() == set()


def test_no_sentence_is_kept_for_a_refusal_that_is_gone() -> None:
    assert {name for name in told() if not hasattr(errors, name)} == set()
