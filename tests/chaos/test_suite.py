"""The suite itself: what it plays is read as it expects, and its verdict sees every breach."""

import errno
import os
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from standardwebhooks import Webhook

from tests.chaos.crowd import crowd
from tests.chaos.harms import HARMS, forbid_files
from tests.chaos.report import PAGE, page, runs
from tests.chaos.run import rounds
from tests.chaos.subscriber import Mood, Subscriber
from tests.chaos.verdict import Hurt, judge, percentile, recoveries
from tests.chaos.village import busiest
from tests.chaos.wire import Weather, Wire
from tests.support.http import Answer, HttpServer, Request
from tests.support.needs import lacking
from tests.support.records import NOW, a_filing
from watcher.demo.receivers import WEBHOOK_SECRET
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import FilingId
from watcher.settings import config_dir
from workers.parse import Reader, inputs_of, parse_paths

ONE = "0009991234-26-000001"
TWO = "0009991234-26-000002"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


def read(ledger: Ledger, number: str) -> None:
    filing = replace(a_filing(), id=FilingId(f"sec:{number}"))
    ledger.record([filing], now=NOW)
    ledger.commit(filing.id, outcome=ReadOutcome(state="read"), now=NOW)


def message(number: str, message_id: str, *, extra: str = "") -> Request:
    body = f'{{"data": {{"filing": {{"id": "sec:{number}"}}, "x": "{extra}"}}}}'
    now = datetime.now(UTC)
    headers = {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(WEBHOOK_SECRET).sign(message_id, now, body),
        "content-length": str(len(body)),
    }
    return Request("POST", "/webhook", headers, body.encode())  # type: ignore[arg-type]


def test_every_invented_filing_is_read_as_the_suite_expects(tmp_path: Path) -> None:
    played = crowd(tmp_path, 150, 5.0, seed=3)
    inputs = inputs_of([str(each.path) for each in played.recordings[1:]], None)
    rows = list(parse_paths(inputs, Reader.of(config_dir())))
    told = {
        Path(row["input"]).stem
        for row in rows
        if any(event["severity"] != "info" for event in row["events"])
    }
    assert told == played.told
    assert len(rows) == 150


def test_the_same_seed_plays_the_same_filings(tmp_path: Path) -> None:
    first, again = (crowd(tmp_path / name, 20, 5.0, seed=3) for name in "ab")
    assert [r.body() for r in first.recordings] == [r.body() for r in again.recordings]
    assert len({r.number for r in first.recordings}) == 21


def test_a_filing_that_nobody_recorded_or_told_is_lost(ledger: Ledger) -> None:
    read(ledger, ONE)
    verdict = judge([ONE, TWO], frozenset({ONE}), ledger, Subscriber(WEBHOOK_SECRET))
    assert (verdict.unseen, verdict.untold, verdict.lost) == ((TWO,), (ONE,), 2)
    assert not verdict.holds


def test_exact_copies_under_one_id_are_repeats_and_no_harm(ledger: Ledger) -> None:
    read(ledger, ONE)
    subscriber = Subscriber(WEBHOOK_SECRET)
    for _ in range(3):
        assert subscriber.answer(message(ONE, "m1")).status == 204
    verdict = judge([ONE], frozenset({ONE}), ledger, subscriber)
    assert verdict.holds
    assert verdict.repeats == 2


def test_two_ids_or_two_bodies_for_one_filing_are_wrong(ledger: Ledger) -> None:
    read(ledger, ONE)
    subscriber = Subscriber(WEBHOOK_SECRET)
    for request in (message(ONE, "m1"), message(ONE, "m2"), message(ONE, "m1", extra="other")):
        subscriber.answer(request)
    verdict = judge([ONE], frozenset({ONE}), ledger, subscriber)
    assert (verdict.doubled, verdict.unstable) == ((ONE,), ("m1",))
    assert not verdict.holds


@pytest.mark.parametrize("mood", [Mood.FAILS, Mood.BUSY])
def test_what_a_subscriber_refused_it_does_not_have(ledger: Ledger, mood: Mood) -> None:
    read(ledger, ONE)
    subscriber = Subscriber(WEBHOOK_SECRET, mood)
    assert subscriber.answer(message(ONE, "m1")).status >= 400
    assert judge([ONE], frozenset({ONE}), ledger, subscriber).untold == (ONE,)


