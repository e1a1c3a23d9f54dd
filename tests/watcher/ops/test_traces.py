"""What a whole run tells Sentry: one trace of a filing, one event of a killed work-horse."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.folders import short_folder
from tests.support.http import HttpServer
from tests.support.ingest import dsn_of, items, parts
from tests.support.street import notices, street
from tests.support.wait import wait_for
from watcher.replay import Fault, FaultKind


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder("traces") as made:
        (made / "documents").mkdir()
        yield made


def reporting(server: HttpServer) -> dict[str, str]:
    return {
        "WATCHER_SENTRY__DSN": dsn_of(server),
        "WATCHER_SENTRY__TRACES_SAMPLE_RATE": "1.0",
        "WATCHER_SENTRY__ENVIRONMENT": "rehearsal",
    }


def test_a_filing_is_one_trace_from_poll_to_delivery(folder: Path, http_server: HttpServer) -> None:
    recordings = notices(folder / "documents", 1)
    with street(folder, recordings, **reporting(http_server)) as running:
        running.settled(1)
        wait_for(lambda: parts(http_server, "deliver"), what="the delivery's part", seconds=60)
        # a poll is told when its transaction ends, which a busy machine may do last
        wait_for(lambda: len(parts(http_server, "poll")) >= 2, what="the polls", seconds=60)
    (delivered,) = parts(http_server, "deliver")
    filing = f"sec:{recordings[1].number}"
    (read,) = [r for r in parts(http_server, "read") if r["tags"]["filing_id"] == filing]
    polls = {p["contexts"]["trace"]["span_id"]: p for p in parts(http_server, "poll")}
    assert delivered["contexts"]["trace"]["parent_span_id"] == read["contexts"]["trace"]["span_id"]
    poll = polls[read["contexts"]["trace"]["parent_span_id"]]
    traces = {part["contexts"]["trace"]["trace_id"] for part in (delivered, read, poll)}
    assert len(traces) == 1
    components = [part["tags"]["component"] for part in (poll, read, delivered)]
    assert components == ["scheduler", "worker-filings", "worker-deliveries"]
    assert {part["environment"] for part in (poll, read, delivered)} == {"rehearsal"}
    assert delivered["release"].startswith("filing-watcher@")
    check_ins = items(http_server, "check_in")
    assert {(c["monitor_slug"], c["status"]) for c in check_ins} == {("poll-edgar", "ok")}
    assert items(http_server, "event") == []


def test_a_killed_work_horse_is_one_event(folder: Path, http_server: HttpServer) -> None:
    recordings = notices(folder / "documents", 1)
    with street(folder, recordings, **reporting(http_server)) as running:
        running.venue.faults.add(
            Fault(kind=FaultKind.LATENCY, path="/Archives/", times=1, amount=3)
        )

        def at_work() -> list[int]:
            begun = any(row.attempts for row in running.ledger.filings(state="new"))
            return running.horses("worker-filings-1") if begun else []

        horse = wait_for(at_work, what="a work-horse at work", seconds=60)[0]
        os.kill(horse, signal.SIGKILL)
        running.settled(1)
    (killed,) = items(http_server, "event")
    assert "SIGKILL" in killed["exception"]["values"][0]["value"]
    assert killed["tags"]["row"].startswith("sec:")
    assert killed["tags"]["component"] == "worker-filings"
