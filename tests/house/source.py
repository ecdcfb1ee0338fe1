"""The project's own source, for tests that hold it to the rules of the house."""

import ast
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_AWAY = {
    ".venv",
    ".git",
    "data",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "node_modules",
}


@lru_cache
def files(*suffixes: str, under: str = "") -> tuple[Path, ...]:
    """Every file of the project with one of these suffixes, in the folder `under`, in order."""
    found = []
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = sorted(set(folders) - _AWAY)
        found += [Path(folder, name) for name in sorted(names) if Path(name).suffix in suffixes]
    return tuple(found)


@lru_cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(file.read_text(), str(file))


def calls(file: Path) -> Iterator[ast.Call]:
    """Every call in a Python file."""
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.Call))


def place(file: Path, line: int) -> str:
    """Where to look, as an editor writes it."""
    return f"{file.relative_to(ROOT)}:{line}"