def test_a_forged_message_is_seen() -> None:
    subscriber = Subscriber(WEBHOOK_SECRET)
    genuine = message(ONE, "m1")
    forged = replace(genuine, body=genuine.body.replace(b"sec", b"SEC"))
    assert subscriber.answer(forged).status == 401
    assert len(subscriber.forged) == 1


def test_recovery_counts_from_the_end_of_the_harm() -> None:
    subscriber, start = Subscriber(WEBHOOK_SECRET), datetime(2026, 3, 25, tzinfo=UTC)
    published = {ONE: start, TWO: start + timedelta(seconds=20)}
    for number, after in ((ONE, 31), (TWO, 25)):
        subscriber.told[number].accepted_at = start.timestamp() + after
    hurt = Hurt("x", start.timestamp(), start.timestamp() + 10)
    (found,) = recoveries([hurt], published, subscriber)
    assert (found.again, found.behind) == (15, 21)


def test_a_harm_after_the_last_filing_has_no_later_one_to_tell() -> None:
    (found,) = recoveries([Hurt("x", 1, 2)], {}, Subscriber(WEBHOOK_SECRET))
    assert (found.again, found.behind) == (None, 0.0)


def test_percentiles_are_nearest_rank() -> None:
    assert [percentile(range(1, 21), rank) for rank in (50, 95, 100)] == [10, 19, 20]
    assert percentile([], 95) == 0


def test_the_busiest_second_slides() -> None:
    assert busiest([0.0, 0.6, 0.9, 1.1, 1.5, 3.0]) == (4, 0.6)
    assert busiest([]) == (0, 0.0)


def test_every_harm_comes_once_before_any_comes_again() -> None:
    following = rounds(HARMS, Random(1))
    assert {following().name for _ in HARMS} == {harm.name for harm in HARMS}


def test_a_wire_relays_until_it_is_cut(http_server: HttpServer) -> None:
    http_server.answer = lambda _: Answer(body=b"hello")
    with Wire(("127.0.0.1", http_server.port)) as wire:
        assert asked(wire.port).endswith(b"hello")
        wire.turn(Weather.CUT)
        assert asked(wire.port) == b""
        wire.turn(Weather.FINE)
        assert asked(wire.port).endswith(b"hello")


def test_a_stalled_wire_holds_what_it_got_until_it_is_fine(http_server: HttpServer) -> None:
    http_server.answer = lambda _: Answer(body=b"hello")
    answers: list[bytes] = []
    with Wire(("127.0.0.1", http_server.port)) as wire:
        wire.turn(Weather.STALLED)
        asking = threading.Thread(target=lambda: answers.append(asked(wire.port)))
        asking.start()
        asking.join(timeout=0.3)
        assert http_server.requests == []
        wire.turn(Weather.FINE)
        asking.join(timeout=30)
    assert answers[0].endswith(b"hello")


def asked(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        parts = []
        try:
            while data := client.recv(4096):
                parts.append(data)
        except ConnectionError:
            return b""
    return b"".join(parts)


def test_the_page_says_what_the_runs_on_record_gave() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(runs())


@pytest.fixture
def limits() -> None:
    """What limits other processes."""
    if not hasattr(resource, "prlimit"):
        lacking("prlimit", "only Linux has it")


def test_without_a_small_disk_no_file_may_grow_until_it_is_healed(
    limits: None, tmp_path: Path
) -> None:
    script = (
        "import sys, pathlib\n"
        "for line in sys.stdin:\n"
        "    try: print(pathlib.Path(sys.argv[1]).write_text('x'), flush=True)\n"
        "    except OSError as error: print(error.strerror, flush=True)\n"
    )
    argv = [sys.executable, "-c", script, str(tmp_path / "file")]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:

        def asked_to_write() -> str:
            assert child.stdin
            assert child.stdout
            child.stdin.write("go\n")
            child.stdin.flush()
            return child.stdout.readline().strip()

        assert asked_to_write() == "1"
        heal = forbid_files(lambda: [child.pid])
        assert asked_to_write() == os.strerror(errno.EFBIG)
        heal()
        assert asked_to_write() == "1"
