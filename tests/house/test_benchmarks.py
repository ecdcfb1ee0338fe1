"""The arithmetic of the benchmark, its targets, and what its README says of them."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.atelier import Timings
from benchmarks.live import _canvas_figures, _figures
from benchmarks.measure import Deliveries, at_random_moments, p50_ms, p95_ms, percentile
from benchmarks.targets import TARGETS
from benchmarks.wire import _frame_at, _header

README = (Path(__file__).parents[2] / "benchmarks" / "README.md").read_text()


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert [percentile([4.0, 1.0, 3.0, 2.0], share) for share in (0.25, 0.5, 0.95)] == [1.0, 2.0, 4.0]
    assert (p50_ms([0.0101, 0.0204, 0.0308]), p95_ms([0.0101, 0.0204, 0.0308])) == (20.4, 30.8)


def test_a_delivery_counts_when_its_last_receiver_has_it() -> None:
    deliveries = Deliveries()
    deliveries.expect(b"one", {1, 2})

    deliveries.seen(1, b"...one...", 10.0)
    assert (deliveries.delays, deliveries.undelivered) == ([], 1)

    deliveries.seen(2, b"...other...", 11.0)
    deliveries.seen(2, b"...one...", 12.0)
    assert (len(deliveries.delays), deliveries.undelivered) == (1, 0)


def test_nobody_waits_for_the_answer_to_somebody_else() -> None:
    async def both() -> list[float]:
        met = asyncio.Barrier(2)

        async def click() -> float:
            await asyncio.wait_for(met.wait(), 5)
            return 1.0

        return await at_random_moments([click, click], 0.01)

    assert asyncio.run(both()) == [1.0, 1.0]


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536])
def test_a_frame_is_read_whole_or_not_at_all(length: int) -> None:
    payload = b"x" * length
    masked = _header(0x2, length)
    header = bytes((masked[0], masked[1] & 0x7F)) + masked[2:-4]
    frame = bytearray(header + payload)

    assert _frame_at(frame, 0) == (0x82, len(header), len(frame))
    assert _frame_at(frame[:-1], 0) is None


def test_every_figure_and_every_target_is_explained() -> None:
    timings = Timings(own=[0.1], others=[0.1], projector=[0.1], stage=[0.1])
    names = {
        "atelier": set(_figures(20, timings, 0, [0.1])),
        "canvas": set(_canvas_figures(20, timings, 0)),
    }

    assert [name for name in names["atelier"] | names["canvas"] if f"`{name}`" not in README] == []
    assert {(scenario, name) for scenario, name, _ in TARGETS if name not in names[scenario]} == set()


def test_a_target_is_a_bound_from_above_but_for_joins() -> None:
    assert TARGETS["atelier", "rss_mb", 20].reached(200)
    assert not TARGETS["atelier", "rss_mb", 20].reached(201)
    assert TARGETS["atelier", "joins_per_s", 200].reached(60)
    assert not TARGETS["atelier", "joins_per_s", 200].reached(59)
