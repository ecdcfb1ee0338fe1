"""The published schema is one that any validator accepts an archive of ours by, formats checked."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from db.session import writing
from facilitation.archive.schema import SCHEMA, fault_of
from facilitation.archive.telling import tell
from tests.factories.workshops import make_workshop


@pytest.mark.usefixtures("rules")
def test_an_archive_of_ours_keeps_to_the_schema_where_formats_are_held_strictly() -> None:
    strict = FormatChecker(formats=())
    strict.checks("time")(_is_time_of_rfc_3339)
    with writing() as session:
        document = tell(session, make_workshop(session)).document
    rules = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=strict)
    assert [error.message for error in rules.iter_errors(document)] == []
    assert fault_of(document) is None
    document["workshop"]["starts"] = "24:00"
    assert fault_of(document) == "$.workshop.starts"


def _is_time_of_rfc_3339(value: object) -> bool:
    """A full time has seconds and an offset (RFC 3339, 5.6)."""
    return not isinstance(value, str) or value.endswith(("Z", "+00:00"))
