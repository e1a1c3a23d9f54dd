"""The parts of the benchmarks that reckon, copy or count; without them the figures mean nothing."""

from __future__ import annotations

import http.client
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from benchmarks import __main__ as whole_bench
from benchmarks.fanout import Drained
from benchmarks.growth import grow
from benchmarks.matching import matched
from benchmarks.parts import Row
from benchmarks.peers import Compared, submissions, table_of
from benchmarks.process import peak_in_fork
from benchmarks.receiver import running_receiver, whole
from benchmarks.street import LEGS, Walk
from watcher.ledger import Ledger
from watcher.ledger.tables import ALERTS, DELIVERIES, EVENTS, FILINGS


def test_a_walk_tells_the_percentiles_of_each_leg() -> None:
    moments = [
        {"published": n, "seen": n + 1.0, "committed": n + 1.5, "received": n + 2.0 + n / 100}
        for n in range(100)
    ]
    done = Walk(filings=100, seconds=20, told=100, copies=100, requests=1, moments=moments, cpu={})
    assert done.rate == 5
    assert done.percentile("published to seen", 0.5) == 1
    assert done.percentile("seen to committed", 0.99) == 0.5
    assert done.percentile("seen to received", 0.5) == pytest.approx(1.5)
    assert done.percentile("seen to received", 0.99) == pytest.approx(1.99)
    assert set(LEGS) == {f"{a} to {b}" for a, b in LEGS.values()}


def test_a_drain_tells_what_two_cores_can() -> None:
    done = Drained(webhooks=10_000, seconds=20, stages={"fork": 1, "deliver": 3}, copies=0)
    assert (done.rate, done.cpu, done.possible) == (500, 4, 500)


def test_a_work_horse_tells_what_it_took_and_not_what_its_neighbours_took() -> None:
    small, large = (peak_in_fork(partial(b"x".__mul__, n)) for n in (1, 80_000_000))
    assert 60 < large - small < 100
    assert peak_in_fork(partial(b"x".__mul__, 1)) == pytest.approx(small, abs=20)


def test_a_work_horse_that_fails_tells_no_peak(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="before it told its peak"):
        peak_in_fork(partial(int, "x"))


def test_a_request_is_whole_with_its_body() -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n"
    assert whole(head[:-1]) is None
    assert whole(head + b"ab") is None
    assert whole(head + b"abc") == whole(head + b"abcPOST") == len(head) + 3
    assert whole(b"GET / HTTP/1.1\r\n\r\n") == 18


def test_the_receiver_counts_at_every_address() -> None:
    with running_receiver(3) as (addresses, count):
        assert len(set(addresses)) == 3
        for address in addresses:
            split = urlsplit(address)
            line = http.client.HTTPConnection(split.hostname or "", split.port, timeout=10)
            for _ in range(2):
                line.request("POST", "/hook", body=b"x" * 5000)
                answer = line.getresponse()
                assert (answer.status, answer.read()) == (204, b"")
            line.close()
        assert count.value == 6


def test_a_doubled_ledger_has_every_row_under_ids_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.growth.LARGEST_MADE", 60)
    ledger = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", migrate=True)
    grow(ledger, 240)
    with ledger._store.read() as connection:
        counts = [
            connection.scalar(select(func.count(func.distinct(column))))
            for column in (FILINGS.c.id, EVENTS.c.dedup_key, ALERTS.c.seq, DELIVERIES.c.alert_id)
        ]
        days = connection.scalar(select(func.count(func.distinct(FILINGS.c.order_at))))
    ledger.close()
    assert counts == [240, 240, 80, 80]
    assert days == 240, "the copies are older"


def test_peers_are_told_beside_what_they_failed() -> None:
    found = {
        "4": [
            Compared(0.002, {"edgartools": 0.02, "datamule": None}),
            Compared(0.004, {"edgartools": 0.02, "datamule": None}),
        ]
    }
    (row,) = zip(*(column.cells for column in table_of(found).columns), strict=True)
    assert row == ("4", "2", "3.0", "20.0: 7.5 x (5.0 - 10.0), failed 0", "-, failed 2")


def test_every_compared_form_has_submissions() -> None:
    found = submissions(1)
    assert {len(bodies) for bodies in found.values()} == {1}
    assert {"4", "8-K"} <= set(found)


def test_a_part_that_fails_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [row.what for row in whole_bench.measured("no such part")] == ["failed"]
    monkeypatch.setattr(whole_bench, "SECONDS", 0.01)
    assert [row.what for row in whole_bench.measured("matching")] == ["gave up"]


def test_all_parts_stand_in_one_table() -> None:
    rows = [Row("a", "1 ms", "2 ms"), Row("b", "3")]
    table = whole_bench.table_of([("reading", rows), ("street", rows[:1])])
    assert table.row_count == 3
    assert [*table.columns[0].cells] == ["reading", "", "street"]


def test_matching_is_measured_on_any_number(tmp_path: Path) -> None:
    done = matched(100, tmp_path)
    assert 0 < done.median <= done.p99
    assert done.peak > 5
