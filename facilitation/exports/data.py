"""The report as JSON: the names of the code, for programs that read it."""

import json
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from typing import Any

from facilitation.counts import Count, Shown
from facilitation.report import Report, ReportInitiative
from hours import local

VERSION = 2


def data(report: Report) -> bytes:
    """The whole report; `version` grows whenever a name in it means something else.

    A count of a vote is a number or "withheld"; null where there is none.
    """
    told = {"format": "essaim-report", "version": VERSION, **asdict(report)}
    told["initiatives"] = [_initiative(entry) for entry in report.initiatives]
    return json.dumps(told, ensure_ascii=False, indent=1, default=partial(_moment, report)).encode()


def _moment(report: Report, value: date) -> str:
    """A day, or a moment with the hour of the workshop and how far that is from universal time."""
    return (local(value, report.time_zone) if isinstance(value, datetime) else value).isoformat()


def _initiative(entry: ReportInitiative) -> dict[str, Any]:
    return asdict(entry) | {
        "territories": _said(entry.territories) if entry.territories else None,
        "by_role": {role: _said(count) for role, count in entry.by_role.items()},
        "by_territory": [
            {"territory": name, "supporters": _said(count)} for name, count in entry.by_territory.items()
        ],
    }


def _said(count: Count) -> int | str:
    return count.count if isinstance(count, Shown) else "withheld"
