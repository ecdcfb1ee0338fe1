"""Names stand in one French order on both databases: no words are sorted by a database or by case."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import calls, files, place

KEEPS_THE_KEY = "db/spelling.py"
NAMES = set("name title territory theme tag target holder username label".split())
"""Columns and attributes that hold words."""
SEVERAL = set("names titles territories themes tags targets holders labels words people initiatives".split())
BY_CASE = set("casefold lower upper folded".split())


def sources() -> list[Path]:
    return [
        file
        for folder in ("db", "facilitation", "pages", "web")
        for file in files(".py", under=folder)
        if "migrations" not in file.parts and place(file, 0).split(":")[0] != KEEPS_THE_KEY
    ]


def named(expression: ast.AST) -> Iterator[str]:
    """Every name and attribute in an expression."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def sorted_by_the_database(call: ast.Call) -> bool:
    """An order_by over words, or over their lower case: SQLite and PostgreSQL have orders of their own."""
    if called(call) != "order_by":
        return False
    return any(
        isinstance(one, ast.Attribute) and one.attr in NAMES | {"lower"}
        for argument in call.args
        for one in ast.walk(argument)
    )


def sorted_by_code_points(call: ast.Call) -> bool:
    """sorted() or .sort() over what is called names, or with a key that is words or their lower case."""
    if called(call) not in ("sorted", "sort"):
        return False
    key = next((word.value for word in call.keywords if word.arg == "key"), None)
    if key is not None:
        said = set(named(key))
        return bool(said & BY_CASE) or (bool(said & NAMES) and not said & {"french_order", "index", "len"})
    return any(
        (
            isinstance(one, ast.Name | ast.Attribute)
            and (getattr(one, "id", "") or getattr(one, "attr", "")) in SEVERAL
        )
        or (isinstance(one, ast.Attribute) and one.attr in NAMES)
        for argument in call.args[:1]
        for one in (argument, *(_results(argument)))
    )


def _results(argument: ast.AST) -> Iterator[ast.AST]:
    """What a comprehension, a set() or a union of sets gives out."""
    for node in ast.walk(argument):
        if isinstance(node, ast.SetComp | ast.ListComp | ast.GeneratorExp):
            yield node.elt
    if isinstance(argument, ast.Call):
        yield from argument.args
    if isinstance(argument, ast.BinOp):
        yield from (argument.left, argument.right)


@pytest.mark.parametrize("found", [sorted_by_the_database, sorted_by_code_points])
def test_no_words_are_sorted_but_by_the_one_key(found: object) -> None:
    assert callable(found)
    assert [place(file, call.lineno) for file in sources() for call in calls(file) if found(call)] == []


@pytest.mark.parametrize(
    "code",
    [
        "select(Person).order_by(func.lower(Person.name), Person.id)",
        "found.order_by(Territory.name)",
        "sorted(names)",
        "sorted({post.target for post in mine} | set(verdicts))",
        "sorted(set(territories))",
        "people.sort(key=lambda one: one.name)",
        "sorted(found, key=str.casefold)",
        "sorted(found, key=lambda one: folded(one[1]))",
    ],
)
def test_what_would_be_found(code: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert sorted_by_the_database(call) or sorted_by_code_points(call)
