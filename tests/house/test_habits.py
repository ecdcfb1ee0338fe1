"""Habits that no tool checks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, calls, files, place, tree

NAMES_THAT_SAY_NOTHING = {
    "util",
    "utils",
    "helper",
    "helpers",
    "manager",
    "service",
    "services",
    "common",
    "misc",
}
LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
SKIPS = {"pytest.skip", "pytest.xfail", "pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}
THE_TWO_DOORS = {"db.session", "db.changes"}
HEALTH = {"db.health"}


def test_names_of_files_say_what_is_in_them() -> None:
    named = {
        file: {*file.relative_to(ROOT).parent.parts, *file.stem.split("_")}
        for file in files(".py", ".js", ".css")
    }
    assert [str(file) for file, words in named.items() if words & NAMES_THAT_SAY_NOTHING] == []


def test_nothing_is_left_for_later() -> None:
    assert [
        place(file, number)
        for file in files(".py", ".js", ".css", ".toml", ".md")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if LATER.search(line)
    ] == []


def test_tests_wait_for_facts_and_never_sleep() -> None:
    assert [
        place(file, call.lineno)
        for file in files(".py", under="tests")
        for call in calls(file)
        if ast.unparse(call.func) in {"time.sleep", "sleep"}
    ] == []


def test_no_test_is_skipped_and_nothing_of_ours_is_mocked() -> None:
    assert [
        place(file, node.lineno)
        for file in files(".py", under="tests")
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in SKIPS)
        or (isinstance(node, ast.ImportFrom) and node.module == "unittest.mock")
    ] == []


def test_pages_and_routes_take_only_the_two_doors_from_the_database() -> None:
    assert [
        place(file, node.lineno)
        for file in (*files(".py", under="pages"), *files(".py", under="web"))
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and taken(node) - THE_TWO_DOORS - HEALTH
    ] == []


def taken(line: ast.ImportFrom) -> set[str]:
    """The modules of db/ that an import takes."""
    if line.module == "db":
        return {f"db.{name.name}" for name in line.names}
    return {line.module} if line.module and line.module.startswith("db.") else set()


def test_the_domain_refuses_with_a_class_and_holds_no_sentence() -> None:
    assert [
        place(file, node.lineno)
        for file in files(".py", under="facilitation")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Raise) and any(" " in words for words in told(node))
    ] == []


def told(refusal: ast.Raise) -> Iterator[str]:
    """The words that an exception of ours is raised with; Python's own speak to programmers."""
    made = refusal.exc
    if isinstance(made, ast.Call) and not ast.unparse(made.func).endswith("Error"):
        yield from (str(word.value) for word in made.args if isinstance(word, ast.Constant))


def test_no_exception_is_swallowed_unseen() -> None:
    assert [
        place(file, node.lineno)
        for file in files(".py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler) and isinstance(node.body[0], ast.Pass) and is_broad(node)
    ] == []


def is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}


def test_half_of_the_files_are_small_and_few_are_large() -> None:
    code = [file for file in files(".py") if not {"versions", "tests"} & set(file.parts)]
    lengths = sorted(map(length, code))
    assert lengths[len(lengths) // 2] <= 100
    assert sum(lines > 250 for lines in lengths) <= len(lengths) // 10


def length(file: Path) -> int:
    return len(file.read_text().splitlines())


TELLS_HOURS = {
    "astimezone", "strftime", "fromtimestamp", "ZoneInfo", "format_time", "format_datetime",
}  # fmt: skip
MAY_TELL_HOURS = {
    "hours.py",  # what the clock on the wall shows: nothing else knows zones
    "pages/ui/words.py",  # written for a screen
    "facilitation/exports/words.py",  # written in a file
    "facilitation/exports/tables.py",  # with how far it is from universal time, for spreadsheets
    "facilitation/archive/source.py",  # universal time, for programs
    "db/base.py",  # universal time, for the database
    "db/backup.py",  # in the name of a file
}
IN_A_BROWSER = re.compile(r"toLocale(Time|Date)?String|DateTimeFormat|\bget(Hours|Minutes|Date|Day)\b")


def test_hours_are_told_by_one_function_and_never_by_the_clock_of_a_machine() -> None:
    assert [
        place(file, call.lineno)
        for folder in ("pages", "web", "facilitation", "db")
        for file in files(".py", under=folder)
        for call in calls(file)
        if ast.unparse(call.func).rpartition(".")[2] in TELLS_HOURS
        and str(file.relative_to(ROOT)) not in MAY_TELL_HOURS
    ] == []
    assert [
        place(file, number)
        for file in files(".js", under="pages")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if IN_A_BROWSER.search(line)
    ] == []
