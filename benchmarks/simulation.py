"""Where the first limit lies with 1 to 16 workers: a simulation from measured costs.

    python -m benchmarks.simulation [--filings 2000] [--wait 0.3] [--check]

Every filing takes a token of the venue's budget, waits for the venue, is read on a core of its
worker's machine, and is committed under the one lock; each message is written on a core and
sent over one of the lanes; both cost Valkey and the database their share. ``--check`` measures
one and two workers of each queue against a venue that answers late, simulates the same, and
says how far the two are apart.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.console import Console
from rich.table import Table

from benchmarks.events import Process, Resource, Use, World
from watcher.sweep import DELIVERY_LANES

WORKERS = (1, 2, 4, 8, 16)
CORES = 2
"""Cores of one machine; a machine has that many workers of each queue."""

OFFERED = 20
"""Filings a second that the check offers: more than two workers do, and less than one burst."""

FULL = 0.85
"""A resource that is busier than that is the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Seconds. CPU as ``benchmarks.street`` and ``benchmarks.fanout`` give it; waits are assumptions.

    ``read`` is the fork, the fetch, the reading and the commit of one filing, ``send`` one
    message, ``sweep`` the polls and sweeps of one second; ``lock`` is how long a commit holds
    the lock, ``database`` and ``valkey`` what a filing with its messages costs these servers.
    """

    read: float = 0.025
    send: float = 0.006
    sweep: float = 0.035
    lock: float = 0.005
    database: float = 0.012
    valkey: float = 0.001
    venue_wait: float = 0.3
    receiver_wait: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What runs: workers of each queue, messages for each filing, and the venue's budget."""

    workers: int
    messages: int = 1
    per_second: float | None = None
    cores: int = CORES
    database_cores: int = CORES

    @property
    def machines(self) -> int:
        """As many as the workers of one queue fill."""
        return math.ceil(self.workers / self.cores)


SITES = {
    "EDGAR": Site(workers=1, per_second=7),
    "no budget": Site(workers=1),
    "no budget, 50 messages each": Site(workers=1, messages=50),
}
"""What is simulated; 7 a second is EDGAR's budget without the polls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a simulation gave: filings a second, and how busy each resource was (0 to 1)."""

    rate: float
    shares: Mapping[str, float]

    @property
    def limit(self) -> str:
        """What keeps it from being faster, and how busy that is."""
        name = max(self.shares, key=self.shares.__getitem__)
        if self.shares[name] < FULL:
            return f"they wait ({name} {self.shares[name]:.0%})"
        return f"{name} {self.shares[name]:.0%}"


class _Street:
    """The resources of a site, and the processes that use them."""

    def __init__(self, site: Site, costs: Costs, filings: int) -> None:
        self.site, self.costs, self.world = site, costs, World()
        self.left = iter(range(filings))
        self.machines = [Resource("cores", site.cores) for _ in range(site.machines)]
        self.budget = Resource("venue's budget", 1)
        self.next_token = 0.0
        self.lock = Resource("commit lock", 1)
        self.database = Resource("database", site.database_cores)
        self.valkey = Resource("Valkey", 1)
        self.lanes = Resource("lanes", site.workers * DELIVERY_LANES)

    def worker(self, number: int) -> Process:
        """One worker of the queue of filings."""
        costs, cores = self.costs, self.machines[number % len(self.machines)]
        for _ in self.left:
            yield self._token()
            yield costs.venue_wait
            yield Use(cores, costs.read)
            yield Use(self.lock, costs.lock)
            yield from self._servers()
            for _ in range(self.site.messages):
                self.world.start(self.message(number))

    def _token(self) -> float:
        """Seconds until the budget lets a request through; tokens do not pile up."""
        if not self.site.per_second:
            return 0.0
        spacing, now = 1 / self.site.per_second, self.world.now
        begin = max(now, self.next_token)
        self.next_token = begin + spacing
        self.budget.busy += spacing
        return begin - now

    def message(self, number: int) -> Process:
        """One message on its way."""
        yield Use(self.machines[number % len(self.machines)], self.costs.send)
        yield Use(self.lanes, self.costs.receiver_wait)

    def _servers(self) -> Process:
        yield Use(self.database, self.costs.database)
        yield Use(self.valkey, self.costs.valkey)

    def found(self, filings: int) -> Found:
        """Run until the last message."""
        for number in range(self.site.workers):
            self.world.start(self.worker(number))
        seconds = self.world.run()
        swept = self.costs.sweep / self.site.cores / self.site.machines
        cores = sum(each.share(seconds) for each in self.machines) / len(self.machines) + swept
        others = (self.budget, self.lock, self.database, self.valkey, self.lanes)
        shares = {"cores": cores} | {each.name: each.share(seconds) for each in others}
        return Found(rate=filings / seconds, shares=shares)


def simulated(site: Site, costs: Costs, filings: int) -> Found:
    """So many filings, all there from the start."""
    return _Street(site, costs, filings).found(filings)


def table_of(costs: Costs, filings: int) -> Table:
    """Workers against budgets and messages."""
    table = Table("workers", *(f"{name}: filings/s, limit" for name in SITES))
    for workers in WORKERS:
        cells: list[str] = []
        for site in SITES.values():
            found = simulated(replace(site, workers=workers), costs, filings)
            cells.append(f"{found.rate:.1f}, {found.limit}")
        table.add_row(str(workers), *cells)
    return table


def checked(costs: Costs, filings: int, counts: Sequence[int] = (1, 2)) -> Iterator[tuple[int, float, float]]:  # fmt: skip
    """Workers, measured filings a second, simulated ones, with the CPU that the run really got."""
    from benchmarks.street import walk  # noqa: PLC0415 - brings servers and workers along

    for workers in counts:
        done = walk(filings, OFFERED, "sqlite", workers, late=costs.venue_wait)
        told = {name: each / 1000 for name, each in done.cpu.items()}
        mine = replace(
            costs, read=told["fork (filings)"] + told["fetch, read, commit"],
            send=told["fork (deliveries)"] + told["deliver"], valkey=told["Valkey"],
            sweep=told["poll and sweep"] * done.rate, receiver_wait=0.0, database=0.0,
        )  # fmt: skip
        yield workers, done.rate, simulated(Site(workers=workers), mine, filings).rate


def main() -> None:
    """Simulate and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    asked.add_argument("--filings", type=int, default=2000)
    asked.add_argument("--wait", type=float, default=0.3, help="seconds until the venue answers")
    asked.add_argument("--check", action="store_true")
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # unwinds, which ends what was started
    costs = Costs(venue_wait=given.wait)
    Console().print(table_of(costs, given.filings))
    if given.check:
        for workers, measured, simulated_ in checked(costs, min(given.filings, 100)):
            error = simulated_ / measured - 1
            Console().print(
                f"{workers} workers: measured {measured:.1f}/s, simulated {simulated_:.1f}/s ({error:+.0%})"
            )


if __name__ == "__main__":
    main()
