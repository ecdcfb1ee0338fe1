"""docs/security.md and the tests that play its lines say the same."""

import ast
import re

import pytest

from tests.house.source import ROOT, files, tree

KINDS = {"pytest.mark.attack", "pytest.mark.promise"}
ROW = re.compile(r"^\| (?P<sentence>[^|]+) \| [^|]+ \| `(?P<file>[^`:]+)::(?P<test>\w+)` \|$", re.MULTILINE)
TABLE = (ROOT / "docs" / "security.md").read_text()


def told() -> set[tuple[str, str, str]]:
    """(sentence, file, test) of every row."""
    return {(row["sentence"].strip(), row["file"], row["test"]) for row in ROW.finditer(TABLE)}


def played() -> set[tuple[str, str, str]]:
    """(sentence, file, test) of every marked test."""
    return {
        (str(mark.args[0].value), str(file.relative_to(ROOT)), test.name)
        for file in files(".py", under="tests")
        for test in ast.walk(tree(file))
        if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef)
        for mark in test.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) in KINDS
        if isinstance(mark.args[0], ast.Constant)
    }


def test_every_marked_test_has_its_line_in_the_security_table() -> None:
    assert sorted(played() - told()) == []


def test_every_line_of_the_security_table_has_its_test() -> None:
    assert sorted(told() - played()) == []


@pytest.mark.parametrize("line", [line for line in TABLE.splitlines() if line.startswith("| ")])
def test_a_line_of_the_security_table_is_read(line: str) -> None:
    assert line == "| attack or promise | protection | test |" or ROW.fullmatch(line)
