"""What other processes do to a ledger in tests. Run as ``python -m``: command, URL, words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from itertools import count
from pathlib import Path

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import DeliveryId

HOLD = timedelta(seconds=60)


def say(word: object) -> None:
    """One line to the test, at once."""
    print(word, flush=True)


def wait_for_go() -> None:
    """Say that we are ready, then wait for a line, so that all start together."""
    say("ready")
    sys.stdin.readline()


def migrate(url: str) -> None:
    """Create the tables beside others that do the same."""
    import_module("watcher.ledger.migrations")
    wait_for_go()
    Ledger.open(url, migrate=True).close()
    say("done")


def mixed(url: str, worker: str, rounds: str) -> None:
    """Read, then write, as every part of the program does, beside others."""
    ledger = Ledger.open(url)
    wait_for_go()
    for number in range(int(rounds)):
        filing = a_filing(int(worker) * 1000 + number)
        ledger.known([filing.id])
        ledger.record([filing], now=NOW)
        ledger.count("written", {})
        for leased in ledger.lease_filings(now=NOW, limit=3, hold=HOLD):
            if ledger.claim_filing(leased, now=NOW, hold=HOLD):
                ledger.commit(leased, outcome=ReadOutcome(state="read"), now=NOW)
                ledger.count("read", {})
    ledger.close()
    say("done")


def write_until_killed(url: str) -> None:
    """Commit filing after filing with an alert each; say the id when it is acknowledged."""
    ledger = Ledger.open(url)
    for number in count(1):
        filing, event = a_filing(number), an_event(number, dedup_key=f"fact-{number}")
        alert = an_alert(filing.id, event)
        outcome = ReadOutcome(
            state="read", events=(event,), alerts=(alert,), deliveries=(a_delivery(alert),)
        )
        ledger.record([filing], now=NOW)
        ledger.commit(filing.id, outcome=outcome, now=NOW)
        say(filing.id)


def claim_and_hang(url: str, filing_id: str) -> None:
    """Claim a filing and never finish."""
    ledger = Ledger.open(url)
    claim = ledger.claim_filing(a_filing(int(filing_id)).id, now=NOW, hold=HOLD)
    say(claim.attempt if claim else "refused")
    sys.stdin.readline()


def send_and_hang(url: str, delivery_id: str) -> None:
    """Claim a delivery with all that goes with it and never settle it."""
    ledger = Ledger.open(url)
    claim = ledger.claim_delivery(DeliveryId(delivery_id), now=NOW, hold=HOLD)
    say(1 + len(claim.rest) if claim else "refused")
    sys.stdin.readline()


def fork(url: str) -> None:
    """Write before a fork, then in parent and child at once, as an RQ worker may."""
    ledger = Ledger.open(url)
    ledger.record([a_filing(0)], now=NOW)
    inherited = open_files()
    child = os.fork()
    mine = range(1, 40) if child else range(101, 140)
    if child == 0 and open_files() >= inherited:
        os._exit(2)
    for number in mine:
        ledger.record([a_filing(number)], now=NOW)
    if child == 0:
        sys.exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ledger.record([a_filing(999)], now=NOW)
    say(f"child {status}, {len(ledger.filings(limit=999))} filings")
    ledger.close()


def open_files() -> int:
    """How many file descriptors this process has."""
    return sum(1 for _ in Path("/dev/fd").iterdir())


COMMANDS: dict[str, Callable[..., None]] = {
    work.__name__: work
    for work in (migrate, mixed, write_until_killed, claim_and_hang, send_and_hang, fork)
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
