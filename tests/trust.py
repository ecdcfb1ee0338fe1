"""What `make trust` prints at its end: attacks tried and refused, promises checked.

A test that plays an attack carries `@pytest.mark.attack("...")`, one that holds a promise
`@pytest.mark.promise("...")`; the sentence is the one of docs/security.md.
"""

from collections import defaultdict
from collections.abc import Mapping

import pytest

KINDS = {"attack": "refused", "promise": "kept"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every report of such a test carry its sentence, wherever the test runs."""
    for item in items:
        for kind in KINDS:
            for mark in item.iter_markers(kind):
                item.user_properties.append((kind, mark.args[0]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table, a line a sentence, with how many tests tried it."""
    tried = _tried(terminalreporter)
    for kind, outcome in KINDS.items():
        if not tried[kind]:
            continue
        held = sum(all(results) for results in tried[kind].values())
        terminalreporter.section(f"{kind}s: {len(tried[kind])} tried, {held} {outcome}")
        for sentence, results in sorted(tried[kind].items()):
            word = outcome if all(results) else f"NOT {outcome}"
            terminalreporter.write_line(f"{word:12} {len(results):4} x  {sentence}")


def _tried(reporter: pytest.TerminalReporter) -> Mapping[str, Mapping[str, list[bool]]]:
    tried: dict[str, defaultdict[str, list[bool]]] = {kind: defaultdict(list) for kind in KINDS}
    for passed in (True, False):
        for report in reporter.stats.get("passed" if passed else "failed", ()):
            for kind, sentence in report.user_properties:
                if kind in KINDS and report.when == "call":
                    tried[kind][sentence].append(passed)
    return tried
