"""One filing that very many webhooks hear of: how fast its messages go out.

    python -m benchmarks.fanout [--webhooks 10000] [--hosts 500] [--workers 1] [--database sqlite]

All are due at the start; workers of deliveries drain them to a receiver on loopback in a
process of its own, which answers at ``hosts`` addresses in turn: with one, connections are
used again and again; with many, nearly every message opens one, as in life. CPU is that of
the workers, their work-horses, the scheduler and Valkey, without the receiver's.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from sqlalchemy import insert

from benchmarks.host import Host, host
from benchmarks.receiver import running_receiver
from benchmarks.street import stages
from tests.support.folders import short_folder
from tests.support.records import a_filing, an_alert, an_event
from tests.support.wait import wait_for
from watcher.ledger.rows import ReadOutcome
from watcher.ledger.tables import DELIVERIES
from watcher.model import DeliveryState, FilingId
from watcher.ops.clock import utc_now


@dataclass(frozen=True, slots=True)
class Drained:
    """``stages`` are milliseconds of CPU for each message, ``copies`` how many came too often."""

    webhooks: int
    seconds: float
    stages: Mapping[str, float]
    copies: int

    @property
    def cpu(self) -> float:
        """Milliseconds of CPU for each message, all in all."""
        return sum(self.stages.values())

    @property
    def rate(self) -> float:
        """Messages a second from the first to the last."""
        return self.webhooks / self.seconds

    @property
    def possible(self) -> float:
        """Messages a second that two free cores have CPU for."""
        return 2000 / self.cpu


def main() -> None:
    """Measure and print one line."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--webhooks", type=int, default=10_000)
    asked.add_argument("--hosts", type=int, default=500)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # unwinds, which ends what was started
    done = drain(given.webhooks, given.hosts, given.workers, given.database)
    Console().print(
        f"{done.webhooks} messages to {given.hosts} hosts, {given.database}, {given.workers} worker(s): "
        f"{done.rate:.0f}/s in {done.seconds:.0f} s, {done.copies} copies; "
        f"{done.cpu:.2f} ms of CPU each, so two free cores have CPU for {done.possible:.0f}/s ("
        + ", ".join(f"{stage} {spent:.2f}" for stage, spent in done.stages.items() if spent >= 0.01)
        + ")"
    )


def drain(webhooks: int, hosts: int, workers: int, database: str) -> Drained:
    """Tell one alert to so many webhooks and wait until each is delivered."""
    with short_folder("fan") as folder, running_receiver(hosts) as (addresses, received):
        hooks = [f"{addresses[n % hosts]}/hook/{n}" for n in range(webhooks)]
        with host(
            folder, filings=0, rate=1, database=database, workers=workers, hooks=hooks
        ) as street:
            before, started = street.cpu(), time.time()
            _tell(street, webhooks)
            wait_for(lambda: received.value >= webhooks, seconds=1800, what="all messages")
            seconds = time.time() - started
            wait_for(lambda: _over(street), seconds=120, what="the last settlement")
            spent = {name: now - before[name] for name, now in street.cpu().items()}
        cpu = {stage: s * 1000 / webhooks for stage, s in stages(spent).items()}
        return Drained(webhooks, seconds, cpu, received.value - webhooks)


def _over(street: Host) -> bool:
    return not street.ledger.summary().deliveries.get("pending", 0)


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
