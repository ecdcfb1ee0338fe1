"""The report as JSON: the names of the code, for programs that read it."""

import json
from dataclasses import asdict
from datetime import date

from facilitation.report import Report

VERSION = 1


def data(report: Report) -> bytes:
    """The whole report; `version` grows whenever a name in it means something else."""
    told = {"format": "essaim-report", "version": VERSION, **asdict(report)}
    return json.dumps(told, ensure_ascii=False, indent=1, default=date.isoformat).encode()
