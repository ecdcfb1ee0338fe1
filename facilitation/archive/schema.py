"""The published schema of the document, and whether a document keeps to it."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

FORMAT = "essaim-workshop"
VERSION = 1
SCHEMA = Path(__file__).with_name("schemas") / f"workshop-{VERSION}.json"


Told = dict[str, Any]
"""A part of the document."""
YEARS = range(1970, 2201)
SWEEPING = ("properties", "items", "anyOf", "uniqueItems")
"""What looks at everything inside, and so comes last."""


def overfull(document: Told) -> str | None:
    """Where a list holds more than it may, before anything is looked at in it; None where none does."""
    for name, rule in _schema()["properties"].items():
        held = document.get(name)
        if isinstance(held, list) and len(held) > rule.get("maxItems", len(held)):
            return f"$.{name}"
    return None


def fault_of(document: Any) -> str | None:
    """Where a document does not keep to the schema: the first place of it; None where it does."""
    for error in _validator().iter_errors(document):
        return str(error.json_path)
    return None


@cache
def _validator() -> Draft202012Validator:
    moments = FormatChecker(formats=())
    moments.checks("date", raises=ValueError)(_is(date))
    moments.checks("date-time", raises=ValueError)(_is(datetime))
    return Draft202012Validator(_schema(), format_checker=moments)


@cache
def _schema() -> Any:
    return _sweeping_last(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _sweeping_last(rule: Any) -> Any:
    """The same, in an order in which what is quickly seen is seen first."""
    if isinstance(rule, list):
        return [_sweeping_last(one) for one in rule]
    if not isinstance(rule, dict):
        return rule
    return {name: _sweeping_last(rule[name]) for name in sorted(rule, key=_is_sweeping)}


def _is_sweeping(name: str) -> bool:
    return name in SWEEPING


def _is(kind: type[date] | type[datetime]) -> Any:
    return lambda value: not isinstance(value, str) or _is_near(kind.fromisoformat(value))


def _is_near(moment: date | datetime) -> bool:
    """Whether it can be counted with: at the ends of the calendar no time zone fits any more."""
    return moment.year in YEARS
