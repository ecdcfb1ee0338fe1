"""The published schema of the document, and whether a document keeps to it."""

import json
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

FORMAT = "essaim-workshop"
VERSION = 1
SCHEMA = Path(__file__).with_name("schemas") / f"workshop-{VERSION}.json"


def fault_of(document: Any) -> str | None:
    """Where a document does not keep to the schema: the first place of it; None where it does."""
    for error in _validator().iter_errors(document):
        return str(error.json_path)
    return None


@cache
def _validator() -> Draft202012Validator:
    moments = FormatChecker(formats=())
    moments.checks("date", raises=ValueError)(_is(date))
    moments.checks("time", raises=ValueError)(_is(time))
    moments.checks("date-time", raises=ValueError)(_is(datetime))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=moments)


def _is(kind: type[date] | type[time] | type[datetime]) -> Any:
    return lambda value: not isinstance(value, str) or kind.fromisoformat(value) is not None
