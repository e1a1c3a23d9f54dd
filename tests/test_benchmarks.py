"""The arithmetic of the reading benchmark, and that its floor reads every kind of document."""

from __future__ import annotations

import pytest

from benchmarks.process import own_peak
from benchmarks.reading import Timed, over_recordings, p95
from benchmarks.reading_tables import corpus_table


def test_a_percentile_is_a_measured_value() -> None:
    assert p95([*range(100)]) == 95
    assert p95([3.0]) == 3.0


def test_small_documents_count_as_twenty_kilobytes() -> None:
    assert Timed(ours=0.002, bare=0.001, size=500).per_100_kb == pytest.approx(10)
    assert Timed(ours=0.002, bare=0.001, size=400_000).per_100_kb == pytest.approx(0.5)


def test_a_kind_with_few_documents_is_not_shown() -> None:
    timed = [Timed(ours=0.002, bare=0.001, size=20_000)]
    assert corpus_table({"8-K": timed * 5, "25": timed * 4}).row_count == 1


def test_every_recording_is_read_on_both_sides() -> None:
    found = over_recordings(rounds=1)
    assert {"HKEX PDF", "Form 4", "8-K"} <= {*found} | {k.removeprefix("Form ") for k in found}
    assert all(t.ours > 0 and t.bare > 0 for timed in found.values() for t in timed)


def test_a_process_knows_its_own_peak() -> None:
    assert 5 < own_peak() < 100_000
