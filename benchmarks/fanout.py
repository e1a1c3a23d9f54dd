"""One filing that very many webhooks hear of: how fast its messages go out.

    python -m benchmarks.fanout [--webhooks 10000] [--database sqlite]

All are due at the start; one worker of deliveries drains them to a receiver on loopback in
the benchmark's own process. CPU is that of the worker, its work-horses and the scheduler.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator

from rich.console import Console
from sqlalchemy import insert

from benchmarks.host import Host, host
from tests.support.folders import short_folder
from tests.support.records import a_filing, an_alert, an_event
from tests.support.wait import wait_for
from watcher.ledger.rows import ReadOutcome
from watcher.ledger.tables import DELIVERIES
from watcher.model import DeliveryState, FilingId
from watcher.ops.clock import utc_now


def main() -> None:
    """Measure and print one line."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--webhooks", type=int, default=10_000)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # unwinds, which ends what was started
    with (
        short_folder("fan") as folder,
        host(folder, filings=0, rate=1, database=given.database, hooks=given.webhooks) as street,
    ):
        before, started = street.cpu(), time.time()
        _tell(street, given.webhooks)
        told = f"{given.webhooks} messages"
        wait_for(lambda: street.noted.copies >= given.webhooks, seconds=900, what=told)
        seconds = time.time() - started
        spent = {name: now - before[name] for name, now in street.cpu().items()}
        cpu = sum(one.own + one.ended for one in spent.values()) * 1000 / given.webhooks
    Console().print(
        f"{told}, {given.database}: {given.webhooks / seconds:.0f}/s in {seconds:.0f} s; "
        f"{cpu:.1f} ms of CPU each, so two free cores have CPU for {2000 / cpu:.0f}/s"
    )


def _tell(street: Host, webhooks: int) -> None:
    """One filing with one alert and a delivery to each webhook, straight into the ledger."""
    now = utc_now()
    filing = a_filing(1, id=FilingId("sec:0009990009-26-000001"), published_at=now, seen_at=now)
    street.ledger.record([filing], now=now, notify=True)
    alert = an_alert(filing.id)
    outcome = ReadOutcome(state="read", events=(an_event(1),), alerts=(alert,))
    street.ledger.commit(filing.id, outcome=outcome, now=now)
    with street.ledger._store.begin() as connection:  # noqa: SLF001 - a benchmark goes the short way
        connection.execute(insert(DELIVERIES), list(_rows(alert.id, webhooks)))


def _rows(alert_id: str, webhooks: int) -> Iterator[dict[str, object]]:
    for number in range(webhooks):
        yield {
            "id": f"dlv_{number:024}", "alert_id": alert_id, "channel": f"hook-{number}",
            "state": DeliveryState.PENDING.value, "attempts": 0, "due_at": utc_now(),
        }  # fmt: skip


if __name__ == "__main__":
    main()
