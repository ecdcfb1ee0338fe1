"""Hours do not depend on the machine: zones are those of a package that is pinned."""

import zoneinfo
from datetime import UTC, datetime

import pytest

from hours import OFFERED, local, zone_names

NEW_YEAR = datetime(2026, 1, 1, 1, 30, tzinfo=UTC)


def test_no_file_of_the_machine_says_what_time_it_is() -> None:
    assert zoneinfo.TZPATH == ()


def test_the_zones_of_french_local_authorities_come_first_and_the_others_follow() -> None:
    names = zone_names()
    assert names[: len(OFFERED)] == tuple(OFFERED)
    assert {"America/Guadeloupe", "Europe/Brussels"} < set(names[len(OFFERED) :])
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Europe/Paris", "2026-01-01 02:30"),
        ("Indian/Reunion", "2026-01-01 05:30"),
        ("America/Martinique", "2025-12-31 21:30"),
        ("America/Cayenne", "2025-12-31 22:30"),
        ("Pacific/Noumea", "2026-01-01 12:30"),
        ("Pacific/Marquesas", "2025-12-31 16:00"),
    ],
)
def test_a_moment_is_told_by_the_clock_and_the_calendar_of_its_place(name: str, shown: str) -> None:
    assert f"{local(NEW_YEAR, name):%Y-%m-%d %H:%M}" == shown
